"""The statistics agree with published values and hold at their ends."""

from __future__ import annotations

from math import comb, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.stats import (
    Z95,
    Interval,
    first_distinguishable,
    newcombe,
    quantile_ranks,
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
