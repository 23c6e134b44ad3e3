"""Two sortings, and how far people agreed in each: alpha with its 95 % band."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from workshop.charts.lettering import width, wrapped
from workshop.charts.sheet import Item, Label, Mark, Stroke, sheet
from workshop.charts.theme import BIG, BOTH, LINE, MUTED, PAGE, SMALL
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

    from workshop.terms.agreement.agreement import Agreement
    from workshop.words import Words

EDGE, STEP, VALUE, BELOW = 34, 26, 40, 34
"""Room beside the axis; the heights of a line of text, of the value above its point, below it."""
LEAST, MOST, HALF = 0.0, 1.0, 0.5
NOT_COMPARED = N_("nothing to compare")
NOT_DEFINED = N_("no alpha: all in one category")
NO_BAND = N_("no band: too few cases")


@dataclass(frozen=True)
class _Axis:
    low: float

    def at(self, value: float) -> float:
        return EDGE + (value - self.low) / (MOST - self.low) * (PAGE - 2 * EDGE)

    @property
    def ticks(self) -> list[float]:
        inside = [LEAST, HALF, MOST]
        return inside if self.low == LEAST else [self.low, *inside]


def alpha_chart(before: Agreement, after: Agreement, words: Words) -> alt.TopLevelMixin:
    """Return alpha before and after on one axis, each with its 95 % band.

    Args:
        before: the first sorting.
        after: the second one.
        words: the language.
    """
    rows = [(words("Before"), before), (words("After"), after)]
    axis = _Axis(_lowest(before, after))
    items: list[Item] = []
    y = 0.0
    for name, found in rows:
        drawn, y = _row(name, found, axis, y, words)
        items += drawn
    foot, y = _foot(axis, y, words)
    return sheet([*items, *foot], y, "; ".join(_said(*row, words) for row in rows))


def _lowest(*found: Agreement) -> float:
    """Return where the axis begins: at zero, or at the quarter below the lowest band."""
    values = [v for one in found for v in (one.alpha, one.low) if v is not None]
    return min(LEAST, floor(min(values, default=LEAST) * 4) / 4)


def _row(
    name: str, found: Agreement, axis: _Axis, y: float, words: Words
) -> tuple[list[Item], float]:
    items: list[Item] = [Label(0, y + STEP / 2, name, bold=True)]
    y += STEP
    missing = _missing(found) if found.alpha is not None else ""
    told = wrapped(_basis(found, words), size=SMALL) + ([words(missing)] if missing else [])
    for line in told:
        items.append(Label(0, y + STEP / 2, line, MUTED, SMALL))
        y += STEP
    y += VALUE
    items.append(Stroke(axis.at(axis.low), y, axis.at(MOST), y))
    items += [Stroke(axis.at(tick), y - 8, axis.at(tick), y + 8, LINE) for tick in axis.ticks]
    return [*items, *_point(found, axis, y, words)], y + BELOW


def _point(found: Agreement, axis: _Axis, y: float, words: Words) -> Iterator[Item]:
    if found.alpha is None:
        yield Label(PAGE / 2, y - VALUE / 2 - 6, words(_missing(found)), MUTED, SMALL, "center")
        return
    x, value = axis.at(found.alpha), words.number(found.alpha, 2)
    if found.low is not None and found.high is not None:
        yield Stroke(axis.at(found.low), y, axis.at(found.high), y, BOTH, 8, 0.4)
    yield Mark(x, y, "both")
    yield Label(x, y - VALUE / 2 - 6, value, BOTH, BIG, "center", bold=True)


def _foot(axis: _Axis, y: float, words: Words) -> tuple[list[Item], float]:
    """Return the numbers of the axis, and what its two ends mean."""
    y -= BELOW - STEP
    items: list[Item] = [
        Label(axis.at(tick), y, _tick(tick, words), MUTED, SMALL, "center") for tick in axis.ticks
    ]
    chance, agreed = words("pure chance"), words("all agree")
    half = width(chance, SMALL) / 2
    items.append(Label(max(half, axis.at(LEAST)), y + STEP, chance, MUTED, SMALL, "center"))
    items.append(Label(PAGE, y + STEP, agreed, MUTED, SMALL, "right"))
    caption = wrapped(words("Krippendorff’s alpha; the bar is its 95% band"), size=SMALL)
    for number, line in enumerate(caption):
        items.append(Label(0, y + STEP * (number + 2.2), line, MUTED, SMALL))
    return items, y + STEP * (len(caption) + 2)


def _basis(found: Agreement, words: Words) -> str:
    cases = words.plural("{n} case", "{n} cases", found.n_units)
    if found.percent is None:
        return cases
    share = words.percent(found.percent, 0)
    return words("{share} of all pairs agree · {cases}", share=share, cases=cases)


def _missing(found: Agreement) -> str:
    """Return which message says what cannot be shown; empty where nothing is missing."""
    if found.percent is None:
        return NOT_COMPARED
    if found.alpha is None:
        return NOT_DEFINED
    return NO_BAND if found.low is None or found.high is None else ""


def _said(name: str, found: Agreement, words: Words) -> str:
    said = [_basis(found, words)]
    if found.alpha is not None:
        said.append(words("alpha {alpha}", alpha=words.number(found.alpha, 2)))
    if found.low is not None and found.high is not None:
        low, high = words.number(found.low, 2), words.number(found.high, 2)
        said.append(words("95% band {low} to {high}", low=low, high=high))
    missing = _missing(found)
    return f"{name}: " + ", ".join([*said, *([words(missing)] if missing else [])])


def _tick(value: float, words: Words) -> str:
    return words.number(value, len(f"{value % 1:g}"[2:]))
