"""KPIs about leads: what becomes of them, and how long they wait."""

from __future__ import annotations

from workshop.kpis import durations, shares
from workshop.kpis.cases import OfCases
from workshop.kpis.kpi import CLOSED, LEADS, Kpi
from workshop.kpis.value import Unit
from workshop.kpis.waiting import HUMAN_TOUCHES
from workshop.words import N_

KPIS: tuple[Kpi, ...] = (
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
)
