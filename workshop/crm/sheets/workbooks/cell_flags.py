"""What the library that reads workbooks leaves out: errors, and formulas without a result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import no_table
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.sheets.file import ExportFile

MOST_CELLS = 1 << 26
"""Cells from A1 to the last one; the library holds the empty ones as well, 32 bytes each."""
OPEN = "="
"""Stands in a cell whose formula has no result."""
LETTERS = 26


@dataclass
class Marks:
    """Facts about the cells of one tab.

    Attributes:
        rows, columns: how far its filled cells reach, counted from A1.
        texts: row (from 1) to column (from 0) to the text of a cell the library shows empty.
        uncomputed: cells whose formula has no result, as row (from 1) and column (from 0).
    """

    rows: int = 0
    columns: int = 0
    texts: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    uncomputed: list[tuple[int, int]] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """Note a filled cell."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column + 1)

    def error(self, row: int, column: int, text: str) -> None:
        """Note a cell that holds an error such as ``#N/A``."""
        self.reach(row, column)
        self.texts[row][column] = text

    def open(self, row: int, column: int) -> None:
        """Note a cell whose formula has no result."""
        self.error(row, column, OPEN)
        self.uncomputed.append((row, column))

    def check_reach(self, file: ExportFile, tab: str) -> None:
        """Refuse a tab whose last cell is so far away that the empty ones fill the memory.

        Raises:
            WorkshopError: then.
        """
        if self.rows * self.columns > MOST_CELLS:
            raise no_table(
                file,
                N_("The filled cells of “{tab}” in {file} reach as far as {cell}."),
                N_("Delete the stray cells far from the table or export as CSV."),
                tab=tab,
                cell=cell_name(self.rows, self.columns - 1),
            )

    def check_computed(self, name: str, below: int, columns: Sequence[int]) -> None:
        """Refuse to read a formula without a result as an empty cell.

        Args:
            name: of the sheet, for people.
            below: the header's row; what stands there and above does not matter.
            columns: those that are wanted, from 0.

        Raises:
            WorkshopError: if a wanted cell has none; names the first.
        """
        wanted = sorted(c for c in self.uncomputed if c[0] > below and c[1] in {*columns})
        if wanted:
            raise WorkshopError(
                N_("{file} has formulas without a result."),
                found=N_("The first one is in {cell}; rows with this problem: {count}."),
                hint=N_("Open the workbook in Excel or LibreOffice, save it and import it again."),
                file=name,
                cell=cell_name(*wanted[0]),
                count=len({row for row, _ in wanted}),
            )


def cell_name(row: int, column: int) -> str:
    """Return a cell's name, ``"B3"`` for row 3 (from 1) and column 1 (from 0)."""
    letters = ""
    place = column + 1
    while place:
        place, letter = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def column_place(letters: str) -> int:
    """Return a column's place from 0, ``1`` for ``"B"``."""
    place = 0
    for letter in letters.upper():
        place = place * LETTERS + ord(letter) - ord("A") + 1
    return place - 1
