"""Small CRM data in memory, one dictionary a row; what a row leaves out is missing."""

from __future__ import annotations

import weakref
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.schema import TABLES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

INCOMING = "incoming"
NUMBERS = count()
"""Of the companies that a worker has made."""
AS_OF = date(2026, 9, 30)
LONG_AGO = datetime.fromisoformat("2026-01-05T10:00")
"""Old enough for a window of 180 days before `AS_OF`."""


def arrow(table: str, rows: list[dict[str, Any]], without: tuple[str, ...] = ()) -> pa.Table:
    """Return rows as a canonical table, with every column of it but those `without`."""
    fields = [
        field
        for field in TABLES[table].fields
        if not {field.name, f"{table}.{field.name}"} & set(without)
    ]
    unknown = {name for row in rows for name in row} - {field.name for field in fields}
    assert not unknown, f"{table} has no {unknown}"
    return pa.table(
        {
            f.name: pa.array(
                [row.get(f.name) for row in rows], ibis.dtype(TYPES[f.kind]).to_pyarrow()
            )
            for f in fields
        }
    )


def crm(
    as_of: date = AS_OF,
    currency: str = "EUR",
    without: tuple[str, ...] = (),
    **tables: list[dict[str, Any]],
) -> Crm:
    """Return data of these tables; `without` names columns, of one table or of all."""
    made = {name: arrow(name, rows, without) for name, rows in tables.items()}
    return Crm(IbisEngine(connected(made)), "test", currency, as_of)


def connected(tables: Mapping[str, pa.Table]) -> ibis.BaseBackend:
    """Return a DuckDB that holds these tables and no others."""
    name = f"company_{next(NUMBERS)}"
    own = _memory().cursor()
    own.execute(f"attach ':memory:' as {name}; use {name}")
    for table, rows in tables.items():
        own.register(INCOMING, rows)
        own.execute(f"create table {table} as from {INCOMING}")
        own.unregister(INCOMING)
    backend = Backend.from_connection(own)
    weakref.finalize(backend, _forget, name).atexit = False
    return backend


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """Return a database in memory; to begin one takes longer than most of what tests ask of it."""
    return duckdb.connect()


def _forget(name: str) -> None:
    _memory().execute(f"detach {name}")


def contacts(n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return `n` contacts first seen long ago, all with the same facts."""
    return [{"contact_id": f"C{i}", "created_at": LONG_AGO, **facts} for i in range(n)]


def deals(n: int, status: str, days: float = 30, **facts: Any) -> list[dict[str, Any]]:
    """Return `n` deals of the first `n` contacts, closed some days after these were seen."""
    closed = LONG_AGO + timedelta(days=days)
    return [
        {
            "deal_id": f"{status}{i}",
            "contact_id": f"C{i}",
            "created_at": LONG_AGO,
            "closed_at": closed,
            "status": status,
            **facts,
        }
        for i in range(n)
    ]


def at(text: str) -> datetime:
    """Return a moment of the teams' clock, such as ``2026-11-24T10:00``."""
    return datetime.fromisoformat(text)
