"""All KPIs the kit offers, by name, and how one is asked on data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.intake.report import Oddity
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import costs, deals, handover, leads, pipeline, sources
from workshop.kpis.checks.contradictions import doubts
from workshop.kpis.checks.leakage import leakage
from workshop.kpis.core.assumptions import RANGES
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.core.value import KpiValue
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.crm import Crm
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope
    from workshop.terms.rules.rule import Rule

    Terms = Mapping[str, Rule]

CONVERSIONS = ("lead_to_won", "lead_to_deal", "win_rate")
"""What a newcomer wants to see first, the one that says most before the others."""
MONEY = frozenset({Oddity.MIXED, Oddity.FOREIGN})
"""What the report says of amounts that no number may use."""
FAMILIES = (leads.KPIS, handover.KPIS, deals.KPIS, pipeline.KPIS, sources.KPIS, costs.KPIS)
KPIS: dict[str, Kpi] = {kpi.name: kpi for family in FAMILIES for kpi in family}


def kpi(name: str) -> Kpi:
    """Return the KPI of this name.

    Raises:
        WorkshopError: if there is none.
    """
    if name not in KPIS:
        raise WorkshopError(
            N_("There’s no KPI by that name."),
            found="{name}",
            hint=N_("KPIs: {known}"),
            name=name,
            known=", ".join(KPIS),
        )
    return KPIS[name]


def ask(one: Kpi, scope: Scope) -> KpiValue:
    """Return the KPI's answer; what cannot be computed says what is missing.

    Args:
        one: the KPI.
        scope: the data, and what counts as what; without the KPI's own rule everybody counts, and
            the answer says so.
    """
    crm = scope.crm
    missing = one.lacking(scope)
    empty = KpiValue(one.name, one.unit_in(crm.currency), scope.as_of, missing=missing)
    if refusal := refused(one, scope):
        return empty.refused(refusal)
    undated = Caveat("undated", {"day": scope.as_of}) if one.is_undated(scope) else None
    answer = one.compute(scope, empty).noting(undated)
    answer = answer.noting(*doubts(one, scope), set_aside(one, scope))
    return answer.noting(calendar_caveat(scope)) if one.by_hours else answer


def refused(one: Kpi, scope: Scope) -> Caveat | None:
    """Return why a KPI is not computed at all, or None: a column is not there, or not usable, an
    assumption is not made, or its rule would find what it looks for.
    """
    crm = scope.crm
    if missing := one.lacking(scope):
        return unusable_money(missing, crm) or lack_of(crm, missing)
    return unsaid(one, scope) or leakage(one, scope) or scope.undated(one.term)


def unusable_money(missing: Iterable[str], crm: Crm) -> Caveat | None:
    """Return the caveat that amounts are there but cannot be added up, or None.

    Args:
        missing: columns without which there is no number.
        crm: the data; its report knows which amounts were refused.
    """
    for found in crm.report.findings:
        if found.code in MONEY and f"{found.table}.{found.names['field']}" in missing:
            names = {"column": found.names["value"], "currencies": found.names["values"]}
            return Caveat(found.code.value, names | {"other": found.names.get("twin", "")})
    return None


def unsaid(one: Kpi, scope: Scope) -> Caveat | None:
    """Return the caveat about an assumption that the KPI needs and nobody made, or None."""
    name = scope.assumptions.lacking(one.assumes)
    return Caveat("assumption_missing", {"assumption": RANGES[name].label}) if name else None


def set_aside(one: Kpi, scope: Scope) -> Caveat | None:
    """Return the caveat about rows that never reached the tables that the KPI reads, or None."""
    tables = {column.split(".")[0] for column in one.columns(scope)}
    return counted(sum(scope.crm.set_aside.get(table, 0) for table in tables), "set_aside")


def ask_all(scope: Scope, names: Iterable[str] = KPIS) -> list[KpiValue]:
    """Return the answers of these KPIs, in the catalogue's order; see `ask`."""
    chosen = set(names)
    return [ask(one, scope) for one in KPIS.values() if one.name in chosen]


def conversion(scope: Scope) -> KpiValue:
    """Return what becomes of contacts in this data, or of deals where it has no contacts.

    The first of `CONVERSIONS` that can be asked; the first of all where none can.
    """
    answers = (ask(KPIS[name], scope) for name in CONVERSIONS)
    return next((one for one in answers if not one.missing), ask(KPIS[CONVERSIONS[0]], scope))
