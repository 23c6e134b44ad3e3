"""A folder of files as an export: its tables, what its data package says, how it is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workshop.crm.mapping import (
    MAPPING_FILE,
    CrmFacts,
    CrmMapping,
    checked,
    read_mapping,
    unreadable,
    validated,
)
from workshop.crm.schema import TABLES
from workshop.crm.sheets import ExportFile, sheets
from workshop.crm.sheets.sheet import shown
from workshop.crm.source_files import Export
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_FILE = "datapackage.json"
PACKAGE_FACTS = {"name": "title", "currency": "currency", "as_of": "asOf", "time_zone": "timezone"}
ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


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
            else N_("The data folder doesn’t exist."),
            found="{folder}",
            hint=N_("Name the folder that holds the CRM tables as CSV files."),
            folder=folder,
        )


def _is_table(path: Path) -> bool:
    """Return whether a file may hold a table; traces of an open spreadsheet do not."""
    named = path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    return named and path.is_file()


def find_mapping(folder: Path, mapping_file: Path | None = None) -> CrmMapping:
    """Return the mapping to read `folder` with: the named file, the folder's own, or its headers.

    Raises:
        WorkshopError: if the folder is missing, or nothing in it is a table the kit knows.
    """
    check_folder(folder)
    own = mapping_file or folder / MAPPING_FILE
    if mapping_file is not None or own.exists():
        return read_mapping(own)
    return _mapping_from_headers(folder)


def _mapping_from_headers(folder: Path) -> CrmMapping:
    found = {name: _known_columns(folder, name) for name in TABLES}
    tables = {
        name: {"file": f"{name}.csv", "columns": {column: column for column in columns}}
        for name, columns in found.items()
        if columns
    }
    if not tables:
        raise WorkshopError(
            N_("The kit doesn’t recognise any table in this folder on its own."),
            found="{files}",
            hint=N_("Use --mapping FILE to say which column means what."),
            files=shown(sorted(path.name for path in folder.iterdir())),
        )
    return validated({"tables": tables, **_package_facts(folder)}, folder / PACKAGE_FILE)


def _known_columns(folder: Path, table: str) -> list[str]:
    path = folder / f"{table}.csv"
    if not path.is_file():
        return []
    header = sheets(ExportFile(path.name, path))[0].header
    return [column for column in dict.fromkeys(header) if TABLES[table].field(column)]


def package_facts(folder: Path) -> CrmFacts:
    """Return what a folder's data package says of the whole; its name at least.

    Raises:
        WorkshopError: if there is a package and it cannot be read.
    """
    return checked(CrmFacts, _package_facts(folder), folder / PACKAGE_FILE)


def _package_facts(folder: Path) -> dict[str, Any]:
    package = folder / PACKAGE_FILE
    if not package.is_file():
        return {"name": folder.name}
    try:
        content = json.loads(package.read_text(encoding="utf-8-sig"))
        facts = {ours: content.get(theirs) for ours, theirs in PACKAGE_FACTS.items()}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise unreadable(package, error) from error
    return {"name": folder.name, **{name: fact for name, fact in facts.items() if fact}}
