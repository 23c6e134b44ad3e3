"""What a lead, an MQL and a won lead cost in one cohort, and how many leads a goal needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from workshop.kpis.costs import YEAR, gaps, per_head, span, spent
from workshop.kpis.customers import number
from workshop.kpis.months import complete_before
from workshop.kpis.question import WON
from workshop.kpis.shares import lead_to_won
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.terms.term import TERMS

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.question import Question


def cost_per_lead(question: Question, answer: KpiValue) -> KpiValue:
    """Cost of marketing, people included / leads first seen in the same months."""
    leads = question.leads()
    return _per(question, answer, leads, leads.created_at).noting(question.no_term())


def cost_per_mql(question: Question, answer: KpiValue) -> KpiValue:
    """Cost of marketing / contacts of the same months that the agreed rule for MQL covers.

    Refused while no rule for MQL is agreed: every contact would be one.
    """
    if question.rule("mql") is None:
        return answer.refused(Caveat("no_rule", {"term": TERMS["mql"].label["en"]}))
    mql = question.leads("mql")
    return _per(question, answer, mql, mql.created_at)


def cost_per_won(question: Question, answer: KpiValue) -> KpiValue:
    """Cost of marketing / leads of the same months that won within the window."""
    leads = lead_to_won(question).table
    won = leads.filter(leads.counted & leads.success)
    filled = _per(question, answer, won, won.moment)
    return replace(filled, window_days=question.window_days).noting(question.no_term())


def _per(question: Question, answer: KpiValue, cases: ibis.Table, seen: Any) -> KpiValue:
    """Return marketing's cost / the cases of the last twelve months that have had their window.

    The same months for all three numbers: what a lead costs and what a won one costs must not
    speak of different people.
    """
    mature = question.end - timedelta(days=question.window_days)
    months = span(question, 0, complete_before(mature, YEAR))
    found = spent(question, months)
    heads = number(cases.filter(months.holds(seen)).count().as_table())
    first, last = months.said
    period = Caveat("cohort_period", {"first": first, "last": last}) if months else None
    filled = per_head(answer, found.side["marketing"], heads, question.crm.currency)
    filled = filled.noting(period, gaps(found, months))
    lacking = found.without_people("marketing")
    return filled.refused(lacking) if lacking else filled


def lead_goal(question: Question, answer: KpiValue) -> KpiValue:
    """Leads that marketing has to bring: goal x share of marketing / deal size / lead to won.

    The rate is that of `lead_to_won`, the deal size the mean value of the won deals. The
    interval is that of the rate; goal, share and deal size are taken as given.
    """
    cases = lead_to_won(question)
    rate = cases.fill(answer, cases.tallies()[0]).noting(*cases.caveats)
    filled = replace(rate, numerator=None, denominator=None)
    if rate.value is None:
        return filled
    deals = question.closed_deals(WON)
    got = deals.aggregate(total=deals.value.sum(), valued=deals.value.count(), n=deals.count())
    row = got.to_pyarrow().to_pylist()[0]
    filled = filled.noting(counted(row["n"] - row["valued"], "missing_value"))
    if not row["total"] or row["total"] <= 0 or not rate.value:
        return filled.refused(Caveat("no_cases"))
    said = question.assumptions
    deals_needed = (said.goal or 0) * (said.marketing_share or 0) / (row["total"] / row["valued"])
    low, high = (deals_needed / one if one else None for one in (rate.high, rate.low))
    filled = replace(filled, value=deals_needed / rate.value, low=low, high=high)
    return filled.noting(Caveat("rate_only"))
