"""The rows of a CSV file, taken apart exactly, each counted as a spreadsheet counts it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from workshop.crm.sheets.csv.dialect import Dialect
from workshop.crm.sheets.errors import no_table
from workshop.crm.sheets.look import is_size
from workshop.crm.sheets.row_filter import SOMEWHERE
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.row_filter import Row
    from workshop.errors import WorkshopError

LONGEST_CELL = 131_072
"""Characters beyond which a cell in quotation marks is taken for one that lost its quote."""
QUOTE = b'"'
"""Around cells, as far as the quick way knows."""


class Records:
    """Counts rows across the blocks of one file, and takes the blocks apart.

    Args:
        file: where the blocks come from.
        dialect: how it parts and quotes cells; a delimiter alone says that it does as usual.
    """

    def __init__(self, file: ExportFile, dialect: Dialect | str) -> None:
        self._file = file
        self._dialect = Dialect(dialect) if isinstance(dialect, str) else dialect
        self._quote = self._dialect.quote.encode()
        self._cells = self._dialect.cells()
        self.done = 0
        """How many rows went by."""
        self.faults: dict[int, frozenset[int]] = {}
        """Row number to the places of cells in which a quote stands where none should."""

    def all(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield the rows of all blocks.

        Raises:
            WorkshopError: as `of`.
        """
        for block in blocks:
            yield from self.of(block, blocks)

    def of(self, block: bytes, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield the rows of a block, and of those after it where a quoted cell goes on there.

        Args:
            block: UTF-8 that starts with a row and ends where a line ends.
            blocks: those after it; taken from only if the last row is not at its end.

        Raises:
            WorkshopError: if a quoted cell does not end as it should; names the row it begins in.
        """
        return self._quoted(block, blocks) if self._quote in block else self._plain(block)

    def _plain(self, block: bytes) -> Iterator[Row]:
        for line in _lines(block):
            self.done += 1
            yield self.done, line.rstrip("\r\n").split(self._dialect.delimiter)

    def _quoted(self, block: bytes, blocks: Iterator[bytes]) -> Iterator[Row]:
        ended, raw, quote = True, [], self._dialect.quote

        def lines() -> Iterator[str]:
            nonlocal ended
            one: bytes | None = block
            while one:
                for line in _lines(one):
                    raw.append(line)
                    ended = False
                    yield line
                one = None if ended else next(blocks, None)

        # The limit is one for the whole process, and other libraries lift it.
        csv.field_size_limit(LONGEST_CELL)
        try:
            for row in self._dialect.reader(lines()):
                self.done += 1
                ended = True
                if quote in "".join(row):
                    self._examine("".join(raw), row)
                raw.clear()
                yield self.done, row
        except csv.Error as error:
            raise self._broken(str(error)) from error

    def _examine(self, raw: str, row: list[str]) -> None:
        """Note cells without quotes around them that hold an odd one: a quoted cell was cut."""
        found = list(self._cells.finditer(raw.rstrip("\r\n")))
        if len(found) != len(row):
            return
        quote = self._dialect.quote
        bare = {n: (one[1] or "").rstrip() for n, one in enumerate(found)}
        odd = {n: cell for n, cell in bare.items() if cell.count(quote) % 2}
        opening = [n for n, cell in odd.items() if not cell.endswith(quote)]
        closing = [n for n, cell in odd.items() if cell.endswith(quote)]
        cut = bool(opening and closing) and opening[0] < closing[-1]
        if cut and not all(is_size(cell, quote) for cell in odd.values()):
            odd[SOMEWHERE] = ""
        if odd:
            self.faults[self.done] = frozenset(odd)

    def _broken(self, reason: str) -> WorkshopError:
        found = N_("{file}: the cell in quotation marks in row {row} doesn’t end as it should.")
        if "end of data" in reason:
            found = N_("{file}: a quotation mark in row {row} opens a cell, but nothing closes it.")
        elif "limit" in reason:
            found = N_(
                "{file}: a cell in row {row} never ends, as if a quotation mark were missing."
            )
        hint = N_("Correct the quotation marks in this row or export the file again.")
        return no_table(self._file, found, hint, row=self.done + 1)


def _lines(block: bytes) -> StringIO:
    # Only carriage return and line feed end a line here, as for spreadsheets.
    return StringIO(block.decode(), newline="")
