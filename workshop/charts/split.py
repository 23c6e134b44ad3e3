"""How people sorted cases: for each case, how many of each side chose each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.charts.lettering import width, wrapped
from workshop.charts.rows import sheets
from workshop.charts.sheet import Item, Label, Mark, Stroke, nothing, tag, tag_width
from workshop.charts.theme import LINE, MUTED, PAGE, SIDE_COLOURS, SMALL
from workshop.side import LABELS, side_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import altair as alt

    from workshop.words import Words

STEP, LANE, ABOVE, BELOW = 26, 26, 6, 22
"""Heights of a line of text and of a side's lane, and the room above and below the lanes."""
INSET, NUMBER = 14, 14
"""Room in a class before a bar begins, and between its mark and the number after it."""


@dataclass(frozen=True)
class Split:
    """A case: its name, and side (or ``all``) to how many chose each class, the lowest first."""

    name: str
    counts: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class _Grid:
    """Where the classes and the sides are."""

    classes: Sequence[str]
    sides: Sequence[str]
    most: int
    number: float
    """Room for the longest number."""

    @property
    def column(self) -> float:
        return PAGE / len(self.classes)

    def left(self, place: int) -> float:
        return place * self.column + INSET

    def end(self, place: int, count: int) -> float:
        room = self.column - INSET - NUMBER - self.number
        return self.left(place) + room * count / self.most


def split_charts(
    rows: Sequence[Split], class_names: Sequence[str], words: Words
) -> tuple[alt.TopLevelMixin, ...]:
    """Return a small grid for each case: classes from left to right, a lane for each side.

    Every sheet names sides and classes; lengths are on one scale over all.

    Args:
        rows: the cases, from the top.
        class_names: the classes, the lowest first.
        words: the language.
    """
    sides = [side for side in LABELS if any(side in row.counts for row in rows)]
    if not sides:
        return (nothing(words),)
    counts = [n for row in rows for found in row.counts.values() for n in found]
    number = max((width(words.number(n), bold=True) for n in counts), default=0)
    grid = _Grid(class_names, sides, max(counts, default=0), number)
    return sheets(
        rows,
        lambda run: _laid(run, grid, words),
        lambda run: _description(run, class_names, words),
    )


def _laid(rows: Iterable[Split], grid: _Grid, words: Words) -> tuple[list[Item], float]:
    items, y = _head(grid.sides, words)
    named, y = _classes(grid, y)
    items += named
    for row in rows:
        drawn, y = _case(row, grid, y, words)
        items += drawn
    return items, y


def _head(sides: Sequence[str], words: Words) -> tuple[list[Item], float]:
    items: list[Item] = []
    x, y = 0.0, STEP / 2
    for side in sides:
        text = side_name(side, words)
        items += tag(x, y, side, text, SMALL)
        x += tag_width(text, SMALL) + INSET
    said = words("Number of people")
    if x + width(said, SMALL) > PAGE:
        y += STEP
    items.append(Label(PAGE, y, said, MUTED, SMALL, "right"))
    return items, y + STEP / 2 + ABOVE


def _classes(grid: _Grid, y: float) -> tuple[list[Item], float]:
    lines = [wrapped(name, grid.column - INSET, SMALL, bold=True) for name in grid.classes]
    items: list[Item] = [
        Label(grid.left(place), y + STEP * (n + 0.5), line, MUTED, SMALL, bold=True)
        for place, name in enumerate(lines)
        for n, line in enumerate(name)
    ]
    y += STEP * max(len(name) for name in lines)
    return [*items, Stroke(0, y + 4, PAGE, y + 4, thick=1)], y + ABOVE + 8


def _case(row: Split, grid: _Grid, y: float, words: Words) -> tuple[list[Item], float]:
    items: list[Item] = []
    for line in wrapped(row.name):
        items.append(Label(0, y + STEP / 2, line))
        y += STEP
    y += ABOVE
    bottom = y + LANE * len(grid.sides)
    lefts = [grid.left(place) for place in range(len(grid.classes))]
    items += [Stroke(left, y, left, bottom, LINE) for left in lefts]
    for lane, side in enumerate(grid.sides):
        items += _lane(row.counts.get(side, ()), side, grid, y + LANE * (lane + 0.5), words)
    return items, bottom + BELOW


def _lane(counts: Iterable[int], side: str, grid: _Grid, y: float, words: Words) -> Iterable[Item]:
    for place, count in enumerate(counts):
        if count:
            end = grid.end(place, count)
            yield Stroke(grid.left(place), y, end, y, SIDE_COLOURS[side], 8, 0.45)
            yield Mark(end, y, side, 230)
            yield Label(end + NUMBER, y, words.number(count), SIDE_COLOURS[side], bold=True)


def _description(rows: Iterable[Split], classes: Sequence[str], words: Words) -> str:
    return "; ".join(f"{row.name}: {_said(row, classes, words)}" for row in rows)


def _said(row: Split, classes: Sequence[str], words: Words) -> str:
    sides = []
    for side, counts in row.counts.items():
        chosen = [f"{name} {words.number(n)}" for name, n in zip(classes, counts, strict=True) if n]
        sides.append(f"{side_name(side, words)} {', '.join(chosen) or words.number(0)}")
    return " – ".join(sides)
