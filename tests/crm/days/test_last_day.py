"""The last day that data knows of: what happened, not what somebody plans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import at, crm
from support.exports.exports import refusal

from workshop.crm.days.last_day import RECORDED, last_day
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

EARLY, LATE = at("2026-02-01T10:00"), at("2026-03-01T23:59")
MOMENTS = [(table, column) for table, columns in RECORDED.items() for column in columns]


def day(data: Crm) -> date:
    return last_day(data.engine, {name: data.table(name) for name in data.tables})


@pytest.mark.parametrize(("table", "column"), MOMENTS)
def test_every_moment_that_was_written_down_counts(table: str, column: str) -> None:
    """Whichever table and column holds the last one; of a moment its day."""
    beside = {"status": "won"} if table == "deals" else {}
    rows = {
        "contacts": [{"created_at": EARLY}],
        table: [{column: LATE, **beside}, {column: EARLY, **beside}, beside],
    }

    assert date(2026, 3, 1) == day(crm(**rows))


@pytest.mark.parametrize(
    ("table", "column"),
    [("campaigns", "starts_at"), ("campaigns", "ends_at"), ("costs", "month")],
)
def test_plans_do_not_count(table: str, column: str) -> None:
    """A fair next spring says nothing about today."""
    assert date(2026, 2, 1) == day(
        crm(contacts=[{"created_at": EARLY}], **{table: [{column: LATE}]})
    )


def test_every_moment_is_a_record_or_a_plan() -> None:
    """A new field of the schema must be put on one of the two sides."""
    every = {
        (table.name, field.name)
        for table in TABLES.values()
        for field in table.fields
        if field.kind is Kind.MOMENT
    }
    plans = {("campaigns", "starts_at"), ("campaigns", "ends_at"), ("costs", "month")}

    assert every - plans == {*MOMENTS}


@pytest.mark.parametrize(
    ("status", "counts"), [("won", True), ("lost", True), ("open", False), (None, False)]
)
def test_a_close_date_counts_once_the_deal_has_ended(status: str | None, counts: bool) -> None:  # noqa: FBT001
    """Before that several CRMs keep a plan there."""
    found = day(crm(deals=[{"created_at": EARLY, "closed_at": LATE, "status": status}]))

    assert (date(2026, 3, 1) if counts else date(2026, 2, 1)) == found


@pytest.mark.parametrize("without", [("status",), ("created_at", "status")])
def test_without_a_status_no_close_date_counts(without: tuple[str, ...]) -> None:
    """Nobody can say which ones are plans."""
    row: dict[str, Any] = {"created_at": EARLY, "closed_at": LATE, "status": "won"}
    kept = {key: value for key, value in row.items() if key not in without}
    data = crm(
        contacts=[{"created_at": EARLY}],
        deals=[kept],
        without=tuple(f"deals.{column}" for column in without),
    )

    assert date(2026, 2, 1) == day(data)


def test_only_the_tables_that_are_named_count() -> None:
    """A table that lies there by chance is not asked."""
    data = crm(contacts=[{"created_at": EARLY}], touchpoints=[{"happened_at": LATE}])

    assert date(2026, 2, 1) == last_day(data.engine, {"contacts": data.table("contacts")})


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"contacts": []},
        {"contacts": [{"contact_id": "C1"}]},
        {"accounts": [{"account_id": "A1"}]},
        {"campaigns": [{"starts_at": EARLY}]},
        {"deals": [{"closed_at": LATE, "status": "open"}]},
    ],
)
def test_no_date_at_all_is_refused(tables: dict[str, list[dict[str, Any]]]) -> None:
    """A number needs a day as of which it is; the tables there are, are named."""
    error = refusal(day, crm(**tables))

    assert f"Found: {', '.join(sorted(tables)) or '–'}" in str(error)
