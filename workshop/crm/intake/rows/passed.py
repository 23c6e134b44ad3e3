"""Rows of a sheet that are none of the table: what has not happened, was not handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.handover import HANDED_AT
from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.intake.rows.touched import TYPE
from workshop.crm.readings import choices
from workshop.crm.readings.sql import name, one_of
from workshop.crm.touch import NO_TOUCH

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from workshop.crm.mapping import TableMapping


class Passed(NamedTuple):
    """Rows that were passed over for one reason.

    Attributes:
        oddity: what is said of them.
        n: how many.
        column: of the export that says so.
    """

    oddity: Oddity
    n: int
    column: str

    def finding(self, table: str) -> Finding:
        """Return what the report says."""
        return Finding(self.oddity, table, self.n, names={"value": self.column})


def only_cell(column: str) -> str:
    """Return the name under which the cells of a column of `TableMapping.only` are loaded."""
    return f"only {column}"


def passed_over(
    connection: DuckDBPyConnection, raw: str, mapping: TableMapping
) -> tuple[Passed, ...]:
    """Take rows out of a table of text that are none of its table; say which were worth a word.

    A person who was never handed over is no hand-over, and nothing is said of it; one whom sales
    answered without any hand-over is counted.
    """
    found = []
    for column, entries in mapping.only.items():
        text = f"coalesce({name(only_cell(column))}, '')"
        others = f"not {one_of(text, entries)}"
        found.append(Passed(Oddity.NOT_HAPPENED, _gone(connection, raw, others), column))
    if mapping.handover:
        handed = _filled(HANDED_AT)
        yes = " or ".join(_filled(one) for one in mapping.handover.loaded_as) or "false"
        column = ", ".join(mapping.columns_of(HANDED_AT))
        n = _gone(connection, raw, f"not {handed} and ({yes})")
        found.append(Passed(Oddity.NEVER_HANDED, n, column))
        _gone(connection, raw, f"not {handed}")
    none = [one for one, touch in mapping.touches.items() if touch == NO_TOUCH]
    if none:
        n = _gone(connection, raw, one_of(name(TYPE), none))
        found.append(Passed(Oddity.NO_CONTACT, n, ", ".join(mapping.type_by)))
    return tuple(one for one in found if one.n)


def _filled(column: str) -> str:
    text = name(column)
    return f"({text} is not null and not {choices.nothing(text)})"


def _gone(connection: DuckDBPyConnection, raw: str, condition: str) -> int:
    found = connection.execute(f"delete from {raw} where {condition}").fetchone() or (0,)  # noqa: S608
    return int(found[0])
