"""Ids that still link tables and lead nobody back to a person."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import TABLES
from workshop.crm.traces import PART, ROW, TRACE, traced

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LETTERS = {
    "account_id": "A",
    "contact_id": "C",
    "campaign_id": "K",
    "deal_id": "D",
    "owner_id": "P",
    "touchpoint_id": "T",
    "handoff_id": "H",
    "cost_id": "X",
}
LINKED = frozenset(
    field.name
    for table in TABLES.values()
    for field in table.fields[1:]
    if field.name in LETTERS and field.name != table.key.name
)
"""Ids that other tables point at; the others need no more than a number."""
HASH_DIGITS = 16


def new_salt() -> str:
    """Return what ids of one import are hashed with; it is never written down."""
    return token_hex(16)


def hide(connection: DuckDBPyConnection, table: str, salt: str | None) -> None:
    """Make a table of rows that were read a canonical one: nothing of its file stays but data.

    The same rows stay beside it with their traces, see `workshop.crm.traces`; what is written
    to disk is the canonical table alone.

    Args:
        connection: where it lies.
        table: canonical name.
        salt: ids are hashed with it; kept as they are where None.
    """
    there = connection.table(name(table)).columns
    first = f"{name(ROW)}::varchar"
    row = f"case when {name(PART)} = 0 then {first} else ({name(PART)} + 1) || '-' || {first} end"
    listed = []
    for field in TABLES[table].fields:
        if field.name in there:
            column = name(field.name)
            if salt is not None and field.name in LETTERS:
                column = f"{hidden(field.name, salt, row)} as {column}"
            listed.append(column)
    place = f"row_number() over () as {name(TRACE)}, {name(PART)}, {name(ROW)}"
    connection.execute(
        f"create table {name(traced(table))} as select {', '.join([*listed, place])}"  # noqa: S608
        f" from {name(table)}"
    )
    connection.execute(f"drop table {name(table)}")
    connection.execute(
        f"create view {name(table)} as select * exclude ({name(TRACE)}, {name(PART)}, {name(ROW)})"  # noqa: S608
        f" from {name(traced(table))}"
    )


def hidden(column: str, salt: str, row: str) -> str:
    """Return SQL for what stands in place of an id.

    Args:
        column: the id's canonical name; ids of one name get the same hash in every table.
        salt: see `new_salt`.
        row: SQL for the row's number as a text, which names rows that no other table points at.
    """
    letter, text = literal(LETTERS[column]), name(column)
    if column not in LINKED:
        return f"{letter} || ({row})"
    digest = f"substr(sha256({literal(salt)} || {text}), 1, {HASH_DIGITS})"
    return f"{letter} || upper({digest})"
