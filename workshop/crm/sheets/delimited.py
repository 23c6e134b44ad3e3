"""A CSV file as a sheet: comma, semicolon, tab or bar; read in pieces, never as a whole."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from workshop.crm.sheets.delimiter import DELIMITERS, directive, likely, sample
from workshop.crm.sheets.header import header_line, header_names
from workshop.crm.sheets.letters import blocks, encoding
from workshop.crm.sheets.problems import empty
from workshop.crm.sheets.quick import quick_columns
from workshop.crm.sheets.records import Records
from workshop.crm.sheets.sheet import Facts, Format, Sheet
from workshop.crm.sheets.sieve import BATCH_ROWS, Sieve, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.sieve import Piece, Reason, Row


@dataclass(frozen=True)
class Delimited:
    """How a CSV file is taken apart.

    Attributes:
        file: which one.
        encoding: see `encoding`.
        delimiter: between cells.
        start: how many bytes of the first line to leave out.
        top: the row the header stands in; 0 before it is known.
        header: names of the columns, empty ones at the end left out.
        width: how many cells the header has, those included.
    """

    file: ExportFile
    encoding: str
    delimiter: str
    start: int
    top: int = 0
    header: tuple[str, ...] = ()
    width: int = 0

    def rows(self, places: Sequence[int], aside: list[tuple[int, Reason]]) -> Iterator[Row]:
        """Yield rows one by one, see `Source`."""
        return Sieve(self.header, self.width, places, aside).kept(self._below(self.all()))

    def pieces(self, places: Sequence[int], aside: list[tuple[int, Reason]]) -> Iterator[Piece]:
        """Yield rows many at a time, see `Source`; by Arrow as long as that is safe."""
        sieve = Sieve(self.header, self.width, places, aside)
        records, blocks = Records(self.file, self.delimiter), self.blocks()
        for block in blocks:
            table = None
            if places and records.done >= self.top and not sieve.below_gap:
                table = quick_columns(block, self.delimiter, self.width, places)
            if table is None:
                rows = self._below(records.of(block, blocks))
                yield from pieces(sieve.kept(rows), len(places))
            else:
                yield from _numbered(table, records.done + 1)
                records.done += table.num_rows

    def all(self) -> Iterator[Row]:
        """Yield every row of the file with all its cells.

        Raises:
            WorkshopError: if the file is no text, or a quoted cell does not end.
        """
        return Records(self.file, self.delimiter).all(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """Yield the file's lines as blocks of UTF-8."""
        return blocks(self.file, self.encoding, self.start)

    def _below(self, rows: Iterator[Row]) -> Iterator[Row]:
        return dropwhile(lambda row: row[0] <= self.top, rows)


def _numbered(table: pa.Table, first: int) -> Iterator[Piece]:
    for offset in range(0, table.num_rows, BATCH_ROWS):
        part = table.slice(offset, BATCH_ROWS)
        start = first + offset
        numbers = np.arange(start, start + part.num_rows, dtype=np.int64)
        yield [pa.array(numbers), *(column.combine_chunks() for column in part.columns)]


def csv_sheet(file: ExportFile) -> Sheet:
    """Return a CSV file as a sheet.

    Raises:
        WorkshopError: if it is missing, empty or no text, or its header cannot be read.
    """
    found = _recognised(file)
    lines = sample(found.all())
    if not lines:
        deque(found.all(), maxlen=0)  # says what is wrong with the very first row
        raise empty(file)
    top, cells = header_line(lines)
    header = header_names(cells)
    facts = Facts(Format.CSV, top, found.delimiter, found.encoding)
    source = replace(found, top=top, header=header, width=len(cells))
    return Sheet(file.name, "", header, facts, source)


def _recognised(file: ExportFile) -> Delimited:
    letters = encoding(file)
    named, length = directive(next(blocks(file, letters), b""))
    if named:
        return Delimited(file, letters, named, length)
    tried = {one: Delimited(file, letters, one, 0) for one in DELIMITERS}
    return tried[likely({one: sample(found.all()) for one, found in tried.items()})]
