"""Trap: a credit note stands among the won deals with a negative amount."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.answers import answer, codes
from support.data.tables import contacts, crm, deals
from support.run.profiles import examples

from workshop.crm.days.as_of import end_of_day
from workshop.crm.refunds import WON
from workshop.journey.events.log import log
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.unit import Unit
from workshop.kpis.tables.consistency import consistency
from workshop.terms.outcome.outcome import with_fate
from workshop.terms.rules.derived import DERIVED, with_derived

SOLD = deals(35, "won", value=100.0) + deals(20, "lost", value=100.0)
BACK = [
    {**row, "deal_id": f"back{n}"} for n, row in enumerate(deals(5, "won", days=3, value=-10.0))
]


def test_a_refund_is_no_win_and_lowers_the_sum() -> None:
    """35 of 55 are won; what went back is deducted from the sum and is no small deal."""
    held = {"deals": SOLD + BACK}
    rate, value, size = (
        answer(name, **held) for name in ("win_rate", "won_value", "average_deal_size")
    )

    assert (35, 55) == (rate.numerator, rate.denominator)
    assert (35, 3_450) == (value.n, value.value)
    assert (35, 100) == (size.n, size.value)
    assert 5 == codes(value)["refunds_deducted"]
    assert [5, 5, 5] == [codes(one)["refunds"] for one in (rate, value, size)]
    assert "missing_value" not in codes(value)


@pytest.mark.parametrize("name", ["win_rate", "sales_cycle_won", "average_deal_size"])
def test_counting_wins_is_the_same_without_refunds(name: str) -> None:
    """Nothing that counts or times wins changes when money goes back."""
    with_, without = answer(name, deals=SOLD + BACK), answer(name, deals=SOLD)

    assert (without.value, without.n) == (with_.value, with_.n)


SUMS = frozenset({"won_value", "pipeline_velocity", "pipeline_coverage"})
"""KPIs that read a sum of what was won, from which a refund is deducted."""
NEVER_WON = [
    {**row, "deal_id": f"gone{n}", "contact_id": f"C{40 + n}"}
    for n, row in enumerate(deals(5, "won", days=3, value=-10.0))
]
HELD = {"contacts": contacts(60, source="ads"), "deals": SOLD}
MADE = Assumptions(goal=1e6, gross_margin=0.3, monthly_revenue_per_account=100, marketing_share=0.5)


@pytest.mark.parametrize("name", [one.name for one in KPIS.values() if one.name not in SUMS])
def test_no_kpi_counts_a_refund_as_a_win(name: str) -> None:
    """Five people to whom money went back and who never bought: no number that counts moves."""
    plain, more = (
        ask(KPIS[name], Scope.of(crm(**{**HELD, "deals": rows}), assumptions=MADE))
        for rows in (SOLD, [*SOLD, *NEVER_WON])
    )
    is_of_money = KPIS[name].unit in (Unit.MONEY, Unit.MONEY_PER_DAY)

    assert plain.n == more.n or is_of_money or name in OPENED
    assert plain.numerator == more.numerator or is_of_money or name in OPENED


OPENED = frozenset({"lead_to_deal"})
"""A refund is no win, and yet it was a deal."""


def test_neither_terms_nor_ways_count_a_refund_as_a_win() -> None:
    """The outcome of a rule's cases, its fields and the customer's way say what the KPIs say."""
    held = crm(**{**HELD, "deals": [*SOLD, *NEVER_WON]})
    end = end_of_day(held.as_of)
    fates = with_fate(held.table("contacts"), "contacts", held.table, end, 180)
    of_deals = [one for one in DERIVED["contacts"] if one.source == "deals"]
    won = with_derived(held.table("contacts"), "contact_id", of_deals, held.table, end)
    counted = {row["contact_id"]: row for row in won.to_pyarrow().to_pylist()}
    way = log(Scope.of(held)).to_pyarrow().to_pylist()

    assert 35 == sum(row["has_won"] for row in fates.to_pyarrow().to_pylist())
    assert (0, -10.0) == (counted["C40"]["deals_won"], counted["C40"]["won_value"])
    assert 35 == sum(row["what"] == WON for row in way)


@given(st.lists(st.sampled_from((-50.0, -1.0, 0.0, 20.0)), min_size=1, max_size=12))
@settings(max_examples=examples(15))
def test_the_won_value_is_the_sum_of_all_amounts(amounts: list[float]) -> None:
    """Whatever went back and forth, the sum is what is left."""
    rows = [{**deals(1, "won", value=one)[0], "deal_id": f"D{n}"} for n, one in enumerate(amounts)]
    found = answer("won_value", deals=rows)

    assert sum(amounts) == found.value
    assert sum(one >= 0 for one in amounts) == found.n


def test_the_check_of_consistency_names_them() -> None:
    """Refunds and deals without a status stand in the table to read before any KPI."""
    lost = [{**row, "deal_id": f"no{n}", "status": None} for n, row in enumerate(deals(2, "won"))]
    found = {
        one.code: (one.n, one.of)
        for one in consistency(Scope.of(crm(deals=SOLD + BACK + lost))).findings
    }

    assert (5, 40) == found["refunds"]
    assert (2, 62) == found["without_status"]


def test_every_number_of_deals_says_that_some_have_no_status() -> None:
    """Nothing is dropped in silence."""
    held = crm(deals=[*SOLD, {**deals(1, "won")[0], "deal_id": "x", "status": None}])
    silent = [
        one.name
        for one in KPIS.values()
        if not (found := ask(one, Scope.of(held))).missing
        and "assumption_missing" not in codes(found)
        and "deals.status" in one.columns(Scope.of(held))
        and codes(found).get("no_status") != 1
    ]

    assert [] == silent
