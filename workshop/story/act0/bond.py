"""Where the relationship stands: ten sentences, both sides, the gaps, and one of four states.

The four states (undefined, defined, aligned, integrated) are those of P. Kotler, N. Rackham and
S. Krishnaswamy, “Ending the War Between Sales and Marketing”, Harvard Business Review, July-August
2006. The sentences are our own, and so is the reading: a state is reached when a group rather
agrees, on average, with the sentences of that state and of all before it.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from workshop.room.state.question import Option, Sort
from workshop.room.state.result import coarse
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY = "arriving.bond"


class Statement(NamedTuple):
    """A sentence about the two sides, and the state it speaks for."""

    state: str
    text: str


STATES: dict[str, tuple[str, str]] = {
    "undefined": (
        N_("not defined yet"),
        N_("Everyone does their own thing; you meet when something’s on fire."),
    ),
    "defined": (
        N_("defined"),
        N_("Roles are clear and you get along – each in your own corner."),
    ),
    "aligned": (
        N_("aligned"),
        N_("You talk about the same things and plan some of them together."),
    ),
    "integrated": (
        N_("integrated"),
        N_("One goal, one set of numbers, and you celebrate together."),
    ),
}
"""State to its name and what it feels like, the loosest first."""
STATEMENTS: dict[str, Statement] = {
    "roles": Statement("defined", N_("It’s clear who does what, and that includes the hand-over.")),
    "contact": Statement(
        "defined", N_("When something isn’t working, everyone knows who to talk to.")
    ),
    "delivery": Statement(
        "defined", N_("Before a trade fair, each side knows what it has to deliver.")
    ),
    "language": Statement("aligned", N_("We mean the same thing when we say “lead”.")),
    "planning": Statement("aligned", N_("We plan big campaigns together before they start.")),
    "material": Statement(
        "aligned", N_("Sales uses what marketing makes and says what’s missing.")
    ),
    "rejects": Statement("aligned", N_("We regularly look at rejected contacts together.")),
    "goal": Statement("integrated", N_("There’s at least one goal both sides answer for.")),
    "numbers": Statement("integrated", N_("Both sides see the same numbers at the same time.")),
    "parties": Statement("integrated", N_("We celebrate a new customer together.")),
}
DEGREES: dict[str, str] = {
    "0": N_("not at all"),
    "1": N_("not really"),
    "2": N_("mostly"),
    "3": N_("completely"),
}
HIGHEST = len(DEGREES) - 1
REACHED = 2.0
"""“Mostly”: from this mean on a state counts as reached."""


def question() -> Sort:
    """Return the ten sentences as one question: how far does each hold?"""
    items = tuple(Option(key=key, label=both(one.text)) for key, one in STATEMENTS.items())
    degrees = tuple(Option(key=key, label=both(text)) for key, text in DEGREES.items())
    prompt = both("How true is this of the two sides?")
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
