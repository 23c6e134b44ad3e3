"""What one more quarter brings: never surer than chance lets anybody be."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data.tables import AS_OF

from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.targets.prediction import LEAST_QUARTERS, MOST_QUARTERS, T95, predicted

COUNTS = st.tuples(st.integers(0, 200), st.integers(30, 200)).map(lambda c: (min(c), c[1]))


def share(won: int, n: int) -> KpiValue:
    return ratio(KpiValue("win_rate", "ratio", AS_OF), won, n)


def hours(value: float, low: float, high: float) -> KpiValue:
    return KpiValue("response_time", "business_hours", AS_OF, value, 40, low=low, high=high)


def test_there_is_a_quantile_for_each_number_of_quarters() -> None:
    """From four to twelve, falling towards the normal one."""
    assert MOST_QUARTERS - LEAST_QUARTERS + 1 == len(T95)
    assert sorted(T95, reverse=True) == list(T95)


@given(st.lists(COUNTS, min_size=4, max_size=12))
def test_it_is_never_narrower_than_the_interval(counts: list[tuple[int, int]]) -> None:
    """A forecast cannot be surer than the number it starts from, and a share stays a share."""
    answers = [share(*count) for count in counts]
    found = predicted(answers)

    assert 0 <= found.low <= answers[-1].low <= answers[-1].high <= found.high <= 1


def test_equal_quarters_leave_the_sampling_error() -> None:
    """Four times the same share is no certainty: the next quarter is drawn anew."""
    found = predicted([share(30, 100)] * 4)
    interval = share(30, 100)

    assert found.high - found.low > interval.high - interval.low
    assert not found.restless


def test_quarters_beyond_chance_are_said() -> None:
    """Where something changed, the spread is no chance."""
    found = predicted([share(100, 200), share(100, 200), share(190, 200), share(190, 200)])

    assert found.restless


def test_a_range_of_nearly_everything_says_nothing() -> None:
    """0 to 100 % is no range, nor is 1 hour to 300."""
    jump = [share(5, 200), share(8, 200), share(190, 200), share(195, 200)]
    quick = [hours(50, 40, 60), hours(60, 50, 70), hours(1, 0.9, 1.1), hours(1, 0.9, 1.1)]

    assert (True, True) == (predicted(jump).empty, predicted(quick).empty)


def test_durations_stay_above_zero() -> None:
    """On the logarithmic scale no wait is negative; where one is zero, the end is cut."""
    found = predicted([hours(v, v * 0.8, v * 1.3) for v in (5, 40, 12, 20)])
    with_zero = predicted([hours(v, 0, v + 3) for v in (0, 4, 1, 2)])

    assert 0 < found.low < 5
    assert 0 == with_zero.low


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.6])
def test_the_next_quarter_lies_within_it_nineteen_times_of_twenty(rate: float) -> None:
    """Drawn many times, with and without real differences between quarters."""
    dice = Random(7)  # noqa: S311 - a seed, no secret
    hits, runs = 0, 600

    def quarter() -> KpiValue:
        own = min(max(dice.gauss(rate, 0.2 * rate), 0.0), 1.0)
        return share(sum(dice.random() < own for _ in range(150)), 150)

    for _ in range(runs):
        found = predicted([quarter() for _ in range(6)])
        hits += found.low <= (quarter().value or 0.0) <= found.high

    assert hits / runs >= 0.94
