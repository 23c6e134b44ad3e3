"""What became of a KPI: the same cases in a period and before it, and how far they lie apart.

Both sides are given the same time. Where cases have a window (a lead has 180 days to become a
customer), only those count that have had it. Where nothing more can become of them (deals that
closed), all count. Else each stretch before is as long as the period and is asked as it stood on
its own last day, so that the latest is not the best for being young.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue.answers import ask, refused
from workshop.kpis.core.cases import IMMATURE, OfCases
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.measure import SHARE
from workshop.kpis.core.ranks import of_list
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.core.value import KpiValue
from workshop.kpis.groups.breakdown import grouped
from workshop.kpis.targets.quarters import STOCKS
from workshop.policy import MIN_N

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.engine import Record
    from workshop.kpis.core.cases import Cases
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.measure import Measure
    from workshop.kpis.core.period import Period
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.groups.dimension import Dimension
    from workshop.stats import Interval

TOO_YOUNG = "too_young"
"""Code of the reason that only time takes care of."""


@dataclass(frozen=True)
class Change:
    """What became of a KPI.

    Attributes:
        name: the KPI's key.
        before: its answer before the period.
        since: its answer in the period.
        why: why the two cannot be compared; None where they can.
        mature_on: the day the period's first cases have had their window; None without one.
    """

    name: str
    before: KpiValue
    since: KpiValue
    why: Caveat | None = None
    mature_on: date | None = None
    _measure: Measure | None = None
    _sums: tuple[Record, Record] | None = None

    @property
    def is_comparable(self) -> bool:
        """Whether there is a difference to speak of."""
        return self.why is None

    def difference(self, z: float) -> Interval:
        """Return the interval of the value since minus the value before.

        Args:
            z: how many standard errors wide, see `workshop.stats.simultaneous_z`.

        Raises:
            ValueError: if the two cannot be compared.
        """
        if self.why or self._measure is None or self._sums is None:
            message = f"{self.name} cannot be compared"
            raise ValueError(message)
        before, since = self._sums
        return self._measure.apart(since, before, z)


def change(scope: Scope, one: Kpi, since: Period, before: Sequence[Period]) -> Change:
    """Return what became of a KPI in a period.

    Args:
        scope: the data, and what counts as what; it ends with the period.
        one: the KPI.
        since: the period.
        before: stretches before it, each as long, the latest last; at least one.
    """
    missing = one.lacking(scope)
    unit = one.unit_in(scope.crm.currency)
    empty = KpiValue(one.name, unit, scope.as_of, missing=missing)
    then = replace(empty, as_of=before[-1].last)
    if refusal := refused(one, scope):
        return Change(one.name, then, empty.refused(refusal), refusal)
    if one.is_undated(scope):
        lack = Caveat("undated", {"day": scope.as_of})
        return Change(one.name, then, ask(one, scope), lack)
    formula = one.compute
    earlier = replace(scope, as_of=before[-1].last)
    if not isinstance(formula, OfCases):
        lack = Caveat("no_difference")
        return Change(one.name, ask(one, earlier), ask(one, scope), lack)
    if one.name in STOCKS:
        sides = [[formula.cases(each)] for each in (earlier, scope)]
    else:
        sides = [[cases_of(formula, scope, each) for each in own] for own in (before, [since])]
    return _compared(one, scope, sides, (then, empty), since)


def shares_change(before: KpiValue, since: KpiValue) -> Change:
    """Return what became of a share whose cases were counted elsewhere.

    Args:
        before: with its numerator and n; see `workshop.kpis.core.value.ratio`.
        since: likewise; its first caveat is the reason where the data cannot say.
    """
    if since.numerator is None and since.caveats:
        return Change(since.name, before, since, since.caveats[0])
    sums: list[Record] = [
        {"successes": int(one.numerator or 0), "counted_cases": one.n} for one in (before, since)
    ]
    why = _too_few(before, since)
    return Change(since.name, before, since, why, None, SHARE, (sums[0], sums[1]))


def cases_of(formula: OfCases, scope: Scope, period: Period, **by: Dimension) -> Cases:
    """Return the cases whose moment lies in a period, as they stood when they are comparable.

    Args:
        formula: counts cases.
        scope: the data, and what counts as what.
        period: when the cases belong.
        by: a column's name to the dimension that stands in it.
    """
    evening = min(period.last, scope.as_of)
    settled = formula.entity == "deals"
    cases = grouped(scope if settled else replace(scope, as_of=evening), formula, **by)
    if cases.window_days is not None and evening < scope.as_of and not settled:
        cases = grouped(scope, formula, **by)
    return replace(cases, table=cases.table.filter(period.holds(cases.table.moment)))


def pooled(tallies: Sequence[Record]) -> Record:
    """Return the sums over several sets of cases: counts are added, lists are joined."""
    found: dict[str, Any] = {}
    for name in tallies[0]:
        values = [tally[name] for tally in tallies]
        lists = [value for value in values if isinstance(value, list | tuple)]
        found[name] = list(chain(*lists)) if lists else sum(value or 0 for value in values)
    return found


def _compared(
    one: Kpi,
    scope: Scope,
    sides: Sequence[Sequence[Cases]],
    empty: tuple[KpiValue, KpiValue],
    since: Period,
) -> Change:
    engine = scope.engine
    sums = [pooled([engine.record(cases.sums()) for cases in side]) for side in sides]
    answers = [
        side[-1].fill(blank, _ranked(tally)).noting(_undated(one, scope, blank.as_of))
        for side, blank, tally in zip(sides, empty, sums, strict=True)
    ]
    if one.by_hours:
        answers = [answer.noting(calendar_caveat(scope)) for answer in answers]
    before, now = answers
    window = now.window_days
    mature_on = since.first + timedelta(days=window) if window else None
    why = _too_young(sums[1], now, mature_on) or _too_few(before, now)
    return Change(one.name, before, now, why, mature_on, sides[1][0].measure, (sums[0], sums[1]))


def _ranked(tally: Record) -> Record:
    """Return the sums with what stands at the ranks of the durations, where there are any."""
    return tally | of_list(tally["durations"] or []) if "durations" in tally else tally


def _undated(one: Kpi, scope: Scope, day: date) -> Caveat | None:
    return replace(scope, as_of=day).undated(one.term)


def _too_young(tally: Record, now: KpiValue, mature_on: date | None) -> Caveat | None:
    """Return the reason that most of the period's cases have not had their window, or None."""
    if now.n >= MIN_N or not mature_on or not tally.get(IMMATURE):
        return None
    return Caveat(TOO_YOUNG, {"n": int(tally[IMMATURE]), "day": mature_on})


def _too_few(before: KpiValue, now: KpiValue) -> Caveat | None:
    if not now.n:
        return Caveat("nothing_since")
    if now.n < MIN_N:
        return Caveat("few_since", {"n": now.n, "least": MIN_N})
    if before.n < MIN_N:
        return Caveat("few_before", {"n": before.n, "least": MIN_N})
    return None
