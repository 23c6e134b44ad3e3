"""A KPI by groups, honestly: every case in one group, and no ranking that chance could make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop.crm.intake.report import Oddity
from workshop.errors import WorkshopError
from workshop.kpis.cases import IMMATURE, Cases, OfCases
from workshop.kpis.catalogue import KPIS, NOBODY_SAID, NOTHING_AGREED, answer, kpi, pose
from workshop.kpis.dimension import Dimension, dimension
from workshop.kpis.group import Group, ordered, ranked
from workshop.kpis.question import Question, lacking
from workshop.kpis.truncation import LEFT_TRUNCATED
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.catalogue import Terms
    from workshop.kpis.kpi import Kpi
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


def breakdown(
    crm: Crm,
    kpi_name: str,
    by: str,
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> Breakdown:
    """Return a KPI by groups; what cannot be computed says what is missing.

    Args:
        crm: the data.
        kpi_name: a KPI whose formula counts cases.
        by: a dimension; months and the like are those in which leads were first seen, deals
            closed, or hand-offs made.
        terms: as in `ask`.
        as_of: as in `ask`.
        window_days: as in `ask`.
        assumptions: as in `ask`.

    Raises:
        WorkshopError: if there is no such KPI, if it has no cases, or if `by` does not fit them.
    """
    one = kpi(kpi_name)
    formula = formula_of(one)
    question = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    total = answer(one, question)
    chosen = dimension(by, formula.entity)
    missing = missing_columns(crm, total, formula, chosen)
    if missing:
        return Breakdown(chosen, total, caveats=(missing,))
    cases = grouped(question, formula, group=chosen)
    # By a field that the result itself filled in, there is nothing to win.
    better = "none" if chosen.is_late(formula.entity) else one.better
    groups = ordered(ranked(_groups(cases, total, chosen), better), chosen, better)
    caveats = _caveats(chosen, formula.entity, groups)
    defaults = form_defaults(crm, chosen.name)
    return Breakdown(chosen, total, groups, caveats + ((defaults,) if defaults else ()))


def formula_of(one: Kpi) -> OfCases:
    """Return the formula of a KPI over its cases.

    Raises:
        WorkshopError: if it does not count cases.
    """
    if isinstance(one.compute, OfCases):
        return one.compute
    raise WorkshopError(
        N_("This KPI is a sum and counts no cases, so it has no groups."),
        found="{name}",
        hint=N_("KPIs: {known}"),
        name=one.name,
        known=", ".join(o.name for o in KPIS.values() if isinstance(o.compute, OfCases)),
    )


def missing_columns(crm: Crm, total: KpiValue, formula: OfCases, *by: Dimension) -> Caveat | None:
    """Return the caveat about what the KPI or one of the dimensions lacks, or None."""
    lack = [lacking(crm, one.needs[formula.entity]) for one in by]
    missing = dict.fromkeys((*total.missing, *(column for one in lack for column in one)))
    return Caveat("missing_columns", {"columns": ", ".join(missing)}) if missing else None


def grouped(question: Question, formula: OfCases, **by: Dimension) -> Cases:
    """Return the cases of a formula with a column for each dimension, called as the argument."""
    cases = formula.cases(question)
    table = cases.table
    for name, one in by.items():
        table = one.add(question, formula.entity, table, name)
    return replace(cases, table=table)


def _groups(cases: Cases, total: KpiValue, by: Dimension) -> list[Group]:
    empty = KpiValue(total.name, total.unit, total.as_of)
    return [
        Group(tally["group"], by.label_of(tally["group"]), _answer(cases, empty, tally, by))
        for tally in cases.tallies("group")
    ]


def _answer(cases: Cases, empty: KpiValue, tally: dict[str, Any], by: Dimension) -> KpiValue:
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
