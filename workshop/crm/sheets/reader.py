"""The tables in a file, whatever kind of file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.sheets.csv.delimited import csv_sheet
from workshop.crm.sheets.errors import SAVE_AS_XLSX, damaged, no_table
from workshop.crm.sheets.filetype import UNPACK, Kind, kind
from workshop.crm.sheets.sheet import Format, shown
from workshop.crm.sheets.workbooks.archive import Archive, archive
from workshop.crm.sheets.workbooks.ods import ods_marks
from workshop.crm.sheets.workbooks.probe import survives
from workshop.crm.sheets.workbooks.xls import xls_marks
from workshop.crm.sheets.workbooks.xlsx import BOOK, xlsx_marks
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.sheet import Sheet

BINARY_BOOK = "xl/workbook.bin"
MIME = "mimetype"
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def sheets(file: ExportFile) -> list[Sheet]:
    """Return the tables in a file: one for CSV, one for each filled tab of a workbook.

    What a file is, its content says: CSV with comma, semicolon, tab or bar, in UTF-8, UTF-16 with
    a byte order mark, or Windows-1252; XLSX, XLSM, XLS or ODS.

    Args:
        file: on disk or in memory. A CSV file is read in pieces whenever somebody asks; a
            workbook goes into memory for as long as it is read.

    Raises:
        WorkshopError: if it is missing, empty, damaged, locked or no table; says which and why.
    """
    match kind(file):
        case Kind.ZIP:
            return _zipped_sheets(file)
        case Kind.COMPOUND:
            return _old_sheets(file)
        case Kind.TEXT:
            return [csv_sheet(file)]


def _zipped_sheets(file: ExportFile) -> list[Sheet]:
    from workshop.crm.sheets.workbooks.workbook import workbook_sheets  # noqa: PLC0415 - CSV needs no library

    with archive(file) as parts:
        form = _form(file, parts)
        parts.check()
        marks = xlsx_marks(file, parts) if form is Format.XLSX else ods_marks(file, parts)
    return workbook_sheets(file, form, marks)


def _old_sheets(file: ExportFile) -> list[Sheet]:
    # Before another process tries: it could not say that the library is missing.
    from workshop.crm.sheets.workbooks.workbook import workbook_sheets  # noqa: PLC0415 - CSV needs no library

    marks = xls_marks(file)
    if not survives(file):
        raise damaged(file)
    return workbook_sheets(file, Format.XLS, marks)


def _form(file: ExportFile, parts: Archive) -> Format:
    if BOOK in parts:
        return Format.XLSX
    if MIME in parts and next(parts.chunks(MIME), b"").startswith(ODS_MIME):
        return Format.ODS
    if BINARY_BOOK in parts:
        # The library takes the whole days in it for plain numbers: 2026-04-03 would be 46115.
        found = N_("{file} is a binary workbook (XLSB), and its dates can’t be read.")
        raise no_table(file, found, SAVE_AS_XLSX)
    raise no_table(
        file,
        N_("{file} is a ZIP file without a workbook: {names}"),
        UNPACK,
        names=shown(parts.names),
    )
