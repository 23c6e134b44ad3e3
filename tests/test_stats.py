"""The statistics agree with published values and hold at their ends."""

from __future__ import annotations

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.stats import (
    Z95,
    Interval,
    first_distinguishable,
    mean_difference,
    median_difference,
    newcombe,
    quantile_ranks,
    simultaneous_z,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (10, 100, 0.0552, 0.1744),
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    """The interval is the score interval without continuity correction."""
    found = wilson(successes, n)

    assert pytest.approx((low, high), abs=5e-5) == found


@pytest.mark.parametrize("n", [1, 30, 10**6])
def test_wilson_ends_where_nothing_lies_beyond(n: int) -> None:
    """Nobody won: the interval begins at 0. Everybody did: it ends at 1. Exactly."""
    assert (0.0, 1.0) == (wilson(0, n).low, wilson(n, n).high)
    assert wilson(0, n).high > 0
    assert wilson(n, n).low < 1


@given(st.integers(1, 10**5), st.data())
@settings(max_examples=examples(24))
def test_wilson_holds_the_share_and_mirrors(n: int, data: st.DataObject) -> None:
    """The observed share lies inside, and losses mirror wins."""
    successes = data.draw(st.integers(0, n))
    low, high = wilson(successes, n)
    mirrored = Interval(1 - high, 1 - low)

    assert 0 <= low <= successes / n <= high <= 1
    assert pytest.approx(mirrored, abs=1e-9) == wilson(n - successes, n)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_impossible_counts(successes: int, n: int) -> None:
    """More wins than cases is a bug of ours and no interval."""
    with pytest.raises(ValueError, match="successes"):
        wilson(successes, n)


def test_median_ranks_of_the_bmj_paper() -> None:
    """Campbell and Gardner 1988: of 100 values, the 40th and the 61st bound the median."""
    assert (40, 61) == quantile_ranks(0.5, 100)


@pytest.mark.parametrize("n", range(1, 6))
def test_tiny_samples_have_no_median_interval(n: int) -> None:
    """Five values cannot hold a 95 % interval of their median."""
    assert quantile_ranks(0.5, n) is None


@pytest.mark.parametrize("n", [6, 7, 12, 30, 100, 481])
def test_median_ranks_cover_close_to_95_percent(n: int) -> None:
    """The exact binomial coverage of the two ranks lies near 95 %, never far below."""
    ranks = quantile_ranks(0.5, n)
    assert ranks
    covered = sum(comb(n, below) for below in range(ranks[0], ranks[1])) / 2**n

    assert 0.94 <= covered <= 0.985


PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0),
    ((10, 10), (0, 10), 0.6075, 1.0),
]
"""Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10, examples a to h."""
COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("first", "second", "low", "high"), PUBLISHED)
def test_newcombe_gives_published_intervals(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """The interval of a difference is the hybrid score interval, without continuity correction."""
    assert pytest.approx((low, high), abs=5e-5) == newcombe(first, second)


def score_limit(successes: int, n: int, *, upper: bool) -> float:
    """Return where the score test just does not reject, found by halving: another way to Wilson."""
    share = successes / n
    inner, outer = share, 1.0 if upper else 0.0
    for _ in range(80):
        middle = (inner + outer) / 2
        near = abs(share - middle) <= Z95 * sqrt(middle * (1 - middle) / n)
        inner, outer = (middle, outer) if near else (inner, middle)
    return inner


@given(COUNTS, COUNTS)
@settings(max_examples=examples(24))
def test_newcombe_agrees_with_the_limits_of_the_score_test(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    """Recomputed from score limits found by halving, not from Wilson's formula."""
    here, there = first[0] / first[1], second[0] / second[1]
    low = (
        here
        - there
        - sqrt(
            (here - score_limit(*first, upper=False)) ** 2
            + (score_limit(*second, upper=True) - there) ** 2
        )
    )
    high = (
        here
        - there
        + sqrt(
            (score_limit(*first, upper=True) - here) ** 2
            + (there - score_limit(*second, upper=False)) ** 2
        )
    )

    assert pytest.approx((low, high), abs=1e-6) == newcombe(first, second)


def test_what_a_month_can_show() -> None:
    """From 50% of 250: with 80 new cases nothing below 64%, with 40 nothing below 68%, with two
    nothing at all can be told from chance.
    """
    assert pytest.approx(0.6375) == first_distinguishable(125, 250, 80)
    assert pytest.approx(0.675) == first_distinguishable(125, 250, 40)
    assert pytest.approx(0.3625) == first_distinguishable(125, 250, 80, downwards=True)
    assert first_distinguishable(125, 250, 2) is None


@given(COUNTS, st.integers(1, 200), st.booleans())
@settings(max_examples=examples(40))
def test_the_first_distinguishable_share_is_the_nearest(
    known: tuple[int, int],
    cases: int,
    downwards: bool,  # noqa: FBT001 - drawn
) -> None:
    """Its interval of the difference leaves out zero, and that of one case less does not."""
    found = first_distinguishable(*known, cases, downwards=downwards)
    step = 1 if downwards else -1

    def tells(count: int) -> bool:
        low, high = newcombe((count, cases), known)
        return high < 0 if downwards else low > 0

    if found is None:
        assert not tells(0 if downwards else cases)
    else:
        count = round(found * cases)
        assert tells(count)
        assert not tells(count + step)


@pytest.mark.parametrize(
    ("comparisons", "z"), [(1, 1.9600), (2, 2.2414), (5, 2.5758), (10, 2.8070)]
)
def test_several_intervals_share_one_error(comparisons: int, z: float) -> None:
    """Bonferroni: the normal quantile at 1 - 0.05 / 2m; none counts as one."""
    assert pytest.approx(z, abs=5e-5) == simultaneous_z(comparisons)
    assert simultaneous_z(0) == simultaneous_z(1)


@given(st.integers(30, 300), st.integers(30, 300), st.data())
@settings(max_examples=examples(24))
def test_differences_mirror_shift_and_widen(n: int, m: int, data: st.DataObject) -> None:
    """Turned round, every interval changes its sign; moved values move it; more z widens it."""
    values = st.floats(0, 1e6).map(lambda value: round(value, 3))
    first = data.draw(st.lists(values, min_size=n, max_size=n))
    second = data.draw(st.lists(values, min_size=m, max_size=m))
    for apart in (mean_difference, median_difference):
        found, wide = apart(first, second), apart(first, second, 3.0)
        turned, moved = apart(second, first), apart([v + 100 for v in first], second)

        assert pytest.approx((-found.high, -found.low), abs=1e-6) == turned
        assert pytest.approx((found.low + 100, found.high + 100), abs=1e-6) == moved
        assert wide.low <= found.low <= found.high <= wide.high


def test_medians_that_jump_between_two_values_are_not_told_apart() -> None:
    """Half of all took four hours, half took 32: whichever the median is, it says nothing."""
    draws, z = np.random.default_rng(1), simultaneous_z(9)
    claims = []
    for _ in range(500):
        sides = (list(draws.choice([4.0, 32.0], n)) for n in (100, 300))
        low, high = median_difference(*sides, z)
        claims.append(low > 0 or high < 0)

    assert sum(claims) / len(claims) <= 0.05 / 9


def test_medians_far_apart_are_told_apart() -> None:
    """Every value of one lies above every value of the other."""
    low, high = median_difference(list(range(100, 140)), list(range(40)))

    assert 0 < low < 100 < high


def test_too_few_values_hold_no_median() -> None:
    """Five values have no interval of their median at 95 %."""
    with pytest.raises(ValueError, match="5 values hold no interval"):
        median_difference([1.0] * 5, [1.0] * 50)
