"""The couple's quiz: each side answers three light questions and guesses the other's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.covers import answered_or_covered, at_keyboard, two_panels
from workshop.activities.few_phones import answer_here
from workshop.activities.forms import check_all, form
from workshop.activities.mode import SIDES
from workshop.activities.sides import favourites
from workshop.agenda import Beat
from workshop.room.question import Option, Single
from workshop.widgets.html import block, columns, esc, side_badge, side_name, table
from workshop.words import N_, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.errors import WorkshopError
    from workshop.room.question import Question

KEY = "arriving.quiz"
QUIZ: dict[str, tuple[str, dict[str, str]]] = {
    "call": (
        N_("The other side calls. What do you say most often?"),
        {
            "glad": N_("“Good that you call!”"),
            "mail": N_("“Send me a mail.”"),
            "crm": N_("“It is in the CRM.”"),
            "later": N_("“Gladly, after the quarter.”"),
        },
    ),
    "champagne": (
        N_("A big deal is won. Who gets the champagne?"),
        {
            "last_call": N_("Whoever was on the phone last"),
            "campaign": N_("The campaign of eight months ago"),
            "discount": N_("The discount"),
            "all": N_("All of us, and at once"),
        },
    ),
    "friday": (
        N_("Friday, 4 p.m. What are you busy with?"),
        {
            "offer": N_("The offer that has to go out today"),
            "subject": N_("The subject line, version seven"),
            "others": N_("The question what the others do all day"),
            "weekend": N_("The weekend"),
        },
    ),
}
VERDICTS = (
    N_("Polite strangers. There is a lot to discover."),
    N_("You say hello in the lift."),
    N_("You have been listening to each other."),
    N_("An old married couple. In the best sense."),
)
"""By how many of the three answers were guessed."""
OTHER: dict[TwoSides, TwoSides] = {"sales": "marketing", "marketing": "sales"}


class Quiz(Activity):
    """How well do the two sides know each other?"""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset(
        f"{KEY}.{name}{end}" for name in QUIZ for end in ("", ".guess")
    )
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Three questions about yourselves. And the same three once more: what did the other"
            " side say?"
        ),
        Beat.REVEAL: N_("So that is how well you know each other."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return questions() if beat is Beat.THINK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        own = {f"{KEY}.{name}": choice for name, choice in persona.quiz.items()}
        guessed = {f"{KEY}.{name}.guess": choice for name, choice in persona.guesses.items()}
        return {key: {"choice": choice} for key, choice in (own | guessed).items()}

    def echo(self, persona: Persona) -> list[w.Widget]:
        words = self.words
        lines = "".join(
            f"<p>{esc(words(QUIZ[name][0]))}<br><b>{esc(words(text))}</b></p>"
            for name, text in persona.comments.items()
        )
        return [block(f"<h3>{esc(words('{name} says', name=persona.name))}</h3>{lines}", "ot-echo")]

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, f"{KEY}.{next(iter(QUIZ))}")

    def think(self) -> list[w.Widget]:
        sides = at_keyboard(self)
        if not sides:
            return []

        def check(side: TwoSides) -> None:
            check_all(self, side, questions())

        note = answer_here(self, sides) if self.room.state.is_live else ""
        noted = [block(f"<p>{esc(note)}</p>", "ot-muted")] if note else []
        return [*noted, two_panels(self, self._panel, check, sides)]

    def reveal(self) -> list[w.Widget]:
        cards = [self._score_card(side) for side in SIDES]
        return [columns(*cards), block(self._answers())]

    def score(self, side: TwoSides) -> int | None:
        """Return how many answers of the other side this side guessed; None without any guess."""
        state = self.room.state
        pairs = [
            (
                favourites(state, f"{KEY}.{name}.guess", side),
                favourites(state, f"{KEY}.{name}", OTHER[side]),
            )
            for name in QUIZ
        ]
        told = [(guess, truth) for guess, truth in pairs if guess and truth]
        return sum(bool(guess & truth) for guess, truth in told) if told else None

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        return [form(self, side, question) for question in questions()]

    def _score_card(self, side: TwoSides) -> w.Widget:
        words, score = self.words, self.score(side)
        about = words(
            "{side} about {other}",
            side=side_name(side, words),
            other=side_name(OTHER[side], words),
        )
        if score is None:
            said = words("Too few answers to show this side by itself.")
            body = f"<p>{esc(said)}</p>"
        else:
            right = words("{n} of {all} guessed", n=score, all=len(QUIZ))
            body = f'<p class="ot-big">{esc(right)}</p><p>{esc(words(VERDICTS[score]))}</p>'
        head = f"<h3>{side_badge(side, words)}</h3><p class='ot-muted'>{esc(about)}</p>"
        return block(head + body, "ot-panel", f"ot-panel-{side}")

    def _answers(self) -> str:
        words = self.words
        head = [words("Question")]
        for side in SIDES:
            head += [
                words("{side} says", side=side_name(side, words)),
                words("{side} guessed", side=side_name(OTHER[side], words)),
            ]
        return table(head, [self._row(name) for name in QUIZ])

    def _row(self, name: str) -> list[str]:
        prompt, labels = QUIZ[name]
        state, words = self.room.state, self.words

        def said(key: str, side: TwoSides) -> set[str]:
            return favourites(state, key, side)

        def shown(keys: set[str]) -> str:
            return " / ".join(esc(words(labels[key])) for key in labels if key in keys) or "–"

        cells = [esc(words(prompt))]
        for side in SIDES:
            truth, guess = said(f"{KEY}.{name}", side), said(f"{KEY}.{name}.guess", OTHER[side])
            mark = "" if not (truth and guess) else " ✓" if truth & guess else " ✗"
            cells += [shown(truth), shown(guess) + mark]
        return cells


def questions() -> list[Question]:
    """Return the three questions, and after them the three guesses."""
    made: list[Question] = [_single(name, "", prompt) for name, (prompt, _) in QUIZ.items()]
    return made + [_single(name, ".guess", prompt) for name, (prompt, _) in QUIZ.items()]


def _single(name: str, end: str, prompt: str) -> Single:
    asked = (
        both("And the other side, what does it say to “{question}”", question="{question}")
        if end
        else both(prompt)
    )
    if end:
        own = both(prompt)
        asked = {lang: text.replace("{question}", own[lang]) for lang, text in asked.items()}
    options = tuple(Option(key=key, label=both(text)) for key, text in QUIZ[name][1].items())
    return Single(key=f"{KEY}.{name}{end}", prompt=asked, options=options, by_side=True)
