"""Rates as if all groups were mixed alike: direct standardisation, exact, with its interval.

Standardisation: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed.
(2003), chapter 19. Their normal interval has no width where no stratum has a success, so the
interval is the stratified Wilson one, and Newcombe's for differences: Yan and Su, Statistics in
Biopharmaceutical Research 2 (2010), 329-335, with the common mix as weights. With a single
stratum they are Wilson's interval and Newcombe's hybrid score interval: Statistics in Medicine
17 (1998), 873-890.
"""

from __future__ import annotations

from fractions import Fraction
from math import hypot, sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from workshop.stats import Z95, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence


class Count(NamedTuple):
    """Successes among n cases."""

    successes: int
    n: int

    @property
    def rate(self) -> Fraction:
        """The share, exactly; n must not be 0."""
        return Fraction(self.successes, self.n)


def pooled(counts: Sequence[Count]) -> Count:
    """Return all counts as one."""
    return Count(sum(one.successes for one in counts), sum(one.n for one in counts))


def pooled_mix(strata: Sequence[Sequence[Count]]) -> list[Fraction]:
    """Return the share of all cases that each stratum holds.

    Args:
        strata: for each stratum the counts of all groups.
    """
    sizes = [pooled(stratum).n for stratum in strata]
    return [Fraction(size, sum(sizes)) for size in sizes]


def standardised(weights: Sequence[Fraction], counts: Sequence[Count]) -> Fraction:
    """Return a group's rate if its strata were mixed by these weights.

    Args:
        weights: of the strata; they add up to 1.
        counts: of the group in each stratum, none of them without a case.
    """
    pairs = zip(weights, counts, strict=True)
    return sum((weight * count.rate for weight, count in pairs), Fraction(0))


def interval(weights: Sequence[Fraction], counts: Sequence[Count]) -> Interval:
    """Return the 95 % interval of a standardised rate.

    The weights are taken as given: that another sample would be mixed in another way is not in it.
    """
    shares = [float(weight) for weight in weights]
    # Where no stratum varies, only its size says how much it may.
    spreads = [sqrt(one.rate * (1 - one.rate) / one.n) for one in counts]
    spreads = spreads if any(spreads) else [1 / sqrt(one.n) for one in counts]
    parts = [share * spread for share, spread in zip(shares, spreads, strict=True)]
    z = Z95 * hypot(*parts) / sum(parts)
    limits = [_score(float(one.rate), z**2 / one.n) for one in counts]
    low, high = (sum(map(mul, shares, ends)) for ends in zip(*limits, strict=True))
    return Interval(low, high)


def difference_interval(
    weights: Sequence[Fraction], one: Sequence[Count], other: Sequence[Count]
) -> Interval:
    """Return the 95 % interval of one group's standardised rate minus another's."""
    rate, less = (float(standardised(weights, counts)) for counts in (one, other))
    low, high = interval(weights, one)
    other_low, other_high = interval(weights, other)
    return Interval(
        rate - less - hypot(rate - low, other_high - less),
        rate - less + hypot(high - rate, less - other_low),
    )


def _score(rate: float, doubt: float) -> Interval:
    """Return Wilson's limits; `doubt` is the squared normal quantile divided by n."""
    spread = sqrt(rate * (1 - rate) * doubt + doubt**2 / 4)
    middle, scale = rate + doubt / 2, 1 + doubt
    return Interval(max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
