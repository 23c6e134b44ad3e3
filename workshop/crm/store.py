"""The CRM tables of a session: written once into a DuckDB file, read only afterwards."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import duckdb
import ibis
import pyarrow as pa

from workshop.crm.mapping import CrmMapping, find_mapping
from workshop.crm.reader import read_table
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

INFO = "workshop_info"
RECORDED: dict[str, tuple[str, ...]] = {
    "contacts": ("created_at",),
    "touchpoints": ("happened_at",),
    "handoffs": ("handed_at", "decided_at"),
    "deals": ("created_at", "closed_at"),
}
"""Moments that were written down when they happened; plans (a campaign's end) are not among them."""


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
        """Return a canonical table as an Ibis expression; it must exist, see `missing`."""
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
        WorkshopError: see `find_mapping` and `read_table`.
    """
    mapping = find_mapping(folder, mapping_file)
    draft = target.with_suffix(f".{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        connection = ibis.duckdb.connect(draft)
        _fill(connection, folder, mapping)
        connection.disconnect()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def open_crm(path: Path) -> Crm:
    """Open a session's tables read-only; many processes may do so at once.

    Raises:
        WorkshopError: if the file is not one that `import_crm` wrote.
    """
    try:
        return _opened(ibis.duckdb.connect(path, read_only=True))
    except (duckdb.Error, ibis.common.exceptions.IbisError) as error:
        raise WorkshopError(
            N_("The session's CRM tables cannot be opened."),
            found="{file}: {reason}",
            hint=N_("Move this file away and start again; the tables are then imported anew."),
            file=path,
            reason=str(error).splitlines()[0],
        ) from error


def _fill(connection: ibis.BaseBackend, folder: Path, mapping: CrmMapping) -> None:
    for table, one in mapping.tables.items():
        connection.create_table(table, read_table(connection, folder, table, one))
    as_of = mapping.as_of or _last_day(connection)
    facts = {
        "name": [mapping.name or folder.name],
        "currency": [mapping.currency],
        "as_of": [as_of],
    }
    connection.create_table(INFO, ibis.memtable(pa.table(facts)))


def _last_day(connection: ibis.BaseBackend) -> date:
    present = set(connection.list_tables())
    moments = [
        connection.table(table)[column].max().to_pyarrow().as_py()
        for table, columns in RECORDED.items()
        if table in present
        for column in columns
        if column in connection.table(table).columns
    ]
    days = [moment.date() for moment in moments if isinstance(moment, datetime)]
    if not days:
        raise WorkshopError(
            N_("The data holds no date at all, so no number can say as of when it is."),
            found="{tables}",
            hint=N_("Map at least when contacts or deals were created."),
            tables=", ".join(sorted(present & TABLES.keys())),
        )
    return max(days)


def _opened(connection: ibis.BaseBackend) -> Crm:
    info = connection.table(INFO).to_pyarrow().to_pylist()[0]
    return Crm(connection, info["name"], info["currency"], info["as_of"])
