"""What a lead, an MQL and a won lead cost in one cohort, and how many leads a goal needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop.crm.refunds import WON
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.months import complete_before
from workshop.kpis.formulas.costs import YEAR, gaps, per_head, span, spent
from workshop.kpis.formulas.shares import lead_to_won
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue


def cost_per_lead(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing, people included / leads first seen in the same months."""
    leads = scope.leads()
    return _per(scope, answer, leads, leads.created_at).noting(scope.no_term())


def cost_per_mql(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing / contacts of the same months that the agreed rule for MQL covers.

    Refused while no rule for MQL is agreed: every contact would be one.
    """
    if scope.rule("mql") is None:
        return answer.refused(Caveat("no_rule", {"term": TERMS["mql"].label["en"]}))
    mql = scope.leads("mql")
    return _per(scope, answer, mql, mql.created_at)


def cost_per_won(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing / leads of the same months that won within the window."""
    leads = lead_to_won(scope).table
    won = leads.filter(leads.counted & leads.success)
    filled = _per(scope, answer, won, won.moment)
    return replace(filled, window_days=scope.window_days).noting(scope.no_term())


def _per(scope: Scope, answer: KpiValue, cases: ibis.Table, seen: Any) -> KpiValue:
    """Return marketing's cost / the cases of the last twelve months that have had their window.

    The same months for all three numbers: what a lead costs and what a won one costs must not
    speak of different people.
    """
    mature = scope.end - timedelta(days=scope.window_days)
    months = span(scope, 0, complete_before(mature, YEAR))
    found = spent(scope, months)
    heads = scope.engine.value(cases.filter(months.holds(seen)).count())
    first, last = months.said
    period = Caveat("cohort_period", {"first": first, "last": last}) if months else None
    filled = per_head(answer, found.side["marketing"], heads, scope.crm.currency)
    filled = filled.noting(period, gaps(found, months))
    lacking = found.without_people("marketing")
    return filled.refused(lacking) if lacking else filled


class _Won(NamedTuple):
    """Won deals: what they are worth (None where none has a value), and how many."""

    total: float | None
    valued: int
    n: int


def lead_goal(scope: Scope, answer: KpiValue) -> KpiValue:
    """Leads that marketing has to bring: goal x share of marketing / deal size / lead to won.

    The rate is that of `lead_to_won`, the deal size the mean value of the won deals. The
    interval is that of the rate; goal, share and deal size are taken as given.
    """
    cases = lead_to_won(scope)
    rate = cases.fill(answer, cases.tally(scope.engine)).noting(*cases.caveats)
    filled = replace(rate, numerator=None, denominator=None)
    if rate.value is None:
        return filled
    deals = scope.closed_deals(WON)
    got = deals.aggregate(total=deals.value.sum(), valued=deals.value.count(), n=deals.count())
    row = scope.engine.row(got, _Won)
    filled = filled.noting(counted(row.n - row.valued, "missing_value"))
    if not row.total or row.total <= 0 or not rate.value:
        return filled.refused(Caveat("no_cases"))
    said = scope.assumptions
    deals_needed = (said.goal or 0) * (said.marketing_share or 0) / (row.total / row.valued)
    low, high = (deals_needed / one if one else None for one in (rate.high, rate.low))
    filled = replace(filled, value=deals_needed / rate.value, low=low, high=high)
    return filled.noting(Caveat("rate_only"))
