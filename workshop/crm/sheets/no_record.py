"""Lines of a sheet that are no rows of its table: headers, totals, notes, another table."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.sheets.look import LONGEST, Look, is_footer, is_nothing, is_total, is_unit, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.sheets.row_pattern import RowPattern

ROOMY = 3
"""A table of that many columns has rows of more than two cells."""
NOTE = 2
"""So many filled cells are a note, or a name with its value."""


class Reason(StrEnum):
    """Why a row is set aside before anybody reads its values."""

    WIDTH = "width"
    """It does not have one cell for each column."""
    QUOTE = "quote"
    """A quotation mark stands where none can, so that its cells may be cut wrongly."""
    BYTES = "bytes"
    """A cell that is read holds bytes that are no text."""
    FOOTER = "footer"
    """It is a line that reports write above or below their table."""
    HEADER = "header"
    """It is the header once more."""
    HEADING = "heading"
    """It is a further line of the header: units, formats, the lower half of names."""
    TOTAL = "total"
    """It is a sum of others."""
    GROUP = "group"
    """It holds too little for a row: a title between rows, a sum without a name."""
    TABLE = "table"
    """It belongs to another table below this one."""


class _Row(NamedTuple):
    """What a row's cells say about where it belongs.

    Attributes:
        said: the cells that say something.
        agree: how many look like the others of their column.
        against: how many do not.
        missing: how many cells are empty that are always filled.
    """

    said: list[str]
    agree: int
    against: int
    missing: int


class Judge:
    """Tells rows from other lines, by what the rows of the table look like.

    Args:
        pattern: what they look like.
    """

    def __init__(self, pattern: RowPattern) -> None:
        self._pattern = pattern
        self._roomy = sum(map(bool, pattern.header)) >= ROOMY
        self._always = sum(column.always for column in pattern.columns)
        self._other = 0
        """How many names another table has, if this is below its header."""

    @property
    def elsewhere(self) -> bool:
        """Whether the rows are those of another table now."""
        return self._other > 0

    def reason(self, cells: Sequence[str], *, below_gap: bool, first: bool) -> Reason | None:
        """Return why a line that is not blank is no row of the table; None if it may be one.

        Args:
            cells: of any number.
            below_gap: whether a blank row stands between it and the last row.
            first: whether it stands directly below the header.
        """
        if self._pattern.repeats(cells):
            self._other = 0
            return Reason.HEADER
        if not self._other and self._pattern.guarded(cells):
            return None
        row = self._row(cells)
        if self._other and not self._is_back(cells, row):
            return Reason.TABLE
        self._other = 0
        return self._kind(cells, row, below_gap=below_gap, first=first)

    def _row(self, cells: Sequence[str]) -> _Row:
        trimmed = [cell.strip() for cell in cells]
        pairs = list(zip(self._pattern.columns, trimmed, strict=False))
        telling = [(one, cell) for one, cell in pairs if one.says and not is_nothing(cell)]
        agree = sum(one.agrees(cell) for one, cell in telling)
        missing = sum(one.always and is_nothing(cell) for one, cell in pairs)
        missing += sum(one.always for one in self._pattern.columns[len(trimmed) :])
        return _Row([c for c in trimmed if c], agree, len(telling) - agree, missing)

    def _is_back(self, cells: Sequence[str], row: _Row) -> bool:
        """Say whether the first table goes on: a full row of it, where the other is narrower."""
        narrower = self._other < self._pattern.needed
        whole = len(cells) == self._pattern.width and not row.missing and not row.against
        return narrower and whole and row.agree > 0

    def _kind(
        self, cells: Sequence[str], row: _Row, *, below_gap: bool, first: bool
    ) -> Reason | None:
        odd = bool(row.against or row.missing)
        if odd and any(map(is_total, row.said[:NOTE])):
            return Reason.TOTAL
        if first and self._continues_header(row):
            return Reason.HEADING
        thin = self._roomy and len(row.said) <= NOTE and not self._pattern.keyed(cells)
        if thin and odd and is_footer(row.said[0]):
            return Reason.FOOTER
        if self._heads(cells, row, below_gap=below_gap):
            self._other = len(row.said)
            return Reason.TABLE
        return self._line(row, below_gap=below_gap) if thin else None

    def _continues_header(self, row: _Row) -> bool:
        if row.agree or not row.against or any(look(cell) is not Look.TEXT for cell in row.said):
            return False
        return bool(row.missing) or any(map(is_unit, row.said)) or _names(row.said)

    def _heads(self, cells: Sequence[str], row: _Row, *, below_gap: bool) -> bool:
        """Say whether a row is the header of another table."""
        if row.agree or len(row.said) < NOTE or not _names(row.said):
            return False
        full = len(cells) == self._pattern.width and len(row.said) >= self._pattern.needed
        return row.against >= 1 if below_gap else full and row.against > 1

    def _line(self, row: _Row, *, below_gap: bool) -> Reason | None:
        empty = self._always > 1 and 2 * row.missing >= self._always
        strange = row.against > 0 and not row.agree
        if below_gap and (empty or strange or (len(row.said) == 1 and not row.agree)):
            return Reason.FOOTER
        return Reason.GROUP if empty or (strange and row.missing) else None


def _names(cells: Sequence[str]) -> bool:
    """Say whether cells may be the names in a header: short texts, each another one."""
    texts = all(look(cell) is Look.TEXT and len(cell) <= LONGEST for cell in cells)
    ended = any(cell.endswith((".", "!", "?")) for cell in cells)
    return texts and not ended and len({*cells}) == len(cells)
