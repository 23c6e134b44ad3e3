"""The files somebody brought, and which of their sheets a mapping means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.crm.sheets import ExportFile, sheets
from workshop.crm.sheets.sheet import shown
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.crm.mapping import CrmMapping, TableMapping
    from workshop.crm.sheets import Sheet

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

    def readable_sheets(self) -> Iterator[Sheet]:
        """Yield every sheet that can be read; of the others nobody asked."""
        for file in self.files:
            yield from self._readable(file)

    def _sheets(self, file: ExportFile) -> list[Sheet]:
        """Return the sheets of a file, looked for once."""
        if id(file) not in self._known:
            self._known[id(file)] = sheets(file)
        return self._known[id(file)]

    def _readable(self, file: ExportFile) -> list[Sheet]:
        """Return the sheets of a file that nobody named; what is no table holds nothing."""
        try:
            return self._sheets(file)
        except WorkshopError:
            return []

    def sheet(self, mapping: TableMapping, beside: Iterable[str] = ()) -> Sheet:
        """Return the sheet that a mapping means: by the file's name, else by its columns.

        Next quarter's file has the same columns and another name.

        Args:
            mapping: of a table, or of a part of one.
            beside: columns that another table is read from in the same sheet.

        Raises:
            WorkshopError: if there is none, or several have the columns.
        """
        named = [file for file in self.files if file.name == mapping.file]
        if named:
            among = [sheet for file in named for sheet in self._sheets(file)]
        else:
            among = [*self.readable_sheets()]
        if mapping.sheet:
            among = [sheet for sheet in among if sheet.tab == mapping.sheet] or among
        if named and len(among) == 1:
            return among[0]
        wanted = {*mapping.sources, *beside}
        known = bool(named) or len(wanted) >= TELLING
        fitting = [sheet for sheet in among if known and wanted <= {*sheet.header}]
        if len(fitting) == 1:
            return fitting[0]
        raise _several(mapping, fitting) if fitting else self._missing(mapping)

    def sheets_of(self, mapping: CrmMapping, table: str) -> list[Sheet]:
        """Return the sheets that the parts of a table mean, in their order.

        Files of another name are told by their columns; where several parts have the same and
        are read in the same way, it does not matter which is which.

        Raises:
            WorkshopError: if there is none for a part, or more than there are parts.
        """
        parts = mapping.parts(table)
        unnamed = [one for one in parts if all(file.name != one.file for file in self.files)]
        found: list[Sheet] = []
        for one in parts:
            alike = [other for other in unnamed if _read_as(other) == _read_as(one)]
            if one not in unnamed or len(alike) == 1:
                found.append(self.sheet(one, _beside(mapping, one)))
                continue
            wanted = {*one.sources}
            sheets = (sheet for file in self.files for sheet in self._readable(file))
            fitting = [sheet for sheet in sheets if wanted <= {*sheet.header}]
            if len(wanted) < TELLING or len(fitting) != len(alike):
                raise _several(one, fitting) if fitting else self._missing(one)
            found.append(fitting[alike.index(one)])
        return found

    def _missing(self, mapping: TableMapping) -> WorkshopError:
        return WorkshopError(
            N_("No file has the columns that the mapping names for {file}."),
            found="{files}",
            hint=N_("Put the file with the others or correct the mapping."),
            file=mapping.file,
            files=shown([file.name for file in self.files]),
        )


def _beside(mapping: CrmMapping, one: TableMapping) -> Iterator[str]:
    """Yield every column that is read from a sheet: it may hold two tables."""
    for _, other in mapping.every_part():
        if other.place == one.place:
            yield from other.sources


def _read_as(one: TableMapping) -> TableMapping:
    """Return how a sheet is read, whichever it is."""
    return one.model_copy(update={"file": "–", "sheet": ""})


def _several(mapping: TableMapping, fitting: list[Sheet]) -> WorkshopError:
    return WorkshopError(
        N_("Several sheets have the columns that the mapping names for {file}."),
        found="{sheets}",
        hint=N_("Use just one of them or name it in the mapping with file and sheet."),
        file=mapping.file,
        sheets=shown([sheet.name for sheet in fitting]),
    )
