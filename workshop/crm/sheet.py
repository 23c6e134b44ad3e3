"""One CSV file as a sheet of text, whatever program wrote it."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIMITERS = (",", ";", "\t")
ENCODINGS = ("utf-8-sig", "cp1252")
"""What programs write today, then what Excel writes in German offices."""
SHOWN = 12
"""A file that is no table has many “columns”; nobody wants to read them all."""


class Sheet(NamedTuple):
    """The cells of one file, trimmed.

    Attributes:
        header: names of the columns.
        numbers: of each row as a spreadsheet shows it; the header usually is row 1.
        rows: the cells of each row, as many as the header has.
    """

    header: list[str]
    numbers: list[int]
    rows: list[list[str]]

    def cells(self, column: str) -> list[str]:
        """Return the cells of one column, top down."""
        place = self.header.index(column)
        return [row[place] for row in self.rows]


def read_sheet(path: Path) -> Sheet:
    """Return the cells of a CSV file: comma, semicolon or tab; UTF-8 or Windows-1252.

    Raises:
        WorkshopError: if the file is missing, empty or no table; says why.
    """
    with _reasons(path):
        lines = _lines(_text(path))
        header = next(lines, (1, []))[1]
        numbered = [(number, _fitted(row, number, header, path)) for number, row in lines]
    if not header:
        raise _empty(path)
    return Sheet(header, [number for number, _ in numbered], [row for _, row in numbered])


def read_header(path: Path) -> list[str]:
    """Return the names of a file's columns.

    Raises:
        WorkshopError: as `read_sheet`.
    """
    with _reasons(path):
        header = next(_lines(_text(path)), (1, []))[1]
    if not header:
        raise _empty(path)
    return header


@contextmanager
def _reasons(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, csv.Error) as error:
        raise _no_table(path, getattr(error, "strerror", None) or str(error)) from error


def shown(names: list[str]) -> str:
    """Return names for a message, cut to what a person can read."""
    short = [name if len(name) <= 40 else f"{name[:39]}…" for name in names[:SHOWN]]  # noqa: PLR2004 - a long header
    return ", ".join(short + ["…"] * (len(names) > SHOWN)) or "–"


def _text(path: Path) -> str:
    if not path.exists():
        raise WorkshopError(
            N_("A file that the mapping names is missing."),
            found="{file}",
            hint=N_("Put it into the data folder, or correct the mapping."),
            file=path,
        )
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _no_table(path, "binary")


def _empty(path: Path) -> WorkshopError:
    return WorkshopError(
        N_("The file is empty."),
        found="{file}",
        hint=N_("Export it again, with one header row."),
        file=path,
    )


def _no_table(path: Path, reason: str) -> WorkshopError:
    return WorkshopError(
        N_("The file cannot be read as a table."),
        found="{file}: {reason}",
        hint=N_("Save it as CSV in UTF-8, with one header row."),
        file=path.name,
        reason=reason,
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, trimmed, each with its number in a spreadsheet."""
    delimiter = max(DELIMITERS, key=lambda one: _width(text, one))
    for number, row in enumerate(_parsed(text, delimiter), start=1):
        trimmed = [cell.strip() for cell in row]
        if any(trimmed):
            yield number, trimmed


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    # Strict, because a quote that nobody closes would else swallow the rows below it.
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _width(text: str, delimiter: str) -> int:
    try:
        return len(next(row for row in _parsed(text, delimiter) if row))
    except (csv.Error, StopIteration):
        return 0


def _fitted(row: list[str], number: int, header: list[str], path: Path) -> list[str]:
    """Return the row in the header's width; one that differs has its cells in wrong columns."""
    if any(row[len(header) :]) or len(row) < len(header):
        raise WorkshopError(
            N_("Row {row} of {file} does not have one cell for each column."),
            found=N_("{cells} cells instead of {columns}."),
            hint=N_("Put cells that hold the delimiter in quotes, or export as CSV again."),
            row=number,
            file=path.name,
            cells=len(row),
            columns=len(header),
        )
    return row[: len(header)]
