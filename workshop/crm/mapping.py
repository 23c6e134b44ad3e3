"""Which file and column of an export holds what: data, written once, used each quarter."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_, NO_CURRENCY

MAPPING_FILE = "mapping.yaml"


def _known_table(name: str) -> str:
    if name not in TABLES:
        message = f"unknown table {name!r}; known: {', '.join(TABLES)}"
        raise ValueError(message)
    return name


class TableMapping(BaseModel):
    """How one canonical table is read from one file.

    Attributes:
        file: name of a CSV file below the data folder.
        columns: canonical field to the export's column. What is not named here is not read.
        values: canonical field to a translation of the export's values.
        date_format: strftime pattern of every date in the file; ISO 8601 where absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    columns: dict[str, str]
    values: dict[str, dict[str, str]] = {}
    date_format: str | None = None


class CrmMapping(BaseModel):
    """A whole export: its name, its tables, its currency (ISO 4217) and its last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    currency: str = NO_CURRENCY
    as_of: date | None = None
    tables: dict[Annotated[str, AfterValidator(_known_table)], TableMapping]


def read_mapping(path: Path) -> CrmMapping:
    """Return the mapping in a YAML or JSON file.

    Raises:
        WorkshopError: if the file is missing, is no YAML, or names what the kit does not know.
    """
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        mapping = CrmMapping.model_validate(content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _unreadable(path, str(error).splitlines()[0]) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "?"
        raise _unreadable(path, f"{place}: {first['msg']}") from error
    for table, one in mapping.tables.items():
        _check_fields(table, one)
    return mapping


def _unreadable(path: Path, reason: str) -> WorkshopError:
    return WorkshopError(
        N_("The mapping file cannot be used."),
        found="{file}: {reason}",
        hint=N_("Compare it with datasets/mappings/maven_crm.yaml, a complete example."),
        file=path,
        reason=reason,
    )


def _check_fields(table: str, mapping: TableMapping) -> None:
    for name in (*mapping.columns, *mapping.values):
        if TABLES[table].field(name) is None:
            raise WorkshopError(
                N_("The mapping names a field that the table “{table}” does not have."),
                found="{name}",
                hint=N_("Fields of this table: {known}"),
                table=table,
                name=name,
                known=", ".join(field.name for field in TABLES[table].fields),
            )


def find_mapping(folder: Path, mapping_file: Path | None = None) -> CrmMapping:
    """Return the mapping to read `folder` with: the named file, the folder's own, or its headers.

    Raises:
        WorkshopError: if the folder is missing, or nothing in it is a table the kit knows.
    """
    if not folder.is_dir():
        raise WorkshopError(
            N_("The data folder does not exist."), found="{folder}", folder=folder
        )
    own = mapping_file or folder / MAPPING_FILE
    if mapping_file is not None or own.exists():
        return read_mapping(own)
    return _mapping_from_headers(folder)


def _mapping_from_headers(folder: Path) -> CrmMapping:
    tables = {
        name: TableMapping(file=path.name, columns={column: column for column in columns})
        for name in TABLES
        if (path := folder / f"{name}.csv").exists()
        and (columns := [c for c in _header(path) if TABLES[name].field(c)])
    }
    if not tables:
        raise WorkshopError(
            N_("No table in this folder is one the kit knows by itself."),
            found="{files}",
            hint=N_("Say with --mapping FILE which column means what."),
            files=", ".join(sorted(p.name for p in folder.iterdir())[:8]) or "–",
        )
    return CrmMapping(tables=tables, **_package_facts(folder))


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(csv.reader(file), [])


def _package_facts(folder: Path) -> dict[str, Any]:
    package = folder / "datapackage.json"
    if not package.exists():
        return {"name": folder.name}
    try:
        content = json.loads(package.read_text(encoding="utf-8"))
        return {
            "name": str(content.get("title") or folder.name),
            "currency": str(content.get("currency", NO_CURRENCY)),
            "as_of": date.fromisoformat(content["asOf"]) if "asOf" in content else None,
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise _unreadable(package, str(error)) from error
