"""The couple's quiz: each side answers three light questions and guesses the other's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.side import SIDES, other_side, side_name
from workshop.story.act0.quiz import KEY, QUIZ, VERDICTS, questions, score
from workshop.story.answers import favourites
from workshop.story.frame.covering import answered_or_covered, at_keyboard
from workshop.story.frame.few_phones import answer_here
from workshop.widgets.elements import Html, block, columns, paragraph, side_badge, table
from workshop.words import N_, both

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

    def think(self) -> list[Moment]:
        sides = at_keyboard(self)
        if not sides:
            return []

        def check(side: Side) -> None:
            check_all(self, side, questions())

        note = answer_here(self, sides) if self.room.state.is_live else ""
        noted = [paragraph(note, "ot-muted")] if note else []
        panels = two_panels(self, self._panel, check, sides)
        return [moment(N_("Answer and guess"), *noted, panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        asked = [each for place, name in enumerate(QUIZ, 1) for each in self._unveil(place, name)]
        scores = columns(*(self._score_card(side) for side in SIDES))
        every = block(self._answers())
        return [
            *asked,
            moment(N_("The score"), scores),
            moment(N_("Every answer"), every, style="ot-reading"),
        ]

    def _unveil(self, place: int, name: str) -> list[Moment]:
        """Return a question's two moments: what each side guessed, and what was really said."""
        head = block(Html("<h2>{}</h2>").format(self.words(QUIZ[name][0])), "ot-finding")
        guess = columns(*(self._answer_card(name, side, told=False) for side in SIDES))
        truth = columns(*(self._answer_card(name, side, told=True) for side in SIDES))
        return [
            moment(
                both(N_("Question {n}: the guess"), n=place), head, guess, style="ot-stage-only"
            ),
            moment(both(N_("Question {n}: the answer"), n=place), head, truth),
        ]

    def _answer_card(self, name: str, side: Side, *, told: bool) -> w.Widget:
        """Return a side's answer as the other side guessed it, and as it was where it is told."""
        words, (truth, guess) = self.words, self._said(name, side)
        other = other_side(side)
        lines = [(words("{side} guessed", side=side_name(other, words)), guess)]
        if told:
            lines.append((words("{side} says", side=side_name(side, words)), truth))
        text = Html().join(
            Html("<p class='ot-muted'>{}</p><p class='ot-big'>{}</p>").format(label, shown)
            for label, shown in lines
        )
        head = Html("<h3>{}</h3>").format(side_badge(side, words))
        return block(head + text, "ot-panel", f"ot-panel-{side}")

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
        cells = [self.words(QUIZ[name][0])]
        for side in SIDES:
            cells += self._said(name, side)
        return cells

    def _said(self, name: str, side: Side) -> tuple[str, str]:
        """Return what a side answers, and what the other side guessed, with its mark."""
        state, words, labels = self.room.state, self.words, QUIZ[name][1]

        def shown(keys: set[str]) -> str:
            return " / ".join(words(labels[key]) for key in labels if key in keys) or "–"

        truth = favourites(state, f"{KEY}.{name}", side)
        guess = favourites(state, f"{KEY}.{name}.guess", other_side(side))
        mark = "" if not (truth and guess) else " ✓" if truth & guess else " ✗"
        return shown(truth), shown(guess) + mark
