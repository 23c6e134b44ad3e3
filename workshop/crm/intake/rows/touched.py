"""Whose contact an activity is, told by its type as a person said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.readings.sql import literal, name
from workshop.crm.touch import BETWEEN, HUMAN, MAKERS, SIDE
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from workshop.crm.mapping import TableMapping

TYPE = "touch type"
"""The column of a row's type beside its fields; empty where no column says it."""
SHOWN = 5


def type_sql(cells: Sequence[str]) -> str:
    """Return SQL for the type of a row, by the cells of the columns that say it."""
    return f"concat_ws({literal(BETWEEN)}, {', '.join(cells)})" if cells else "''"


def maker_sql(field: str, mapping: TableMapping, kind: str) -> list[str]:
    """Return SQL for what the type says of a field: whose side it is, or whether a person did it.

    Args:
        field: canonical name; nothing is said of any but these two.
        mapping: what each type is.
        kind: SQL for the type of a row.
    """
    if field not in (SIDE, HUMAN) or not mapping.touches:
        return []
    cases = [
        f"when {literal(one)} then {literal(getattr(MAKERS[touch], field))}"
        for one, touch in mapping.touches.items()
        if touch in MAKERS
    ]
    return [f"case {kind} {' '.join(cases)} end"] if cases else []


def types_in(connection: DuckDBPyConnection, raw: str) -> dict[str, int]:
    """Return the types of a table of text with their rows, the most frequent first."""
    counted = connection.table(raw).aggregate(f"{name(TYPE)}, count(*) as n")
    return dict(counted.order(f"n desc, {name(TYPE)}").fetchall())


def check_touches(connection: DuckDBPyConnection, raw: str, mapping: TableMapping) -> None:
    """Raise `WorkshopError` if some types have an answer and one of them has none."""
    if not mapping.touches:
        return
    unsaid = [one for one in types_in(connection, raw) if one not in mapping.touches]
    if unsaid:
        raise WorkshopError(
            N_("In {file}, there’s a type of activity nobody has assigned to a side yet."),
            found="{types}",
            hint=N_(
                "Answer the question or put this in the mapping, under `touches`: “{first}”: none"
            ),
            file=mapping.file,
            types=", ".join(one or "–" for one in unsaid[:SHOWN]),
            first=unsaid[0],
        )
