"""What a room answered: counts, distributions, splits by side that expose nobody, texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise
from math import floor
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from workshop.room.participant import PERSON_SIDES, card_name
from workshop.room.question import (
    Cards,
    Consent,
    Dots,
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.words import N_, as_typed, both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.room.state import Asked, Contribution
    from workshop.words import Text

    Picked = Sequence[tuple[str, str, int]]
    """Option, side and how often, of every answer."""
    Group = tuple[Option | None, tuple[Option, ...], Picked]

FEWEST = 5
"""Fewer people than this are never shown as a group of their own."""
BINS = 10
KEYBOARD = ("sales", "marketing", "both")
"""Items of what was entered at the keyboard; every other item is one phone's."""
CONSENT = {"none": N_("No objection"), "objection": N_("Objection")}


@dataclass(frozen=True)
class Bar:
    """How often one option was meant: by all, and by each side that may be shown."""

    key: str
    label: Text
    n: int
    by_side: dict[str, int]


@dataclass(frozen=True)
class Line:
    """One text somebody wrote.

    Attributes:
        name: see `card_name`; it is not the item under which the answer is filed.
        text: what it says.
        group: a card's column.
        hidden: whether the facilitator took it out of sight.
    """

    name: str
    text: str
    group: Text | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Result:
    """The answers of the phones to one question.

    Attributes:
        n: answers; cards count each.
        sides: side to its answers, for the sides that may be shown apart.
        groups: what was asked about, with its bars; one group but for sorted items.
        mean, median: of numbers and scales.
        lines: texts, in an order that says nothing about who was first.
    """

    n: int
    sides: dict[str, int]
    groups: tuple[tuple[Option | None, tuple[Bar, ...]], ...] = ()
    mean: float | None = None
    median: float | None = None
    lines: tuple[Line, ...] = ()

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        """The lines that are not hidden."""
        return tuple(line for line in self.lines if not line.hidden)


def sides_apart(sizes: dict[str, int]) -> tuple[str, ...]:
    """Return the sides whose answers may be shown apart.

    A side needs `FEWEST` people, and so does what is left when the sides shown are taken from
    the total, for whoever subtracts would see it.

    Args:
        sizes: side to the number of its answers.
    """
    enough = [side for side in PERSON_SIDES if sizes.get(side, 0) >= FEWEST]
    apart = sorted(enough, key=lambda side: -sizes[side])
    while apart and 0 < sum(sizes.values()) - sum(sizes[side] for side in apart) < FEWEST:
        apart.pop()
    return tuple(side for side in PERSON_SIDES if side in apart)


def sides_of(answers: Iterable[Contribution]) -> tuple[str, ...]:
    """Return the sides whose answers, of all these, may be shown apart."""
    return sides_apart(Counter[str](one.side for one in answers))


def result(asked: Asked, said: Iterable[Contribution]) -> Result:
    """Return what the phones answered to a question.

    Args:
        asked: the question, with its hidden cards.
        said: all contributions to it; those of the keyboard are left out.
    """
    answers = [one for one in said if one.item not in KEYBOARD]
    question = asked.question
    sizes = Counter[str](one.side for one in answers if question.by_side)
    sides = {side: sizes[side] for side in sides_apart(sizes)}
    values = [float(one.body["value"]) for one in answers if "value" in one.body]
    return Result(
        n=len(answers),
        sides=sides,
        groups=tuple(
            (item, tuple(_bars(options, picked, sides)))
            for item, options, picked in _groups(question, answers)
        ),
        mean=fmean(values) if values else None,
        median=median(values) if values else None,
        lines=_lines(asked, answers),
    )


def _bars(options: Iterable[Option], picked: Picked, sides: Iterable[str]) -> Iterator[Bar]:
    for option in options:
        mine = [(side, n) for key, side, n in picked if key == option.key]
        by_side = {side: sum(n for one, n in mine if one == side) for side in sides}
        yield Bar(option.key, option.label, sum(n for _, n in mine), by_side)


@singledispatch
def _groups(_question: Question, _answers: list[Contribution]) -> list[Group]:
    """Return what is counted: the item asked about, its options, and what was picked."""
    return []  # texts and cards are not counted


@_groups.register(Single)
def _(question: Single, answers: list[Contribution]) -> list[Group]:
    return [(None, question.options, [(a.body["choice"], a.side, 1) for a in answers])]


@_groups.register(Multiple)
def _(question: Multiple, answers: list[Contribution]) -> list[Group]:
    picked = [(key, a.side, 1) for a in answers for key in a.body["choices"]]
    return [(None, question.options, picked)]


@_groups.register(Scale)
def _(question: Scale, answers: list[Contribution]) -> list[Group]:
    steps = [str(step) for step in range(question.low, question.high + 1)]
    options = tuple(Option(key=step, label=as_typed(step)) for step in steps)
    return [(None, options, [(str(a.body["value"]), a.side, 1) for a in answers])]


@_groups.register(Number)
def _(question: Number, answers: list[Contribution]) -> list[Group]:
    width = (question.high - question.low) / BINS
    edges = [question.low + width * place for place in range(BINS + 1)]
    options = tuple(
        Option(key=str(place), label=_between(low, high, last=place == BINS - 1))
        for place, (low, high) in enumerate(pairwise(edges))
    )

    def bin_of(value: float) -> str:
        return str(min(BINS - 1, floor((value - question.low) / width)))

    return [(None, options, [(bin_of(a.body["value"]), a.side, 1) for a in answers])]


def _between(low: float, high: float, *, last: bool) -> Text:
    return as_typed(f"{low:g} – {high:g}" if last else f"{low:g} – <{high:g}")


@_groups.register(Sort)
def _(question: Sort, answers: list[Contribution]) -> list[Group]:
    def of(item: Option) -> Picked:
        return [
            (a.body["sorted"][item.key], a.side, 1) for a in answers if item.key in a.body["sorted"]
        ]

    return [(item, question.classes, of(item)) for item in question.items]


@_groups.register(Dots)
def _(question: Dots, answers: list[Contribution]) -> list[Group]:
    picked = [(key, a.side, n) for a in answers for key, n in a.body["dots"].items()]
    return [(None, question.options, picked)]


@_groups.register(Consent)
def _(_: Consent, answers: list[Contribution]) -> list[Group]:
    options = tuple(Option(key=key, label=both(label)) for key, label in CONSENT.items())
    return [(None, options, [(a.body["answer"], a.side, 1) for a in answers])]


def _lines(asked: Asked, answers: list[Contribution]) -> tuple[Line, ...]:
    question = asked.question
    columns = {c.key: c.label for c in question.columns} if isinstance(question, Cards) else {}
    texts = (
        (card_name(one.item), _text(question, one.body), columns.get(one.body.get("column", "")))
        for one in answers
    )
    found = (Line(name, text, group, name in asked.hidden) for name, text, group in texts if text)
    places = [*columns.values(), None]
    # Within a column by name, as good as random: the order of arrival would tell who was quick.
    return tuple(sorted(found, key=lambda line: (places.index(line.group), line.name)))


def _text(question: Question, body: dict[str, Any]) -> str:
    if isinstance(question, ShortText | Cards):
        return str(body["text"])
    return str(body.get("reason", "")) if isinstance(question, Consent) else ""
