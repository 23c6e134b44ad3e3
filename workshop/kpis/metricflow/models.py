"""The canonical tables and the KPIs in MetricFlow's own words, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.kpis.formulas.sourced import BY_MARKETING
from workshop.words import N_

WON = "{{ Dimension('deal__status') }} = 'won'"
PAID = "{{ Dimension('deal__status') }} IN ('won', 'refund')"
STATUS = "CASE WHEN status = 'won' AND value < 0 THEN 'refund' ELSE status END"
"""A won deal with a negative amount is no win, see `workshop.crm.refunds`."""
CLOSED = "{{ Dimension('deal__status') }} IN ('won', 'lost')"
MARKETING = (
    "{{ Dimension('contact__source') }} IN (" + ", ".join(f"'{s}'" for s in BY_MARKETING) + ")"
)
IS_LEAD = "{{ Dimension('contact__is_lead') }} = true"
SECONDS = "(EXTRACT(EPOCH FROM closed_at) - EXTRACT(EPOCH FROM created_at))"
DAYS = (
    f"CASE WHEN {SECONDS} >= 0 THEN {SECONDS} / 86400.0"
    " WHEN CAST(closed_at AS DATE) = CAST(created_at AS DATE) THEN 0 END"
)
"""A close date without a time stands for its midnight; a negative time is no duration."""


def _time(name: str, grain: str = "day") -> dict[str, Any]:
    return {"name": name, "type": "time", "type_params": {"time_granularity": grain}}


def _choice(name: str) -> dict[str, Any]:
    return {"name": name, "type": "categorical"}


def _key(name: str, kind: str, column: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "expr": column}


def _measure(name: str, agg: str, expr: str, when: str) -> dict[str, Any]:
    return {"name": name, "agg": agg, "expr": expr, "agg_time_dimension": when}


MODELS: dict[str, dict[str, Any]] = {
    "contacts": {
        "entities": [
            _key("contact", "primary", "contact_id"),
            _key("account", "foreign", "account_id"),
        ],
        "dimensions": [_time("created_at"), _choice("source"), _choice("role")],
        "measures": [_measure("leads", "count_distinct", "contact_id", "created_at")],
    },
    "handoffs": {
        "entities": [
            _key("handoff", "primary", "handoff_id"),
            _key("contact", "foreign", "contact_id"),
        ],
        "dimensions": [_time("handed_at"), _choice("outcome"), _choice("reason")],
        "measures": [
            _measure("handed_over", "count", "1", "handed_at"),
            _measure("accepted", "sum_boolean", "outcome = 'accepted'", "handed_at"),
            _measure("rejected", "sum_boolean", "outcome = 'rejected'", "handed_at"),
        ],
    },
    "deals": {
        "entities": [
            _key("deal", "primary", "deal_id"),
            _key("contact", "foreign", "contact_id"),
            _key("account", "foreign", "account_id"),
        ],
        "dimensions": [
            _time("created_at"),
            _time("closed_at"),
            {**_choice("status"), "expr": STATUS},
            _choice("product"),
            _choice("lost_reason"),
        ],
        "measures": [
            _measure("deals_closed", "count", "1", "closed_at"),
            _measure("value_closed", "sum", "value", "closed_at"),
            _measure("deals_valued", "count", "value", "closed_at"),
            _measure("days_open", "median", DAYS, "closed_at"),
            _measure("value_opened", "sum", "value", "created_at"),
            _measure("people_with_a_deal", "count_distinct", "contact_id", "created_at"),
            _measure(
                "people_won",
                "count_distinct",
                f"CASE WHEN ({STATUS}) = 'won' THEN contact_id END",
                "closed_at",
            ),
        ],
    },
    "costs": {
        "entities": [_key("cost_entry", "primary", "cost_id")],
        "dimensions": [
            {**_time("booked_in", "month"), "expr": "month"},
            _choice("side"),
            _choice("kind"),
        ],
        "measures": [_measure("spent", "sum", "amount", "booked_in")],
    },
}
"""Canonical table to its semantic model, without name, place and words."""


@dataclass(frozen=True)
class Part:
    """A number that a ratio is made of, a simple metric: its measure and which rows count."""

    measure: str
    where: str = ""


@dataclass(frozen=True)
class Ratio:
    """One part over another."""

    over: Part
    under: Part


@dataclass(frozen=True)
class Conversion:
    """Those of the leads who do something within the window."""

    does: str


DEALS_WON = Part("deals_closed", WON)
EXPRESSED: dict[str, Part | Ratio | Conversion] = {
    "lead_to_won": Conversion("people_won"),
    "lead_to_deal": Conversion("people_with_a_deal"),
    "acceptance_rate": Ratio(Part("accepted"), Part("handed_over")),
    "rejection_rate": Ratio(Part("rejected"), Part("handed_over")),
    "win_rate": Ratio(DEALS_WON, Part("deals_closed", CLOSED)),
    "win_rate_by_value": Ratio(Part("value_closed", WON), Part("value_closed", CLOSED)),
    "sales_cycle_won": Part("days_open", WON),
    "sales_cycle_lost": Part("days_open", "{{ Dimension('deal__status') }} = 'lost'"),
    "sales_cycle_closed": Part("days_open", CLOSED),
    "average_deal_size": Ratio(Part("value_closed", WON), Part("deals_valued", WON)),
    "won_value": Part("value_closed", PAID),
    "sourced_by_field": Part("value_opened", MARKETING),
}
"""KPI to what MetricFlow makes of it."""
REASONS: dict[str, str] = {
    "response_time": N_("Business hours can’t be said there."),
    "sourced_by_first_touch": N_("Which of two events came first can’t be asked there."),
    "sourced_before_sales": N_("Which of two events came first can’t be asked there."),
    "cac": N_("Who counts as a new customer depends on the first of several deals."),
    "cac_media": N_("Who counts as a new customer depends on the first of several deals."),
    "cost_per_lead": N_("Cohort and costs have to come from the same mature months."),
    "cost_per_mql": N_("Cohort and costs have to come from the same mature months."),
    "cost_per_won": N_("Cohort and costs have to come from the same mature months."),
}
"""Why the kit does not export a KPI that looks as if it could."""
ANY = N_("It takes more than a measure, a ratio or a conversion.")
"""Why it does not export the others."""
