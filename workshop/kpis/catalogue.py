"""The KPIs the kit knows, as data: what each says, how, and who feels it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.kpis import durations, money, shares
from workshop.kpis.cases import OfCases
from workshop.kpis.question import WINDOW_DAYS, Needs, Question, lacking
from workshop.kpis.value import Caveat, KpiValue, Unit, counted
from workshop.kpis.waiting import HUMAN_TOUCHES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule


@dataclass(frozen=True)
class Kpi:
    """One KPI.

    Attributes:
        name: its key.
        label: what people call it.
        formula: how it is computed, in words.
        says: what it tells the two sides.
        cheat: how one would cheat it; the counter-question that keeps it honest.
        unit: see `Unit`.
        needs: columns without which there is no number; see `Needs`.
        compute: fills an empty answer; an `OfCases` can be broken down by groups.
        better: whether ``up`` or ``down`` is the good direction, or ``none``.
        joint: whether both sides can pull on it, so that it is offered for the charter.
    """

    name: str
    label: str
    formula: str
    says: str
    cheat: str
    unit: Unit
    needs: Needs
    compute: Callable[[Question, KpiValue], KpiValue]
    better: str = "up"
    joint: bool = True


LEADS = ("contacts.contact_id", "contacts.created_at")
CONVERSIONS = ("lead_to_won", "lead_to_deal", "win_rate")
"""What a newcomer wants to see first, the one that says most before the others."""
CLOSED = ("deals.status", "deals.closed_at")
CYCLE = (*CLOSED, "deals.created_at")
KPIS: dict[str, Kpi] = {
    kpi.name: kpi
    for kpi in (
        Kpi(
            "lead_to_won",
            N_("Lead to won"),
            N_("Leads of a cohort with a won deal within the window ÷ all leads of the cohort"),
            N_("Do we find the right people, and do we take care of them?"),
            N_("Call fewer people leads. Look at the number of leads beside it."),
            Unit.RATIO,
            ((*LEADS, "deals.contact_id", *CLOSED),),
            OfCases(shares.lead_to_won, "contacts"),
        ),
        Kpi(
            "lead_to_deal",
            N_("Lead to deal"),
            N_("Leads of a cohort that became a deal within the window ÷ all leads of the cohort"),
            N_("Does interest become something to talk about?"),
            N_("Open a deal for everybody. Look at the win rate beside it."),
            Unit.RATIO,
            (
                ("contacts.created_at", "contacts.converted_at"),
                (*LEADS, "deals.contact_id", "deals.created_at"),
            ),
            OfCases(shares.lead_to_deal, "contacts"),
        ),
        Kpi(
            "acceptance_rate",
            N_("Acceptance rate"),
            N_("Hand-offs that sales accepts ÷ all hand-offs"),
            N_("Does marketing hand over what sales can use, and does sales answer?"),
            N_("Accept everything and let it lie. Look at the response time beside it."),
            Unit.RATIO,
            (("handoffs.handed_at", "handoffs.decided_at", "handoffs.outcome"),),
            OfCases(shares.acceptance_rate, "handoffs"),
        ),
        Kpi(
            "response_time",
            N_("Response time"),
            N_("Median business hours from first seen to the first personal contact by sales"),
            N_("How long does somebody wait at the door?"),
            N_("Call at once and say nothing. Look at the conversion beside it."),
            Unit.HOURS,
            ((*LEADS, *HUMAN_TOUCHES),),
            OfCases(durations.response_time, "contacts"),
            better="down",
        ),
        Kpi(
            "win_rate",
            N_("Win rate"),
            N_("Won deals ÷ (won + lost deals), by close date"),
            N_("Do we work on the deals we can win?"),
            N_("Open fewer deals, or never close the lost ones. Look at the pipeline beside it."),
            Unit.RATIO,
            (CLOSED,),
            OfCases(shares.win_rate, "deals"),
        ),
        Kpi(
            "win_rate_by_value",
            N_("Win rate by value"),
            N_("Value of won deals ÷ value of won and lost deals"),
            N_("Do we win the big ones, too?"),
            N_("Write small values on lost deals."),
            Unit.RATIO,
            ((*CLOSED, "deals.value"),),
            money.win_rate_by_value,
            joint=False,
        ),
        Kpi(
            "sales_cycle_won",
            N_("Sales cycle (won)"),
            N_("Median days from deal opened to deal won"),
            N_("How long until a yes?"),
            N_("Open the deal late. Look at the response time beside it."),
            Unit.DAYS,
            (CYCLE,),
            OfCases(durations.sales_cycle_won, "deals"),
            better="down",
        ),
        Kpi(
            "sales_cycle_lost",
            N_("Sales cycle (lost)"),
            N_("Median days from deal opened to deal lost"),
            N_("How long until a no?"),
            N_("Close lost deals late, in one sweep."),
            Unit.DAYS,
            (CYCLE,),
            OfCases(durations.sales_cycle_lost, "deals"),
            better="none",
            joint=False,
        ),
        Kpi(
            "sales_cycle_closed",
            N_("Sales cycle (all closed)"),
            N_("Median days from deal opened to deal closed, won or lost"),
            N_("How long does a deal stay on the desk?"),
            N_("Lose quickly."),
            Unit.DAYS,
            (CYCLE,),
            OfCases(durations.sales_cycle_closed, "deals"),
            better="none",
            joint=False,
        ),
        Kpi(
            "won_value",
            N_("Won value"),
            N_("Sum of the values of all won deals"),
            N_("What did we earn together?"),
            N_("Discount until they sign. Look at the margin beside it."),
            Unit.MONEY,
            ((*CLOSED, "deals.value"),),
            money.won_value,
            joint=False,
        ),
    )
}


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
