"""The couple's quiz: each side answers three light questions and guesses the other's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.side import SIDES, other_side, side_name
from workshop.story.act0.quiz import KEY, QUIZ, VERDICTS, questions, score
from workshop.story.answers import favourites
from workshop.story.frame.covering import answered_or_covered, at_keyboard
from workshop.story.frame.few_phones import answer_here
from workshop.widgets.elements import Html, block, columns, paragraph, side_badge, table
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona


class Quiz(Activity):
    """How well do the two sides know each other?"""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset(
        f"{KEY}.{name}{end}" for name in QUIZ for end in ("", ".guess")
    )
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Three questions about yourselves. Then the same three again: what did the "
            "other side say?"
        ),
        Beat.REVEAL: N_("So that’s how well you know each other."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return questions() if beat is Beat.THINK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        own = {f"{KEY}.{name}": choice for name, choice in persona.quiz.items()}
        guessed = {f"{KEY}.{name}.guess": choice for name, choice in persona.guesses.items()}
        return {key: {"choice": choice} for key, choice in (own | guessed).items()}

    def echo(self, persona: Persona) -> list[w.Widget]:
        words = self.words
        head = Html("<h3>{}</h3>").format(words("{name} says", name=persona.name))
        lines = (
            Html("<p>{}<br><b>{}</b></p>").format(words(QUIZ[name][0]), words(text))
            for name, text in persona.comments.items()
        )
        return [block(head + Html().join(lines), "ot-echo")]

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, f"{KEY}.{next(iter(QUIZ))}")

    def think(self) -> list[w.Widget]:
        sides = at_keyboard(self)
        if not sides:
            return []

        def check(side: Side) -> None:
            check_all(self, side, questions())

        note = answer_here(self, sides) if self.room.state.is_live else ""
        noted = [paragraph(note, "ot-muted")] if note else []
        return [*noted, two_panels(self, self._panel, check, sides)]

    def reveal(self) -> list[w.Widget]:
        cards = [self._score_card(side) for side in SIDES]
        return [columns(*cards), block(self._answers())]

    def _panel(self, side: Side) -> list[w.Widget]:
        return [form(self, side, question) for question in questions()]

    def _score_card(self, side: Side) -> w.Widget:
        words, guessed = self.words, score(self.room.state, side)
        about = words(
            "{side} on {other}",
            side=side_name(side, words),
            other=side_name(other_side(side), words),
        )
        if guessed is None:
            said = words("Too few answers to show this side on its own.")
            body = Html("<p>{}</p>").format(said)
        else:
            right = words("{n} of {all} guessed right", n=guessed, all=len(QUIZ))
            body = Html('<p class="ot-big">{}</p><p>{}</p>').format(right, words(VERDICTS[guessed]))
        head = Html("<h3>{}</h3><p class='ot-muted'>{}</p>").format(side_badge(side, words), about)
        return block(head + body, "ot-panel", f"ot-panel-{side}")

    def _answers(self) -> Html:
        words = self.words
        head = [words("Question")]
        for side in SIDES:
            head += [
                words("{side} says", side=side_name(side, words)),
                words("{side} guessed", side=side_name(other_side(side), words)),
            ]
        return table(head, [self._row(name) for name in QUIZ])

    def _row(self, name: str) -> list[str]:
        prompt, labels = QUIZ[name]
        state, words = self.room.state, self.words

        def said(key: str, side: Side) -> set[str]:
            return favourites(state, key, side)

        def shown(keys: set[str]) -> str:
            return " / ".join(words(labels[key]) for key in labels if key in keys) or "–"

        cells = [words(prompt)]
        for side in SIDES:
            truth, guess = (
                said(f"{KEY}.{name}", side),
                said(f"{KEY}.{name}.guess", other_side(side)),
            )
            mark = "" if not (truth and guess) else " ✓" if truth & guess else " ✗"
            cells += [shown(truth), shown(guess) + mark]
        return cells
