"""What leads and customers cost: whose costs, whose customers, of which months."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.data.answers import codes
from support.data.tables import AS_OF, at, crm

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.months import Months, complete_before
from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.costs import count_interval
from workshop.policy import MIN_N
from workshop.terms.rules.rule import Criterion, Group, Op, Rule

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue

SCORE = Rule(where=Group(criteria=[Criterion(field="score", op=Op.AT_LEAST, value=50.0)]))
SAID = Assumptions(
    goal=1_000_000.0, gross_margin=0.25, monthly_revenue_per_account=1000.0, marketing_share=0.5
)


def cost(
    month: str, amount: float, side: str = "marketing", kind: str = "people"
) -> dict[str, Any]:
    """Return an entry of the costs."""
    return {"month": at(f"{month}-01"), "amount": amount, "side": side, "kind": kind}


def sold(n: int, day: str, days: float = 0, name: str = "A", **facts: Any) -> list[dict[str, Any]]:
    """Return won deals of `n` accounts, closed on a day, opened some days before."""
    closed = at(f"{day}T12:00")
    return [
        {
            "deal_id": f"{name}{k}-{day}",
            "account_id": f"{name}{k}",
            "created_at": closed - timedelta(days=days),
            "closed_at": closed,
            "status": "won",
            **facts,
        }
        for k in range(n)
    ]


def told(
    name: str, terms: dict[str, Rule] | None = None, as_of: date = AS_OF, **tables: Any
) -> KpiValue:
    """Return a KPI's answer with all assumptions made."""
    data = crm(**{"deals": [], "contacts": [], **tables})
    return ask(kpi(name), Scope.of(data, terms=terms or {}, as_of=as_of, assumptions=SAID))


BOOKED = [
    cost("2026-09", 18_000),
    cost("2026-09", 15_000, "sales"),
    cost("2026-09", 40_000, kind="media"),
]
"""73,000 in one month, 40,000 of it media."""


def test_the_worked_example() -> None:
    """CAC 73,000 / 15 = 4,867 against media-only 2,667: two names, two numbers."""
    customers = sold(15, "2026-09-15")
    full, media = (told(name, costs=BOOKED, deals=customers) for name in ("cac", "cac_media"))

    assert (15, 73_000, 15) == (full.n, full.numerator, full.denominator)
    assert full.value == pytest.approx(4866.67, abs=0.01)
    assert media.value == pytest.approx(2666.67, abs=0.01)
    assert "EUR" == full.unit


def test_a_full_cost_without_people_is_refused() -> None:
    """Media and tools alone are no full cost, whatever the column is called."""
    booked = [one for one in BOOKED if one["side"] == "marketing"]
    found = told("cac", costs=booked, deals=sold(15, "2026-09-15"))

    assert (None, "people_cost_missing") == (found.value, found.caveats[0].code)
    assert ("Sales",) == found.caveats[0].values["sides"]
    assert told("cac_media", costs=booked, deals=sold(15, "2026-09-15")).value


def test_costs_lie_a_median_cycle_before_their_customers() -> None:
    """Deals take two months: July pays for September."""
    booked = [
        {**one, "month": at(f"2026-{month}-01"), "amount": one["amount"] * factor}
        for month, factor in (("07", 1.0), ("08", 10.0), ("09", 100.0))
        for one in BOOKED
    ]
    found = told("cac", costs=booked, deals=sold(15, "2026-09-15", days=61))

    assert (73_000, 15) == (found.numerator, found.denominator)
    assert {"first": "2026-07", "last": "2026-07", "lag": 2} == found.caveats[0].values


def test_a_new_customer_is_new_once() -> None:
    """The second deal of an account wins nobody new; a deal of nobody is counted and named."""
    first = sold(4, "2026-03-10")
    again = sold(4, "2026-09-10")
    fresh = sold(2, "2026-09-11", name="B")
    lone = sold(1, "2026-09-12", name="X", account_id=None)
    found = told("cac", costs=BOOKED, deals=first + again + fresh + lone)

    assert (2, 1) == (found.denominator, codes(found)["unlinked_customers"])


def test_a_contact_stands_for_its_account_and_for_itself() -> None:
    """Two people of one company are one customer; somebody without a company is one, too."""
    people = [
        {"contact_id": "C1", "account_id": "A"},
        {"contact_id": "C2", "account_id": "A"},
        {"contact_id": "A", "account_id": None},
    ]
    deals = [
        {**row, "account_id": None, "contact_id": who}
        for row, who in zip(sold(3, "2026-09-10"), ("C1", "C2", "A"), strict=True)
    ]

    assert 2 == told("cac", costs=BOOKED, contacts=people, deals=deals).denominator


def test_months_that_are_not_over_are_not_looked_at() -> None:
    """Half of September's customers against all of September's costs would be no cost."""
    found = told("cac", costs=BOOKED, deals=sold(15, "2026-09-10"), as_of=date(2026, 9, 20))

    assert (None, 0) == (found.value, found.n)


def test_a_month_without_costs_is_said() -> None:
    """Nobody works for nothing: the export has a hole."""
    booked = BOOKED + [{**one, "month": at("2026-07-01")} for one in BOOKED]
    found = told("cac", costs=booked, deals=sold(15, "2026-09-15"))

    assert 1 == codes(found)["months_without_cost"]


def test_without_a_customer_there_is_no_cost_of_one() -> None:
    """Nothing divided by nothing."""
    assert told("cac", costs=BOOKED).value is None


def test_the_interval_is_that_of_a_count() -> None:
    """Fifteen might have been nine or twenty-four: exact Poisson limits are 8.40 and 24.74."""
    assert count_interval(15) == pytest.approx((8.40, 24.74), rel=0.005)
    assert count_interval(5) == pytest.approx((1.62, 11.67), rel=0.01)


def test_a_handful_of_customers_has_no_interval() -> None:
    """The approximation would be a poor one, and the interval too wide to help."""
    found = told("cac", costs=BOOKED, deals=sold(4, "2026-09-15"))

    assert (4, None, 4) == (found.n, found.low, codes(found)["no_interval"])


def test_payback_in_months() -> None:
    """4,867 / (1,000 a month x 25 %) = 19.5 months; its ends are those of the cost."""
    found = told("cac_payback", costs=BOOKED, deals=sold(15, "2026-09-15"))

    assert ("months", pytest.approx(73_000 / 15 / 250)) == (found.unit, found.value)
    assert found.low < found.value < found.high
    assert "as_assumed" in codes(found)


def test_payback_needs_what_nobody_said() -> None:
    """Better no number than an invented margin."""
    found = ask(
        kpi("cac_payback"), Scope.of(crm(costs=BOOKED, deals=sold(15, "2026-09-15"), contacts=[]))
    )

    assert (None, "assumption_missing") == (found.value, found.caveats[0].code)


def test_gross_profit_of_the_first_year() -> None:
    """All deals from the first one on, for a year; who is not a year old is left out."""
    first = sold(MIN_N, "2025-03-10", value=1000.0)
    inside = sold(MIN_N, "2026-03-09", value=200.0)
    outside = sold(MIN_N, "2026-03-11", value=7.0)
    young = sold(5, "2026-01-01", name="Y", value=9.0)
    found = told("gross_profit_12_months", deals=first + inside + outside + young)

    assert (pytest.approx(1200 * 0.25), MIN_N, 365) == (found.value, found.n, found.window_days)
    assert 5 == codes(found)["young_customers"]


def test_gross_profit_of_few_customers_is_not_shown() -> None:
    """A mean of skewed amounts needs more than a handful."""
    found = told("gross_profit_12_months", deals=sold(MIN_N - 1, "2025-03-10", value=1000.0))

    assert (None, {"small_n"}) == (found.value, {*codes(found)} & {"small_n"})


def leads(n: int, day: str, won: int = 0, **facts: Any) -> dict[str, list[dict[str, Any]]]:
    """Return contacts first seen on a day, some of whom won a month later."""
    seen = at(f"{day}T10:00")
    people = [{"contact_id": f"C{k}", "created_at": seen, **facts} for k in range(n)]
    deals = [
        {
            "deal_id": f"D{k}",
            "contact_id": f"C{k}",
            "created_at": seen,
            "closed_at": seen + timedelta(days=30),
            "status": "won",
            "value": 20_000.0,
        }
        for k in range(won)
    ]
    return {"contacts": people, "deals": deals}


def test_leads_for_the_goal() -> None:
    """1,000,000 x 50 % / 20,000 / 25 % = 100 leads; the ends are those of the rate."""
    found = told("lead_goal", **leads(80, "2026-01-10", won=20))

    assert ("count", pytest.approx(100), 80) == (found.unit, found.value, found.n)
    assert found.low < 100 < found.high
    assert "rate_only" in codes(found)


def test_costs_per_lead_mql_and_won_are_of_one_cohort() -> None:
    """The same months and the same costs: 60, 20 and 6 people for 6,000."""
    cohort = leads(60, "2026-03-10", won=6)
    scored = [
        {**one, "score": 50.0 if k < 20 else 10.0} for k, one in enumerate(cohort["contacts"])
    ]
    booked = [cost("2026-03", 6000), cost("2026-03", 99_000, "sales"), cost("2026-08", 5.0)]
    tables = {"contacts": scored, "deals": cohort["deals"], "costs": booked}
    names = ("cost_per_lead", "cost_per_mql", "cost_per_won")
    lead, mql, won = (told(name, {"mql": SCORE}, **tables) for name in names)

    assert (100.0, 300.0, 1000.0) == (lead.value, mql.value, won.value)
    assert (60, 20, 6) == (lead.n, mql.n, won.n)
    assert {"first": "2026-03", "last": "2026-03"} == lead.caveats[0].values


def test_young_leads_have_no_cost_yet() -> None:
    """A lead of August has had no time to win; its month is not in the cohort."""
    found = told("cost_per_lead", costs=[cost("2026-08", 6000)], **leads(60, "2026-08-10"))

    assert (None, 0) == (found.value, found.n)


def test_without_a_rule_there_is_no_mql() -> None:
    """Every contact would be one; the refusal names the word."""
    found = told("cost_per_mql", costs=[cost("2026-03", 6000)], **leads(60, "2026-03-10"))

    assert (None, "no_rule", "MQL") == (
        found.value,
        found.caveats[0].code,
        found.caveats[0].values["term"],
    )


def test_twelve_whole_months_end_before_the_one_that_runs() -> None:
    """1 October 00:00 ends September; 30 September does not."""
    assert ("2025-10", "2026-09") == complete_before(datetime(2026, 10, 1), 12).said  # noqa: DTZ001
    assert ("2025-09", "2026-08") == complete_before(datetime(2026, 9, 30), 12).said  # noqa: DTZ001
    assert 0 == len(Months(5, 4))
    assert ["2025-12", "2026-01"] == list(Months(2025 * 12 + 11, 2026 * 12))
