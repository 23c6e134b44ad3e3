"""What other cases of the same kind might have given: the bootstrap over a few cases."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from workshop.stats import Z95, Interval

Floats = NDArray[np.float64]
SEED = 1971
RESAMPLES = 2000
LEAST_CASES = 5
"""With fewer cases a resample has too few different ones to say anything about others."""
MOST_UNDEFINED = 0.1
"""Beyond this share of resamples without a value, the rest says nothing about all."""
MOST_SHIFT = 0.95
"""How far from the middle of the resamples the estimate is believed to lie."""
NORMAL = NormalDist()


def resamples(n: int, seed: int) -> Floats:
    """Return how often each of `n` cases comes up in each resample: `RESAMPLES` x n.

    Built from uniform numbers, the only draws that NumPy promises to keep.
    """
    drawn = (_uniform(n, seed) * n).astype(np.int64)
    return np.asarray((drawn[:, :, None] == np.arange(n)).sum(axis=1), dtype=np.float64)


def as_if_one_more(n: int, seed: int) -> Floats:
    """Return, for each resample, the share of `n` cases that fall on one case nobody has seen.

    Where all cases agree, resampling them cannot show any doubt. One imagined case about which
    people only guess gives what the rule of three says: after n cases without a failure, a
    rate of 3/n cannot be ruled out (Hanley and Lippman-Hand, JAMA 249 (1983), 1743-1745).
    """
    return np.asarray((_uniform(n, seed) * (n + 1) >= n).sum(axis=1) / n)


def ends(values: Floats, estimate: float, cases: int, *, centred: bool = True) -> Interval | None:
    """Return the 95 % interval that the values of all resamples give.

    Percentiles, moved as far as the estimate lies from the middle of the resamples (the BC
    interval of Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 14), and
    wider for a few cases (the expanded percentiles of T. Hesterberg, The American Statistician
    69 (2015), 371-386). In simulations with 12 cases such a band held what it promised in 87 to
    99 of 100 workshops, the plain percentiles in 82 to 94.

    Args:
        values: one of each resample; not-a-number where it has none.
        estimate: the value of the cases themselves.
        cases: how many there are.
        centred: whether to move the percentiles.

    Returns:
        The interval, or None where more than a tenth of the resamples have no value. Up to
        there, those without one are left out.
    """
    kept = values[~np.isnan(values)]
    if len(kept) < (1 - MOST_UNDEFINED) * len(values):
        return None
    below = float(((kept < estimate).mean() + (kept <= estimate).mean()) / 2)
    shift = NORMAL.inv_cdf(min(max(below, 1 - MOST_SHIFT), MOST_SHIFT)) if centred else 0.0
    reach = student(cases - 1) * sqrt(cases / (cases - 1))
    low, high = np.quantile(kept, [NORMAL.cdf(2 * shift + z) for z in (-reach, reach)])
    return Interval(float(low), float(high))


def student(freedom: int) -> float:
    """Return the 97.5 % point of Student's t, within 0.01 from 4 degrees of freedom on.

    Formula: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    z = Z95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _uniform(n: int, seed: int) -> Floats:
    return np.random.Generator(np.random.PCG64(seed)).random((RESAMPLES, n))
