"""An engine that can only send SQL as text, as a page does to the DuckDB in its browser."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow.parquet as pq
from ibis.backends.sql.datatypes import DuckDBType
from ibis.expr.operations import InMemoryTable

from workshop.crm.crm import Crm
from workshop.crm.engine import Engine, sql_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from workshop.crm.engine import Record

    Send = Callable[[str], list[Record]]


class TextEngine(Engine):
    """Knows what columns there are and where to send a text; holds no connection of Ibis."""

    def __init__(self, send: Send, schemas: Mapping[str, ibis.Schema]) -> None:
        """Take a way to send SQL, and the columns of each table that lies at its end."""
        self._send = send
        self._schemas = schemas
        self._brought: set[str] = set()
        self._kept = 0
        self.sent = 0

    def names(self) -> frozenset[str]:
        """Return the names of the tables there are."""
        return frozenset(self._schemas)

    def table(self, name: str) -> ibis.Table:
        """Return a table that belongs to no backend: only its text can be run."""
        return ibis.table(self._schemas[name], name=name)

    def records(self, query: ibis.Table) -> list[Record]:
        """Return the rows of a query, sent as text."""
        self._bring(query)
        types = query.schema()
        return [
            {name: plain(value, types[name]) for name, value in record.items()}
            for record in self._ask(sql_of(query))
        ]

    def keep(self, query: ibis.Table) -> ibis.Table:
        """Return what a query gives, stored at the other end."""
        self._bring(query)
        self._kept += 1
        name = f"kept_{self._kept}"
        self._ask(f"create temp table {name} as {sql_of(query)}")
        return ibis.table(query.schema(), name=name)

    def close(self) -> None:
        """Hold nothing any more."""
        self._schemas = {}

    def _ask(self, text: str) -> list[Record]:
        self.sent += 1
        return self._send(text)

    def _bring(self, query: ibis.Table) -> None:
        """Send the rows that a query has in memory, as text as well."""
        for held in query.op().find(InMemoryTable):
            if held.name not in self._brought:
                columns = ", ".join(
                    f'"{name}" {DuckDBType.to_string(type_)}' for name, type_ in held.schema.items()
                )
                self._ask(f'create temp table "{held.name}" ({columns})')
                if rows := held.data.to_pyarrow(held.schema).to_pylist():
                    lines = ", ".join(f"({', '.join(map(written, r.values()))})" for r in rows)
                    self._ask(f'insert into "{held.name}" values {lines}')  # noqa: S608
                self._brought.add(held.name)


def plain(value: Any, type_: ibis.DataType) -> Any:
    """Return a value as the query says it is: DuckDB keeps exact decimals where Ibis says float."""
    return float(value) if type_.is_floating() and value is not None else value


def written(value: Any) -> str:
    """Return a value as SQL writes it."""
    match value:
        case None:
            return "null"
        case datetime():
            return f"timestamp '{value.isoformat(sep=' ')}'"
        case date():
            return f"date '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
    return repr(value)


def by_text(like: Crm, folder: Path) -> Crm:
    """Return the same data in a plain DuckDB of its own, reached by text alone.

    Args:
        like: the data; its tables go there as Parquet, the way a page would fetch them.
        folder: for these files.
    """
    place = duckdb.connect()

    def send(text: str) -> list[Record]:
        done = place.execute(text)
        names = [column[0] for column in done.description]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    for name in like.tables:
        pq.write_table(like.table(name).to_pyarrow(), folder / f"{name}.parquet")
        send(f"create table {name} as from read_parquet('{folder / name}.parquet')")
    schemas = {name: like.table(name).schema() for name in like.tables}
    return Crm(TextEngine(send, schemas), like.name, like.currency, like.as_of, like.report)
