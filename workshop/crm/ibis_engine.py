"""An engine over any backend that Ibis speaks to: DuckDB here, a company's warehouse elsewhere."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from workshop.crm.engine import Engine

if TYPE_CHECKING:
    import ibis

    from workshop.crm.engine import Record


class IbisEngine(Engine):
    """Tables that an Ibis backend holds."""

    def __init__(self, backend: ibis.BaseBackend) -> None:
        """Take over a backend.

        Args:
            backend: open for reading; only a DuckDB gets tables of its own, and these in memory.
        """
        self.backend = backend
        self._numbers = count()

    def names(self) -> frozenset[str]:
        """Return the names of the tables there are."""
        return frozenset(self.backend.list_tables())

    def table(self, name: str) -> ibis.Table:
        """Return a table as an expression."""
        return self.backend.table(name)

    def records(self, query: ibis.Table) -> list[Record]:
        """Return the rows of a query; one that asks no table of the backend runs here."""
        records: list[Record] = query.to_pyarrow().to_pylist()
        return records

    def keep(self, query: ibis.Table) -> ibis.Table:
        """Return what a query gives as a table in DuckDB's memory; elsewhere the query itself."""
        if self.backend.name != "duckdb":
            return query
        # Not `cache()`: its clean-up fails when the interpreter ends before the table.
        return self.backend.create_table(f"kept_{next(self._numbers)}", query, temp=True)

    def close(self) -> None:
        """Let go of the backend."""
        self.backend.disconnect()
