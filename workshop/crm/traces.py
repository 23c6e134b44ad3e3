"""Where a row of the CRM tables stands in the files it was read from: in memory, never on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.crm.ibis_engine import IbisEngine

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis

    from workshop.crm.crm import Crm

ROW, PART = "row", "part"
"""The number a row has in its file, as a spreadsheet counts, and that of the file, from 0."""
TRACE = "trace"
"""Numbers the rows of one canonical table: of columns side by side several come from one row."""
TOGETHER = "rows_put_together"
"""A table of the rows of contacts that went into that of a person: ``row`` and ``part`` of each,
and those of the row that stays, ``into_row`` and ``into_part``."""


def traced(table: str) -> str:
    """Return the name under which an import keeps a canonical table with its traces."""
    return f"traced_{table}"


def traces(table: ibis.Table) -> dict[str, Any]:
    """Return the column that leads a row back to its file; nothing where tables have none.

    For what takes only some columns of a table along: numbers do not depend on it.
    """
    return {TRACE: table[TRACE]} if TRACE in table.columns else {}


class TracedEngine(IbisEngine):
    """The tables of an import in memory, each row with `TRACE`, `PART` and `ROW`."""

    def table(self, name: str) -> ibis.Table:
        """Return a table as an expression, with its traces."""
        return super().table(traced(name))

    def together(self) -> ibis.Table | None:
        """Return the rows that went into another, see `TOGETHER`; None where none did."""
        return super().table(TOGETHER) if TOGETHER in self.names() else None


@dataclass(frozen=True)
class Traced:
    """The tables of an import, and the files they come from.

    Attributes:
        crm: the tables; its engine is a `TracedEngine`.
        files: canonical table and number of the file to the file's name, with sheet.
        together: the rows that went into another, see `TOGETHER`; None where none did.
    """

    crm: Crm
    files: Mapping[tuple[str, int], str]
    together: ibis.Table | None = None
