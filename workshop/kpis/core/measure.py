"""The ways to make one number of many cases: a share, a median, a mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, sqrt
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING, Any

from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.ranks import P90, at_ranks, of_list
from workshop.kpis.core.value import Beside, KpiValue, ratio
from workshop.policy import MIN_N
from workshop.stats import (
    Z95,
    Interval,
    mean_difference,
    median_difference,
    newcombe,
    quantile_ranks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import ibis


@dataclass(frozen=True)
class Measure:
    """A way to sum cases up.

    Attributes:
        sums: from a table of cases to named aggregates; the engine computes them, for all
            cases at once or for each group.
        fill: from an empty answer and those aggregates to the answer; of durations the whole
            list will do as well.
        apart: from the sums of two sets of cases, none of them few, and a number of standard
            errors to the interval of the first one's value minus the second's.
        needed: from a table of the sums to one that holds only what `fill` asks of them.
    """

    sums: Callable[[ibis.Table], dict[str, Any]]
    fill: Callable[[KpiValue, Mapping[str, Any]], KpiValue]
    apart: Callable[[Mapping[str, Any], Mapping[str, Any], float], Interval]
    needed: Callable[[ibis.Table], ibis.Table] = lambda sums: sums


def _successes(cases: ibis.Table) -> dict[str, Any]:
    return {
        "counted_cases": cases.counted.sum(),
        "successes": (cases.counted & cases.success).sum(),
    }


def _share(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    return ratio(answer, found["successes"] or 0, found["counted_cases"] or 0)


def _shares_apart(first: Mapping[str, Any], second: Mapping[str, Any], z: float) -> Interval:
    one, other = ((each["successes"], each["counted_cases"]) for each in (first, second))
    return newcombe(one, other, z)


def _durations(cases: ibis.Table) -> dict[str, Any]:
    return {"durations": cases.duration.collect(where=cases.counted)}


def _ranked(sums: ibis.Table) -> ibis.Table:
    return at_ranks(sums, "durations")


def _median(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    at = found if "n_timed" in found else of_list(found["durations"] or [])
    n = at["n_timed"]
    filled = replace(answer, n=n)
    if not n:
        return filled.refused(Caveat("no_cases"))
    p90 = Beside("p90", None, answer.unit, n)
    if quantile_ranks(P90, n):
        p90 = replace(p90, value=at["p90"], low=at["p90_low"], high=at["p90_high"])
    filled = replace(filled, value=(at["below"] + at["above"]) / 2).with_beside(p90)
    if quantile_ranks(0.5, n) is None:
        return filled.noting(Caveat("no_interval", {"n": n}))
    return replace(filled, low=at["low"], high=at["high"])


def _medians_apart(first: Mapping[str, Any], second: Mapping[str, Any], z: float) -> Interval:
    return median_difference(first["durations"], second["durations"], z)


def nearest_rank(ordered: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    return ordered[ceil(share * len(ordered)) - 1]


def quantile(name: str, ordered: Sequence[float], share: float, unit: str) -> Beside:
    """Return a quantile of values in order, by nearest rank, between two order statistics.

    The interval is that of `quantile_ranks`; there is no value where the sample cannot hold it,
    but for the median.
    """
    ranks = quantile_ranks(share, len(ordered))
    if ranks is None:
        return Beside(name, None, unit, len(ordered))
    low, high = (ordered[rank - 1] for rank in ranks)
    return Beside(name, nearest_rank(ordered, share), unit, len(ordered), low, high)


def _amounts(cases: ibis.Table) -> dict[str, Any]:
    return {"amounts": cases.amount.collect(where=cases.counted)}


def _means_apart(first: Mapping[str, Any], second: Mapping[str, Any], z: float) -> Interval:
    # Of sums of money a few are huge, and Welch's interval leaves out zero far too often. So it is
    # as wide as that of the medians, too: a mean has moved where the usual case has.
    values = first["amounts"], second["amounts"]
    mean, middle = mean_difference(*values, z), median_difference(*values, z)
    return Interval(min(mean.low, middle.low), max(mean.high, middle.high))


def _mean(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    ordered = sorted(found["amounts"] or [])
    filled = replace(answer, n=len(ordered))
    if not ordered:
        return filled.refused(Caveat("no_cases"))
    mean = fmean(ordered)
    middle = quantile("median", ordered, 0.5, answer.unit)
    filled = replace(filled, value=mean).with_beside(replace(middle, value=median(ordered)))
    if len(ordered) < MIN_N:
        return filled.noting(Caveat("no_interval", {"n": len(ordered)}))
    spread = Z95 * stdev(ordered) / sqrt(len(ordered))
    return replace(filled, low=mean - spread, high=mean + spread)


SHARE = Measure(_successes, _share, _shares_apart)
"""Cases with flags ``counted`` and ``success``: success / counted, with its Wilson interval."""
MEDIAN = Measure(_durations, _median, _medians_apart, _ranked)
"""Cases with ``counted`` and a ``duration``: its median, between two order statistics as
`quantile_ranks` has them; no assumption about the distribution. P90 stands beside it."""
MEAN = Measure(_amounts, _mean, _means_apart)
"""Cases with ``counted`` and an ``amount``: the mean with its normal interval from n = 30 on
(central limit theorem: mean -/+ z * s / sqrt(n)), the median beside it."""
