"""The seam: expressions go in, rows come back in the shape that was asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

import ibis
import pytest
import sqlglot
from ibis.expr.operations import DatabaseTable
from support.data.tables import contacts, crm, deals

from workshop.crm.engine import MEMORY, memory_table, sql_of
from workshop.crm.ibis_engine import IbisEngine

TYPES = {"day": "date", "at": "timestamp", "n": "int64", "share": "float64", "name": "string"}
ROWS = {
    "day": [date(2026, 1, 5), None],
    "at": [datetime.fromisoformat("2026-01-05T10:30"), None],
    "n": [1, 2],
    "share": [0.5, None],
    "name": ["it's", ""],
}


class Status(NamedTuple):
    status: str
    n: int


def held() -> Any:
    return crm(contacts=contacts(3), deals=[*deals(3, "won"), *deals(2, "lost")])


def by_status(data: Any) -> ibis.Table:
    table = data.table("deals")
    return table.group_by("status").aggregate(n=table.count()).order_by("status")


def test_rows_come_in_the_shape_that_was_asked_for() -> None:
    """Read by field; the columns' order does not matter."""
    data = held()

    assert [Status("lost", 2), Status("won", 3)] == data.engine.rows(by_status(data), Status)
    turned = by_status(data).select("n", "status")
    assert [Status("lost", 2), Status("won", 3)] == data.engine.rows(turned, Status)


def test_a_shape_with_other_fields_is_a_fault() -> None:
    """Neither is a column dropped in silence nor a field made up."""
    data = held()
    table = by_status(data)

    with pytest.raises(TypeError, match="more"):
        data.engine.rows(table.mutate(more=1), Status)
    with pytest.raises(TypeError, match="'n'"):
        data.engine.rows(table.select("status"), Status)


def test_one_row_is_one_row() -> None:
    """Whoever takes the first of several has asked the wrong question."""
    data = held()
    table = data.table("deals")

    assert Status("all", 5) == data.engine.row(
        table.aggregate(status=ibis.literal("all"), n=table.count()), Status
    )
    with pytest.raises(ValueError, match="too many values"):
        data.engine.record(table)
    with pytest.raises(ValueError, match="not enough values"):
        data.engine.record(table.filter(table.status == "open"))


def test_a_column_is_a_list_and_a_number_is_a_number() -> None:
    """In the order asked for; nothing at all is null."""
    data = held()
    table = data.table("deals")

    ordered = table.order_by(table.deal_id.desc())
    assert ["won2", "won1", "won0", "lost1", "lost0"] == data.engine.column(ordered.deal_id)
    assert 5 == data.engine.value(table.count())
    assert None is data.engine.value(table.value.sum())


def test_rows_of_our_own_go_along() -> None:
    """Every type a rule or a calendar needs, nulls included."""
    table = memory_table(ROWS, TYPES)

    assert TYPES == {name: str(type_) for name, type_ in table.schema().items()}
    assert [dict(zip(ROWS, row, strict=True)) for row in zip(*ROWS.values(), strict=True)] == (
        crm().engine.records(table)
    )
    assert [] == crm().engine.records(memory_table({name: [] for name in TYPES}, TYPES))


def test_what_is_kept_is_not_computed_again() -> None:
    """In DuckDB it becomes a table of its own, which later changes do not reach."""
    data = held()
    kept = data.once("by status", lambda: by_status(data))

    assert isinstance(kept.op(), DatabaseTable)
    assert kept is data.once("by status", lambda: by_status(held()))
    assert data.engine.records(by_status(data)) == data.engine.records(kept)
    assert {"deals", "contacts"} == data.tables


def test_two_that_keep_on_one_engine_do_not_meet() -> None:
    """Names are the engine's: the same data may be opened for two days."""
    data = held()
    first, second = (data.engine.keep(by_status(data)) for _ in range(2))

    assert first.get_name() != second.get_name()


def test_where_nothing_may_be_written_nothing_is() -> None:
    """A warehouse gets the same question again."""

    class Warehouse:
        name = "snowflake"

    query = by_status(held())

    assert query is IbisEngine(Warehouse()).keep(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "snowflake"])
def test_a_query_has_a_text(dialect: str) -> None:
    """It parses in its dialect; rows of our own stand in it by a name one can find."""
    joined = by_status(held()).cross_join(memory_table({"n": [1]}, {"n": "int64"}).view())
    text = sql_of(joined, dialect)

    assert sqlglot.parse_one(text, dialect=dialect)
    assert MEMORY.search(text)
