"""Which file and column of an export holds what: data, written once, used each quarter."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
)

from workshop.crm.export import check_folder
from workshop.crm.readings.moments import Order  # noqa: TC001 - pydantic reads the annotation
from workshop.crm.readings.numbers import Decimal  # noqa: TC001
from workshop.crm.schema import TABLES
from workshop.crm.sheets import ExportFile, sheets
from workshop.crm.sheets.sheet import shown
from workshop.errors import WorkshopError
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from pathlib import Path

Facts = TypeVar("Facts", bound="CrmFacts")
MAPPING_FILE = "mapping.yaml"
PACKAGE_FILE = "datapackage.json"
PACKAGE_FACTS = {"name": "title", "currency": "currency", "as_of": "asOf", "time_zone": "timezone"}
SPRING = datetime(2026, 3, 1)  # noqa: DTZ001 - a date format knows no zone
"""A day that only a pattern with year and month can write and read again."""


def _known_table(name: str) -> str:
    if name not in TABLES:
        message = f"unknown table {name!r}; known: {', '.join(TABLES)}"
        raise ValueError(message)
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"unknown time zone {name!r}, expected one such as Europe/Vienna"
        raise ValueError(message) from None
    return name


def _date_pattern(pattern: str) -> str:
    try:
        works = datetime.strptime(SPRING.strftime(pattern), pattern)  # noqa: DTZ007 - see SPRING
    except ValueError:
        works = None
    if works is None or works.replace(tzinfo=None) != SPRING:
        message = f"{pattern!r} writes no date, expected a pattern such as %d.%m.%Y"
        raise ValueError(message)
    return pattern


def _listed(names: object) -> object:
    return (names,) if isinstance(names, str) else names


def _single(names: tuple[str, ...]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


Columns = Annotated[tuple[str, ...], BeforeValidator(_listed), PlainSerializer(_single)]


class TableMapping(BaseModel):
    """How one canonical table is read from one file.

    Attributes:
        file: name of a CSV file or workbook below the data folder.
        sheet: of a workbook; the only one that has the columns where absent.
        columns: canonical field to the export's column, or to several of which the first filled
            one counts. What is not named here is not read.
        values: canonical field to a translation of the export's values.
        date_format: strptime pattern of every date in the file; recognised by shape where absent.
        date_order: of day and month where the year stands last; proven by the cells where absent.
        decimal: the sign before decimals; proven by the cells where absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    sheet: str = ""
    columns: dict[str, Columns] = Field(min_length=1)
    values: dict[str, dict[str, str]] = {}
    date_format: Annotated[str, AfterValidator(_date_pattern)] | None = None
    date_order: Order | None = None
    decimal: Decimal | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Every column of the export that is read, each once."""
        return tuple(dict.fromkeys(name for names in self.columns.values() for name in names))


class CrmFacts(BaseModel):
    """What holds for a whole export.

    Attributes:
        name: what it calls itself.
        currency: ISO 4217 code of every amount.
        as_of: the last day it knows of; the last day anything happened where absent.
        time_zone: of the team; moments with an offset (``…Z``) are turned to its clock.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    currency: str = Field(NO_CURRENCY, pattern="^[A-Z]{3}$")
    as_of: date | None = None
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Berlin"


class CrmMapping(CrmFacts):
    """A whole export.

    Attributes:
        owners: whether the columns that point at a colleague are read, too.
        tables: canonical table to how it is read.
    """

    owners: bool = False
    tables: dict[Annotated[str, AfterValidator(_known_table)], TableMapping] = Field(min_length=1)

    def to_yaml(self) -> str:
        """Return the mapping as YAML, the form people read; `read_mapping` reads it back."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def read_mapping(path: Path) -> CrmMapping:
    """Return the mapping in a YAML or JSON file.

    Raises:
        WorkshopError: if the file is missing, is no YAML, or names what the kit does not know.
    """
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise _unreadable(path, " ".join(str(error).split())) from error
    mapping = _validated(content, path)
    for table, one in mapping.tables.items():
        _check_fields(table, one)
    return mapping


def changed(mapping: CrmMapping, **facts: object) -> CrmMapping:
    """Return the mapping with some facts about the whole export changed.

    Raises:
        WorkshopError: if a fact is none that a mapping can hold.
    """
    return _validated({**mapping.model_dump(), **facts}, "–")


def _validated(content: object, path: Path | str) -> CrmMapping:
    return _checked(CrmMapping, content, path)


def _checked(kind: type[Facts], content: object, path: Path | str) -> Facts:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "?"
        reason = first["msg"].removeprefix("Value error, ")
        raise _unreadable(path, f"{place}: {reason}") from error


def _unreadable(path: Path | str, reason: str) -> WorkshopError:
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
            N_("No table in this folder is one the kit knows by itself."),
            found="{files}",
            hint=N_("Say with --mapping FILE which column means what."),
            files=shown(sorted(path.name for path in folder.iterdir())),
        )
    return _validated({"tables": tables, **_package_facts(folder)}, folder / PACKAGE_FILE)


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
    return _checked(CrmFacts, _package_facts(folder), folder / PACKAGE_FILE)


def _package_facts(folder: Path) -> dict[str, Any]:
    package = folder / PACKAGE_FILE
    if not package.is_file():
        return {"name": folder.name}
    try:
        content = json.loads(package.read_text(encoding="utf-8-sig"))
        facts = {ours: content.get(theirs) for ours, theirs in PACKAGE_FACTS.items()}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise _unreadable(package, str(error)) from error
    return {"name": folder.name, **{name: fact for name, fact in facts.items() if fact}}
