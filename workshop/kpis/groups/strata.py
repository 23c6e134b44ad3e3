"""Counts in strata, compared: only where every side has cases, and everything else named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.groups.standardisation import (
    Count,
    difference_interval,
    interval,
    pooled,
    pooled_mix,
    standardised,
)
from workshop.kpis.groups.standardised import Difference, Keys, Mix, Side, Stratum
from workshop.policy import MIN_N

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    Counts = Mapping[str, Mapping[Keys, Count]]

NOTHING = Count(0, 0)


@dataclass(frozen=True)
class Table:
    """What each side has in each stratum; a stratum in which it has no case is not there."""

    counts: Counts

    @property
    def strata(self) -> list[Keys]:
        """Every stratum that a side has, in a fixed order."""
        found = {keys for own in self.counts.values() for keys in own}
        return sorted(found, key=lambda keys: [(key is None, key or "") for key in keys])

    @property
    def shared(self) -> list[Keys]:
        """The strata that all sides have."""
        return [keys for keys in self.strata if all(keys in own for own in self.counts.values())]

    @property
    def weights(self) -> list[Fraction]:
        """How large the shared strata are in all sides together; they add up to 1."""
        return pooled_mix([[own[keys] for own in self.counts.values()] for keys in self.shared])

    def row(self, side: str) -> list[Count]:
        """Return what a side has in the shared strata."""
        return [self.counts[side][keys] for keys in self.shared]

    def whole(self, side: str) -> Count:
        """Return all that a side has."""
        return pooled(list(self.counts[side].values()))


def compared(counts: Counts, empty: Mix) -> Mix:
    """Return the comparison of all sides, or none with the reason why.

    Args:
        counts: for two sides or more, what each has in each stratum.
        empty: a comparison to fill; its total lends its name, unit and day.
    """
    table = Table(counts)
    shared = set(table.shared)
    left_out = tuple(_stratum(table, k, empty.total) for k in table.strata if k not in shared)
    filled = replace(empty, left_out=left_out).noting(
        counted(sum(stratum.n for stratum in left_out), "strata_left_out")
    )
    least = min(pooled(table.row(side)).n for side in counts)
    if least < MIN_N:
        return filled.warning(Caveat("small_n", {"n": least, "least": MIN_N}))
    differences = tuple(_difference(table, *pair) for pair in combinations(counts, 2))
    turned = any(one.is_reversed for one in differences)
    full = replace(
        filled,
        sides=tuple(_side(table, side, empty.total) for side in counts),
        strata=_weighted(table, empty.total),
        differences=differences,
    )
    return full.warning(Caveat("mix_reversal")) if turned else full


def _empty(total: KpiValue) -> KpiValue:
    return KpiValue(total.name, total.unit, total.as_of, window_days=total.window_days)


def _stratum(table: Table, keys: Keys, total: KpiValue) -> Stratum:
    found = [own.get(keys, NOTHING) for own in table.counts.values()]
    return Stratum(keys, tuple(ratio(_empty(total), *count) for count in found))


def _weighted(table: Table, total: KpiValue) -> tuple[Stratum, ...]:
    pairs = zip(table.shared, table.weights, strict=True)
    return tuple(replace(_stratum(table, k, total), weight=float(w)) for k, w in pairs)


def _side(table: Table, key: str, total: KpiValue) -> Side:
    row, weights, empty = table.row(key), table.weights, _empty(total)
    low, high = interval(weights, row)
    rate = float(standardised(weights, row))
    return Side(
        key,
        crude=ratio(empty, *table.whole(key)),
        compared=ratio(empty, *pooled(row)),
        same_mix=replace(empty, value=rate, low=low, high=high, n=pooled(row).n),
    )


def _difference(table: Table, first: str, second: str) -> Difference:
    one, other, weights = table.row(first), table.row(second), table.weights
    crude = table.whole(first).rate - table.whole(second).rate
    comparable = pooled(one).rate - pooled(other).rate
    same_mix = standardised(weights, one) - standardised(weights, other)
    low, high = difference_interval(weights, one, other)
    steps = [a.rate - b.rate for a, b in zip(one, other, strict=True)]
    return Difference(
        first,
        second,
        crude=float(crude),
        same_mix=float(same_mix),
        low=low,
        high=high,
        by_mix=float(comparable - same_mix),
        by_left_out=float(crude - comparable),
        is_reversed=crude * same_mix < 0,
        in_every_stratum=crude != 0 and all(crude * step < 0 for step in steps),
    )
