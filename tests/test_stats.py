"""The statistics agree with published values and hold at their ends."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.stats import Interval, quantile_ranks, wilson


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
