"""Why a file is no table: the errors that more than one reader raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.sheets.file import ExportFile

SAVE_AS_CSV = N_("Save it as CSV in UTF-8, with one header row.")
EXPORT_TABLE = N_("Export the list itself as CSV or XLSX.")
EXPORT_AGAIN = N_("Download or export it again.")
SAVE_AS_XLSX = N_("Open it in Excel or LibreOffice and save it as XLSX.")


def no_table(
    file: ExportFile, found: str, hint: str = SAVE_AS_CSV, **values: object
) -> WorkshopError:
    """Return the error for a file that is something else than a table.

    Args:
        file: which one; its name fills ``{file}``.
        found: what it is instead, as a message id.
        hint: the likely way out, as a message id.
        values: fill the other placeholders.
    """
    fact = N_("The file can’t be read as a table.")
    return WorkshopError(fact, found=found, hint=hint, file=file.name, **values)


def empty(file: ExportFile) -> WorkshopError:
    """Return the error for a file without a filled cell."""
    return WorkshopError(
        N_("The file is empty."),
        found="{file}",
        hint=N_("Export it again, with one header row."),
        file=file.name,
    )


def damaged(file: ExportFile) -> WorkshopError:
    """Return the error for a workbook that nobody can take apart."""
    return no_table(file, N_("{file} is a workbook that’s damaged or incomplete."), EXPORT_AGAIN)


def locked(file: ExportFile) -> WorkshopError:
    """Return the error for a workbook with a password."""
    return no_table(
        file,
        N_("{file} is password-protected."),
        N_("Open it, remove the password and save it again."),
    )


def too_wide(file: ExportFile, columns: int, most: int) -> WorkshopError:
    """Return the error for a table with more columns than any spreadsheet has."""
    return no_table(
        file,
        N_("{file} has {columns} columns; the limit is {most}."),
        N_("Export fewer columns. Does every row really end with a line break?"),
        columns=columns,
        most=most,
    )


def too_large(file: ExportFile) -> WorkshopError:
    """Return the error for a workbook that would fill the memory."""
    return no_table(
        file,
        N_("{file} unpacks to more than a computer can hold."),
        N_("Export fewer columns, a shorter period or a CSV file."),
    )


def headless(file: ExportFile, row: int, cell: str) -> WorkshopError:
    """Return the error for a table whose first row is no header."""
    return WorkshopError(
        N_("Row {row} of {file} should be the header, but it has numbers or dates in it."),
        found="“{cell}”",
        hint=N_("Put one row with the column names above the others, separated the same way."),
        file=file.name,
        row=row,
        cell=cell,
    )


def other_delimiter(file: ExportFile, sign: str) -> WorkshopError:
    """Return the error for a file whose cells something unusual parts."""
    return no_table(
        file,
        N_("{file}: the cells seem to be separated by “{sign}”."),
        N_(
            "Export with commas, semicolons, tabs or vertical bars – or add a first line: "
            "sep={sign}"
        ),
        sign=sign if sign.isprintable() else repr(sign),
    )
