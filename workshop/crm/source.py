"""Where CRM tables may lie: in a file the kit wrote, as Parquet, or in a company's warehouse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
from ibis.common.exceptions import IbisError

from workshop.clock import now
from workshop.crm.last_day import last_day
from workshop.crm.mapping import package_facts
from workshop.crm.schema import TABLES, TYPES, Kind
from workshop.crm.store import CRM_FILE, INFO, Crm, load_crm, open_crm
from workshop.errors import WorkshopError
from workshop.words import N_, NO_CURRENCY

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
PASSWORD = re.compile(r"//[^/@]*@")


def is_address(text: str) -> bool:
    """Return whether this names a database rather than a folder."""
    return bool(ADDRESS.match(text))


def without_password(address: str) -> str:
    """Return an address without name and password, for messages."""
    return PASSWORD.sub("//", address)


@dataclass(frozen=True)
class Live(Crm):
    """Canonical tables that stay where they are: columns in canonical types, nothing else read."""

    def table(self, name: str) -> ibis.Table:
        """Return a canonical table as an Ibis expression.

        Raises:
            WorkshopError: if the data does not have it.
        """
        return _canonical(super().table(name), name)


def _canonical(table: ibis.Table, name: str) -> ibis.Table:
    fields = [field for field in TABLES[name].fields if field.name in table.columns]
    return table.select(**{field.name: _cast(table[field.name], field.kind) for field in fields})


def _cast(column: Any, kind: Kind) -> Any:
    wanted = ibis.dtype(TYPES[kind])
    if kind is Kind.MOMENT and column.type().is_timestamp() and column.type().timezone is None:
        return column
    return column if column.type() == wanted else column.cast(wanted)


def open_data(place: str | Path, mapping_file: Path | None = None) -> Crm:
    """Open CRM tables wherever they lie, without writing anything.

    Args:
        place: the address of a database that Ibis can read (``postgres://…``, ``duckdb://…``);
            a folder that `workshop import` wrote; one with Parquet files or with CSV files.
        mapping_file: which column means what, for CSV files.

    Raises:
        WorkshopError: if nothing can be opened there, or it holds no canonical table.
    """
    if is_address(str(place)):
        return _live(_connected(str(place)), without_password(str(place)))
    folder = Path(place)
    if (folder / CRM_FILE).is_file():
        return open_crm(folder / CRM_FILE)
    if parquet := parquet_files(folder):
        return _parquet(folder, parquet)
    return load_crm(folder, mapping_file)


def parquet_files(folder: Path) -> dict[str, Path]:
    """Return the Parquet files in a folder that are named like canonical tables."""
    files = {name: folder / f"{name}.parquet" for name in TABLES}
    return {name: path for name, path in files.items() if path.is_file()}


def _parquet(folder: Path, files: dict[str, Path]) -> Crm:
    connection = ibis.duckdb.connect()
    try:
        for name, path in files.items():
            connection.read_parquet(path, table_name=name)
    except Exception as error:
        raise _unopened(str(folder), error) from error
    package = package_facts(folder)
    said = {"name": package.name, "currency": package.currency, "as_of": package.as_of}
    return _live(connection, folder.name, said)


def _connected(address: str) -> ibis.BaseBackend:
    try:
        return ibis.connect(address)
    except (ImportError, ModuleNotFoundError) as error:
        raise WorkshopError(
            N_("This kind of database needs one more package."),
            found="{reason}",
            hint=N_("Install it with: pip install 'ibis-framework[{backend}]'"),
            reason=str(error),
            backend=address.partition(":")[0],
        ) from error
    except Exception as error:
        raise _unopened(without_password(address), error) from error


def _unopened(place: str, error: Exception) -> WorkshopError:
    return WorkshopError(
        N_("The data cannot be opened."),
        found="{place}: {reason}",
        hint=N_("Look at the address, the rights and the network."),
        place=place,
        reason=without_password(" ".join(str(error).split())) or type(error).__name__,
    )


def _live(connection: ibis.BaseBackend, name: str, said: dict[str, Any] | None = None) -> Crm:
    """Return the tables of a backend.

    Args:
        connection: the backend.
        name: what the data is called where nothing else says so.
        said: name, currency and as-of date, where something says so.
    """
    present = {*connection.list_tables()}
    tables = present & TABLES.keys()
    if not tables:
        raise WorkshopError(
            N_("The database has none of the tables the kit knows."),
            found="{present}",
            hint=N_("Make views of these names: {known}"),
            present=", ".join(sorted(present)[:12]) or "–",
            known=", ".join(TABLES),
        )
    facts = _facts(connection) if INFO in present else said or {}
    crm = Live(connection, name, NO_CURRENCY, now().date())
    as_of = facts.get("as_of") or min(last_day(crm.table, tables), now().date())
    return Live(connection, facts.get("name", name), facts.get("currency", NO_CURRENCY), as_of)


def _facts(connection: ibis.BaseBackend) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = connection.table(INFO).to_pyarrow().to_pylist()[0]
    except (IbisError, IndexError) as error:
        raise _unopened(INFO, error) from error
    return facts
