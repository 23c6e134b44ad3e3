"""KPIs about the hand-over from marketing to sales, and about what comes back."""

from __future__ import annotations

from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.kpi import Kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import feedback, shares
from workshop.words import N_

ANSWERED = ("handoffs.handed_at", "handoffs.decided_at", "handoffs.outcome")

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "acceptance_rate",
        N_("Acceptance rate"),
        N_("Hand-overs accepted by sales ÷ all hand-overs"),
        N_("Does marketing hand over what sales can use, and does sales answer?"),
        N_("Accept everything, then sit on it."),
        Unit.RATIO,
        (ANSWERED,),
        OfCases(shares.acceptance_rate, "handoffs"),
        by_hours=True,
        counter="response_time",
        feels="marketing",
    ),
    Kpi(
        "rejection_rate",
        N_("Rejection rate"),
        N_("Hand-overs rejected by sales ÷ all hand-overs"),
        N_("How often does sales say no out loud?"),
        N_("Stay silent instead of saying no."),
        Unit.RATIO,
        (ANSWERED,),
        OfCases(shares.rejection_rate, "handoffs"),
        by_hours=True,
        better="down",
        counter="reasons_given",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "reasons_given",
        N_("Rejections with a reason"),
        N_("Rejections that give a reason ÷ all rejections"),
        N_("Does marketing learn anything from a no?"),
        N_("Always tick the first reason."),
        Unit.RATIO,
        ((*ANSWERED, "handoffs.reason"),),
        OfCases(feedback.reasons_given, "handoffs"),
        counter="rejection_rate",
        feels="marketing",
    ),
    Kpi(
        "feedback_time",
        N_("Time to feedback"),
        N_("Median days from the hand-over to sales’ answer, yes or no"),
        N_("How long does marketing wait for an answer?"),
        N_("Click “no” straight away."),
        Unit.DAYS,
        (ANSWERED,),
        OfCases(feedback.feedback_time, "handoffs"),
        better="down",
        counter="acceptance_rate",
        feels="marketing",
    ),
    Kpi(
        "recycled_accepted",
        N_("Accepted at the second attempt"),
        N_("Leads accepted after they came back ÷ leads handed over again after a rejection"),
        N_("Is it worth nurturing the ones we turned down?"),
        N_("Only bring back the sure things."),
        Unit.RATIO,
        ((*ANSWERED, "handoffs.contact_id", "contacts.contact_id"),),
        OfCases(feedback.recycled_accepted, "contacts"),
        counter="rejection_rate",
        joint=False,
    ),
)
