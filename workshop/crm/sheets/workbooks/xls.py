"""The tabs of an old XLS workbook, as binary records: which cells hold errors."""

from __future__ import annotations

from struct import error as StructError  # noqa: N812 - the module names it in lower case
from struct import unpack_from
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import EXPORT_TABLE, damaged, locked, no_table
from workshop.crm.sheets.workbooks.cell_flags import Marks
from workshop.crm.sheets.workbooks.ole import Compound
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.file import ExportFile

STREAMS = ("Workbook", "Book")
"""Excel 97 and later, and before."""
ENCRYPTED = "EncryptedPackage"
BEGIN, END, PASSWORD, TAB, FORMULA, ERROR = 0x0809, 0x000A, 0x002F, 0x0085, 0x0006, 0x0205
NO_NUMBER, ERROR_RESULT = 0xFFFF, 2
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""What Excel shows for its codes, see MS-XLS 2.5.10."""


def xls_marks(file: ExportFile) -> list[Marks]:
    """Return what the library leaves out of each tab, in the workbook's order.

    Raises:
        WorkshopError: if the file is damaged, has a password, or is no workbook.
    """
    streams = Compound(file)
    if ENCRYPTED in streams.names:
        raise locked(file)
    name = next((name for name in STREAMS if name in streams.names), None)
    if name is None:
        raise no_table(file, N_("{file} is an Office file, but not a workbook."), EXPORT_TABLE)
    book = streams.read(name)
    try:
        if any(kind == PASSWORD for kind, _ in _records(book, 0)):
            raise locked(file)
        places = [unpack_from("<I", book, at)[0] for kind, at in _records(book, 0) if kind == TAB]
        return [_marks(book, place) for place in places]
    except StructError as error:
        raise damaged(file) from error


def _records(book: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Yield the records of a part of the stream: their kind, and where their content begins.

    Parts within it, such as a chart's, are passed over.
    """
    depth = 0
    while True:
        kind, size = unpack_from("<2H", book, place)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, place + 4
        place += 4 + size


def _marks(book: bytes, place: int) -> Marks:
    marks = Marks()
    for kind, at in _records(book, place):
        if kind == ERROR:
            row, column, _, code, is_error = unpack_from("<3H2B", book, at)
        elif kind == FORMULA:
            row, column, _, result, _, code, _, _, number = unpack_from("<3H4BHH", book, at)
            is_error = number == NO_NUMBER and result == ERROR_RESULT
        else:
            continue
        if is_error:
            marks.error(row + 1, column, ERRORS.get(code, "#ERROR!"))
    return marks
