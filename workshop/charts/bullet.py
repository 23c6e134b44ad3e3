"""A value against its target on one line: the interval around it, and what is within reach."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from workshop.charts.lettering import width
from workshop.charts.sheet import Item, Label, Mark, Patch, Stroke, sheet
from workshop.charts.theme import BOTH, INK, LINE, MUTED, NARROW, SMALL
from workshop.colours import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    from workshop.words import Words

ABOVE, TRACK, BELOW, CAPTION = 14, 50, 92, 120
"""Middles of the target's label, the track, the value's label and the caption."""
BAND, REACH, TICK = 11, 17, 24
"""Half heights of the interval, of what is within reach, and of the target's tick."""
EDGE = 6
SOFT = LIGHT["both-soft"]
"""The interval: the colour of both, paler."""
STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Bullet:
    """What the line shows; all numbers in one unit, None where there is none.

    Attributes:
        value: the number itself.
        low, high: its 95 % interval.
        target: what is aimed at.
        reach: both ends of what a quarter can bring.
        most: the largest value there can be.
    """

    value: float
    low: float | None = None
    high: float | None = None
    target: float | None = None
    reach: tuple[float, float] | None = None
    most: float | None = None

    @property
    def end(self) -> float:
        """Where the axis ends: a round number above all that is drawn."""
        found = (self.value, self.high, self.target, *(self.reach or ()))
        top = max((one for one in found if one is not None), default=0.0)
        return round_above(top, self.most)


def round_above(top: float, most: float | None = None) -> float:
    """Return the next round number, `most` at the most; 1 above nothing."""
    if top <= 0:
        return most or 1.0
    size = 10.0 ** floor(log10(top))
    above = next(step * size for step in STEPS if step * size >= top * 0.999999)
    return above if most is None else min(above, most)


def bullet_chart(
    bullet: Bullet, written: Callable[[float], str], words: Words
) -> alt.TopLevelMixin:
    """Return the line from zero to a round number.

    Args:
        bullet: what it shows.
        written: how a number is written, with its unit.
        words: the language.
    """
    end = bullet.end

    def at(value: float) -> float:
        return EDGE + min(value / end, 1.0) * (NARROW - 2 * EDGE)

    items: list[Item] = [_bar(EDGE, NARROW - EDGE, 2, LINE)]
    if bullet.reach:
        items.append(_bar(at(bullet.reach[0]), at(bullet.reach[1]), REACH, LINE))
    if bullet.low is not None and bullet.high is not None:
        items.append(_bar(at(bullet.low), at(bullet.high), BAND, SOFT))
    items.append(Mark(at(bullet.value), TRACK, "both", 320))
    if bullet.target is not None:
        items += _target(at(bullet.target), words("Target {value}", value=written(bullet.target)))
    items += _scale(at(bullet.value), written(bullet.value), (written(0), written(end)))
    lines = _lines(bullet, written, words)
    if bullet.reach:
        items.append(Label(0, CAPTION, words("Pale band: what a quarter can bring"), MUTED, 16))
    height = CAPTION + 12 if bullet.reach else BELOW + 14
    return sheet(items, height, "; ".join(lines)).properties(width=NARROW)


def _bar(left: float, right: float, half: float, colour: str) -> Patch:
    right = max(right, left + 2)
    corners = ((left, -half), (right, -half), (right, half), (left, half))
    return Patch(tuple((x, TRACK + y) for x, y in corners), colour)


def _target(x: float, text: str) -> list[Item]:
    half = width(text, SMALL, bold=True) / 2
    middle = min(max(x, half), NARROW - half)
    tick = Stroke(x, TRACK - TICK, x, TRACK + TICK, INK, 5)
    return [tick, Label(middle, ABOVE, text, INK, SMALL, "center", bold=True)]


def _scale(x: float, text: str, ends: tuple[str, str]) -> list[Item]:
    """Return the value's label, and those of the axis' ends where they leave room for it."""
    wide = width(text, SMALL, bold=True)
    middle = min(max(x, wide / 2), NARROW - wide / 2)
    items: list[Item] = [Label(middle, BELOW, text, BOTH, SMALL, "center", bold=True)]
    left, right = (width(end, SMALL) for end in ends)
    if middle - wide / 2 > left + EDGE:
        items.append(Label(0, BELOW, ends[0], MUTED, SMALL))
    if middle + wide / 2 < NARROW - right - EDGE:
        items.append(Label(NARROW, BELOW, ends[1], MUTED, SMALL, "right"))
    return items


def _lines(bullet: Bullet, written: Callable[[float], str], words: Words) -> list[str]:
    lines = [words("Value {value}", value=written(bullet.value))]
    if bullet.low is not None and bullet.high is not None:
        low, high = written(bullet.low), written(bullet.high)
        lines.append(words("95% interval {low} to {high}", low=low, high=high))
    if bullet.target is not None:
        lines.append(words("Target {value}", value=written(bullet.target)))
    if bullet.reach:
        low, high = map(written, bullet.reach)
        lines.append(words("What a quarter can bring: {low} to {high}", low=low, high=high))
    return lines
