"""A KPI by groups, honestly: every case in one group, and no ranking that chance could make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop.crm.intake.report import Oddity
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.core.cases import IMMATURE, Cases, OfCases
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.scope import Scope, lacking
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.core.value import KpiValue
from workshop.kpis.formulas.left_truncation import LEFT_TRUNCATED
from workshop.kpis.groups.colleagues import few_colleagues, group_label, guarded
from workshop.kpis.groups.dimension import ANSWERED_WITHIN, Dimension, dimension
from workshop.kpis.groups.group import Group, ordered, ranked
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine, Record
    from workshop.kpis.core.kpi import Kpi
    from workshop.words import Words


@dataclass(frozen=True)
class Breakdown:
    """A KPI by groups.

    Attributes:
        by: the dimension.
        total: the KPI of all cases, the same as `ask` returns; its n is the sum of the groups'.
        groups: in the dimension's own order, or the best first; those without a number next,
            the one without an entry last.
        caveats: reservations about the grouping; those about the cases stand at the answers.
    """

    by: Dimension
    total: KpiValue
    groups: tuple[Group, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: names, numbers between 0 and 1, stable codes."""
        return {
            "name": self.total.name,
            "by": self.by.name,
            "total": self.total.as_json(words),
            "groups": [group.as_json(words) for group in self.groups],
            "caveats": [{"code": c.code, "text": c.text(words)} for c in self.caveats],
        }


def breakdown(scope: Scope, kpi_name: str, by: str) -> Breakdown:
    """Return a KPI by groups; what cannot be computed says what is missing.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        kpi_name: a KPI whose formula counts cases.
        by: a dimension; months and the like are those in which leads were first seen, deals
            closed, or hand-offs made.

    Raises:
        WorkshopError: if there is no such KPI, if it has no cases, or if `by` does not fit them.
    """
    one = kpi(kpi_name)
    formula = formula_of(one)
    total = ask(one, scope)
    chosen = dimension(by, formula.entity)
    missing = missing_columns(scope.crm, total, formula, chosen)
    if missing:
        return Breakdown(chosen, total, caveats=(missing,))
    cases = grouped(scope, formula, group=chosen)
    shown = cases if chosen.cohorts else guarded(scope, formula.entity, cases, "group")
    few = few_colleagues(cases, shown, scope.crm)
    if shown is None:
        return Breakdown(chosen, total, caveats=(few,) if few else ())
    # By a field that the result itself filled in, there is nothing to win.
    better = "none" if chosen.is_late(formula.entity) else one.better
    groups = ordered(ranked(_groups(scope.engine, shown, total, chosen), better), chosen, better)
    reserved = form_defaults(scope.crm, chosen.name), few
    by_hours = calendar_caveat(scope) if chosen == ANSWERED_WITHIN else None
    caveats = (*_caveats(chosen, formula.entity, groups), *reserved, by_hours)
    return Breakdown(chosen, total, groups, tuple(one for one in caveats if one))


def formula_of(one: Kpi) -> OfCases:
    """Return the formula of a KPI over its cases.

    Raises:
        WorkshopError: if it does not count cases.
    """
    if isinstance(one.compute, OfCases):
        return one.compute
    raise WorkshopError(
        N_("This KPI is a sum and doesn’t count cases, so it has no groups."),
        found="{name}",
        hint=N_("KPIs: {known}"),
        name=one.name,
        known=", ".join(o.name for o in KPIS.values() if isinstance(o.compute, OfCases)),
    )


def missing_columns(crm: Crm, total: KpiValue, formula: OfCases, *by: Dimension) -> Caveat | None:
    """Return the caveat about what the KPI or one of the dimensions lacks, or None."""
    lack = [lacking(crm, one.needs[formula.entity]) for one in by]
    if any(one.cohorts for one in by):
        # Without dates the number stands, and no month of it.
        lack.append(lacking(crm, kpi(total.name).needs))
    missing = dict.fromkeys((*total.missing, *(column for one in lack for column in one)))
    return lack_of(crm, tuple(missing)) if missing else None


def grouped(scope: Scope, formula: OfCases, **by: Dimension) -> Cases:
    """Return the cases of a formula with a column for each dimension, called as the argument."""
    cases = formula.cases(scope)
    table = cases.table
    for name, one in by.items():
        table = one.add(scope, formula.entity, table, name)
    return replace(cases, table=table)


def _groups(engine: Engine, cases: Cases, total: KpiValue, by: Dimension) -> list[Group]:
    empty = KpiValue(total.name, total.unit, total.as_of)
    return [
        Group(tally["group"], group_label(tally["group"], by), _answer(cases, empty, tally, by))
        for tally in cases.tallies(engine, "group")
    ]


def _answer(cases: Cases, empty: KpiValue, tally: Record, by: Dimension) -> KpiValue:
    answer = cases.fill(empty, tally)
    # The quick ones of a young cohort are no sample of it, and would flatter it; of one from
    # before the records nobody knows.
    for code in (IMMATURE, LEFT_TRUNCATED) if by.cohorts else ():
        if tally.get(code):
            return _withheld(answer, code)
    # A number without an interval invites comparisons that nothing supports.
    return answer if answer.low is not None else _withheld(answer, "no_interval")


def _withheld(answer: KpiValue, code: str) -> KpiValue:
    """Return the answer without its value; the reservation of this code is the reason."""
    reasons = [caveat for caveat in answer.caveats if caveat.code == code]
    others = tuple(caveat for caveat in answer.caveats if caveat.code != code)
    return replace(answer, value=None, low=None, high=None, caveats=(*reasons, *others))


def form_defaults(crm: Crm, field: str) -> Caveat | None:
    """Return the caveat about cells of a field that held a default of forms, or None."""
    found = (one for one in crm.report.findings if one.names.get("field") == field)
    n = sum(one.n for one in found if one.code is Oddity.DEFAULT)
    return counted(n, Oddity.DEFAULT.value)


def _caveats(by: Dimension, entity: str, groups: tuple[Group, ...]) -> tuple[Caveat, ...]:
    blank = sum(group.answer.n for group in groups if group.key is None)
    code = by.caveat or ("known_late" if by.is_late(entity) else "")
    found = (counted(blank, "missing_category"), Caveat(code) if code else None)
    return tuple(caveat for caveat in found if caveat)
