"""The ways to make one number of many cases: a share, a median, a mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, sqrt
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.value import Beside, Caveat, KpiValue, ratio
from workshop.stats import MIN_N, Z95, quantile_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


P90 = 0.9


@dataclass(frozen=True)
class Measure:
    """A way to sum cases up.

    Attributes:
        sums: from a table of cases to named aggregates; the engine computes them, for all
            cases at once or for each group.
        fill: from an empty answer and those aggregates to the answer.
        least: from a table of the sums to one that has only what `fill` asks of them.
    """

    sums: Callable[[ibis.Table], dict[str, Any]]
    fill: Callable[[KpiValue, Mapping[str, Any]], KpiValue]
    least: Callable[[ibis.Table], ibis.Table] = lambda sums: sums


def _successes(cases: ibis.Table) -> dict[str, Any]:
    return {
        "counted_cases": cases.counted.sum(),
        "successes": (cases.counted & cases.success).sum(),
    }


def _share(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    return ratio(answer, found["successes"] or 0, found["counted_cases"] or 0)


def _durations(cases: ibis.Table) -> dict[str, Any]:
    return {"durations": cases.duration.collect(where=cases.counted)}


def _at_ranks(sums: ibis.Table) -> ibis.Table:
    """Replace the durations by those at `RANKS`: a million of them need not leave the engine."""
    counted = sums.mutate(n_timed=sums.durations.length().fill_null(0))
    n = counted.n_timed
    # Ranks that the values do not reach are never read; engines differ in what they say of them.
    ranked = counted.mutate(
        ordered=(n > 0).ifelse(counted.durations.sort(), ibis.null("array<float64>")),
        **{f"{name}_rank": ibis.least(ibis.greatest(rank(n), 1), n) for name, rank in RANKS.items()},
    )
    picked = ranked.mutate(**{name: ranked.ordered[ranked[f"{name}_rank"] - 1] for name in RANKS})
    return picked.select(*(name for name in (*sums.columns, "n_timed", *RANKS) if name != "durations"))


def _end(share: float, sign: int) -> Callable[[Any], Any]:
    def rank(n: Any) -> Any:
        exact = n * share + max(sign, 0) + sign * Z95 * (n * share * (1 - share)).sqrt()
        return (exact + 0.5).floor().cast("int64")

    return rank


RANKS: dict[str, Callable[[Any], Any]] = {
    "below": lambda n: (n + 1) // 2,
    "above": lambda n: n // 2 + 1,
    "low": _end(0.5, -1),
    "high": _end(0.5, 1),
    "p90": lambda n: (n * P90).ceil().cast("int64"),
    "p90_low": _end(P90, -1),
    "p90_high": _end(P90, 1),
}
"""From the number of values in order to the ranks (1-based) that a median, its interval, and the
P90 with its own stand at: `quantile_ranks` and `nearest_rank` as expressions."""


def _of_list(values: Sequence[float]) -> dict[str, Any]:
    """Return what `_at_ranks` returns, for values that are at hand."""
    ordered, n = sorted(values), len(values)
    ends = {name: quantile_ranks(share, n) for name, share in (("", 0.5), ("p90_", P90))}
    ranks = {f"{name}{end}": rank for name, two in ends.items() if two for end, rank in zip(("low", "high"), two, strict=True)}
    if n:
        ranks |= {"below": (n + 1) // 2, "above": n // 2 + 1, "p90": ceil(P90 * n)}
    return {"n_timed": n} | {name: ordered[rank - 1] for name, rank in ranks.items()}


def _median(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    at = found if "n_timed" in found else _of_list(found["durations"] or [])
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


SHARE = Measure(_successes, _share)
"""Cases with flags ``counted`` and ``success``: success / counted, with its Wilson interval."""
MEDIAN = Measure(_durations, _median, _at_ranks)
"""Cases with ``counted`` and a ``duration``: its median, between two order statistics as
`quantile_ranks` has them; no assumption about the distribution. P90 stands beside it."""
MEAN = Measure(_amounts, _mean)
"""Cases with ``counted`` and an ``amount``: the mean with its normal interval from n = 30 on
(central limit theorem: mean -/+ z * s / sqrt(n)), the median beside it."""
