"""Formulas: worked examples, and the traps naive tools fall into."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tables import AS_OF, LONG_AGO, at, contacts, crm, deals

from workshop.kpis.catalogue import ask, kpi
from workshop.stats import MIN_N, wilson
from workshop.terms.definition import TEMPLATES

if TYPE_CHECKING:
    from workshop.kpis.value import KpiValue


def answer(name: str, *, data: Any = None, lead: Any = None, **tables: Any) -> KpiValue:
    """Return a KPI's answer on small tables."""
    return ask(kpi(name), data or crm(**tables), lead=lead)


def codes(found: KpiValue) -> set[str]:
    """Return the codes of its caveats."""
    return {caveat.code for caveat in found.caveats}


def people(n: int, first: int, **facts: Any) -> list[dict[str, Any]]:
    """Return contacts numbered from `first`."""
    return [{**one, "contact_id": f"C{first + k}"} for k, one in enumerate(contacts(n, **facts))]


def test_win_rate_is_won_of_closed() -> None:
    """Open deals are neither won nor lost."""
    found = answer("win_rate", deals=deals(30, "won") + deals(70, "lost") + deals(50, "open"))

    assert (found.numerator, found.denominator, found.n) == (30, 100, 100)
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx(tuple(wilson(30, 100)))


def test_no_rate_of_few_cases() -> None:
    """100 % of 1 is shown by no KPI."""
    found = answer("win_rate", deals=deals(MIN_N - 1, "won"))

    assert found.value is None
    assert found.n == MIN_N - 1
    assert "small_n" in codes(found)


def test_no_closed_deal_is_a_sentence_and_no_number() -> None:
    """Nothing divided by nothing."""
    for name in ("win_rate", "win_rate_by_value", "sales_cycle_won", "won_value"):
        found = answer(name, deals=deals(3, "open"))

        assert found.value is None
        assert "no_cases" in codes(found)


def test_nothing_after_the_as_of_date_is_known() -> None:
    """What the team would have seen on that day."""
    later = deals(40, "won", days=0)
    for one in later:
        one["closed_at"] = at("2026-10-01T00:00")
    found = answer("win_rate", deals=deals(40, "lost") + later)

    assert (found.numerator, found.denominator) == (0, 40)
    assert found.as_of == AS_OF


def test_value_rate_is_refused_where_lost_deals_carry_none() -> None:
    """100 % by value only says that nobody filled the field in."""
    sold = deals(40, "won", value=100.0) + deals(40, "lost", value=0.0)
    found = answer("win_rate_by_value", deals=sold)

    assert found.value is None
    assert "value_missing_for_lost" in codes(found)


def test_value_rate_where_lost_deals_carry_one() -> None:
    """Won value of all value; no interval, for sums are no independent cases."""
    sold = deals(40, "won", value=100.0) + deals(40, "lost", value=300.0)
    found = answer("win_rate_by_value", deals=sold)

    assert found.value == pytest.approx(0.25)
    assert found.low is None


def test_cycles_of_won_lost_and_all_are_three_numbers() -> None:
    """Lost deals close faster; mixing them in makes the cycle look short."""
    sold = deals(40, "won", days=60) + deals(40, "lost", days=10)
    names = ("sales_cycle_won", "sales_cycle_lost", "sales_cycle_closed")

    assert [60, 10, 35] == [answer(name, deals=sold).value for name in names]


def test_negative_durations_are_left_out_and_counted() -> None:
    """A deal that closes before it opens is a typing error, not a quick win."""
    found = answer("sales_cycle_won", deals=deals(40, "won") + deals(2, "won", days=-5))

    assert (found.value, found.n) == (30, 40)
    assert "negative_durations" in codes(found)


def test_a_median_of_few_has_no_interval() -> None:
    """Two order statistics need enough cases around them."""
    found = answer("sales_cycle_won", deals=deals(4, "won"))

    assert found.value == 30
    assert found.low is None
    assert "no_interval" in codes(found)


def test_only_mature_cohorts_convert() -> None:
    """The youngest leads have had no time; they are named, not judged."""
    young = people(40, 100, created_at=at("2026-09-01T10:00"))
    found = answer("lead_to_won", contacts=contacts(60) + young, deals=deals(6, "won"))

    assert (found.numerator, found.denominator) == (6, 60)
    assert found.window_days == 180
    assert "immature_cohorts" in codes(found)


def test_conversion_stands_on_the_agreed_term() -> None:
    """Change the term and the number changes; without one, that is said."""
    able = contacts(40, need_known=True, decides=True)
    data = crm(contacts=able + people(60, 40), accounts=[], deals=deals(10, "won"))
    rule = TEMPLATES["can_buy"][1]
    agreed, everybody = (
        answer("lead_to_won", data=data, lead=rule),
        answer("lead_to_won", data=data),
    )

    assert (agreed.numerator, agreed.denominator) == (10, 40)
    assert (everybody.numerator, everybody.denominator) == (10, 100)
    assert "no_agreed_term" in codes(everybody) - codes(agreed)


def touch(n: int, hours: float, **facts: Any) -> dict[str, Any]:
    """Return a touch of the n-th contact some hours after it was first seen."""
    moment = LONG_AGO + timedelta(hours=hours)
    usual = {"side": "sales", "human": True, "contact_id": f"C{n}", "happened_at": moment}
    return {"touchpoint_id": f"T{n}-{hours}", **usual, **facts}


def test_machines_and_the_other_side_do_not_answer() -> None:
    """Only a person of sales ends the waiting; the silent are counted apart."""
    touches = [touch(0, 0.5, human=False), touch(0, 1, side="marketing"), touch(0, 3), touch(0, 4)]
    found = answer("response_time", contacts=contacts(2), touchpoints=touches)

    assert (found.value, found.n) == (3, 1)
    assert "never_answered" in codes(found)


def test_silence_is_no_acceptance() -> None:
    """Undecided hand-offs stay in the denominator and are named."""
    given = [
        {
            "handoff_id": f"H{n}",
            "handed_at": LONG_AGO,
            "decided_at": LONG_AGO if n < 40 else None,
            "outcome": ("accepted" if n < 30 else "rejected") if n < 40 else None,
        }
        for n in range(60)
    ]
    found = answer("acceptance_rate", handoffs=given)

    assert (found.numerator, found.denominator) == (30, 60)
    assert "undecided" in codes(found)


@pytest.mark.parametrize("name", ["win_rate", "sales_cycle_won", "win_rate_by_value"])
def test_doubling_all_rows_leaves_rates_alone(name: str) -> None:
    """Counts double, rates stay; order does not matter."""
    sold = deals(40, "won", value=10.0) + deals(60, "lost", value=30.0)
    twins = [{**one, "deal_id": one["deal_id"] + "b"} for one in sold]
    once, twice = answer(name, deals=sold), answer(name, deals=(sold + twins)[::-1])

    assert once.value == pytest.approx(twice.value)
    assert 2 * once.n == twice.n
