"""Quarters of one's own: whole ones, mature ones, and all watched for equally long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.data.quarterly import LAST, closed, noon, quarters
from support.data.tables import AS_OF, crm

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.core.quarter import Quarter, last_full
from workshop.kpis.core.scope import Scope
from workshop.kpis.targets.quarters import own_quarters


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 30), Quarter(2026, 3)),
        (date(2026, 9, 29), Quarter(2026, 2)),
        (date(2026, 1, 1), Quarter(2025, 4)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_quarter_is_full_on_the_evening_of_its_last_day(day: date, expected: Quarter) -> None:
    """A running quarter is no quarter to compare with."""
    assert expected == last_full(day)


def test_quarters_follow_each_other() -> None:
    """The day after the last of one is the first of the next, across years too."""
    for one, other in zip(quarters(9), quarters(9)[1:], strict=False):
        assert one.last + timedelta(days=1) == other.first
        assert one == other.back(1)


def test_each_quarter_has_the_deals_that_closed_in_it() -> None:
    """The numbers are those of the rows."""
    counts = [(10, 40), (20, 40), (30, 50), (40, 80)]
    found = own_quarters(kpi("win_rate"), Scope.of(crm(deals=closed(counts))), 4)

    assert counts == [(one.answer.numerator, one.answer.n) for one in found]
    assert quarters(4) == [one.quarter for one in found]


def test_a_quarter_without_a_case_says_so() -> None:
    """A gap is a gap, not a zero."""
    found = own_quarters(kpi("win_rate"), Scope.of(crm(deals=closed([(10, 40)]))), 3)

    assert [0, 0, 40] == [one.answer.n for one in found]
    assert (None, "no_cases") == (found[0].answer.value, found[0].answer.caveats[0].code)


def test_a_window_moves_the_last_quarter_back() -> None:
    """Leads that have not had their time are in no quarter that is compared."""
    seen = [
        {"contact_id": f"{quarter.key}-{k}", "created_at": noon(quarter)}
        for quarter in quarters(6)
        for k in range(40)
    ]
    found = own_quarters(
        kpi("lead_to_won"), Scope.of(crm(contacts=seen, deals=closed([(1, 2)]))), 4
    )

    assert LAST.back(2) == found[-1].quarter
    assert AS_OF - timedelta(days=180) >= found[-1].quarter.last


def test_young_quarters_get_no_head_start() -> None:
    """Slow answers of the last quarter have not come yet, so older ones are cut off as early."""
    people, touches = [], []
    for quarter in quarters(4):
        for k in range(40):
            who = f"{quarter.key}-{k}"
            people.append({"contact_id": who, "created_at": noon(quarter, 80)})
            # Half are answered within a day, half only after the quarter is over.
            wait = 1 if k % 2 else 30
            touches.append(
                {
                    "contact_id": who,
                    "happened_at": noon(quarter, 80 + wait),
                    "human": True,
                    "side": "sales",
                }
            )
    held = crm(contacts=people, touchpoints=touches)
    found = own_quarters(kpi("response_time"), Scope.of(held), 4)

    assert [20, 20, 20, 20] == [one.answer.n for one in found]
    assert [one.quarter.last for one in found] == [one.answer.as_of for one in found]


def test_a_stock_is_asked_at_the_end_of_each_quarter() -> None:
    """What is open has no quarter of its own but the day it is counted on."""
    found = own_quarters(kpi("pipeline_ageing"), Scope.of(crm(deals=closed([(1, 2)]))), 4)

    assert [one.quarter.last for one in found] == [one.answer.as_of for one in found]


def test_a_sum_has_no_quarters() -> None:
    """All deals of all times are one number."""
    held = crm(deals=closed([(10, 40)], value=1000.0))

    assert () == own_quarters(kpi("won_value"), Scope.of(held), 4)
