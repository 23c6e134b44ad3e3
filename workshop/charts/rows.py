"""Rows that are too many for one sheet: dealt out to several, in order, none cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workshop.charts.sheet import sheet
from workshop.charts.theme import TALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from workshop.charts.sheet import Item

Row = TypeVar("Row")


def sheets(
    rows: Sequence[Row],
    lay: Callable[[Sequence[Row]], tuple[list[Item], float]],
    say: Callable[[Sequence[Row]], str],
) -> tuple[alt.TopLevelMixin, ...]:
    """Return the rows on as few sheets as the stage allows, all of one height.

    Args:
        rows: from the top.
        lay: returns what a sheet of some of the rows holds, and its height.
        say: returns the same in words.
    """
    runs = dealt(rows, lambda run: lay(run)[1])
    found = [(*lay(run), say(run)) for run in runs]
    high = max((own for _, own, _ in found), default=0.0)
    return tuple(sheet(items, high, said) for items, _, said in found)


def level(charts: Sequence[alt.TopLevelMixin]) -> tuple[alt.TopLevelMixin, ...]:
    """Return sheets all as high as the highest: side by side, their heads stand on one line."""
    high = max((getattr(chart, "height", 0) for chart in charts), default=0)
    return tuple(chart.properties(height=high) for chart in charts)


def dealt(
    rows: Sequence[Row], height: Callable[[Sequence[Row]], float], most: float = TALL
) -> list[Sequence[Row]]:
    """Return the rows in the fewest runs that fit, about as high as each other.

    A row that is too high by itself stands alone.

    Args:
        rows: in their order, which stays.
        height: of a sheet with such rows, all that is repeated on it included.
        most: the most height of a run.
    """
    # For the first rows, as many as the place says: runs, the sum of their squared heights, and
    # where the last one begins. Of as many runs, the most even ones have the least sum.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(rows) + 1):
        tries = []
        for start in reversed(range(end)):
            high = height(rows[start:end])
            if high > most and start < end - 1:
                break
            runs, squares, _ = best[start]
            tries.append((runs + 1, squares + high**2, start))
        best.append(min(tries, key=lambda one: one[:2]))
    found: list[Sequence[Row]] = []
    end = len(rows)
    while end:
        start = best[end][2]
        found.insert(0, rows[start:end])
        end = start
    return found
