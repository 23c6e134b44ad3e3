"""KPIs that are sums of money: refused where nobody wrote values down."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes
from support.data.tables import deals


@pytest.mark.parametrize("blank", [0.0, None])
def test_win_rate_by_value_is_refused_without_values_of_lost_deals(blank: float | None) -> None:
    """Where lost deals carry nothing, every share would look like 100 %."""
    sold = deals(30, "won", value=30.0) + deals(20, "lost", value=blank)
    found = answer("win_rate_by_value", deals=sold)

    assert found.value is None
    assert found.numerator is None
    assert {"value_missing_for_lost": None} == codes(found)


def test_some_lost_deals_without_value_are_said() -> None:
    """The share is then too good, and the room hears it."""
    sold = deals(20, "won", value=1.0) + deals(20, "lost", value=1.0) + deals(5, "lost")
    found = answer("win_rate_by_value", deals=sold)

    assert (0.5, {"missing_value_lost": 5}) == (found.value, codes(found))


def test_small_n_gives_no_rate_by_value() -> None:
    """Twenty-nine deals are too few for any share, also of money."""
    found = answer(
        "win_rate_by_value", deals=deals(20, "won", value=1.0) + deals(9, "lost", value=1.0)
    )

    assert (None, {"small_n": 29}) == (found.value, codes(found))


def test_value_rate_where_lost_deals_carry_one() -> None:
    """Won value of all value; no interval, for sums are no independent cases."""
    sold = deals(40, "won", value=100.0) + deals(40, "lost", value=300.0)
    found = answer("win_rate_by_value", deals=sold)

    assert found.value == pytest.approx(0.25)
    assert found.low is None


def test_won_value_is_a_sum_in_the_data_s_currency() -> None:
    """Lost money does not count; deals without a value are named."""
    sold = deals(3, "won", value=100.5) + deals(2, "won") + deals(9, "lost", value=7.0)
    found = answer("won_value", deals=sold)

    assert (301.5, "EUR", 5, {"missing_value": 2}) == (
        found.value,
        found.unit,
        found.n,
        codes(found),
    )


def test_won_value_without_any_value_is_no_zero() -> None:
    """Nobody wrote values down; that is not “we earned nothing”."""
    assert answer("won_value", deals=deals(3, "won")).value is None


def test_won_value_without_a_currency_says_so() -> None:
    """A sum in no currency is a bare number."""
    found = answer("won_value", currency="XXX", deals=deals(3, "won", value=1.0))

    assert (3.0, {"no_currency": None}) == (found.value, codes(found))
