"""The files somebody brought, and which of their sheets a mapping means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.crm.sheets import ExportFile, sheets
from workshop.crm.sheets.sheet import shown
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TELLING = 3
"""Fewer columns than this do not tell one file from another."""


@dataclass(frozen=True)
class Export:
    """Files of one export.

    Attributes:
        files: CSV files and workbooks, on disk or in memory.
    """

    files: tuple[ExportFile, ...]
    _known: dict[int, list[Sheet]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sheets(self) -> Iterator[Sheet]:
        """Yield every sheet of every file.

        Raises:
            WorkshopError: if a file cannot be read as a table.
        """
        for file in self.files:
            yield from self._sheets(file)

    def _sheets(self, file: ExportFile) -> list[Sheet]:
        """Return the sheets of a file, looked for once."""
        if id(file) not in self._known:
            self._known[id(file)] = sheets(file)
        return self._known[id(file)]

    def _readable(self, file: ExportFile) -> list[Sheet]:
        """Return the sheets of a file that nobody named; what is no table cannot be the one."""
        try:
            return self._sheets(file)
        except WorkshopError:
            return []

    def sheet(self, mapping: TableMapping) -> Sheet:
        """Return the sheet that a mapping means: by the file's name, else by its columns.

        Next quarter's file has the same columns and another name.

        Raises:
            WorkshopError: if there is none, or several have the columns.
        """
        named = [file for file in self.files if file.name == mapping.file]
        if named:
            among = [sheet for file in named for sheet in self._sheets(file)]
        else:
            among = [sheet for file in self.files for sheet in self._readable(file)]
        if mapping.sheet:
            among = [sheet for sheet in among if sheet.tab == mapping.sheet] or among
        if named and len(among) == 1:
            return among[0]
        wanted = {*mapping.sources}
        known = bool(named) or len(wanted) >= TELLING
        fitting = [sheet for sheet in among if known and wanted <= {*sheet.header}]
        if len(fitting) == 1:
            return fitting[0]
        raise _several(mapping, fitting) if fitting else self._missing(mapping)

    def _missing(self, mapping: TableMapping) -> WorkshopError:
        return WorkshopError(
            N_("No file has the columns that the mapping names for {file}."),
            found="{files}",
            hint=N_("Put the file beside the others, or correct the mapping."),
            file=mapping.file,
            files=shown([file.name for file in self.files]),
        )


def _several(mapping: TableMapping, fitting: list[Sheet]) -> WorkshopError:
    return WorkshopError(
        N_("Several sheets have the columns that the mapping names for {file}."),
        found="{sheets}",
        hint=N_("Bring one of them, or name it in the mapping with file and sheet."),
        file=mapping.file,
        sheets=shown([sheet.name for sheet in fitting]),
    )


def folder_export(folder: Path) -> Export:
    """Return the tables in a folder as an export.

    Raises:
        WorkshopError: if the folder is missing.
    """
    check_folder(folder)
    paths = sorted(path for path in folder.iterdir() if _is_table(path))
    return Export(tuple(ExportFile(path.name, path) for path in paths))


def check_folder(folder: Path) -> None:
    """Raise `WorkshopError` if the data folder is none."""
    if not folder.is_dir():
        raise WorkshopError(
            N_("The data folder is a file.")
            if folder.exists()
            else N_("The data folder does not exist."),
            found="{folder}",
            hint=N_("Name the folder that holds the CRM tables as CSV files."),
            folder=folder,
        )


def _is_table(path: Path) -> bool:
    """Return whether a file may hold a table; traces of an open spreadsheet do not."""
    named = path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    return named and path.is_file()
