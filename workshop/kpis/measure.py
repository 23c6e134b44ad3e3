"""The two ways to make one number of many cases: a share, and a median."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from workshop.kpis.value import Caveat, KpiValue, ratio
from workshop.stats import quantile_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis


@dataclass(frozen=True)
class Measure:
    """A way to sum cases up.

    Attributes:
        sums: from a table of cases to named aggregates; the engine computes them, for all
            cases at once or for each group.
        fill: from an empty answer and those aggregates to the answer.
    """

    sums: Callable[[ibis.Table], dict[str, Any]]
    fill: Callable[[KpiValue, Mapping[str, Any]], KpiValue]


def _successes(cases: ibis.Table) -> dict[str, Any]:
    return {
        "counted_cases": cases.counted.sum(),
        "successes": (cases.counted & cases.success).sum(),
    }


def _share(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    return ratio(answer, found["successes"] or 0, found["counted_cases"] or 0)


def _durations(cases: ibis.Table) -> dict[str, Any]:
    return {"durations": cases.duration.collect(where=cases.counted)}


def _median(answer: KpiValue, found: Mapping[str, Any]) -> KpiValue:
    ordered = sorted(found["durations"] or [])
    filled = replace(answer, n=len(ordered))
    if not ordered:
        return filled.refused(Caveat("no_cases"))
    filled = replace(filled, value=median(ordered))
    ranks = quantile_ranks(0.5, len(ordered))
    if ranks is None:
        return filled.noting(Caveat("no_interval", {"n": len(ordered)}))
    low, high = (ordered[rank - 1] for rank in ranks)
    return replace(filled, low=low, high=high)


SHARE = Measure(_successes, _share)
"""Cases with flags ``counted`` and ``success``: success / counted, with its Wilson interval."""
MEDIAN = Measure(_durations, _median)
"""Cases with ``counted`` and a ``duration``: its median, between two order statistics as
`quantile_ranks` has them; no assumption about the distribution."""
