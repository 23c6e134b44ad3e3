"""What the rows of a table usually look like, learnt from its first rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from workshop.crm.readings.moments import PERIOD
from workshop.crm.sheets.look import YEAR, Look, is_nothing, is_total, look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOSTLY = 0.9
"""Share of a column's cells that tells what stands in it."""
LISTED = 5
"""From so many cells on, few different ones are a list of values."""
FEW = 3
"""Rows that are all looked at; of more, the first half: another table may stand below."""
NARROWEST = 2
"""A single cell may be anything."""
TELLING = 3
"""Rows of which one can be called odd."""
AFTER_DIGITS = ":"
"""The sign that follows 9."""
CODE = re.compile(r"(?=.*\d)\S+")
NUMBERED = re.compile(r"([^0-9]{0,20})[0-9]")


@dataclass(frozen=True)
class ColumnPattern:
    """What the cells of one column look like.

    Attributes:
        filled: how many of the rows looked at have a cell there that says something.
        always: whether all of them have one.
        looks: what was seen.
        telling: what nearly all are, if that is a number or a date.
        prefix: what stands before the digits all cells begin with; None if not all do.
        values: the entries of a list of values; empty where it is none.
        coded: whether all are a code, such as an id: a single word with a digit.
    """

    filled: int = 0
    always: bool = False
    looks: frozenset[Look] = frozenset()
    telling: Look | None = None
    prefix: str | None = None
    values: frozenset[str] = frozenset()
    coded: bool = False

    @property
    def says(self) -> bool:
        """Whether a cell can be told to be one of this column."""
        return bool(self.telling or self.prefix is not None or self.values)

    @property
    def strict(self) -> bool:
        """Whether no cell of this column holds a quotation mark: numbers, dates, ids."""
        return bool(self.telling or self.prefix or self.coded)

    def bounds(self) -> tuple[str, str]:
        """Return between which texts, the second one excluded, every cell lies."""
        return f"{self.prefix}0", f"{self.prefix}{AFTER_DIGITS}"

    def within(self, cell: str) -> bool:
        """Say whether a cell begins as all of this column do."""
        low, high = self.bounds()
        return self.prefix is not None and low <= cell < high

    def agrees(self, cell: str) -> bool:
        """Say whether a cell speaks for being one of this column."""
        if self.telling:
            return look(cell) is self.telling
        return self.within(cell) if self.prefix is not None else cell in self.values

    def may_hold(self, cell: str) -> bool:
        """Say whether a cell may be one of this column; in one that nobody knows, any may."""
        if not cell:
            return not self.always or not self.filled
        if not self.filled or is_nothing(cell):
            return True
        return self.agrees(cell) if self.says else look(cell) in self.looks

    def holds_whole(self, cell: str, following: ColumnPattern) -> bool:
        """Say whether a cell cannot be two, of this column and the following, without a parting."""
        if self.telling is Look.DATE:
            return look(cell) is Look.DATE
        if self.telling is Look.NUMBER or self.prefix is not None:
            number = cell[len(self.prefix or "") :]
            whole = self.agrees(cell) and look(number) is Look.NUMBER
            return whole and following.filled > 0 and Look.NUMBER not in following.looks
        return cell in self.values


@dataclass(frozen=True)
class RowPattern:
    """How the rows of one table are made.

    Attributes:
        header: names of the columns, empty ones at the end left out.
        width: how many cells the header has, those included.
        usual: how many cells most rows have.
        full: whether any row has as many as the header.
        columns: what stands in each of the header's columns.
        guard: a column whose every cell begins alike with a digit; -1 where there is none. A row
            with such a cell there is a row of this table.
        surplus: whether most rows have more cells than the header, and those are empty.
    """

    header: tuple[str, ...]
    width: int
    usual: int
    full: bool = False
    columns: tuple[ColumnPattern, ...] = ()
    guard: int = -1
    surplus: bool = False

    @property
    def needed(self) -> int:
        """How many cells a row has at least."""
        return len(self.header)

    def fits(self, cells: Sequence[str]) -> bool:
        """Say whether a row has one cell for each column; what is more is empty in all rows.

        A row that lacks only the delimiter all others end in is one, if its last cell is filled:
        else a delimiter within may be missing.
        """
        if len(cells) == self.width:
            return not self.surplus or bool(cells[-1].strip())
        if len(cells) > self.width:
            usual = self.surplus and len(cells) == self.usual
            return usual and not any(map(str.strip, cells[self.width :]))
        return len(cells) == self.needed

    @property
    def unnamed(self) -> list[int]:
        """The places of columns without a name."""
        return [place for place in range(self.width) if not "".join(self.header[place : place + 1])]

    def guarded(self, cells: Sequence[str]) -> bool:
        """Say whether a row is one of this table beyond doubt."""
        guard = self.guard
        return 0 <= guard < len(cells) and self.columns[guard].within(cells[guard])

    def begins(self, cells: Sequence[str]) -> bool:
        """Say whether a row's first cell is whole: it begins with the letters all others do."""
        first = self.columns[0] if self.columns else None
        return bool(first and first.prefix and cells and first.within(cells[0].strip()))

    def keyed(self, cells: Sequence[str]) -> bool:
        """Say whether a code stands where all rows have one: an id makes a row."""
        pairs = zip(self.columns, cells, strict=False)
        return any(one.coded and CODE.fullmatch(cell.strip()) for one, cell in pairs)

    def repeats(self, cells: Sequence[str]) -> bool:
        """Say whether a row is the header once more."""
        named = tuple(cell.strip() for cell in cells[: self.needed])
        return named == self.header and not any(map(str.strip, cells[self.needed :]))

    def ends_early(self, cells: Sequence[str]) -> bool:
        """Say whether a row lacks cells at its end and nowhere else, as far as that can be proven.

        Where a delimiter is missing, two cells have become one, and all behind it stand one column
        too far left. So each cell must be one of its column; and either it cannot be two, or a
        cell behind it cannot have stood further right.
        """
        cells, missing = [cell.strip() for cell in cells], self.width - len(cells)
        columns = self.columns
        if not self.full or len(cells) < NARROWEST:
            return False
        if not all(map(ColumnPattern.may_hold, columns, cells)):
            return False
        unshifted, last = False, len(cells) - 1
        for place in range(last, -1, -1):
            cell = cells[place]
            following = columns[place + 1]
            alone = place == last or following.always
            whole = alone and columns[place].holds_whole(cell, following)
            if not (unshifted or whole or (place == last and not cell)):
                return False
            further = columns[place + 1 : place + 1 + missing]
            unshifted |= bool(cell) and not any(one.may_hold(cell) for one in further)
        return True

    def data_in_header(self) -> str:
        """Return a number or date that stands in the header as in the rows; empty if none does.

        Years and months do not count, nor does a single odd name among many.
        """
        pairs = [
            (name, column.telling)
            for name, column in zip(self.header, self.columns, strict=False)
            if name and column.telling
        ]
        alike = [n for n, telling in pairs if look(n) is telling and not _is_period(n)]
        return alike[0] if alike and 2 * len(alike) >= len(pairs) else ""


def _is_period(name: str) -> bool:
    """Say whether a name is that of a year, month or week: columns of wide tables are called so."""
    return bool(YEAR.fullmatch(name) or PERIOD.fullmatch(name))


NO_PATTERN = RowPattern((), 0, 0)
"""Of a sheet whose header is not known yet."""


def row_pattern(
    header: tuple[str, ...], width: int, rows: Iterable[tuple[int, Sequence[str]]]
) -> RowPattern:
    """Return the pattern of a table.

    Args:
        header: its names.
        width: how many cells the header has.
        rows: the first filled rows below it, with their numbers, cells trimmed.
    """
    below = [row for row in rows if row[1] != [*header]]
    widths = Counter(len(cells) for _, cells in below if len(cells) > 1 or width == 1)
    usual = max(((n, one == width, one) for one, n in widths.items()), default=(0, 0, width))[2]
    known = _first_table([row for row in below if len(row[1]) in (width, usual)], width)
    columns = tuple(_column([cells[place] for cells in known]) for place in range(width))
    return RowPattern(
        header=header,
        width=width,
        usual=usual,
        full=any(len(cells) == width for _, cells in below),
        columns=columns,
        guard=_guard(header, columns),
        surplus=usual > width
        and not any(any(cells[width:]) for _, cells in below if len(cells) == usual),
    )


def _first_table(rows: list[tuple[int, Sequence[str]]], width: int) -> list[Sequence[str]]:
    """Return the rows to learn from: up to the first gap, of these the first half.

    Left out are lines that are much emptier than the others, totals, and a first row that
    contradicts all below it, as units do.
    """
    counts = [sum(map(bool, cells)) for _, cells in rows]
    usual = median(counts) if counts else 0
    fuller = [
        (number, cells)
        for (number, cells), filled in zip(rows, counts, strict=True)
        if 2 * filled >= usual and len(cells) >= width and not _sums(cells)
    ]
    gap = next((n for n, (a, b) in enumerate(pairwise(fuller), 1) if b[0] - a[0] > 1), len(fuller))
    parted = fuller[:gap] if gap > 1 else fuller
    known = [cells for _, cells in parted[: max(FEW, len(parted) // 2)]]
    others = [_column(cells) for cells in zip(*known[1:], strict=False)]
    return known[1:] if len(known) >= TELLING and _odd(known[0], others) else known


def _sums(cells: Sequence[str]) -> bool:
    return any(map(is_total, filter(None, cells))) and any(map(is_nothing, cells))


def _odd(cells: Sequence[str], columns: Sequence[ColumnPattern]) -> bool:
    """Say whether a row contradicts the others, and agrees with them nowhere."""
    pairs = [(one, cell) for one, cell in zip(columns, cells, strict=False) if cell and one.says]
    return bool(pairs) and not any(one.agrees(cell) for one, cell in pairs)


def _column(cells: Sequence[str]) -> ColumnPattern:
    said = [cell for cell in cells if not is_nothing(cell)]
    if not said:
        return ColumnPattern()
    looks = Counter(map(look, said))
    most, n = looks.most_common(1)[0]
    telling = most if most is not Look.TEXT and n >= MOSTLY * len(said) else None
    different = frozenset(said)
    listed = len(said) >= LISTED and 2 * len(different) <= len(said) and telling is None
    return ColumnPattern(
        filled=len(said),
        always=len(said) == len(cells),
        looks=frozenset(looks),
        telling=telling,
        prefix=_prefix(said),
        values=different if listed else frozenset(),
        coded=telling is None and all(map(CODE.fullmatch, said)),
    )


def _prefix(cells: Sequence[str]) -> str | None:
    """Return what stands before the first digit in every cell."""
    found = [NUMBERED.match(cell) for cell in cells]
    before = {one[1] if one and one[0].isascii() else None for one in found}
    return before.pop() if len(before) == 1 else None


def _guard(header: tuple[str, ...], columns: tuple[ColumnPattern, ...]) -> int:
    """Return the place of the guard: behind the first column no number is, it may be a sum."""
    for place, name in enumerate(header):
        column = columns[place]
        if place and column.telling is Look.NUMBER:
            continue
        if column.always and column.prefix is not None and not column.within(name):
            return place
    return -1
