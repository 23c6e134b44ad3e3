"""Which rows of a sheet are rows of its table; of those, only the wanted cells are kept."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Row = tuple[int, Sequence[str]]
    """Its number as a spreadsheet shows it, and cells."""
    Piece = list[pa.Array]
    """Row numbers (int64), then the wanted columns (string) as they stand in the file."""

BATCH_ROWS = 50_000
BATCH_BYTES = 64 << 20
"""A batch ends at either; long cells must not fill the memory."""
STEP = 1000
ROOMY = 3
"""A table of that many columns does not have rows with a single cell, below a gap."""


class Reason(StrEnum):
    """Why a row is set aside before anybody reads its values."""

    WIDTH = "width"
    """It does not have one cell for each column."""
    FOOTER = "footer"
    """It holds a single cell and stands below a blank row, as the last lines of reports do."""


class Sieve:
    """Keeps the rows that fit a header, and of them the wanted cells.

    Args:
        header: names of the columns, empty ones at the end left out.
        width: how many cells a row may have; further ones must be empty.
        places: the wanted columns, counted from 0.
        aside: where rows that do not fit are noted, with number and reason.
    """

    def __init__(
        self,
        header: Sequence[str],
        width: int,
        places: Sequence[int],
        aside: list[tuple[int, Reason]],
    ) -> None:
        self._needed, self._width = len(header), width
        self._roomy = sum(map(bool, header)) >= ROOMY
        self._pick = _picker(places)
        self._aside = aside
        self.below_gap = False
        """Whether a blank row was met and no full row since."""

    def kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows that fit, each with its wanted cells only; blank ones are passed over."""
        for number, cells in rows:
            if not any(map(str.strip, cells)):
                self.below_gap = self._roomy
            elif not self._fits(cells):
                self._aside.append((number, Reason.WIDTH))
            elif self.below_gap and sum(map(bool, map(str.strip, cells))) == 1:
                self._aside.append((number, Reason.FOOTER))
            else:
                self.below_gap = False
                yield number, self._pick(cells)

    def _fits(self, cells: Sequence[str]) -> bool:
        if len(cells) == self._width:
            return True
        return len(cells) >= self._needed and not any(map(str.strip, cells[self._width :]))


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[place] for place in places]


def pieces(rows: Iterator[Row], columns: int) -> Iterator[Piece]:
    """Yield rows as Arrow arrays, some ten thousand at a time.

    Args:
        rows: numbers and cells.
        columns: how many cells each row has.
    """
    steps: list[Piece] = []
    while step := list(islice(rows, STEP)):
        steps.append(_arrays(step, columns))
        if _full(steps):
            yield _joined(steps)
            steps = []
    if steps:
        yield _joined(steps)


def _arrays(rows: list[Row], columns: int) -> Piece:
    numbers, cells = zip(*rows, strict=True)
    texts = zip(*cells, strict=True) if columns else ()
    return [pa.array(numbers, pa.int64()), *(pa.array(text, pa.string()) for text in texts)]


def _full(steps: list[Piece]) -> bool:
    size = sum(array.nbytes for step in steps for array in step)
    return len(steps) * STEP >= BATCH_ROWS or size >= BATCH_BYTES


def _joined(steps: list[Piece]) -> Piece:
    return [pa.concat_arrays(arrays) for arrays in zip(*steps, strict=True)]
