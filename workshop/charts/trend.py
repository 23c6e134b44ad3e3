"""One number by quarter: each value with its interval, from zero, and the target across."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from workshop.charts.bullet import round_above
from workshop.charts.lettering import width, wrapped
from workshop.charts.sheet import Item, Label, Mark, Stroke, sheet
from workshop.charts.theme import BOTH, INK, LINE, MUTED, NARROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from workshop.words import Words

VALUES, TOP, FLOOR, NAMES, HEIGHT = 12, 34, 150, 172, 186
"""Middles of the row of values and of the row of names, ends of the plot, and its whole height."""
MARGIN = 70
"""Room at the right for the target's name."""
SIZES = (17, 16, 15, 14, 13, 12, 11)
STEP = 20
VERSION = 14
"""Size of the names of versions."""


class Step(NamedTuple):
    """One quarter: its name, its value as it is written, and its numbers; None where withheld."""

    name: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None


class Decided(NamedTuple):
    """A version of the charter: when it was signed, and the target from then on.

    Attributes:
        place: quarters from the left edge, with the days as a fraction.
        text: what it is called, such as “Charter 1”.
        target: in the unit of the values; None for none.
    """

    place: float
    text: str
    target: float | None = None


def trend_chart(
    steps: Sequence[Step],
    words: Words,
    *,
    target: float | None = None,
    target_text: str = "",
    most: float | None = None,
    decided: Sequence[Decided] = (),
) -> alt.TopLevelMixin:
    """Return the quarters from left to right, each with its value above and its name below.

    Args:
        steps: the quarters, the oldest first.
        words: the language.
        target: the one that holds now, in the unit of the values; None for none.
        target_text: the target as it is written.
        most: the largest value there can be.
        decided: versions of the charter signed in these quarters, the oldest first: each is a mark
            on the line, and targets are steps from one to the next. Without any, the target is
            drawn across.
    """
    found = [one for step in steps for one in (step.value, step.high) if one is not None]
    goals = [target, *(version.target for version in decided)]
    end = round_above(max([*found, *(goal for goal in goals if goal is not None)]), most)
    right = NARROW - (MARGIN if target is not None else 0)
    room = right / max(len(steps), 1)
    size = next(
        (s for s in SIZES if all(width(t.text, s, bold=True) < room for t in steps)), SIZES[-1]
    )

    def at(value: float) -> float:
        return FLOOR - min(value / end, 1.0) * (FLOOR - TOP)

    items: list[Item] = [Stroke(0, FLOOR, right, FLOOR, LINE)]
    for start, stop, aim in target_steps(target, decided, len(steps)):
        items.append(Stroke(room * start, at(aim), room * stop, at(aim), INK, 3))
    if target is not None:
        items += _named(right + 8, at(target), words("Target {value}", value=target_text))
    items += _signed(decided, room, right)
    points = [(room * (n + 0.5), step) for n, step in enumerate(steps)]
    placed = [(x, at(step.value)) for x, step in points if step.value is not None]
    items += [Stroke(*one, *other, BOTH, 2, 0.6) for one, other in pairwise(placed)]
    for number, (x, step) in enumerate(points):
        latest = number == len(points) - 1
        items.append(Label(x, VALUES, step.text, INK, size, "center", bold=latest))
        items.append(Label(x, NAMES, step.name, MUTED, 16, "center", bold=latest))
        if step.low is not None and step.high is not None:
            items.append(Stroke(x, at(step.low), x, at(step.high), BOTH, 6, 0.35))
        if step.value is not None:
            items.append(Mark(x, at(step.value), "both", 300 if latest else 140))
    said = "; ".join([*_said(steps, target_text, words), *(one.text for one in decided)])
    return sheet(items, HEIGHT, said).properties(width=NARROW)


def _signed(decided: Sequence[Decided], room: float, right: float) -> Iterator[Item]:
    """Yield a line for each version, with its name where there is room for it."""
    free = 0.0
    for version in decided:
        x, long = room * version.place, width(version.text, VERSION)
        yield Stroke(x, TOP, x, FLOOR, BOTH, 2)
        begins = x - 4 - long if x > right / 2 else x + 4
        if begins >= free:
            yield Label(begins, TOP - 4, version.text, BOTH, VERSION)
            free = begins + long + 8


def target_steps(
    target: float | None, decided: Sequence[Decided], quarters: int
) -> Iterator[tuple[float, float, float]]:
    """Yield each target with where it begins and ends, in quarters from the left edge."""
    if not decided:
        if target is not None:
            yield 0, quarters, target
        return
    ends = [*(one.place for one in decided[1:]), float(quarters)]
    for version, stop in zip(decided, ends, strict=True):
        if version.target is not None:
            yield version.place, stop, version.target


def _named(x: float, y: float, text: str) -> Iterator[Item]:
    lines = wrapped(text, MARGIN - 8, 16, bold=True)
    top = min(max(y - STEP * (len(lines) - 1) / 2, STEP / 2), FLOOR - STEP * (len(lines) - 1))
    for number, line in enumerate(lines):
        yield Label(x, top + STEP * number, line, INK, 16, bold=True)


def _said(steps: Sequence[Step], target: str, words: Words) -> Iterator[str]:
    for step in steps:
        yield f"{step.name} {step.text}"
    if target:
        yield words("Target {value}", value=target)
