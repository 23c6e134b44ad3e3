"""Dimensions: what cases can be told apart by, and what they must not be."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.tables import AS_OF, at, contacts, crm, deals
from support.exports.exports import refusal

from workshop.crm.schema import TABLES, Kind, Stage
from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.shares import lead_to_deal
from workshop.kpis.groups.dimension import DIMENSIONS, EMPTY, dimension, dimensions
from workshop.kpis.groups.fields import HOMES, grouping_fields


def keys(name: str, rows: list[dict[str, Any]], **tables: Any) -> list[str | None]:
    """Return the value of each contact, in the order of their ids."""
    question = Scope(crm(contacts=rows, deals=[], **tables), AS_OF)
    added = DIMENSIONS[name].add(question, "contacts", lead_to_deal(question).table, "group")
    return [row["group"] for row in added.order_by("key").to_pyarrow().to_pylist()]


@pytest.mark.parametrize(
    ("name", "key"), [("month", "2026-03"), ("quarter", "2026-Q1"), ("half_year", "2026-H1")]
)
def test_a_moment_belongs_to_one_time(name: str, key: str) -> None:
    """The last minute of March is March."""
    assert [key] == keys(name, contacts(1, created_at=at("2026-03-31T23:59")))


@pytest.mark.parametrize(
    ("month", "quarter", "half"),
    [("06", "Q2", "H1"), ("07", "Q3", "H2"), ("09", "Q3", "H2"), ("12", "Q4", "H2")],
)
def test_quarters_and_half_years_turn_at_their_months(month: str, quarter: str, half: str) -> None:
    """July opens the third quarter and the second half."""
    rows = contacts(1, created_at=at(f"2025-{month}-01T00:00"))

    assert [[f"2025-{quarter}"], [f"2025-{half}"]] == [
        keys("quarter", rows),
        keys("half_year", rows),
    ]


def test_no_moment_no_month() -> None:
    """Nothing is made up for what nobody dated."""
    assert [None] == keys("month", contacts(1, created_at=None))


@pytest.mark.parametrize(("value", "key"), [(True, "true"), (False, "false"), (None, None)])
def test_flags_are_three_groups(value: bool | None, key: str | None) -> None:  # noqa: FBT001 - a case
    """Not known is not no."""
    assert [key] == keys("decides", contacts(1, decides=value))


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_blank_text_is_no_value(blank: str | None) -> None:
    """Three ways to write nothing are one group."""
    assert [None] == keys("source", contacts(1, source=blank))


def test_labels_are_the_schema_s() -> None:
    """A value that the schema does not know names itself; nothing has its own words."""
    source = DIMENSIONS["source"]

    assert ["Trade fair", "Zoo", EMPTY] == [source.label_of(k) for k in ("fair", "Zoo", None)]


def test_names_are_unique_across_tables() -> None:
    """One name, one dimension: a second field of this name would hide the first."""
    homes = dict.fromkeys(home for homes in HOMES.values() for home in homes)
    names = [
        field.name
        for home in homes
        for field in TABLES[home].fields
        if field.kind in (Kind.CHOICE, Kind.FLAG) and not field.personal and not field.closed
    ]

    assert sorted(names) == sorted(grouping_fields())
    assert not {"month", "quarter", "half_year", "answered_within"} & set(names)


def test_nobody_is_grouped_by_colleague_or_by_the_result() -> None:
    """No ranking of people, and no win rate by won and lost."""
    personal = {f.name for t in TABLES.values() for f in t.fields if f.personal}

    assert not personal & set(DIMENSIONS)
    assert not {"status", "outcome"} & set(DIMENSIONS)


@pytest.mark.parametrize("entity", HOMES)
def test_what_fits_a_case_is_its_own_its_contact_s_or_its_account_s(entity: str) -> None:
    """A lead has many deals: no product is the product of a lead."""
    names = {one.name for one in dimensions(entity)}

    assert {"source", "role", "country", "segment", "industry", "month"} <= names
    assert ("product" in names) == (entity == "deals")
    assert ("reason" in names) == (entity == "handoffs")


def test_needs_are_real_columns() -> None:
    """A missing column is named as the mapping names it."""
    for one in DIMENSIONS.values():
        for need in (n for needs in one.needs.values() for way in needs for n in way):
            table, column = need.split(".")
            assert TABLES[table].field(column)


def test_a_dimension_that_does_not_fit_is_refused() -> None:
    """The error names those that do."""
    error = refusal(dimension, "product", "contacts")

    assert "source" in str(error)
    assert "product" not in str(error).split("Hint:")[1]


def test_late_fields_are_known_as_late() -> None:
    """Why a deal was lost is only written on lost ones."""
    late = {e: {d.name for d in dimensions(e) if d.is_late(e)} for e in HOMES}

    assert {"meeting_held"} == late["contacts"]
    assert {"meeting_held", "reason"} == late["handoffs"]
    assert {"lost_reason"} == late["deals"]
    assert Stage.OUTCOME is DIMENSIONS["lost_reason"].stage


@pytest.mark.parametrize(
    ("row", "segment"),
    [
        ({"account_id": "A1"}, "dealer"),
        ({"account_id": None}, "end_customer"),
        ({"account_id": None, "contact_id": None}, None),
        ({"account_id": "A9", "contact_id": None}, None),
    ],
)
def test_a_deal_s_account_is_its_own_or_its_contact_s(
    row: dict[str, Any], segment: str | None
) -> None:
    """Pipelines name the firm, the contact, or neither."""
    held = crm(
        accounts=[
            {"account_id": "A1", "segment": "dealer"},
            {"account_id": "A2", "segment": "end_customer"},
            {"account_id": None, "segment": "dealer"},
        ],
        contacts=contacts(1, account_id="A2"),
        deals=deals(1, "won", **row),
    )
    cases = held.table("deals")
    found = DIMENSIONS["segment"].add(Scope(held, AS_OF), "deals", cases, "group")

    assert [segment] == found["group"].to_pyarrow().to_pylist()
