"""A CSV file as a sheet: comma, semicolon, tab or bar; read in pieces, never as a whole."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workshop.crm.sheets.column import BLANKS
from workshop.crm.sheets.csv.arrow_csv import quick_columns
from workshop.crm.sheets.csv.delimiter import (
    DELIMITERS,
    MOST_COLUMNS,
    directive,
    foreign,
    likely,
    sample,
)
from workshop.crm.sheets.csv.dialect import Dialect, dialect
from workshop.crm.sheets.csv.encoding import STRAY, Encoding, blocks, encoding_of
from workshop.crm.sheets.csv.records import Records
from workshop.crm.sheets.errors import empty, headless, other_delimiter, too_wide
from workshop.crm.sheets.header import header_line, header_names
from workshop.crm.sheets.notes import Notes
from workshop.crm.sheets.row_filter import BATCH_ROWS, Sieve, gathered, pieces
from workshop.crm.sheets.row_pattern import NO_PATTERN, RowPattern, row_pattern
from workshop.crm.sheets.sheet import Facts, Format, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.no_record import Reason
    from workshop.crm.sheets.row_filter import Piece, Row


@dataclass(frozen=True)
class Delimited:
    """How a CSV file is taken apart.

    Attributes:
        file: which one.
        encoding: see `encoding`.
        dialect: what stands between cells and around them.
        start: how many bytes of the first line to leave out.
        top: the row the header stands in; 0 before it is known.
        pattern: the header, and what rows look like; empty before it is known.
    """

    file: ExportFile
    encoding: Encoding
    dialect: Dialect
    start: int
    top: int = 0
    pattern: RowPattern = NO_PATTERN

    def rows(
        self,
        places: Sequence[int],
        aside: list[tuple[int, Reason]],
        notes: Notes | None = None,
    ) -> Iterator[Row]:
        """Yield rows one by one, see `Source`."""
        records = Records(self.file, self.dialect)
        sieve = self._sieve(records, places, aside, notes)
        ends = _Ends(self.blocks())
        yield from sieve.kept(self._below(records.all(ends)))
        yield from sieve.released(broken_off=not ends.ended)

    def _sieve(
        self,
        records: Records,
        places: Sequence[int],
        aside: list[tuple[int, Reason]],
        notes: Notes | None,
    ) -> Sieve:
        return Sieve(self.pattern, places, aside, notes, top=self.top, faults=records.faults)

    def pieces(
        self,
        places: Sequence[int],
        aside: list[tuple[int, Reason]],
        notes: Notes | None = None,
    ) -> Iterator[Piece]:
        """Yield rows many at a time, see `Source`; by Arrow as long as that is safe."""
        return gathered(self._pieces(places, aside, Notes() if notes is None else notes))

    def _pieces(
        self, places: Sequence[int], aside: list[tuple[int, Reason]], notes: Notes
    ) -> Iterator[Piece]:
        records, blocks = Records(self.file, self.dialect), _Ends(self.blocks())
        sieve = self._sieve(records, places, aside, notes)
        for block in blocks:
            ready = places and records.done >= self.top and not sieve.watchful
            table = self._quick(block, places, notes, records.done) if ready else None
            if table is None:
                rows = self._below(records.of(block, blocks))
                yield from pieces(sieve.kept(rows), len(places))
            else:
                yield from pieces(sieve.released(), len(places))
                last = table.num_rows - 1
                if last:
                    yield from _numbered(table.slice(0, last), records.done + 1)
                records.done += table.num_rows
                sieve.hold(records.done, [column[last].as_py() for column in table.columns])
        yield from pieces(sieve.released(broken_off=not blocks.ended), len(places))

    def _quick(
        self, block: bytes, places: Sequence[int], notes: Notes, done: int
    ) -> pa.Table | None:
        """Return the wanted columns of a block; None if any row in it has to be looked at."""
        pattern = self.pattern
        if (
            pattern.guard < 0
            or pattern.surplus
            or not self.dialect.usual
            or STRAY.encode() in block
        ):
            return None
        watched = [pattern.guard, *pattern.unnamed]
        wanted = [*places, *watched]
        different = list(dict.fromkeys(wanted))
        found = quick_columns(block, self.dialect.delimiter, pattern.width, different)
        if found is None or not _guarded(found.column(different.index(pattern.guard)), pattern):
            return None
        for place in pattern.unnamed:
            notes.filled(place, _filled(found.column(different.index(place)), done + 1))
        return found.select([different.index(place) for place in places])

    def all(self) -> Iterator[Row]:
        """Yield every row of the file with all its cells.

        Raises:
            WorkshopError: if the file is no text, or a quoted cell does not end.
        """
        return Records(self.file, self.dialect).all(self.blocks())

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


def _guarded(cells: pa.ChunkedArray, pattern: RowPattern) -> bool:
    """Say whether every row is one of the table beyond doubt."""
    low, high = pattern.columns[pattern.guard].bounds()
    ends = pc.min_max(cells)
    least, most = ends["min"].as_py(), ends["max"].as_py()
    return least is not None and bool(low <= least and most < high)


def _filled(cells: pa.ChunkedArray, first: int) -> list[int]:
    """Return the numbers of the rows in which a cell is not blank."""
    filled = pc.not_equal(pc.utf8_trim(cells, characters=BLANKS), "")
    return [first + place for place in pc.indices_nonzero(filled).to_pylist()]


class _Ends:
    """Blocks that go by, of which the last one tells whether the file ends with a line."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self.ended = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = next(self._source)
        self.ended = block.endswith((b"\n", b"\r"))
        return block


def csv_sheet(file: ExportFile) -> Sheet:
    """Return a CSV file as a sheet.

    Raises:
        WorkshopError: if it is missing, empty, no text or too wide, if its header cannot be read
            or is none, or if nothing the kit knows parts its cells.
    """
    found = _recognised(file)
    lines = sample(found.all())
    if not lines:
        deque(found.all(), maxlen=0)  # says what is wrong with the very first row
        raise empty(file)
    top, cells = header_line(lines)
    if len(cells) > MOST_COLUMNS:
        raise too_wide(file, len(cells), MOST_COLUMNS)
    if sign := foreign(lines):
        raise other_delimiter(file, sign)
    header = header_names(cells)
    below = [line for line in lines if line.number > top]
    pattern = row_pattern(header, len(cells), below)
    if data := pattern.data_in_header():
        raise headless(file, top, data)
    facts = Facts(Format.CSV, top, found.dialect.delimiter, found.encoding.name)
    return Sheet(file.name, "", header, facts, replace(found, top=top, pattern=pattern))


def _recognised(file: ExportFile) -> Delimited:
    letters = encoding_of(file)
    head = next(blocks(file, letters), b"")
    named, length = directive(head)
    if named:
        return Delimited(file, letters, dialect(named, head[length:]), length)
    tried = {one: Delimited(file, letters, Dialect(one), 0) for one in DELIMITERS}
    delimiter = likely({one: sample(found.all()) for one, found in tried.items()})
    return Delimited(file, letters, dialect(delimiter, head), 0)
