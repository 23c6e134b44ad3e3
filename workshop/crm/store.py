"""The CRM tables of a session: written once into a DuckDB file, read only afterwards."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb
import ibis
from ibis.common.exceptions import IbisError, TableNotFound

from workshop.clock import now
from workshop.crm.crm import Crm
from workshop.crm.days.calendar import Calendar
from workshop.crm.engine import memory_table
from workshop.crm.folder import find_mapping, folder_export
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.evening import LoneLastDayError
from workshop.crm.intake.load import take_in
from workshop.crm.intake.report import Report, parse_report
from workshop.crm.mapping import changed
from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import TABLES
from workshop.crm.traces import Traced, TracedEngine
from workshop.errors import WorkshopError
from workshop.policy import FEWEST_COLLEAGUES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from workshop.crm.engine import Engine, Record
    from workshop.crm.intake.load import Intake
    from workshop.crm.mapping import CrmMapping

CRM_FILE = "crm.duckdb"
INFO = "workshop_info"
INFO_TYPES = {
    "name": "string",
    "currency": "string",
    "as_of": "date",
    "report": "string",
    "fewest_colleagues": "int64",
    "sides": "string",
    "calendar": "string",
}


def load_crm(folder: Path, mapping_file: Path | None = None, as_of: date | None = None) -> Crm:
    """Read an export into memory, for one command's answer.

    Args:
        folder: where the export lies.
        mapping_file: how to read it, see `find_mapping`.
        as_of: the last day, where the data themselves leave it to a person.

    Raises:
        WorkshopError: see `find_mapping` and `take_in`.
    """
    mapping = find_mapping(folder, mapping_file)
    export, today = folder_export(folder), now().date()
    try:
        intake = take_in(export, mapping, today, private=False, thorough=False)
    except LoneLastDayError:
        if as_of is None:
            raise
        mapping = changed(mapping, as_of=as_of)
        intake = take_in(export, mapping, today, private=False, thorough=False)
    return _in_memory(IbisEngine(intake.connection), intake, mapping, mapping.name or folder.name)


def with_traces(intake: Intake, mapping: CrmMapping, name: str) -> Traced:
    """Return the tables of an import, each row led back to its file, as long as it is in memory.

    Args:
        intake: what was read, its connection open.
        mapping: what it was read with.
        name: what the data calls itself.
    """
    engine = TracedEngine(intake.connection)
    crm = _in_memory(engine, intake, mapping, name)
    return Traced(crm, intake.report.files, engine.together())


def _in_memory(engine: Engine, intake: Intake, mapping: CrmMapping, name: str) -> Crm:
    return Crm(
        engine,
        name,
        mapping.currency,
        intake.as_of,
        intake.report,
        mapping.fewest_colleagues,
        mapping.sides,
        intake.report.unknowable,
        mapping.calendar,
    )


def import_crm(
    folder: Path, target: Path, mapping_file: Path | None = None, *, private: bool
) -> None:
    """Write an export into the DuckDB file `target`; it appears whole or not at all.

    Args:
        folder: where the export lies.
        target: the file to write.
        mapping_file: how to read it, see `find_mapping`.
        private: whether ids are hidden; only invented data may keep its own.

    Raises:
        WorkshopError: if `target` cannot be written; see also `find_mapping` and `take_in`.
    """
    mapping = find_mapping(folder, mapping_file)
    export = folder_export(folder)
    intake = take_in(export, mapping, now().date(), private=private, thorough=False)
    write_crm(intake, mapping, target, name=mapping.name or folder.name)


def write_crm(intake: Intake, mapping: CrmMapping, target: Path, *, name: str) -> None:
    """Write what was read into the DuckDB file `target`; it appears whole or not at all.

    Args:
        intake: the tables in memory.
        mapping: what they were read with; gives the currency.
        target: the file to write.
        name: what the data calls itself.

    Raises:
        WorkshopError: if `target` cannot be written.
    """
    draft = target.with_suffix(f".{os.getpid()}.draft")
    facts: dict[str, list[object]] = {
        "name": [name],
        "currency": [mapping.currency],
        "as_of": [intake.as_of],
        "report": [json.dumps(intake.report.data())],
        "fewest_colleagues": [mapping.fewest_colleagues],
        "sides": [json.dumps(mapping.sides)],
        "calendar": [mapping.calendar.model_dump_json() if mapping.calendar else None],
    }
    intake.connection.create_table(INFO, memory_table(facts, INFO_TYPES))
    try:
        with _draft(draft, intake.connection.con) as place:
            for table in (*(name for name in mapping.settled.tables if name in TABLES), INFO):
                _copy(intake.connection.con, table, place)
        draft.replace(target)
    except (duckdb.Error, OSError) as error:
        raise unwritable(target, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _copy(connection: duckdb.DuckDBPyConnection, table: str, place: str) -> None:
    connection.execute(f"create table {place}.{name(table)} as from {name(table)}")


@contextmanager
def _draft(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Attach a new database file to a connection; it is whole when this ends."""
    path.unlink(missing_ok=True)
    connection.execute(f"attach {literal(str(path))} as draft")
    try:
        yield "draft"
    finally:
        connection.execute("detach draft")
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def unwritable(target: Path, error: Exception) -> WorkshopError:
    """Return the error about a file that cannot be written."""
    return WorkshopError(
        N_("The session’s CRM tables can’t be written."),
        found="{file}: {reason}",
        hint=N_("Are you allowed to write to the folder, and is there room on the disk?"),
        file=target,
        reason=error,
    )


def open_crm(path: Path) -> Crm:
    """Open a session's tables read-only; many processes may do so at once.

    Raises:
        WorkshopError: if the file is not one that `write_crm` wrote.
    """
    try:
        return _opened(IbisEngine(ibis.duckdb.connect(path, read_only=True)))
    except (duckdb.Error, IbisError, TableNotFound, LookupError, ValueError) as error:
        raise WorkshopError(
            N_("The session’s CRM tables can’t be opened."),
            found="{file}: {reason}",
            hint=N_(
                "Move this file elsewhere and start again; the tables are then read in afresh."
            ),
            file=path,
            reason=error,
        ) from error


def _opened(engine: Engine) -> Crm:
    info = engine.record(engine.table(INFO))
    # Files of an earlier version hold no report.
    report = parse_report(json.loads(info["report"])) if "report" in info else Report()
    fewest = info.get("fewest_colleagues", FEWEST_COLLEAGUES)
    facts = info["name"], info["currency"], info["as_of"]
    calendar = stored_calendar(info)
    return Crm(engine, *facts, report, fewest, stored_sides(info), report.unknowable, calendar)


def stored_sides(info: Record) -> dict[str, str]:
    """Return for whom sources count that are none of the kit's own; earlier files hold none."""
    sides: dict[str, str] = json.loads(info.get("sides") or "{}")
    return sides


def stored_calendar(info: Record) -> Calendar | None:
    """Return the calendar that is stored beside tables; files of an earlier version hold none."""
    said = info.get("calendar")
    return Calendar.model_validate_json(said) if said else None
