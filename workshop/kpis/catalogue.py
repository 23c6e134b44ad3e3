"""All KPIs the kit offers, by name, and how one is asked on data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.kpis.assumptions import RANGES, Assumptions
from workshop.kpis.contradictions import doubts
from workshop.kpis.leakage import leakage
from workshop.kpis.offer import costs, deals, handover, leads, pipeline, sources
from workshop.kpis.question import Question, lacking
from workshop.kpis.unit import unit_of
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.kpi import Kpi
    from workshop.terms.rule import Rule

    Terms = Mapping[str, Rule]

NOTHING_AGREED: Terms = {}
NOBODY_SAID = Assumptions()
CONVERSIONS = ("lead_to_won", "lead_to_deal", "win_rate")
"""What a newcomer wants to see first, the one that says most before the others."""
FAMILIES = (leads.KPIS, handover.KPIS, deals.KPIS, pipeline.KPIS, sources.KPIS, costs.KPIS)
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
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> KpiValue:
    """Return the KPI's answer on this data; what cannot be computed says what is missing.

    Args:
        one: the KPI.
        crm: the data.
        terms: term key to the agreed rule; without the KPI's own, everybody counts, and it says so.
        as_of: nothing after this day counts; the data's own last day at the latest.
        window_days: how long a lead has to succeed.
        assumptions: what people said that no data can say.
    """
    asked = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    return answer(one, asked)


def answer(one: Kpi, question: Question) -> KpiValue:
    """Return the KPI's answer to a question already posed; see `ask`."""
    crm = question.crm
    missing = lacking(crm, one.needs)
    empty = KpiValue(one.name, unit_of(one, crm.currency), question.as_of, missing=missing)
    if missing:
        return empty.refused(Caveat("missing_columns", {"columns": ", ".join(missing)}))
    if refusal := unsaid(one, question) or leakage(one, question):
        return empty.refused(refusal)
    return one.compute(question, empty).noting(*doubts(one, question), set_aside(one, crm))


def unsaid(one: Kpi, question: Question) -> Caveat | None:
    """Return the caveat about an assumption that the KPI needs and nobody made, or None."""
    name = question.assumptions.lacking(one.assumes)
    return Caveat("assumption_missing", {"assumption": RANGES[name].label}) if name else None


def set_aside(one: Kpi, crm: Crm) -> Caveat | None:
    """Return the caveat about rows that never reached the tables that the KPI reads, or None."""
    columns = (column for needs in one.needs if not crm.missing(needs) for column in needs)
    tables = {column.split(".")[0] for column in columns}
    return counted(sum(crm.set_aside.get(table, 0) for table in tables), "set_aside")


def pose(
    crm: Crm,
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> Question:
    """Return the question that `ask` asks of these arguments."""
    day = min(as_of or crm.as_of, crm.as_of)
    return Question(crm, day, window_days, terms, assumptions=assumptions)


def ask_all(
    crm: Crm,
    names: Iterable[str] = KPIS,
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> list[KpiValue]:
    """Return the answers of these KPIs, in the catalogue's order; see `ask`."""
    chosen = set(names)
    asked = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    return [answer(one, asked) for one in KPIS.values() if one.name in chosen]


def conversion(crm: Crm) -> KpiValue:
    """Return what becomes of contacts in this data, or of deals where it has no contacts.

    The first of `CONVERSIONS` that can be asked; the first of all where none can.
    """
    answers = (ask(KPIS[name], crm) for name in CONVERSIONS)
    return next((one for one in answers if not one.missing), ask(KPIS[CONVERSIONS[0]], crm))
