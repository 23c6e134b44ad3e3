"""KPIs about leads: what becomes of them, and how long they wait."""

from __future__ import annotations

from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.kpi import CLOSED, ENDED, LEADS, Kpi
from workshop.kpis.core.row_formula import OfFigures
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import durations, shares, sla, survival
from workshop.kpis.formulas.waiting import HUMAN_TOUCHES
from workshop.words import N_

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "lead_to_won",
        N_("Lead to won"),
        N_("Leads of a cohort with a won deal within the window ÷ all leads of the cohort"),
        N_("Do we find the right people – and look after them?"),
        N_("Call fewer people leads."),
        Unit.RATIO,
        ((*LEADS, "deals.contact_id", *CLOSED),),
        OfCases(shares.lead_to_won, "contacts"),
        term="lead",
        counter="lead_to_deal",
        undated=(("contacts.contact_id", "deals.contact_id", *ENDED),),
    ),
    Kpi(
        "eventual_conversion",
        N_("Won within a year (estimate)"),
        N_(
            "Estimated share of leads with a won deal within 365 days; young leads count "
            "for as long as we’ve observed them (Kaplan–Meier)"
        ),
        N_("What will become of our leads, the young ones included?"),
        N_("Call fewer people leads."),
        Unit.RATIO,
        ((*LEADS, "deals.contact_id", *CLOSED),),
        OfFigures(survival.watched, survival.eventual_conversion, survival.watched_ledgers),
        joint=False,
        term="lead",
        counter="lead_to_won",
    ),
    Kpi(
        "lead_to_deal",
        N_("Lead to deal"),
        N_("Leads of a cohort that became a deal within the window ÷ all leads of the cohort"),
        N_("Does interest turn into something to negotiate?"),
        N_("Open a deal for everyone."),
        Unit.RATIO,
        (
            ("contacts.created_at", "contacts.converted_at"),
            (*LEADS, "deals.contact_id", "deals.created_at"),
        ),
        OfCases(shares.lead_to_deal, "contacts"),
        term="lead",
        counter="win_rate",
        feels="marketing",
    ),
    Kpi(
        "response_time",
        N_("Response time"),
        N_("Median business hours from first seen until sales gets in touch personally"),
        N_("How long do we keep people waiting at the door?"),
        N_("Call straight away and say nothing."),
        Unit.HOURS,
        ((*LEADS, *HUMAN_TOUCHES),),
        OfCases(durations.response_time, "contacts"),
        by_hours=True,
        better="down",
        term="lead",
        counter="lead_to_deal",
        feels="marketing",
    ),
    Kpi(
        "sla_compliance",
        N_("Answered in time"),
        N_(
            "Leads that sales contacted personally before the deadline ÷ all whose "
            "deadline has passed; never answered counts as late"
        ),
        N_("Do we keep our promises to each other?"),
        N_("Call straight away and say nothing."),
        Unit.RATIO,
        ((*LEADS, *HUMAN_TOUCHES),),
        OfCases(sla.sla_compliance, "contacts"),
        by_hours=True,
        term="lead",
        counter="lead_to_deal",
        feels="marketing",
        assumes=("sla_hours",),
    ),
)
