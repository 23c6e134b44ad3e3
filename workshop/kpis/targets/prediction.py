"""One more of the same: between which ends the next value lies, if nothing changes.

The range is a prediction interval for one more quarter: mean -/+ t * s * sqrt(1 + 1/k) over k own
quarters (Hahn and Meeker, Statistical Intervals (1991), section 4.2), where s is the spread
between the quarters, or the sampling error of a quarter as large as the last one if that is more.
Shares are computed on the arcsine scale (Freeman and Tukey, Ann. Math. Stat. 21 (1950), 607-611),
durations and money on the logarithmic one, so that no end is impossible. The range always holds
the interval of the last quarter. It takes the quarters as alike but for chance: a trend or a new
habit makes it wide, and is said.
"""

from __future__ import annotations

from math import asin, exp, log, pi, sin, sqrt
from statistics import fmean, variance
from typing import TYPE_CHECKING, NamedTuple

from workshop.kpis.core.unit import Unit
from workshop.policy import MIN_N
from workshop.stats import Z95, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.kpis.core.value import KpiValue

LEAST_QUARTERS, MOST_QUARTERS = 4, 12
T95 = (3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201)
"""The 0.975 quantiles of Student's t for 3, 4 … 11 degrees of freedom."""
RESTLESS = 4
"""So many times the sampling variance: four equal quarters spread that far once in a hundred."""
WIDEST_SHARE, WIDEST_FACTOR = 0.9, 100
"""A range of nine tenths of all shares, or of one to a hundred, says nothing."""


class Prediction(NamedTuple):
    """Both ends for one more quarter.

    Attributes:
        low, high: in the unit of the value.
        restless: whether the quarters differ by more than chance.
        empty: whether the range is so wide that it says nothing.
    """

    low: float
    high: float
    restless: bool
    empty: bool


class _Scale(NamedTuple):
    """Where values spread alike wherever they are: there, and back."""

    to: Callable[[float], float]
    back: Callable[[float], float]


def _share_back(place: float) -> float:
    return sin(min(max(place, 0.0), pi / 2)) ** 2


SHARES = _Scale(lambda share: asin(sqrt(min(max(share, 0.0), 1.0))), _share_back)
POSITIVE = _Scale(log, exp)
PLAIN = _Scale(float, lambda value: max(value, 0.0))


def is_sound(one: KpiValue) -> bool:
    """Return whether an answer can be compared: a value, an interval, enough cases."""
    return one.value is not None and one.low is not None and one.n >= MIN_N


def predicted(answers: Sequence[KpiValue]) -> Prediction:
    """Return what one more quarter brings; the last of the sound answers is the last quarter's."""
    last, scale = answers[-1], _scale(answers)
    places = [scale.to(one.value or 0.0) for one in answers]
    own = Interval(last.low or 0.0, last.high or 0.0)
    sampling = ((scale.to(own.high) - scale.to(own.low)) / (2 * Z95)) ** 2
    between, k = variance(places), len(places)
    half = T95[k - LEAST_QUARTERS] * sqrt(max(between, sampling) * (1 + 1 / k))
    middle = fmean(places)
    low = min(scale.back(middle - half), own.low)
    high = max(scale.back(middle + half), own.high)
    return Prediction(low, high, between > RESTLESS * sampling, _is_empty(low, high, scale))


def _scale(answers: Sequence[KpiValue]) -> _Scale:
    if answers[-1].unit == Unit.RATIO:
        return SHARES
    least = min(end for one in answers for end in (one.low, one.value) if end is not None)
    return POSITIVE if least > 0 else PLAIN


def _is_empty(low: float, high: float, scale: _Scale) -> bool:
    if scale is SHARES:
        return high - low > WIDEST_SHARE
    return scale is POSITIVE and high > WIDEST_FACTOR * low
