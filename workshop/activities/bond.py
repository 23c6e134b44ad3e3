"""Where the relationship stands: ten sentences, both sides, the gaps, and one of four states.

The four states (undefined, defined, aligned, integrated) are those of P. Kotler, N. Rackham and
S. Krishnaswamy, “Ending the War Between Sales and Marketing”, Harvard Business Review, July-August
2006. The sentences are our own, and so is the reading: a state is reached when a group rather
agrees, on average, with the sentences of that state and of all before it.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from workshop.activities.activity import Activity
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.forms import check_all, form
from workshop.activities.mode import SIDES, other_side
from workshop.activities.sides import answers_of, everybody
from workshop.activities.solo.playing import across
from workshop.agenda import Beat
from workshop.charts.dumbbell import Gap, dumbbell_chart
from workshop.room.projection import answers
from workshop.room.question import Option, Sort
from workshop.room.result import coarse
from workshop.widgets.html import block, esc, figure, side_name
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.errors import WorkshopError
    from workshop.room.question import Question
    from workshop.words import Words

KEY = "arriving.bond"


class Statement(NamedTuple):
    """A sentence about the two sides, and the state it speaks for."""

    state: str
    text: str


STATES: dict[str, tuple[str, str]] = {
    "undefined": (
        N_("undefined"),
        N_("Everybody does their own thing, and one meets when something burns."),
    ),
    "defined": (
        N_("defined"),
        N_("Who does what is settled. One gets along, each on their own side of the fence."),
    ),
    "aligned": (
        N_("aligned"),
        N_("You speak about the same things and plan some of it together."),
    ),
    "integrated": (
        N_("integrated"),
        N_("One goal, one set of numbers, and you celebrate together."),
    ),
}
"""State to its name and what it feels like, the loosest first."""
STATEMENTS: dict[str, Statement] = {
    "roles": Statement("defined", N_("Who does what is settled, the hand-over included.")),
    "contact": Statement("defined", N_("When something grates, everybody knows whom to ask.")),
    "delivery": Statement("defined", N_("For a fair, each side knows what it has to deliver.")),
    "language": Statement("aligned", N_("We mean the same when we say “lead”.")),
    "planning": Statement("aligned", N_("We plan big campaigns together before they start.")),
    "material": Statement(
        "aligned", N_("Sales uses what marketing makes, and says what is missing.")
    ),
    "rejects": Statement("aligned", N_("We look at rejected contacts together, regularly.")),
    "goal": Statement("integrated", N_("There is at least one goal both sides answer for.")),
    "numbers": Statement("integrated", N_("Both sides see the same numbers at the same time.")),
    "parties": Statement("integrated", N_("We celebrate a new customer together.")),
}
DEGREES: dict[str, str] = {
    "0": N_("not at all"),
    "1": N_("rather not"),
    "2": N_("rather yes"),
    "3": N_("exactly"),
}
HIGHEST = len(DEGREES) - 1
REACHED = 2.0
"""“Rather yes”: from this mean on a state counts as reached."""


class Bond(Activity):
    """Ten sentences about the two sides."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({f"{KEY}.statements"})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Ten sentences about the two of you. Not how it should be: how it is."),
        Beat.REVEAL: N_("Look at the longest line first."),
        Beat.TALK: N_("Take the sentence with the longest line and tell each other a story of it."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [question()] if beat is Beat.THINK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        degrees = {key: str(degree) for key, degree in persona.bond.items()}
        return {question().key: {"sorted": degrees}}

    def echo(self, persona: Persona) -> list[w.Widget]:
        farthest = self._gaps()[0]
        if not _distance(farthest):
            return []
        text = self.words(
            "Here {name} sees it most differently from you: “{sentence}” Ask a colleague from that"
            " side, a real one, how they see it.",
            name=persona.name,
            sentence=farthest.name,
        )
        return [block(f"<p>{esc(text)}</p>", "ot-echo")]

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, question().key)

    def think(self) -> list[w.Widget]:
        if self.room.state.is_live:
            return []
        asked = question()
        return [
            two_panels(
                self,
                lambda side: [form(self, side, asked)],
                lambda side: check_all(self, side, [asked]),
            )
        ]

    def reveal(self) -> list[w.Widget]:
        return [block(self._verdict(), "ot-panel"), block(self._figure())]

    def talk(self) -> list[w.Widget]:
        gaps = self._gaps()
        apart = [gap for gap in gaps if gap.sales is not None and gap.marketing is not None]
        chosen = apart[0].name if apart else min(gaps, key=_mean).name if gaps else ""
        asked = self.words("When did you last see this, and when did you miss it?")
        return [
            block(f"<blockquote>{esc(chosen)}</blockquote><p>{esc(asked)}</p>", "ot-question"),
            self.timer(),
        ]

    def state(self, side: TwoSides | None = None) -> str | None:
        """Return the state of a side or of everybody; None where nobody may be shown."""
        means = self._means(side)
        return state_of(means) if means else None

    def _bodies(self, side: TwoSides | None) -> list[dict[str, Any]]:
        room, key = self.room.state, question().key
        if side:
            return answers_of(room, key, side)
        return [one.body for one in everybody(room, key)]

    def _means(self, side: TwoSides | None, *, shown: bool = False) -> dict[str, float]:
        """Return the mean of each sentence; `shown` to people, with no digit too many."""
        by_phone = shown and bool(answers(self.room.state, question().key))
        judged = (body["sorted"] for body in self._bodies(side) if body.get("sorted"))
        return means(judged, hide_one=by_phone)

    def _verdict(self) -> str:
        words, found = self.words, self.state()
        if found is None:
            return f"<p>{esc(words('No answers.'))}</p>"
        persona = across(self.room.state)
        if persona:
            return self._alone(persona)
        name, feeling = (words(text) for text in STATES[found])
        n = len(self._bodies(None))
        lines = [f'<p class="ot-big">{esc(words("You say: {state}", state=name))}</p>']
        lines.append(f"<p>{esc(feeling)}</p>")
        for side in SIDES:
            own = self.state(side)
            if own:
                text = f"{side_name(side, words)}: {words(STATES[own][0])}"
                lines.append(f"<p>{esc(text)}</p>")
        return "".join(lines) + f"<p><small>{esc(_source(n, words))}</small></p>"

    def _alone(self, persona: Persona) -> str:
        """Return what somebody who is alone says, and beside it the persona: no word of a group."""
        words, (own, played) = self.words, map(self.state, (other_side(persona.side), persona.side))
        if own is None or played is None:
            return f"<p>{esc(words('No answers.'))}</p>"
        name, feeling = (words(text) for text in STATES[own])
        other = words(
            "{name} (played by the kit): {state}", name=persona.name, state=words(STATES[played][0])
        )
        return (
            f'<p class="ot-big">{esc(words("You say for yourself: {state}", state=name))}</p>'
            f"<p>{esc(feeling)}</p><p>{esc(other)}</p>"
            f"<p><small>{esc(_source(1, words))}</small></p>"
        )

    def _gaps(self) -> list[Gap]:
        """Return both sides' means of each sentence, the farthest apart first."""
        sales, marketing = (self._means(side, shown=True) for side in SIDES)
        total = {} if sales and marketing else self._means(None, shown=True)
        found = [
            Gap(
                self.words(one.text),
                sales.get(key),
                marketing.get(key),
                total.get(key),
            )
            for key, one in STATEMENTS.items()
        ]
        return sorted(found, key=_distance, reverse=True)

    def _figure(self) -> str:
        words = self.words
        chart = dumbbell_chart(
            self._gaps(),
            0,
            HIGHEST,
            (words(DEGREES["0"]), words(DEGREES[str(HIGHEST)])),
            words,
        )
        return figure(chart, words)


def question() -> Sort:
    """Return the ten sentences as one question: how far does each hold?"""
    items = tuple(Option(key=key, label=both(one.text)) for key, one in STATEMENTS.items())
    degrees = tuple(Option(key=key, label=both(text)) for key, text in DEGREES.items())
    prompt = both("How far does this hold for the two sides?")
    return Sort(key=f"{KEY}.statements", prompt=prompt, items=items, classes=degrees, by_side=True)


def means(judged: Iterable[dict[str, str]], *, hide_one: bool = False) -> dict[str, float]:
    """Return the mean degree (0 to 3) of each sentence that anybody judged.

    Args:
        judged: sentence to degree, of each answer.
        hide_one: whether the means are as coarse as hides each single answer; see `coarse`.
    """
    all_judged = list(judged)
    degrees = {key: [int(each[key]) for each in all_judged if key in each] for key in STATEMENTS}
    exact = {key: (fmean(values), len(values)) for key, values in degrees.items() if values}
    if hide_one:
        return {key: coarse(mean, n, 0, HIGHEST) for key, (mean, n) in exact.items()}
    return {key: mean for key, (mean, _) in exact.items()}


def state_of(degrees: dict[str, float]) -> str:
    """Return the highest state reached without a gap below it.

    Args:
        degrees: sentence to its mean degree; a state without any judged sentence is not reached.
    """
    reached = "undefined"
    for state in list(STATES)[1:]:
        values = [
            degrees[key] for key, one in STATEMENTS.items() if one.state == state and key in degrees
        ]
        if not values or fmean(values) < REACHED:
            break
        reached = state
    return reached


def _distance(gap: Gap) -> float:
    if gap.sales is None or gap.marketing is None:
        return 0.0
    return abs(gap.sales - gap.marketing)


def _mean(gap: Gap) -> float:
    known = [one for one in (gap.sales, gap.marketing, gap.total) if one is not None]
    return fmean(known) if known else float(HIGHEST)


def _source(n: int, words: Words) -> str:
    return words(
        "Your own opinion of yourselves, no test; n = {n}. The four states are those of Kotler,"
        " Rackham and Krishnaswamy, Harvard Business Review, July–August 2006; the sentences and"
        " the reading are our own.",
        n=words.number(n),
    )
