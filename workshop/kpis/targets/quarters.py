"""A KPI's answer for each of its last quarters: all watched for equally long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from workshop.kpis.catalogue import pipeline
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.quarter import Quarter, last_full
from workshop.kpis.core.value import KpiValue
from workshop.kpis.formulas.left_truncation import LEFT_TRUNCATED
from workshop.kpis.groups.breakdown import grouped
from workshop.kpis.groups.dimension import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    import ibis

    from workshop.crm.engine import Record
    from workshop.kpis.core.cases import Cases
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope

STOCKS = frozenset(one.name for one in pipeline.KPIS)
"""KPIs about what lies open on a day: their quarter is the day it ends."""


@dataclass(frozen=True)
class OwnQuarter:
    """A quarter and the KPI's answer for its cases; without a value the first caveat says why."""

    quarter: Quarter
    answer: KpiValue


def own_quarters(one: Kpi, scope: Scope, n: int) -> tuple[OwnQuarter, ...]:
    """Return a KPI's answers for its last full quarters, the oldest first; none for a sum.

    Cases belong to the quarter of their moment (leads: first seen, deals: closed, hand-offs:
    made). Where cases have a window, the last quarter is one whose youngest case has had it.
    Where they have none, and what becomes of them takes time, each quarter is asked as it stood
    equally long after its end, so that the latest is not the best for being young. A stock is
    asked on the last day of each quarter.

    Args:
        one: a KPI whose columns are all there.
        scope: the data, the day, the agreed rules.
        n: how many quarters.
    """
    formula = one.compute
    if not isinstance(formula, OfCases):
        return ()
    if one.name in STOCKS:
        return tuple(
            OwnQuarter(quarter, _stock(one, replace(scope, as_of=quarter.last)))
            for quarter in _before(last_full(scope.as_of), n)
        )
    cases = formula.cases(scope)
    watched = timedelta(days=cases.window_days or 0)
    plan = _Plan(
        formula,
        scope,
        _before(last_full(scope.as_of - watched), n),
        settled=cases.window_days is not None or formula.entity == "deals",
    )
    name = ("quarters", one.name, plan.chosen, *fingerprint(scope))
    kept = scope.crm.once(name, plan.tallied)
    tallies = {tally["group"]: tally for tally in scope.engine.records(kept)}
    empty = KpiValue(one.name, one.unit_in(scope.crm.currency), scope.as_of)
    return tuple(
        OwnQuarter(
            quarter,
            _filled(
                cases, replace(empty, as_of=plan.asked(quarter)), tallies.get(quarter.key)
            ).noting(_undated(one, scope, plan.asked(quarter))),
        )
        for quarter in plan.chosen
    )


def _stock(one: Kpi, scope: Scope) -> KpiValue:
    empty = KpiValue(one.name, one.unit_in(scope.crm.currency), scope.as_of)
    return one.compute(scope, empty).noting(_undated(one, scope, scope.as_of))


def _undated(one: Kpi, scope: Scope, day: date) -> Caveat | None:
    """Return the caveat that today's rule meets fields no date belongs to, or None.

    No refusal: quarters are compared by whom the rule covers today, as far as nothing says since
    when. Whoever asks as of a day is refused, see `workshop.kpis.catalogue.answers.ask`.
    """
    return replace(scope, as_of=day).undated(one.term)


def fingerprint(scope: Scope) -> tuple[Hashable, ...]:
    """Return what tells one question about the same data from another."""
    rules = tuple(sorted((term, rule.to_yaml()) for term, rule in scope.terms.items()))
    said = repr((scope.assumptions, scope.calendar))
    return scope.as_of, scope.window_days, rules, said


def _before(last: Quarter, n: int) -> tuple[Quarter, ...]:
    return tuple(last.back(k) for k in reversed(range(n)))


class _Plan(NamedTuple):
    """How the quarters of a formula over cases are asked.

    Attributes:
        formula, question: what is asked.
        chosen: the quarters, the oldest first.
        settled: whether nothing more can become of their cases.
    """

    formula: OfCases
    scope: Scope
    chosen: tuple[Quarter, ...]
    settled: bool

    def asked(self, quarter: Quarter) -> date:
        """Return the day a quarter is asked on: as long after its end as the last one is."""
        as_of = self.scope.as_of
        return as_of if self.settled else quarter.last + (as_of - self.chosen[-1].last)

    def tallied(self) -> ibis.Table:
        """Return the sums of each quarter, one row each, with its key in ``group``."""
        if self.settled:
            return self._grouped(self.scope).summed("group")
        parts = []
        for quarter in self.chosen:
            cases = self._grouped(replace(self.scope, as_of=self.asked(quarter)))
            own = cases.table.filter(cases.table.group == quarter.key)
            parts.append(replace(cases, table=own).summed("group"))
        return reduce(lambda all_, part: all_.union(part), parts)

    def _grouped(self, scope: Scope) -> Cases:
        return grouped(scope, self.formula, group=DIMENSIONS["quarter"])


def _filled(cases: Cases, empty: KpiValue, tally: Record | None) -> KpiValue:
    if tally is None:
        return empty.refused(Caveat("no_cases"))
    found = cases.fill(empty, tally)
    if tally.get(LEFT_TRUNCATED):
        why = next(caveat for caveat in found.caveats if caveat.code == LEFT_TRUNCATED)
        return found.refused(why)
    return found
