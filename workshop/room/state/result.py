"""What a room answered: counts, distributions, splits by side that expose nobody, texts.

A side stands apart in a cell (a question, or one item of a question that sorts) only if enough of
it answered there, and if the rest of that cell is nobody or enough as well: for whoever subtracts
would see it. This is k-anonymity of each group that is shown, with complementary suppression; it
does not hide that all of a side said the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import singledispatch
from itertools import count as count_from
from itertools import pairwise
from math import ceil, floor, log10
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, TypeVar

from workshop.policy import FEWEST_ANSWERS
from workshop.room.log.event import KEYBOARD
from workshop.room.state.answer import Answer, Choice, Choices, Sorting, Value, Votes
from workshop.room.state.consent import NONE, OBJECTION, ConsentAnswer
from workshop.room.state.participant import card_name
from workshop.room.state.question import (
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
from workshop.side import PERSON_SIDES
from workshop.words import N_, as_typed, both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.room.state.state import Asked, Contribution, RoomState
    from workshop.words import Text

    Picked = Sequence[tuple[str, str, int]]
    """Option, side and how often, of every answer."""
    Group = tuple[Option | None, tuple[Option, ...], Picked]

_A = TypeVar("_A", bound=Answer)
BINS = 10
CONSENT = {NONE: N_("No objection"), OBJECTION: N_("Objection")}


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
        groups: what was asked about, with its bars; one group but for sorted items. None at all
            where a personal question has too few answers.
        mean, median: of numbers and scales with enough answers; see `coarse`.
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


def sides_apart(sizes: dict[str, int], fewest: int = FEWEST_ANSWERS) -> tuple[str, ...]:
    """Return the sides whose answers may be shown apart.

    A side needs `fewest` people, and so does what is left when the sides shown are taken from
    the total, for whoever subtracts would see it.

    Args:
        sizes: side to the number of its answers.
        fewest: how many a group needs.
    """
    enough = [side for side in PERSON_SIDES if sizes.get(side, 0) >= fewest]
    apart = sorted(enough, key=lambda side: -sizes[side])
    while apart and 0 < sum(sizes.values()) - sum(sizes[side] for side in apart) < fewest:
        apart.pop()
    return tuple(side for side in PERSON_SIDES if side in apart)


def sides_of(answers: Iterable[Contribution], fewest: int) -> tuple[str, ...]:
    """Return the sides whose answers, of all these, may be shown apart."""
    return sides_apart(Counter[str](answer.side for answer in answers), fewest)


def coarse(value: float, n: int, low: float, high: float) -> float:
    """Return a mean with no more digits than hide one person.

    Whoever knows all answers but one, and the exact mean, knows the last one. One answer moves the
    mean by (high - low) / n at most, so the mean is given in steps of at least that: 1, 2 or 5
    times a power of ten.

    Args:
        value: the mean.
        n: of how many answers.
        low: the lowest answer there can be.
        high: the highest.
    """
    least = (high - low) / n
    power = 10.0 ** floor(log10(least))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= least * (1 - 1e-9))
    return min(high, max(low, round(value / step) * step))


def result_of(state: RoomState, key: str) -> Result | None:
    """Return what the phones answered to a question of the room; None where it was never asked."""
    asked = state.questions.get(key)
    return result(asked, state.said(key), state.fewest) if asked else None


def result(asked: Asked, said: Iterable[Contribution], fewest: int = FEWEST_ANSWERS) -> Result:
    """Return what the phones answered to a question.

    Args:
        asked: the question, with its hidden cards.
        said: all contributions to it; those of the keyboard are left out.
        fewest: how many answers a group needs to be shown apart.
    """
    answers = [answer for answer in said if answer.item not in KEYBOARD]
    question = asked.question
    sizes = Counter[str](answer.side for answer in answers if question.by_side)
    apart = sides_apart(sizes, fewest)
    if question.personal and len(answers) < fewest:
        return Result(n=len(answers), sides={})
    mean, middle = _averages(question, answers, fewest)
    return Result(
        n=len(answers),
        sides={side: sizes[side] for side in apart},
        groups=tuple(
            (item, tuple(_bars(options, picked, _sides(question, picked, apart, fewest))))
            for item, options, picked in _groups(question, answers)
        ),
        mean=mean,
        median=middle,
        lines=_lines(asked, answers),
    )


def _averages(
    question: Question, answers: list[Contribution], fewest: int
) -> tuple[float | None, float | None]:
    """Return mean and median of a question about a number."""
    if not isinstance(question, Scale | Number) or len(answers) < fewest:
        return None, None
    values = [question.answer.read(one.body).value for one in answers]
    mean = coarse(fmean(values), len(values), question.low, question.high)
    return mean, median(values)


def _sides(
    question: Question, picked: Picked, apart: tuple[str, ...], fewest: int
) -> tuple[str, ...]:
    """Return the sides that stand apart in one cell; of items to sort, some may be left out."""
    if not isinstance(question, Sort) or not question.by_side:
        return apart
    return sides_apart(Counter[str](side for _, side, _ in picked), fewest)


def _bars(options: Iterable[Option], picked: Picked, sides: Iterable[str]) -> Iterator[Bar]:
    for option in options:
        mine = [(side, n) for key, side, n in picked if key == option.key]
        by_side = {side: sum(n for one, n in mine if one == side) for side in sides}
        yield Bar(option.key, option.label, sum(n for _, n in mine), by_side)


def _read(kind: type[_A], answers: list[Contribution]) -> list[tuple[_A, str]]:
    """Return the answers by their type, each with its side."""
    return [(kind.read(one.body), one.side) for one in answers]


@singledispatch
def _groups(_question: Question, _answers: list[Contribution]) -> list[Group]:
    """Return what is counted: the item asked about, its options, and what was picked."""
    return []  # texts and cards are not counted


@_groups.register(Single)
def _(question: Single, answers: list[Contribution]) -> list[Group]:
    return [
        (None, question.options, [(one.choice, side, 1) for one, side in _read(Choice, answers)])
    ]


@_groups.register(Multiple)
def _(question: Multiple, answers: list[Contribution]) -> list[Group]:
    picked = [(key, side, 1) for one, side in _read(Choices, answers) for key in one.choices]
    return [(None, question.options, picked)]


@_groups.register(Scale)
def _(question: Scale, answers: list[Contribution]) -> list[Group]:
    steps = [str(step) for step in range(question.low, question.high + 1)]
    options = tuple(Option(key=step, label=as_typed(step)) for step in steps)
    return [
        (None, options, [(str(int(one.value)), side, 1) for one, side in _read(Value, answers)])
    ]


@_groups.register(Number)
def _(question: Number, answers: list[Contribution]) -> list[Group]:
    read = _read(Value, answers)
    edges = _edges(question, [one.value for one, _ in read])
    last = len(edges) - 2
    options = tuple(
        Option(key=str(place), label=_between(low, high, last=place == last))
        for place, (low, high) in enumerate(pairwise(edges))
    )

    def bin_of(value: float) -> str:
        return str(min(last, bisect_right(edges, value) - 1))

    return [(None, options, [(bin_of(one.value), side, 1) for one, side in read])]


def _edges(question: Number, values: list[float]) -> list[float]:
    """Return the edges of at most `BINS` bins that the answers fill, at round numbers.

    What is personal keeps its whole range: where nobody is must not tell where somebody is.
    """
    fitted = values if values and not question.personal else [question.low, question.high]
    low, high = min(fitted), max(fitted)
    whole = all(value == floor(value) for value in fitted)
    for step in _round_steps((high - low) / BINS, 1.0 if whole else 1e-6):
        first = floor(low / step)
        count = max(1, ceil(high / step) - first)
        if count <= BINS:
            return [round((first + place) * step, 9) for place in range(count + 1)]
    raise AssertionError  # steps grow without end


def _round_steps(*least: float) -> Iterator[float]:
    """Yield 1, 2 and 5 times every power of ten from the largest of these on."""
    wanted = max(least)
    for power in count_from(floor(log10(wanted))):
        yield from (step for factor in (1, 2, 5) if (step := factor * 10.0**power) >= wanted)


def _between(low: float, high: float, *, last: bool) -> Text:
    return as_typed(f"{low:g} – {high:g}" if last else f"{low:g} – <{high:g}")


@_groups.register(Sort)
def _(question: Sort, answers: list[Contribution]) -> list[Group]:
    sortings = _read(Sorting, answers)

    def of(item: Option) -> Picked:
        return [(one.sorted[item.key], side, 1) for one, side in sortings if item.key in one.sorted]

    return [(item, question.classes, of(item)) for item in question.items]


@_groups.register(Dots)
def _(question: Dots, answers: list[Contribution]) -> list[Group]:
    picked = [(key, side, n) for one, side in _read(Votes, answers) for key, n in one.dots.items()]
    return [(None, question.options, picked)]


@_groups.register(Consent)
def _(_: Consent, answers: list[Contribution]) -> list[Group]:
    options = tuple(Option(key=key, label=both(label)) for key, label in CONSENT.items())
    return [(None, options, [(one.answer, side, 1) for one, side in _read(ConsentAnswer, answers)])]


def _lines(asked: Asked, answers: list[Contribution]) -> tuple[Line, ...]:
    question = asked.question
    columns = {c.key: c.label for c in question.columns} if isinstance(question, Cards) else {}
    texts = ((card_name(one.item), *_text(question, columns, one.body)) for one in answers)
    found = (Line(name, text, group, name in asked.hidden) for name, text, group in texts if text)
    places = [*columns.values(), None]
    # Within a column by name, as good as random: the order of arrival would tell who was quick.
    return tuple(sorted(found, key=lambda line: (places.index(line.group), line.name)))


def _text(
    question: Question, columns: dict[str, Text], body: dict[str, Any]
) -> tuple[str, Text | None]:
    """Return the words of an answer, empty where it has none, and the column they lie in."""
    match question:
        case Cards():
            card = question.answer.read(body)
            return card.text, columns.get(card.column)
        case ShortText():
            return question.answer.read(body).text, None
        case Consent():
            return question.answer.read(body).reason, None
    return "", None
