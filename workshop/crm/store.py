"""The CRM tables of a session: written once into a DuckDB file, read only afterwards."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import duckdb
import ibis
import pyarrow as pa
from ibis.common.exceptions import IbisError, TableNotFound

from workshop.crm.mapping import CrmMapping, find_mapping
from workshop.crm.reader import read_table
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

INFO = "workshop_info"
RECORDED: dict[str, tuple[str, ...]] = {
    "contacts": ("created_at",),
    "touchpoints": ("happened_at",),
    "handoffs": ("handed_at", "decided_at"),
    "deals": ("created_at", "closed_at"),
}
"""Moments written down when they happened; plans (a campaign's end) are not among them."""
ENDED = ("won", "lost")
"""Deals whose close date is a fact; before that, several CRMs keep a plan there."""


@dataclass(frozen=True)
class Crm:
    """Canonical tables, open for reading.

    Attributes:
        connection: the Ibis backend that holds them.
        name: what the data calls itself.
        currency: ISO 4217 code, ``XXX`` where the export does not say.
        as_of: the last day the data knows of.
    """

    connection: ibis.BaseBackend
    name: str
    currency: str
    as_of: date

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
        return self.connection.table(name)

    @property
    def tables(self) -> frozenset[str]:
        """The canonical tables there are."""
        return frozenset(self.connection.list_tables()) & TABLES.keys()

    def missing(self, needs: Iterable[str]) -> list[str]:
        """Return which of the needed columns (``"deals.closed_at"``) the data does not have."""
        return [need for need in needs if not self._has(*need.split("."))]

    def _has(self, table: str, column: str) -> bool:
        return table in self.tables and column in self.table(table).columns


def load_crm(folder: Path, mapping_file: Path | None = None) -> Crm:
    """Read an export into memory, for one command's answer.

    Raises:
        WorkshopError: see `find_mapping` and `read_table`.
    """
    connection = ibis.duckdb.connect()
    _fill(connection, folder, find_mapping(folder, mapping_file))
    return _opened(connection)


def import_crm(folder: Path, target: Path, mapping_file: Path | None = None) -> None:
    """Write an export into the DuckDB file `target`; it appears whole or not at all.

    Raises:
        WorkshopError: if `target` cannot be written; see also `find_mapping` and `read_table`.
    """
    mapping = find_mapping(folder, mapping_file)
    draft = target.with_suffix(f".{os.getpid()}.draft")
    try:
        with _draft(draft) as connection:
            _fill(connection, folder, mapping)
        draft.replace(target)
    except (duckdb.Error, OSError) as error:
        raise WorkshopError(
            N_("The session's CRM tables cannot be written."),
            found="{file}: {reason}",
            hint=N_("Look whether the folder may be written and the disk has room."),
            file=target,
            reason=" ".join(str(error).split()),
        ) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _draft(path: Path) -> Iterator[ibis.BaseBackend]:
    path.unlink(missing_ok=True)
    connection = ibis.duckdb.connect(path)
    try:
        yield connection
    finally:
        connection.disconnect()
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def open_crm(path: Path) -> Crm:
    """Open a session's tables read-only; many processes may do so at once.

    Raises:
        WorkshopError: if the file is not one that `import_crm` wrote.
    """
    try:
        return _opened(ibis.duckdb.connect(path, read_only=True))
    except (duckdb.Error, IbisError, TableNotFound, LookupError) as error:
        raise WorkshopError(
            N_("The session's CRM tables cannot be opened."),
            found="{file}: {reason}",
            hint=N_("Move this file away and start again; the tables are then imported anew."),
            file=path,
            reason=" ".join(str(error).split()),
        ) from error


def _fill(connection: ibis.BaseBackend, folder: Path, mapping: CrmMapping) -> None:
    zone = ZoneInfo(mapping.time_zone)
    for table, one in mapping.tables.items():
        connection.create_table(table, ibis.memtable(read_table(folder, table, one, zone)))
    as_of = mapping.as_of or _last_day(connection)
    facts = {
        "name": [mapping.name or folder.name],
        "currency": [mapping.currency],
        "as_of": [as_of],
    }
    connection.create_table(INFO, ibis.memtable(pa.table(facts)))


def _last_day(connection: ibis.BaseBackend) -> date:
    present = set(connection.list_tables())
    days = [
        day
        for name in RECORDED.keys() & present
        for day in _last_days(connection.table(name), RECORDED[name])
    ]
    if not days:
        raise WorkshopError(
            N_("The data holds no date at all, so no number can say as of when it is."),
            found="{tables}",
            hint=N_("Map at least when contacts or deals were created."),
            tables=", ".join(sorted(present & TABLES.keys())),
        )
    return max(days)


def _last_days(table: ibis.Table, columns: tuple[str, ...]) -> list[date]:
    present = [column for column in columns if column in table.columns]
    if not present:
        return []
    facts = {column: table[column].max() for column in present}
    if "closed_at" in present:
        ended = table.status.isin(ENDED) if "status" in table.columns else ibis.literal(False)
        facts["closed_at"] = table.closed_at.max(where=ended)
    last = table.aggregate(**facts).to_pyarrow().to_pylist()[0]
    return [moment.date() for moment in last.values() if isinstance(moment, datetime)]


def _opened(connection: ibis.BaseBackend) -> Crm:
    info = connection.table(INFO).to_pyarrow().to_pylist()[0]
    return Crm(connection, info["name"], info["currency"], info["as_of"])
