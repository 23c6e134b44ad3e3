"""Direct standardisation: worked examples, published intervals, and what must never change."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.kpis.groups.standardisation import (
    Count,
    difference_interval,
    interval,
    pooled,
    pooled_mix,
    standardised,
)
from workshop.stats import wilson

ONE = [Fraction(1)]
COUNTS = st.integers(1, 60).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))
STRATA = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=6)


def test_a_worked_example() -> None:
    """Half small, half large: A 10 of 20 and 30 of 180, B 60 of 180 and 2 of 20."""
    strata = [[Count(10, 20), Count(60, 180)], [Count(30, 180), Count(2, 20)]]
    first, second = (list(side) for side in zip(*strata, strict=True))
    weights = pooled_mix(strata)

    assert [Fraction(1, 2), Fraction(1, 2)] == weights
    assert (Fraction(1, 5), Fraction(31, 100)) == (pooled(first).rate, pooled(second).rate)
    assert Fraction(1, 3) == standardised(weights, first)
    assert Fraction(13, 60) == standardised(weights, second)


@pytest.mark.parametrize("count", [Count(0, 30), Count(12, 40), Count(40, 40)])
def test_with_one_stratum_it_is_wilson_s_interval(count: Count) -> None:
    """No second formula for the same thing."""
    assert wilson(*count) == pytest.approx(interval(ONE, [count]))


@pytest.mark.parametrize("rate", [0, 2, 5, 10])
def test_strata_that_do_not_differ_are_one_sample(rate: int) -> None:
    """Four times 5 of 10 is 20 of 40, also in its certainty."""
    found = interval([Fraction(1, 4)] * 4, [Count(rate, 10)] * 4)

    assert wilson(4 * rate, 40) == pytest.approx(found)


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        (Count(56, 70), Count(48, 80), (0.0524, 0.3339)),
        (Count(9, 10), Count(3, 10), (0.1705, 0.8090)),
        (Count(10, 10), Count(0, 20), (0.6791, 1.0)),
        (Count(10, 10), Count(0, 10), (0.6075, 1.0)),
    ],
)
def test_with_one_stratum_differences_have_newcombe_s_interval(
    first: Count, second: Count, ends: tuple[float, float]
) -> None:
    """Method 10 of Newcombe, Statistics in Medicine 17 (1998), table II."""
    assert ends == pytest.approx(difference_interval(ONE, [first], [second]), abs=5e-5)


@given(STRATA)
def test_ends_bound_the_rate_and_stay_shares(strata: list[tuple[Count, Count]]) -> None:
    """An interval has a width, holds its rate and leaves 0 to 1 never."""
    weights, first = pooled_mix(strata), [one for one, _ in strata]
    low, high = interval(weights, first)

    assert 0 <= low < high <= 1 + 1e-12
    assert low - 1e-12 <= standardised(weights, first) <= high + 1e-12


@given(STRATA)
def test_turning_a_difference_round_turns_its_interval_round(
    strata: list[tuple[Count, Count]],
) -> None:
    """It does not matter who is named first."""
    weights, (first, second) = pooled_mix(strata), map(list, zip(*strata, strict=True))
    low, high = difference_interval(weights, first, second)

    assert (-high, -low) == pytest.approx(difference_interval(weights, second, first))


@given(STRATA, st.integers(2, 5))
def test_more_of_the_same_keeps_the_rate_and_narrows_the_interval(
    strata: list[tuple[Count, Count]], times: int
) -> None:
    """Doubling every row changes no rate and adds certainty."""
    more = [tuple(Count(c.successes * times, c.n * times) for c in pair) for pair in strata]
    first, many = [pair[0] for pair in strata], [pair[0] for pair in more]
    weights = pooled_mix(strata)
    (low, high), (inner_low, inner_high) = interval(weights, first), interval(weights, many)

    assert weights == pooled_mix(more)
    assert standardised(weights, first) == standardised(weights, many)
    assert inner_high - inner_low < high - low


@given(STRATA)
def test_a_split_that_does_not_matter_changes_nothing(strata: list[tuple[Count, Count]]) -> None:
    """Where both sides are mixed alike, the standardised rate is the crude one."""
    first = [one for one, _ in strata]
    weights = pooled_mix([[one, one] for one in first])

    assert pooled(first).rate == standardised(weights, first)
