"""What a reader noticed in rows that it kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_ROWS = 20


@dataclass
class Notes:
    """Rows by number, as a spreadsheet shows them.

    Attributes:
        widths: rows that do not have one cell for each column, to the number of their cells.
        columns: how many cells they should have.
        short: kept rows that lack cells at their end.
        surplus: whether each row has one more, empty cell than the header.
        stray: kept rows with bytes that are no text in a column that is not read.
        unnamed: place of a column without a name to the number of its filled cells.
        unnamed_rows: the first rows with such a cell.
    """

    columns: int = 0
    widths: dict[int, int] = field(default_factory=dict)
    short: list[int] = field(default_factory=list)
    surplus: bool = False
    stray: list[int] = field(default_factory=list)
    unnamed: Counter[int] = field(default_factory=Counter)
    unnamed_rows: list[int] = field(default_factory=list)

    def filled(self, place: int, rows: Sequence[int]) -> None:
        """Note cells that stand in a column without a name."""
        self.unnamed[place] += len(rows)
        self.unnamed_rows += rows[: SHOWN_ROWS - len(self.unnamed_rows)]
