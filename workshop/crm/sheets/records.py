"""The rows of a CSV file, taken apart exactly, each counted as a spreadsheet counts it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from workshop.crm.sheets.problems import no_table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.sieve import Row
    from workshop.errors import WorkshopError

LONGEST_CELL = 131_072
"""Characters beyond which a cell in quotation marks is taken for one that lost its quote."""
QUOTE = b'"'


class Records:
    """Counts rows across the blocks of one file, and takes the blocks apart.

    Args:
        file: where the blocks come from.
        delimiter: between cells.
    """

    def __init__(self, file: ExportFile, delimiter: str) -> None:
        self._file = file
        self._delimiter = delimiter
        self.done = 0
        """How many rows went by."""

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
        return self._quoted(block, blocks) if QUOTE in block else self._plain(block)

    def _plain(self, block: bytes) -> Iterator[Row]:
        for line in _lines(block):
            self.done += 1
            yield self.done, line.rstrip("\r\n").split(self._delimiter)

    def _quoted(self, block: bytes, blocks: Iterator[bytes]) -> Iterator[Row]:
        ended = 0

        def lines() -> Iterator[str]:
            yield from _lines(block)
            while ended != reader.line_num and (more := next(blocks, None)):
                yield from _lines(more)

        # The limit is one for the whole process, and other libraries lift it.
        csv.field_size_limit(LONGEST_CELL)
        # Strict, because a quote that nobody closes would else swallow the rows below it.
        reader = csv.reader(lines(), delimiter=self._delimiter, strict=True)
        try:
            for row in reader:
                self.done += 1
                ended = reader.line_num
                yield self.done, row
        except csv.Error as error:
            raise self._broken(str(error)) from error

    def _broken(self, reason: str) -> WorkshopError:
        found = N_("{file}: the cell in quotation marks in row {row} does not end as it should.")
        if "end of data" in reason:
            found = N_("{file}: a quotation mark in row {row} opens a cell, and nothing closes it.")
        elif "limit" in reason:
            found = N_("{file}: a cell in row {row} is endless, as if a quotation mark were lost.")
        hint = N_("Correct the quotation marks in this row, or export the file again.")
        return no_table(self._file, found, hint, row=self.done + 1)


def _lines(block: bytes) -> StringIO:
    # Only carriage return and line feed end a line here, as for spreadsheets.
    return StringIO(block.decode(), newline="")
