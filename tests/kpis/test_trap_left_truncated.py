"""Trap: leads from before anybody recorded outcomes look as if they had never converted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.data.answers import answer, codes, people
from support.data.tables import at, crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.tables.funnel import funnel

if TYPE_CHECKING:
    from datetime import datetime

FIRST = date(2025, 7, 10)
"""The first deal that anybody recorded."""


def month(name: str, start: datetime, n: int, won: int) -> tuple[list[Any], list[Any]]:
    """Return leads of a day, of whom some have a deal won ten days later."""
    leads = people(n, name, created_at=start)
    facts = {"status": "won", "created_at": start, "closed_at": start + timedelta(days=9)}
    sold = [
        {"deal_id": f"D{r['contact_id']}", "contact_id": r["contact_id"], **facts} for r in leads
    ]
    return leads, sold[:won]


def company(early: int) -> dict[str, list[dict[str, Any]]]:
    """Return a company whose deals are recorded from July on, its leads from March on."""
    months = [
        month("M", at("2025-03-01"), early, 0),
        month("J", at("2025-07-01"), 50, 10),
        month("A", at("2025-08-01"), 50, 10),
    ]
    leads = [row for rows, _ in months for row in rows]
    return {"contacts": leads, "deals": [row for _, rows in months for row in rows]}


def test_they_are_left_out_and_the_day_is_said() -> None:
    """Of fifty in March ten would have won by July; none did, so nobody wrote it down."""
    found = answer("lead_to_won", **company(50))

    assert (10, 50) == (found.numerator, found.n)
    assert 100 == codes(found)["left_truncated"]
    assert FIRST == next(c for c in found.caveats if c.code == "left_truncated").values["first"]


def test_their_months_are_shown_without_a_rate() -> None:
    """Grey, with the reason before all others: no improvement is drawn from March to August."""
    groups = {
        g.key: g.answer
        for g in breakdown(Scope.of(crm(**company(50))), "lead_to_won", "month").groups
    }

    assert [None, None, 0.2] == [groups[f"2025-0{n}"].value for n in (3, 7, 8)]
    assert "left_truncated" == groups["2025-03"].caveats[0].code


def test_a_few_early_leads_prove_nothing() -> None:
    """That none of five won may be chance."""
    found = answer("lead_to_won", **company(5))

    assert (20, 105) == (found.numerator, found.n)
    assert "left_truncated" not in codes(found)


@pytest.mark.parametrize("name", ["lead_to_deal", "eventual_conversion"])
def test_other_conversions_leave_them_out_as_well(name: str) -> None:
    """The estimate of what will be in the end, and deals without a result."""
    assert codes(answer(name, **company(50)))["left_truncated"] >= 50


def test_the_funnel_leaves_them_out_as_well() -> None:
    """One cohort, one rule."""
    found = funnel(Scope.of(crm(**company(50))))

    assert (50, 100) == (found.inquiries.n, codes(found.inquiries)["left_truncated"])


def test_one_early_closing_switches_no_guard_off() -> None:
    """A deal that closed in March, four months before all others, is no record of March."""
    tables = company(50)
    early = {"deal_id": "X", "contact_id": "M0", "status": "won"}
    early |= {"created_at": at("2025-03-01"), "closed_at": at("2025-03-02")}
    found = answer("lead_to_won", **{**tables, "deals": [*tables["deals"], early]})

    assert (10, 50) == (found.numerator, found.n)
    assert FIRST == next(c for c in found.caveats if c.code == "left_truncated").values["first"]


def test_three_early_closings_are_a_record() -> None:
    """Three are no slip: from then on outcomes were written down."""
    tables = company(50)
    early = [
        {
            "deal_id": f"X{n}",
            "contact_id": f"M{n}",
            "status": "won",
            "created_at": at("2025-03-01"),
            "closed_at": at("2025-03-02"),
        }
        for n in range(3)
    ]
    found = answer("lead_to_won", **{**tables, "deals": [*tables["deals"], *early]})

    assert "left_truncated" not in codes(found)
