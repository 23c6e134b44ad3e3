"""All KPIs the kit offers, by name, and how one is asked on data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.kpis.offer import deals, handover, leads
from workshop.kpis.question import WINDOW_DAYS, Question, lacking
from workshop.kpis.value import Caveat, KpiValue, Unit, counted
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.kpi import Kpi
    from workshop.terms.rule import Rule


CONVERSIONS = ("lead_to_won", "lead_to_deal", "win_rate")
"""What a newcomer wants to see first, the one that says most before the others."""
FAMILIES = (leads.KPIS, handover.KPIS, deals.KPIS)
KPIS: dict[str, Kpi] = {kpi.name: kpi for family in FAMILIES for kpi in family}


def kpi(name: str) -> Kpi:
    """Return the KPI of this name.

    Raises:
        WorkshopError: if there is none.
    """
    if name not in KPIS:
        raise WorkshopError(
            N_("There is no KPI of this name."),
            found="{name}",
            hint=N_("KPIs: {known}"),
            name=name,
            known=", ".join(KPIS),
        )
    return KPIS[name]


def ask(
    one: Kpi,
    crm: Crm,
    *,
    lead: Rule | None = None,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
) -> KpiValue:
    """Return the KPI's answer on this data; what cannot be computed says what is missing.

    Args:
        one: the KPI.
        crm: the data.
        lead: the agreed rule for Lead; None takes every contact and says so.
        as_of: nothing after this day counts; the data's own last day at the latest.
        window_days: how long a lead has to succeed.
    """
    question = pose(crm, lead=lead, as_of=as_of, window_days=window_days)
    unit = crm.currency if one.unit is Unit.MONEY else one.unit.value
    missing = lacking(crm, one.needs)
    empty = KpiValue(one.name, unit, question.as_of, missing=missing)
    if missing:
        return empty.refused(Caveat("missing_columns", {"columns": ", ".join(missing)}))
    return one.compute(question, empty).noting(set_aside(one, crm))


def set_aside(one: Kpi, crm: Crm) -> Caveat | None:
    """Return the caveat about rows that never reached the tables that the KPI reads, or None."""
    columns = (column for needs in one.needs if not crm.missing(needs) for column in needs)
    tables = {column.split(".")[0] for column in columns}
    return counted(sum(crm.set_aside.get(table, 0) for table in tables), "set_aside")


def pose(
    crm: Crm,
    *,
    lead: Rule | None = None,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
) -> Question:
    """Return the question that `ask` asks of these arguments."""
    return Question(crm, min(as_of or crm.as_of, crm.as_of), window_days, lead)


def ask_all(
    crm: Crm,
    names: Iterable[str] = KPIS,
    *,
    lead: Rule | None = None,
    window_days: int = WINDOW_DAYS,
) -> list[KpiValue]:
    """Return the answers of these KPIs, in the catalogue's order."""
    chosen = set(names)
    return [
        ask(one, crm, lead=lead, window_days=window_days)
        for one in KPIS.values()
        if one.name in chosen
    ]


def conversion(crm: Crm) -> KpiValue:
    """Return what becomes of contacts in this data, or of deals where it has no contacts.

    The first of `CONVERSIONS` that can be asked; the first of all where none can.
    """
    answers = (ask(KPIS[name], crm) for name in CONVERSIONS)
    return next((one for one in answers if not one.missing), ask(KPIS[CONVERSIONS[0]], crm))
