"""The few statistics the kit needs, with their sources."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

Z95 = NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    """A 95 % interval, in the unit of the value it stands beside."""

    low: float
    high: float


def wilson(successes: int, n: int) -> Interval:
    """Return the 95 % score interval of a share, both ends between 0 and 1.

    Formula: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212, no continuity correction.

    Raises:
        ValueError: if `n` is not positive or `successes` is outside 0..n.
    """
    if not 0 <= successes <= n or n < 1:
        message = f"wilson needs 0 <= successes <= n and n >= 1, got {successes} of {n}"
        raise ValueError(message)
    share = successes / n
    spread = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    scale = 1 + Z95**2 / n
    middle = (share + Z95**2 / (2 * n)) / scale
    # Rounding must not push the ends past what was observed at 0 and at n.
    low = 0.0 if successes == 0 else middle - spread / scale
    high = 1.0 if successes == n else middle + spread / scale
    return Interval(low, high)


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Return the 95 % interval of the difference of two independent shares, first minus second.

    Formula: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10: the hybrid score
    interval without continuity correction, made from the Wilson interval of each share.

    Args:
        first: successes and n of the one.
        second: successes and n of the other.

    Raises:
        ValueError: if counts are impossible, see `wilson`.
    """
    (a, m), (b, n) = first, second
    one, other = wilson(a, m), wilson(b, n)
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


def quantile_ranks(quantile: float, n: int) -> tuple[int, int] | None:
    """Return the ranks (1-based) of the values that bound a 95 % interval of a quantile.

    Formula: Campbell and Gardner, BMJ 296 (1988), 1454-1456: ranks nq -/+ z*sqrt(nq(1-q)),
    the upper one plus 1, rounded. Returns None where the sample is too small to hold them.
    """
    middle, spread = n * quantile, Z95 * sqrt(n * quantile * (1 - quantile))
    low, high = round(middle - spread), round(1 + middle + spread)
    return (low, high) if low >= 1 and high <= n else None
