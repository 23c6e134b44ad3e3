"""Sales cycles: medians of days, with what cannot be timed named apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.answers import answer, codes
from support.data.tables import at, deals
from support.run.profiles import examples

from workshop.stats import quantile_ranks


def spread(values: list[float], status: str = "won") -> list[dict[str, Any]]:
    """Return deals that took these many days."""
    return [
        {**deals(1, status, days)[0], "deal_id": f"{status}{n}"} for n, days in enumerate(values)
    ]


def test_cycles_of_won_lost_and_all_are_three_numbers() -> None:
    """Lost deals close faster; mixing them in makes the cycle look short."""
    sold = deals(40, "won", days=60) + deals(40, "lost", days=10)
    names = ("sales_cycle_won", "sales_cycle_lost", "sales_cycle_closed")

    assert [60, 10, 35] == [answer(name, deals=sold).value for name in names]


def test_a_median_of_few_has_no_interval() -> None:
    """Two order statistics need enough cases around them."""
    found = answer("sales_cycle_won", deals=deals(4, "won"))

    assert found.value == 30
    assert found.low is None
    assert "no_interval" in codes(found)


def test_negative_durations_are_counted_and_left_out() -> None:
    """A deal that closed before it opened is an error of data and no quick deal."""
    found = answer("sales_cycle_won", deals=spread([10, 20, 30, -5, -300]))

    assert (20, 3, 2) == (found.value, found.n, codes(found)["negative_durations"])


def test_a_close_on_the_day_it_opened_takes_no_time() -> None:
    """A close date without a time is midnight and lies before the opening of that day."""
    found = answer("sales_cycle_won", deals=deals(3, "won", closed_at=at("2026-01-05")))

    assert (0, 3) == (found.value, found.n)
    assert "negative_durations" not in codes(found)


@pytest.mark.parametrize("missing", ["created_at", "closed_at"])
def test_durations_without_a_date_are_counted_and_left_out(missing: str) -> None:
    """Nothing is made up for the end that nobody wrote down."""
    found = answer(
        "sales_cycle_won", deals=spread([10, 20, 30]) + deals(4, "won", **{missing: None})
    )

    assert (20, 3, 4) == (found.value, found.n, codes(found)["missing_dates"])


@given(st.lists(st.integers(0, 260), min_size=1, max_size=40))
@settings(max_examples=examples(12))
def test_medians_and_their_intervals_are_order_statistics(days: list[int]) -> None:
    """The interval's ends are two of the values, by rank; few values have none."""
    found = answer("sales_cycle_won", deals=spread([float(day) for day in days]))
    ordered, ranks = sorted(days), quantile_ranks(0.5, len(days))
    half = len(days) // 2
    middle = (ordered[half] + ordered[~half]) / 2
    ends = tuple(ordered[rank - 1] for rank in ranks) if ranks else (None, None)

    assert pytest.approx(middle) == found.value
    assert pytest.approx(ends) == (found.low, found.high)
    assert ("no_interval" in codes(found)) == (ranks is None)
