"""One sheet of an export: a header, and rows of text to stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from workshop.crm.sheets.column import cleaned, plain
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.crm.sheets.no_record import Reason
    from workshop.crm.sheets.notes import Notes
    from workshop.crm.sheets.row_filter import Piece, Row
    from workshop.words import Words

ROW = "row"
SHOWN = 12
"""A file that is no table has many “columns”; nobody wants to read them all."""
SHOWN_LETTERS = 40


class Format(StrEnum):
    """What a file is, by its content."""

    CSV = "CSV"
    XLSX = "XLSX"
    XLS = "XLS"
    ODS = "ODS"


SEPARATORS = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
}


@dataclass(frozen=True)
class Facts:
    """What was recognised in a sheet.

    Attributes:
        format: of the file.
        header_row: where the header stands, as a spreadsheet numbers rows.
        delimiter: between the cells of a CSV file, empty for a workbook.
        encoding: of a CSV file: ``UTF-8``, ``UTF-16`` or ``Windows-1252``, empty for a workbook.
    """

    format: Format
    header_row: int = 1
    delimiter: str = ""
    encoding: str = ""

    @property
    def typed(self) -> bool:
        """Whether the file itself says which cells are numbers and dates."""
        return self.format is not Format.CSV

    def said(self, words: Words) -> str:
        """Return the facts as a phrase."""
        if self.typed:
            return words("{format}, header in row {row}", format=self.format, row=self.header_row)
        return words(
            "{format} with {separators}, in {encoding}, header in row {row}",
            format=self.format,
            separators=words(SEPARATORS.get(self.delimiter, self.delimiter)),
            encoding=self.encoding,
            row=self.header_row,
        )


class Source(Protocol):
    """Where the rows of a sheet come from; can be asked again and again."""

    def rows(
        self, places: Sequence[int], aside: list[tuple[int, Reason]], notes: Notes | None = None
    ) -> Iterator[Row]:
        """Yield rows one by one, each with the wanted cells as they stand in the file."""

    def pieces(
        self, places: Sequence[int], aside: list[tuple[int, Reason]], notes: Notes | None = None
    ) -> Iterator[Piece]:
        """Yield the same rows, many at a time."""


@dataclass(frozen=True)
class Sheet:
    """A table in a file.

    Attributes:
        file: name of the file.
        tab: name of the workbook's sheet, empty for CSV.
        header: names of the columns, trimmed; they may be empty or repeat.
        facts: what was recognised.
    """

    file: str
    tab: str
    header: tuple[str, ...]
    facts: Facts
    source: Source = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """What people call it: ``deals.csv`` or ``export.xlsx › Tabelle1``."""
        return f"{self.file} › {self.tab}" if self.tab else self.file

    @property
    def delimiter(self) -> str:
        """What separates the cells of a CSV file; empty for a workbook."""
        return self.facts.delimiter

    def batches(
        self,
        columns: Sequence[str],
        aside: list[tuple[int, Reason]],
        notes: Notes | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """Stream the wanted columns; no other cell outlives the lines it is read with.

        Args:
            columns: names from the header; one that is named twice comes once.
            aside: rows that are not yielded because they do not fit are added here, with their
                number and the reason; complete when the stream has ended.
            notes: takes what is odd in rows that are yielded, if given; complete likewise.

        Returns:
            Record batches of some ten thousand rows: first ``row`` (int64, the number a
            spreadsheet shows; blank rows count and are not yielded), then each column (string;
            trimmed, null where empty). Where the header has a wanted column ``row`` as well, tell
            the two by their place.

        Raises:
            WorkshopError: if a column is not in the header or stands there more than once; while
                streaming, if the file is damaged.
        """
        wanted = list(dict.fromkeys(columns))
        places = [self._place(column) for column in wanted]
        return self._batches(wanted, self.source.pieces(places, aside, notes))

    def _batches(self, wanted: list[str], pieces: Iterator[Piece]) -> Iterator[pa.RecordBatch]:
        fields = [(ROW, pa.int64()), *((column, pa.string()) for column in wanted)]
        for numbers, *columns in pieces:
            arrays = [numbers, *map(cleaned, columns)]
            yield pa.record_batch(arrays, schema=pa.schema(fields))

    def _place(self, column: str) -> int:
        if self.header.count(column) != 1:
            raise WorkshopError(
                N_("The column “{column}” is in {file} more than once.")
                if column in self.header
                else N_("The column “{column}” isn’t in {file}."),
                found="{columns}",
                hint=N_("Correct the mapping or export this column as well."),
                column=column,
                file=self.name,
                columns=shown(self.header),
            )
        return self.header.index(column)


def first_rows(sheet: Sheet, n: int) -> dict[str, list[str]]:
    """Return the first rows, to recognise columns by; they stay in memory only.

    Args:
        sheet: which one.
        n: how many rows at most; rows that do not fit are passed over.

    Returns:
        Each column that `Sheet.batches` can be asked for, in the header's order, to its cells, top
        down: trimmed, empty ones as ``""``, as many in each column.

    Raises:
        WorkshopError: if the file is damaged there.
    """
    names = [name for name in sheet.header if name and sheet.header.count(name) == 1]
    places = [sheet.header.index(name) for name in names]
    rows = [cells for _, cells in islice(sheet.source.rows(places, []), n)]
    return {name: [plain(row[place]) for row in rows] for place, name in enumerate(names)}


def shown(names: Sequence[str]) -> str:
    """Return names for a message, cut to what a person can read."""
    short = [n if len(n) <= SHOWN_LETTERS else f"{n[: SHOWN_LETTERS - 1]}…" for n in names[:SHOWN]]
    return ", ".join(short + ["…"] * (len(names) > SHOWN)) or "–"
