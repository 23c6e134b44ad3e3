"""A promise tried out: the share that would have been kept at each value, and the chosen one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.charts.lettering import width
from workshop.charts.sheet import Item, Label, Mark, Patch, Stroke, blank, sheet
from workshop.charts.theme import BIG, INK, LINE, MUTED, PAGE, SIDE_COLOURS, SMALL
from workshop.colours import LIGHT
from workshop.side import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from workshop.journey.promises.promise import Promise
    from workshop.journey.promises.sandbox import Kept
    from workshop.words import Words

LEFT, RIGHT, TOP, HIGH, BELOW = 74, 26, 64, 240, 60
"""Room beside, above and below the picture, and its height."""
STEP = 24
PALE = {side: LIGHT[f"{side}-pale"] for side in SIDES}
"""A side's colour, light enough that a line of it can be seen on it."""
TICKS = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class _Axes:
    """Values stand at equal distances: what is tried is a list, not a scale."""

    values: Sequence[int]

    def x(self, value: int) -> float:
        steps = max(1, len(self.values) - 1)
        return LEFT + (PAGE - LEFT - RIGHT) * self.values.index(value) / steps

    def y(self, share: float) -> float:
        return TOP + HIGH * (1 - share)


def sandbox_chart(
    promise: Promise, tried: Sequence[Kept], chosen: int | None, words: Words
) -> alt.TopLevelMixin:
    """Return the share kept against the promise's parameter, with its band and the chosen value.

    Args:
        promise: its side gives the colour.
        tried: as `sandbox` gives them; values without a share are left out of the line.
        chosen: the value to mark, one of those tried; None marks nothing.
        words: the language.
    """
    shown = [one for one in tried if one.share is not None and one.value is not None]
    if not shown or promise.parameter is None:
        return blank(words)
    axes = _Axes([one.value for one in tried if one.value is not None])
    colour = SIDE_COLOURS[promise.from_side]
    items = [*_frame(axes, promise, words), *_line(shown, axes, promise, colour)]
    mark = next((one for one in shown if one.value == chosen), None)
    if mark is not None:
        items += _chosen(mark, axes, promise, words)
    return sheet(items, TOP + HIGH + BELOW, _description(shown, promise, mark, words))


def _frame(axes: _Axes, promise: Promise, words: Words) -> Iterator[Item]:
    for share in TICKS:
        y = axes.y(share)
        yield Stroke(LEFT, y, PAGE - RIGHT, y, LINE, 1)
        yield Label(LEFT - 12, y, words.percent(share, 0), MUTED, SMALL, "right")
    for value in axes.values:
        at = axes.y(0) + STEP / 2 + 4
        yield Label(axes.x(value), at, words.number(value), MUTED, SMALL, "center")
    name = _unit(promise, axes.values[-1], words)
    yield Label(PAGE - RIGHT, axes.y(0) + STEP * 1.6 + 4, name, MUTED, SMALL, "right")


def _unit(promise: Promise, value: int, words: Words) -> str:
    """Return the unit's name in the plural, without its number."""
    if promise.parameter is None:
        return ""
    return promise.parameter.text(value, words).partition(words.number(value))[2].strip()


def _line(shown: Sequence[Kept], axes: _Axes, promise: Promise, colour: str) -> Iterator[Item]:
    ends = [(axes.x(k.value or 0), k.interval) for k in shown]
    top = [(x, axes.y(band.high)) for x, band in ends if band]
    bottom = [(x, axes.y(band.low)) for x, band in ends if band]
    yield Patch((*top, *reversed(bottom)), PALE[promise.from_side])
    points = [(axes.x(k.value or 0), axes.y(k.share or 0)) for k in shown]
    for (x, y), (x2, y2) in pairwise(points):
        yield Stroke(x, y, x2, y2, colour, 3)


def _chosen(one: Kept, axes: _Axes, promise: Promise, words: Words) -> Iterator[Item]:
    x, y = axes.x(one.value or 0), axes.y(one.share or 0)
    yield Stroke(x, STEP * 2, x, axes.y(0), INK, 1.5)
    yield Mark(x, y, promise.from_side, 420)
    share, rest = words.percent(one.share or 0, 0), _beside(one, promise, words)
    colour = SIDE_COLOURS[promise.from_side]
    yield _held(Label(x, 12, share, colour, BIG, bold=True))
    yield _held(Label(x, 12 + STEP, rest, INK, SMALL))


def _held(label: Label) -> Label:
    """Return the label around its `x`, or at that end of the sheet which it would leave."""
    half = width(label.text, label.size, bold=label.bold) / 2
    if label.x < half:
        return replace(label, x=0, align="left")
    if label.x > PAGE - half:
        return replace(label, x=PAGE, align="right")
    return replace(label, align="center")


def _beside(one: Kept, promise: Promise, words: Words) -> str:
    parts = [promise.parameter.text(one.value or 0, words)] if promise.parameter else []
    if one.interval:
        low, high = (words.percent(end, 0) for end in one.interval)
        parts.append(words("{low} to {high}", low=low, high=high))
    return " · ".join([*parts, words("n = {n}", n=words.number(one.n))])


def _description(shown: Sequence[Kept], promise: Promise, chosen: Kept | None, words: Words) -> str:
    said = [f"{_beside(one, promise, words)}: {words.percent(one.share or 0, 0)}" for one in shown]
    if chosen is not None:
        mark = f"{_beside(chosen, promise, words)}: {words.percent(chosen.share or 0, 0)}"
        said.insert(0, words("Chosen: {what}", what=mark))
    return "; ".join(said)
