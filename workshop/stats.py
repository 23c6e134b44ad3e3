"""The few statistics the kit needs, with their sources."""

from __future__ import annotations

from math import hypot, sqrt
from statistics import NormalDist, fmean, median, variance
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ERROR = 0.05
"""How often, at most, chance alone may look like more than chance."""
Z95 = NormalDist().inv_cdf(1 - ERROR / 2)


class Interval(NamedTuple):
    """A 95 % interval, in the unit of the value it stands beside."""

    low: float
    high: float


def simultaneous_z(comparisons: int) -> float:
    """Return how many standard errors wide intervals are that hold at once in 95 % of all cases.

    Formula: Bonferroni's inequality, each of m intervals at 1 - 0.05 / m; it asks nothing of how
    the comparisons hang together. See R. G. Miller, Simultaneous Statistical Inference, 2nd ed.
    (1981), section 1.

    Args:
        comparisons: how many intervals there are; one at least is counted.
    """
    return NormalDist().inv_cdf(1 - ERROR / (2 * max(comparisons, 1)))


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """Return the score interval of a share, both ends between 0 and 1; a 95 % one by default.

    Formula: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212, no continuity correction.

    Args:
        successes: among n.
        n: all cases.
        z: how many standard errors wide, see `simultaneous_z`.

    Raises:
        ValueError: if `n` is not positive or `successes` is outside 0..n.
    """
    if not 0 <= successes <= n or n < 1:
        message = f"wilson needs 0 <= successes <= n and n >= 1, got {successes} of {n}"
        raise ValueError(message)
    share = successes / n
    spread = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    middle = (share + z**2 / (2 * n)) / scale
    # Rounding must not push the ends past what was observed at 0 and at n.
    low = 0.0 if successes == 0 else middle - spread / scale
    high = 1.0 if successes == n else middle + spread / scale
    return Interval(low, high)


def newcombe(first: tuple[int, int], second: tuple[int, int], z: float = Z95) -> Interval:
    """Return the interval of the difference of two independent shares, first minus second.

    Formula: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10: the hybrid score
    interval without continuity correction, made from the Wilson interval of each share.

    Args:
        first: successes and n of the one.
        second: successes and n of the other.
        z: how many standard errors wide, see `simultaneous_z`; a 95 % interval by default.

    Raises:
        ValueError: if counts are impossible, see `wilson`.
    """
    (a, m), (b, n) = first, second
    one, other = wilson(a, m, z), wilson(b, n, z)
    here, there = a / m, b / n
    down = sqrt((here - one.low) ** 2 + (other.high - there) ** 2)
    up = sqrt((one.high - here) ** 2 + (there - other.low) ** 2)
    return Interval(here - there - down, here - there + up)


def first_distinguishable(
    successes: int, n: int, cases: int, *, downwards: bool = False
) -> float | None:
    """Return the share nearest to a known one that so many new cases can be told apart by.

    That is the first whose `newcombe` interval of the difference leaves out zero.

    Args:
        successes: of the known share.
        n: of the known share.
        cases: how many new ones there will be.
        downwards: look below the known share, not above it.

    Returns:
        A share between 0 and 1; None where not even all or none of the new cases would do.

    Raises:
        ValueError: if counts are impossible, see `wilson`.
    """
    counts = range(cases, -1, -1) if downwards else range(cases + 1)
    sign = -1 if downwards else 1
    for count in counts:
        found = newcombe((count, cases), (successes, n))
        beyond = -found.high if downwards else found.low
        if sign * (count / cases - successes / n) > 0 and beyond > 0:
            return count / cases
    return None


def median_difference(first: Sequence[float], second: Sequence[float], z: float = Z95) -> Interval:
    """Return the interval of the difference of two independent medians, first minus second.

    Formula: from each median's own interval between two order statistics (`quantile_ranks`) by
    squares and sums, as Newcombe does with shares: G. Y. Zou and A. Donner, Statistics in Medicine
    27 (2008), 1693-1702. No assumption about the distribution: it holds where values repeat, too,
    which standard errors of a median do not.

    Args:
        first: values of the one.
        second: values of the other.
        z: how many standard errors wide, see `simultaneous_z`; a 95 % interval by default.

    Raises:
        ValueError: if one of them has too few values to hold an interval; 30 are enough for z = 5.
    """
    here, one = _median_interval(first, z)
    there, other = _median_interval(second, z)
    down = hypot(here - one.low, other.high - there)
    up = hypot(one.high - here, there - other.low)
    return Interval(here - there - down, here - there + up)


def _median_interval(values: Sequence[float], z: float) -> tuple[float, Interval]:
    """Return a median with its interval."""
    ordered, ranks = sorted(values), quantile_ranks(0.5, len(values), z)
    if ranks is None:
        message = f"{len(values)} values hold no interval of their median at z = {z}"
        raise ValueError(message)
    low, high = (ordered[rank - 1] for rank in ranks)
    return median(ordered), Interval(low, high)


def mean_difference(first: Sequence[float], second: Sequence[float], z: float = Z95) -> Interval:
    """Return the interval of the difference of two independent means, first minus second.

    Formula: B. L. Welch, Biometrika 29 (1938), 350-362, with the normal quantile: for samples of
    30 and more.

    Args:
        first: values of the one, at least two.
        second: values of the other, at least two.
        z: how many standard errors wide, see `simultaneous_z`; a 95 % interval by default.
    """
    spread = z * sqrt(variance(first) / len(first) + variance(second) / len(second))
    apart = fmean(first) - fmean(second)
    return Interval(apart - spread, apart + spread)


def quantile_ranks(quantile: float, n: int, z: float = Z95) -> tuple[int, int] | None:
    """Return the ranks (1-based) of the values that bound an interval of a quantile; 95 % usually.

    Formula: Campbell and Gardner, BMJ 296 (1988), 1454-1456: ranks nq -/+ z*sqrt(nq(1-q)),
    the upper one plus 1, rounded. Returns None where the sample is too small to hold them.
    """
    middle, spread = n * quantile, z * sqrt(n * quantile * (1 - quantile))
    low, high = round(middle - spread), round(1 + middle + spread)
    return (low, high) if low >= 1 and high <= n else None
