"""Values at the ranks that a median, a P90 and their intervals stand at, picked by the engine.

Of a million durations seven are needed. They are counted and sorted where they lie, and the ranks
that `quantile_ranks` and `nearest_rank` give in Python are expressions here.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import ibis

from workshop.stats import Z95, quantile_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P90 = 0.9


def _end(share: float, sign: int) -> Callable[[Any], Any]:
    def rank(n: Any) -> Any:
        size = _double(n)
        exact = size * share + max(sign, 0) + sign * Z95 * (size * share * (1 - share)).sqrt()
        return (exact + 0.5).floor().cast("int64")

    return rank


def _double(n: Any) -> Any:
    # Engines would else multiply as decimals, and Python does not.
    return n.cast("float64")


RANKS: dict[str, Callable[[Any], Any]] = {
    "below": lambda n: (n + 1) // 2,
    "above": lambda n: n // 2 + 1,
    "low": _end(0.5, -1),
    "high": _end(0.5, 1),
    "p90": lambda n: (_double(n) * P90).ceil().cast("int64"),
    "p90_low": _end(P90, -1),
    "p90_high": _end(P90, 1),
}
"""From the number of values to ranks, the smallest value is at 1: the two around the middle, the
interval of the median, the P90 and its interval."""


def at_ranks(sums: ibis.Table, values: str) -> ibis.Table:
    """Replace the list in column `values` by its length, ``n_timed``, and a column for each rank.

    What stands at a rank that the list does not have means nothing.
    """
    sized = sums.mutate(n_timed=sums[values].length().fill_null(0))
    n = sized.n_timed
    # Engines differ in what they say of a place that is not there: none is asked for. For Spark
    # a place is a small number.
    places = {
        f"{name}_at": ibis.greatest(ibis.least(rank(n), n) - 1, 0).cast("int32")
        for name, rank in RANKS.items()
    }
    nothing = ibis.null(sized[values].type())
    placed = sized.mutate(**places, ordered=(n > 0).ifelse(sized[values].sort(), nothing))
    picked = {name: placed.ordered[placed[f"{name}_at"]] for name in RANKS}
    kept = (name for name in sized.columns if name != values)
    return placed.select(*kept, **picked)


def of_list(values: Sequence[float]) -> dict[str, Any]:
    """Return the same for values at hand; ranks that they do not have are left out."""
    ordered, n = sorted(values), len(values)
    ranks = {"below": (n + 1) // 2, "above": n // 2 + 1, "p90": ceil(P90 * n)} if n else {}
    if ends := quantile_ranks(0.5, n):
        ranks |= {"low": ends[0], "high": ends[1]}
    if ends := quantile_ranks(P90, n):
        ranks |= {"p90_low": ends[0], "p90_high": ends[1]}
    return {"n_timed": n} | {name: ordered[rank - 1] for name, rank in ranks.items()}
