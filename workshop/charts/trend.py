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


class Step(NamedTuple):
    """One quarter: its name, its value as it is written, and its numbers; None where withheld."""

    name: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None


def trend_chart(
    steps: Sequence[Step],
    words: Words,
    *,
    target: float | None = None,
    target_text: str = "",
    most: float | None = None,
) -> alt.TopLevelMixin:
    """Return the quarters from left to right, each with its value above and its name below.

    Args:
        steps: the quarters, the oldest first.
        words: the language.
        target: drawn across, in the unit of the values; None for none.
        target_text: the target as it is written.
        most: the largest value there can be.
    """
    found = [one for step in steps for one in (step.value, step.high) if one is not None]
    end = round_above(max([*found, target or 0.0]), most)
    right = NARROW - (MARGIN if target is not None else 0)
    room = right / max(len(steps), 1)
    size = next(
        (s for s in SIZES if all(width(t.text, s, bold=True) < room for t in steps)), SIZES[-1]
    )

    def at(value: float) -> float:
        return FLOOR - min(value / end, 1.0) * (FLOOR - TOP)

    items: list[Item] = [Stroke(0, FLOOR, right, FLOOR, LINE)]
    if target is not None:
        items.append(Stroke(0, at(target), right, at(target), INK, 3))
        items += _named(right + 8, at(target), words("Target {value}", value=target_text))
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
    said = "; ".join(_said(steps, target_text, words))
    return sheet(items, HEIGHT, said).properties(width=NARROW)


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
