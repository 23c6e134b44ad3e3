"""The one seam to what holds the tables and computes: expressions go in, plain rows come out.

Nothing that asks for numbers knows a connection or a data frame, so the same rules and KPIs can
run on any engine that takes SQL.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

import ibis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row = TypeVar("Row")
Record = dict[str, Any]
"""A row by the names of its columns, where only the data or a rule knows what these are."""
MEMORY = re.compile(r"ibis_pyarrow_memtable_\w+")
"""What a `memory_table` is called in a query's text."""


class Engine(ABC):
    """Holds tables and computes what is asked about them."""

    @abstractmethod
    def names(self) -> frozenset[str]:
        """Return the names of the tables there are."""

    @abstractmethod
    def table(self, name: str) -> ibis.Table:
        """Return a table as an expression."""

    @abstractmethod
    def records(self, query: ibis.Table) -> list[Record]:
        """Return the rows of a query, values as plain Python of the types that the query has."""

    @abstractmethod
    def keep(self, query: ibis.Table) -> ibis.Table:
        """Return what a query gives as a table that costs nothing to ask again.

        An engine that may not write returns the query itself.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the tables."""

    def record(self, query: ibis.Table) -> Record:
        """Return the one row of a query."""
        (record,) = self.records(query)
        return record

    def rows(self, query: ibis.Table, shape: Callable[..., Row]) -> list[Row]:
        """Return the rows of a query in a shape of their own.

        Args:
            query: what is asked.
            shape: a class whose fields are the query's columns.
        """
        return [shape(**record) for record in self.records(query)]

    def row(self, query: ibis.Table, shape: Callable[..., Row]) -> Row:
        """Return the one row of a query, see `rows`."""
        return shape(**self.record(query))

    def column(self, values: ibis.Column) -> list[Any]:
        """Return the values of a column."""
        return [value for record in self.records(values.as_table()) for value in record.values()]

    def value(self, scalar: ibis.Scalar) -> Any:
        """Return a single value."""
        (value,) = self.record(scalar.as_table()).values()
        return value


def sql_of(query: ibis.Table, dialect: str = "duckdb") -> str:
    """Return a query as text.

    Args:
        query: what is asked.
        dialect: of SQL, as Ibis names it.
    """
    return str(ibis.to_sql(query, dialect=dialect))


def memory_table(columns: Mapping[str, Sequence[Any]], schema: Mapping[str, str]) -> ibis.Table:
    """Return rows of our own as a table that every engine takes along to the query.

    Args:
        columns: name to values, all equally many.
        schema: name to type, as Ibis names it.
    """
    import pyarrow as pa  # noqa: PLC0415 - whoever only asks needs no Arrow

    types = ibis.schema(schema)
    return ibis.memtable(pa.table(dict(columns), schema=types.to_pyarrow()), schema=types)
