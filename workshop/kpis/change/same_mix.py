"""Before praise: would a share have moved if its cases were mixed as before?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.kpis.change.change import cases_of, pooled
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.measure import SHARE
from workshop.kpis.core.scope import lacking
from workshop.kpis.groups.dimension import DIMENSIONS
from workshop.kpis.groups.standardisation import Count, difference_interval
from workshop.kpis.groups.standardisation import pooled as counted_together
from workshop.kpis.groups.strata import Table
from workshop.kpis.targets.quarters import STOCKS
from workshop.policy import MIN_N

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.engine import Record
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.period import Period
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.groups.dimension import Dimension
    from workshop.stats import Interval

MIXES = ("source", "segment")
"""What mixes are made of: where people come from, and what kind of customer they are."""


@dataclass(frozen=True)
class MixCheck:
    """What a difference is if both sides were mixed alike.

    Attributes:
        by: name of the dimension.
        low, high: 95 % interval of the share since minus the share before, with the same mix;
            None where too few cases can be compared.
    """

    by: str
    low: float | None = None
    high: float | None = None

    def holds(self, better: str) -> bool | None:
        """Return whether the change for the better remains; None where nobody can say."""
        if self.low is None or self.high is None:
            return None
        return self.high < 0 if better == "down" else self.low > 0


def same_mix_checks(
    scope: Scope, one: Kpi, since: Period, before: Sequence[Period]
) -> list[MixCheck]:
    """Return what is left of a change in a share with the same mix, by each of `MIXES`.

    Args:
        scope: the data, and what counts as what.
        one: a KPI that can be asked; nothing is returned where it is no share of a period's cases.
        since: see `workshop.kpis.change.change.change`.
        before: likewise.
    """
    formula = one.compute
    if one.name in STOCKS or not isinstance(formula, OfCases):
        return []
    if formula.cases(scope).measure is not SHARE:
        return []
    fitting = [DIMENSIONS[name] for name in MIXES if formula.entity in DIMENSIONS[name].needs]
    known = [by for by in fitting if not lacking(scope.crm, by.needs[formula.entity])]
    return [_checked(scope, formula, by, since, before) for by in known]


def _checked(
    scope: Scope, formula: OfCases, by: Dimension, since: Period, before: Sequence[Period]
) -> MixCheck:
    sides = {"since": [since], "before": list(before)}
    table = Table({side: _strata(scope, formula, by, own) for side, own in sides.items()})
    if min(counted_together(table.row(side)).n for side in sides) < MIN_N:
        return MixCheck(by.name)
    ends: Interval = difference_interval(table.weights, table.row("since"), table.row("before"))
    return MixCheck(by.name, ends.low, ends.high)


def _strata(
    scope: Scope, formula: OfCases, by: Dimension, periods: Sequence[Period]
) -> dict[tuple[str | None, ...], Count]:
    """Return successes and n in each stratum, over all these periods."""
    found: dict[tuple[str | None, ...], list[Record]] = {}
    for period in periods:
        cases = cases_of(formula, scope, period, stratum=by)
        for tally in scope.engine.records(cases.sums("stratum")):
            found.setdefault((tally.pop("stratum"),), []).append(tally)
    sums = {keys: pooled(tallies) for keys, tallies in found.items()}
    return {
        keys: Count(one["successes"], one["counted_cases"])
        for keys, one in sums.items()
        if one["counted_cases"]
    }
