"""Small CRM data in memory, one dictionary a row; what a row leaves out is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.schema import TABLES, TYPES

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
    connection = ibis.duckdb.connect()
    for name, rows in tables.items():
        connection.create_table(name, ibis.memtable(arrow(name, rows, without)))
    return Crm(IbisEngine(connection), "test", currency, as_of)


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
