"""Where CRM tables may lie: in a file the kit wrote, as Parquet, or in a company's warehouse."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import ibis
from ibis.common.exceptions import IbisError

from workshop.clock import now
from workshop.crm.crm import Crm
from workshop.crm.days.earlier import as_it_stood
from workshop.crm.days.last_day import counts_by_day, days_recorded, last_day, moments
from workshop.crm.days.lone_day import lone_last
from workshop.crm.folder import package_facts
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.report import Report, parse_report
from workshop.crm.schema import TABLES, TYPES, Kind
from workshop.crm.store import (
    CRM_FILE,
    INFO,
    load_crm,
    open_crm,
    stored_calendar,
    stored_sides,
)
from workshop.errors import WorkshopError
from workshop.policy import FEWEST_COLLEAGUES
from workshop.reasons import Cause
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workshop.crm.days.lone_day import Lone
    from workshop.crm.engine import Engine, Record
    from workshop.crm.schema import Field

ZONE = "Europe/Berlin"
"""Whose clock the team reads, where tables know moments with an offset."""
SHOWN = 12
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
PASSWORD = re.compile(r"//.*@")
ZONES = {"duckdb": "set TimeZone = '{zone}'", "postgres": "set time zone '{zone}'"}
"""How a backend is told whose clock the team reads; a setting of the connection, no writing."""
READING: dict[str, dict[str, Any]] = {
    "duckdb": {"read_only": True},
    "snowflake": {"create_object_udfs": False},
}
"""How a backend is told that nothing is to be written; Ibis would leave functions in Snowflake."""


def is_address(text: str) -> bool:
    """Return whether this names a database rather than a folder."""
    return bool(ADDRESS.match(text))


def without_password(address: str) -> str:
    """Return an address without name, password and settings, for messages."""
    return PASSWORD.sub("//", address).partition("?")[0]


def _secrets(address: str) -> list[str]:
    """Return what of an address no message may repeat."""
    before, at, _ = address.partition("://")[2].rpartition("@")
    settings = address.partition("?")[2]
    parts = [before.partition(":")[2] if at else "", settings]
    return [unquote(one) for one in parts if one] + [one for one in parts if one]


@dataclass(frozen=True)
class Live(Crm):
    """Canonical tables that stay where they are: columns in canonical types, nothing else read."""

    def _open(self, name: str) -> ibis.Table:
        return _canonical(super()._open(name), name)


def _canonical(table: ibis.Table, name: str) -> ibis.Table:
    fields = [field for field in TABLES[name].sample_fields if field.name in table.columns]
    return table.select(**{field.name: _cast(table[field.name], field.kind) for field in fields})


def _cast(column: Any, kind: Kind) -> Any:
    wanted = ibis.dtype(TYPES[kind])
    if kind is Kind.MOMENT and column.type().is_timestamp() and column.type().timezone is None:
        return column
    return column if column.type() == wanted else column.cast(wanted)


def open_data(
    place: str | Path, mapping_file: Path | None = None, as_of: date | None = None
) -> Crm:
    """Open CRM tables wherever they lie, without writing anything.

    Args:
        place: the address of a database that Ibis can read (``postgres://…``, ``duckdb://…``);
            a folder that `workshop import` wrote; one with Parquet files or with CSV files.
        mapping_file: which column means what, for CSV files.
        as_of: their last day, where they leave it to a person.

    Raises:
        WorkshopError: if nothing can be opened there, if it holds no canonical table, or if
            nobody says which day is the last and a row or two far from all others would decide it.
    """
    if is_address(str(place)):
        return _live(_connected(str(place)), without_password(str(place)), as_of=as_of)
    folder = Path(place)
    if (folder / CRM_FILE).is_file():
        return open_crm(folder / CRM_FILE)
    if parquet := parquet_files(folder):
        return _parquet(folder, parquet, as_of)
    return load_crm(folder, mapping_file, as_of)


def parquet_files(folder: Path) -> dict[str, Path]:
    """Return the Parquet files in a folder that are named like canonical tables."""
    files = {name: folder / f"{name}.parquet" for name in TABLES}
    return {name: path for name, path in files.items() if path.is_file()}


def _parquet(folder: Path, files: dict[str, Path], as_of: date | None) -> Crm:
    connection = ibis.duckdb.connect()
    try:
        for name, path in files.items():
            connection.read_parquet(path, table_name=name)
    except ImportError:
        raise
    except Exception as error:
        raise _unopened(str(folder), error) from error
    package = package_facts(folder)
    said = {"name": package.name, "currency": package.currency, "as_of": package.as_of}
    return _live(connection, folder.name, said, as_of=as_of)


def _connected(address: str) -> ibis.BaseBackend:
    try:
        return ibis.connect(address, **READING.get(address.partition(":")[0].lower(), {}))
    except (ImportError, ModuleNotFoundError) as error:
        raise WorkshopError(
            N_("This kind of database needs one more package."),
            found="{reason}",
            hint=N_("Install it with: pip install 'ibis-framework[{backend}]'"),
            reason=error,
            backend=address.partition(":")[0],
        ) from error
    except Exception as error:
        raise _unopened(without_password(address), error, _secrets(address)) from error


def _unopened(place: str, error: Exception, secrets: Sequence[str] = ()) -> WorkshopError:
    return WorkshopError(
        N_("The data can’t be opened."),
        found="{place}: {reason}",
        hint=N_("Check the address, the permissions and the network."),
        place=place,
        reason=Cause(error, tuple(secrets)),
    )


def _live(
    connection: ibis.BaseBackend,
    name: str,
    said: dict[str, Any] | None = None,
    *,
    as_of: date | None = None,
) -> Crm:
    """Return the tables of a backend.

    Args:
        connection: the backend.
        name: what the data is called where nothing else says so.
        said: name, currency and as-of date, where something says so.
        as_of: up to which day somebody asks, where the tables do not say how far they go.
    """
    engine = IbisEngine(connection)
    present = engine.names()
    tables = present & TABLES.keys()
    if not tables:
        raise WorkshopError(
            N_("The database doesn’t have any of the tables the kit knows."),
            found="{present}",
            hint=N_("Create views with these names: {known}"),
            present=", ".join(sorted(present)[:SHOWN]) or "–",
            known=", ".join(TABLES),
        )
    if connection.name in ZONES:
        connection.raw_sql(ZONES[connection.name].format(zone=ZONE))
    facts = _facts(engine) if INFO in present else said or {}
    today = now().date()
    crm = Live(
        engine,
        facts.get("name", name),
        facts.get("currency", NO_CURRENCY),
        today,
        report := _report(facts),
        facts.get("fewest_colleagues", FEWEST_COLLEAGUES),
        stored_sides(facts),
        report.unknowable,
        stored_calendar(facts),
    )
    _check_lists(crm)
    given = {table: crm.table(table) for table in tables}
    stated = facts.get("as_of")
    last = _last_day(engine, given, today, stated, as_of)
    return as_it_stood(replace(crm, as_of=max(last, stated or last)), stated or last)


def _last_day(
    engine: Engine,
    tables: Mapping[str, ibis.Table],
    today: date,
    stated: date | None,
    asked: date | None,
) -> date:
    """Return the last day tables know of.

    Args:
        engine: what holds them.
        tables: the canonical ones there are, by name.
        today: nothing is known of what lies after it.
        stated: how far they go by their own word.
        asked: up to which day somebody wants to know.

    Raises:
        WorkshopError: if neither is said, and a row or two far from all others would decide it.
    """
    recorded = last_day(engine, tables)
    last = min(recorded, today)
    if stated and last <= stated:
        return last
    lone = lone_last(days_recorded(engine, tables))
    if lone is None or (asked and not stated):
        return last
    if stated:
        return min(lone.next, today)  # a typing error is no record of later days
    raise _lone_day(engine, tables, lone)


def _lone_day(engine: Engine, tables: Mapping[str, ibis.Table], lone: Lone) -> WorkshopError:
    """Return the question whether tables end with all others or with a day far from them."""
    table, column = next(
        (name, column)
        for name, rows in tables.items()
        for column, moment in moments(name, rows).items()
        if lone.outermost in counts_by_day(engine, moment)
    )
    return WorkshopError(
        N_("A single row would set the as-of date for everything."),
        found=N_("{table}, “{column}”: {day}; everything else ends on {last}"),
        hint=N_(
            "Say which day is the last one with --as-of {last_day} (in a folder, also "
            "with “asOf” in datapackage.json) or correct the row."
        ),
        table=table,
        column=column,
        day=lone.outermost,
        last=lone.next,
        last_day=lone.next.isoformat(),
    )


def _report(facts: Record) -> Report:
    return parse_report(json.loads(facts["report"])) if facts.get("report") else Report()


def _check_lists(crm: Crm) -> None:
    """Refuse values that formulas would pass over: “Lost” is not “lost”."""
    for table in sorted(crm.tables):
        rows = crm.table(table)
        for field in TABLES[table].fields:
            if field.closed and field.name in rows.columns:
                known = [value for value, _ in field.choices]
                others = rows.filter(rows[field.name].notin(known)).select(field.name).distinct()
                found = crm.engine.column(others.limit(SHOWN)[field.name])
                if found:
                    raise _unknown_values(table, field, sorted(found))


def _unknown_values(table: str, field: Field, found: list[str]) -> WorkshopError:
    return WorkshopError(
        N_("A list holds values the kit doesn’t know."),
        found=N_("{table}, “{field}”: {values}"),
        hint=N_("Create a view that only says one of these: {choices}"),
        table=table,
        field=field.name,
        values=", ".join(found),
        choices=", ".join(value for value, _ in field.choices),
    )


def _facts(engine: Engine) -> Record:
    try:
        return engine.record(engine.table(INFO))
    except (IbisError, ValueError) as error:
        raise _unopened(INFO, error) from error
