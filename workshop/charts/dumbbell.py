"""Two sides on the same sentences: where each stands, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workshop.charts.lettering import apart, wrapped
from workshop.charts.rows import sheets
from workshop.charts.sheet import Item, Label, Mark, Stroke, nothing, tag, tag_width
from workshop.charts.theme import INK, LINE, MUTED, PAGE, SMALL
from workshop.side import SIDES, side_name
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import altair as alt

    from workshop.words import Words

EDGE, STEP, NAMED, TRACK, BELOW = 14, 26, 28, 24, 34
"""Room beside the axis, and the heights of a line of text, of the names, of a track, below it."""
TOUCHING = 20
"""Marks nearer than this, in pixels, would cover each other."""
SAID = {
    "sales": N_("Sales {value}"),
    "marketing": N_("Marketing {value}"),
    "all": N_("all {value}"),
}


class Gap(NamedTuple):
    """A sentence and the mean of each side; `total` where the sides may not be shown apart."""

    name: str
    sales: float | None
    marketing: float | None
    total: float | None

    @property
    def shown(self) -> dict[str, float]:
        """Whose means are drawn: the sides', or that of all."""
        both = self.sales is not None and self.marketing is not None
        values = {"sales": self.sales, "marketing": self.marketing}
        found = values if both else values | {"all": self.total}
        return {side: value for side, value in found.items() if value is not None}


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return EDGE + share * (PAGE - 2 * EDGE)


def dumbbell_charts(
    gaps: Sequence[Gap], low: float, high: float, ends: tuple[str, str], words: Words
) -> tuple[alt.TopLevelMixin, ...]:
    """Return a row for each sentence: its words, and below them both sides on one axis.

    Every sheet names the ends of the axis, and each side where it first stands.

    Args:
        gaps: the sentences, from the top.
        low: where the axis begins.
        high: where it ends.
        ends: what its two ends mean.
        words: the language.
    """
    if not gaps:
        return (nothing(words),)
    axis = _Axis(low, high)
    return sheets(
        gaps,
        lambda run: _laid(run, axis, ends, words),
        lambda run: _description(run, axis, ends, words),
    )


def _laid(
    gaps: Sequence[Gap], axis: _Axis, ends: tuple[str, str], words: Words
) -> tuple[list[Item], float]:
    named = _first_rows(gaps)
    items, y = _ends(ends, 0)
    for number, gap in enumerate(gaps):
        names = [side for side, row in named.items() if row == number]
        row, y = _row(gap, names, axis, y, words)
        items += row
    return items, y


def _first_rows(gaps: Sequence[Gap]) -> dict[str, int]:
    """Return the row that names each mark: the first with both sides, else the first it is in."""
    both = [n for n, gap in enumerate(gaps) if set(SIDES) <= gap.shown.keys()]
    found: dict[str, int] = dict.fromkeys(SIDES, both[0]) if both else {}
    for number, gap in enumerate(gaps):
        for side in gap.shown:
            found.setdefault(side, number)
    return found


def _ends(ends: tuple[str, str], y: float) -> tuple[list[Item], float]:
    """Return what the ends of the axis mean, and where the next row begins."""
    left, right = (wrapped(end, PAGE / 2 - EDGE, SMALL) for end in ends)
    at = [y + STEP * (n + 0.5) for n in range(max(len(left), len(right)))]
    items: list[Item] = [
        *(Label(0, top, line, MUTED, SMALL) for top, line in zip(at, left, strict=False)),
        *(
            Label(PAGE, top, line, MUTED, SMALL, "right")
            for top, line in zip(at, right, strict=False)
        ),
    ]
    return items, y + STEP * len(at) + EDGE


def _row(
    gap: Gap, names: Sequence[str], axis: _Axis, y: float, words: Words
) -> tuple[list[Item], float]:
    items: list[Item] = []
    for line in wrapped(gap.name):
        items.append(Label(0, y + STEP / 2, line))
        y += STEP
    if names:
        items += _names(gap, names, axis, y + NAMED / 2, words)
        y += NAMED
    y += TRACK
    if not gap.shown:
        items.append(Label(PAGE / 2, y, words("No answers."), MUTED, SMALL, "center"))
        return items, y + BELOW
    ends = axis.at(axis.low), axis.at(axis.high)
    items.append(Stroke(ends[0], y, ends[1], y))
    items += [Stroke(end, y - 7, end, y + 7, LINE) for end in ends]
    return [*items, *_marks(gap, axis, y)], y + BELOW


def _names(gap: Gap, names: Sequence[str], axis: _Axis, y: float, words: Words) -> Iterable[Item]:
    texts = [side_name(side, words) for side in names]
    broad = [tag_width(text, SMALL) for text in texts]
    middles = apart([axis.at(gap.shown[side]) for side in names], broad)
    for side, text, x, wide in zip(names, texts, middles, broad, strict=True):
        yield from tag(x - wide / 2, y, side, text, SMALL)


def _marks(gap: Gap, axis: _Axis, y: float) -> Iterable[Item]:
    places = {side: axis.at(value) for side, value in gap.shown.items()}
    if not set(SIDES) <= places.keys():
        return [Mark(x, y, side) for side, x in places.items()]
    sales, marketing = places["sales"], places["marketing"]
    off = TOUCHING / 2 if abs(sales - marketing) < TOUCHING else 0
    line = Stroke(sales, y, marketing, y, INK, 5, 0.45)
    return [line, Mark(sales, y - off, "sales"), Mark(marketing, y + off, "marketing")]


def _description(gaps: Sequence[Gap], axis: _Axis, ends: tuple[str, str], words: Words) -> str:
    scale = words(
        "From {low} ({least}) to {high} ({most})",
        low=words.number(axis.low),
        least=ends[0],
        high=words.number(axis.high),
        most=ends[1],
    )
    return f"{scale}: " + "; ".join(_said(gap, words) for gap in gaps)


def _said(gap: Gap, words: Words) -> str:
    said = [words(SAID[side], value=words.number(v, 1)) for side, v in gap.shown.items()]
    return f"{gap.name} {', '.join(said) or words('No answers.')}"
