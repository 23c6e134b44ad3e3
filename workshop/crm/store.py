"""The CRM tables of a session: written once into a DuckDB file, read only afterwards."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow as pa
from ibis.common.exceptions import IbisError, TableNotFound

from workshop.clock import now
from workshop.crm.export import folder_export
from workshop.crm.intake.intake import take_in
from workshop.crm.intake.report import Report, parse_report
from workshop.crm.mapping import find_mapping
from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from workshop.crm.intake.intake import Intake
    from workshop.crm.mapping import CrmMapping

CRM_FILE = "crm.duckdb"
INFO = "workshop_info"


@dataclass(frozen=True)
class Crm:
    """Canonical tables, open for reading.

    Attributes:
        connection: the Ibis backend that holds them.
        name: what the data calls itself.
        currency: ISO 4217 code, ``XXX`` where the export does not say.
        as_of: the last day the data knows of.
        report: what became of the export's rows; empty where nobody imported them.
    """

    connection: ibis.BaseBackend
    name: str
    currency: str
    as_of: date
    report: Report = field(default_factory=Report)
    _kept: dict[Any, ibis.Table] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    # A warehouse is far away: it is asked once what it has.
    _given: dict[str, ibis.Table] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def once(self, name: Any, make: Callable[[], ibis.Table]) -> ibis.Table:
        """Return the table that `make` describes, computed at its first use and kept.

        Only DuckDB keeps it, in memory; a warehouse gets the same expression again.
        """
        if name not in self._kept:
            self._kept[name] = self._keep(make())
        return self._kept[name]

    def _keep(self, made: ibis.Table) -> ibis.Table:
        if self.connection.name != "duckdb":
            return made
        # Not `cache()`: its clean-up fails when the interpreter ends before the table.
        return self.connection.create_table(f"kept_{len(self._kept)}", made, temp=True)

    def table(self, name: str) -> ibis.Table:
        """Return a canonical table as an Ibis expression.

        Raises:
            WorkshopError: if the data does not have it.
        """
        if name not in self.tables:
            raise WorkshopError(
                N_("The data has no table “{table}”."),
                found="{tables}",
                hint=N_("Import this table as well, or work with the sample company."),
                table=name,
                tables=", ".join(sorted(self.tables)) or "–",
            )
        if name not in self._given:
            self._given[name] = self._open(name)
        return self._given[name]

    def _open(self, name: str) -> ibis.Table:
        return self.connection.table(name)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The canonical tables there are."""
        return frozenset(self.connection.list_tables()) & TABLES.keys()

    @property
    def set_aside(self) -> Mapping[str, int]:
        """Table to the number of the export's rows that were set aside when it was read."""
        return self.report.set_aside

    def missing(self, needs: Iterable[str]) -> list[str]:
        """Return which of the needed columns (``"deals.closed_at"``) the data does not have."""
        return [need for need in needs if not self._has(*need.split("."))]

    def _has(self, table: str, column: str) -> bool:
        return column in self._columns.get(table, ())

    @cached_property
    def _columns(self) -> dict[str, frozenset[str]]:
        """Table to its columns: asked for so often that looking them up anew is felt."""
        return {name: frozenset(self.table(name).columns) for name in self.tables}


def load_crm(folder: Path, mapping_file: Path | None = None) -> Crm:
    """Read an export into memory, for one command's answer.

    Raises:
        WorkshopError: see `find_mapping` and `take_in`.
    """
    mapping = find_mapping(folder, mapping_file)
    intake = take_in(folder_export(folder), mapping, now().date(), private=False, thorough=False)
    return Crm(
        intake.connection,
        mapping.name or folder.name,
        mapping.currency,
        intake.as_of,
        intake.report,
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
    facts = {
        "name": [name],
        "currency": [mapping.currency],
        "as_of": [intake.as_of],
        "report": [json.dumps(intake.report.data())],
    }
    intake.connection.create_table(INFO, ibis.memtable(pa.table(facts)))
    try:
        with _draft(draft, intake.connection.con) as place:
            for table in (*mapping.tables, INFO):
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
        N_("The session's CRM tables cannot be written."),
        found="{file}: {reason}",
        hint=N_("Look whether the folder may be written and the disk has room."),
        file=target,
        reason=" ".join(str(error).split()),
    )


def open_crm(path: Path) -> Crm:
    """Open a session's tables read-only; many processes may do so at once.

    Raises:
        WorkshopError: if the file is not one that `write_crm` wrote.
    """
    try:
        return _opened(ibis.duckdb.connect(path, read_only=True))
    except (duckdb.Error, IbisError, TableNotFound, LookupError, ValueError) as error:
        raise WorkshopError(
            N_("The session's CRM tables cannot be opened."),
            found="{file}: {reason}",
            hint=N_("Move this file away and start again; the tables are then imported anew."),
            file=path,
            reason=" ".join(str(error).split()),
        ) from error


def _opened(connection: ibis.BaseBackend) -> Crm:
    info = connection.table(INFO).to_pyarrow().to_pylist()[0]
    # Files of an earlier version hold no report.
    report = parse_report(json.loads(info["report"])) if "report" in info else Report()
    return Crm(connection, info["name"], info["currency"], info["as_of"], report)
