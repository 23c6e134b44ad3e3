"""What a lead, an MQL and a won lead cost in one cohort, and how many leads a goal needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.refunds import WON
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where
from workshop.kpis.core.months import complete_before
from workshop.kpis.formulas.costs import YEAR, cost_ledger, gaps, per_head, span, spent
from workshop.kpis.formulas.shares import lead_to_won
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.months import Months
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue


def cost_per_lead(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing, people included / leads first seen in the same months."""
    return _per(scope, answer, scope.leads(), "created_at").noting(scope.no_term())


def cost_per_mql(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing / contacts of the same months that the agreed rule for MQL covers.

    Refused while no rule for MQL is agreed: every contact would be one.
    """
    if scope.rule("mql") is None:
        return answer.refused(Caveat("no_rule", {"term": TERMS["mql"].label["en"]}))
    return _per(scope, answer, scope.leads("mql"), "created_at")


def cost_per_won(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of marketing / leads of the same months that won within the window."""
    filled = _per(scope, answer, _won(scope), "moment")
    return replace(filled, window_days=scope.window_days).noting(scope.no_term())


def _won(scope: Scope) -> ibis.Table:
    leads = lead_to_won(scope).table
    return leads.filter(leads.counted & leads.success).drop("counted")


def lead_ledgers(scope: Scope) -> Ledgers:
    """Return the leads of `cost_per_lead`, and marketing's costs."""
    return _per_ledgers(scope, scope.leads(), "created_at")


def mql_ledgers(scope: Scope) -> Ledgers:
    """Return the contacts of `cost_per_mql`, and marketing's costs; nothing without a rule."""
    if scope.rule("mql") is None:
        return ()
    return _per_ledgers(scope, scope.leads("mql"), "created_at")


def won_ledgers(scope: Scope) -> Ledgers:
    """Return the won leads of `cost_per_won`, and marketing's costs."""
    leads, costs = _per_ledgers(scope, _won(scope), "moment")
    return replace(leads, shows=("decided_at",), event=lead_to_won(scope).event), costs


def _per_ledgers(scope: Scope, cases: ibis.Table, seen: str) -> tuple[Ledger, Ledger]:
    months = _months(scope)
    rows = _held(cases, months, seen)
    return Ledger("contacts", rows, "counted"), cost_ledger(scope, months, "marketing")


def _held(cases: ibis.Table, months: Months, seen: str) -> ibis.Table:
    return cases.mutate(counted=months.holds(cases[seen]))


def _months(scope: Scope) -> Months:
    """Return the last twelve months whose leads have had their window."""
    mature = scope.end - timedelta(days=scope.window_days)
    return span(scope, 0, complete_before(mature, YEAR))


def _per(scope: Scope, answer: KpiValue, cases: ibis.Table, seen: str) -> KpiValue:
    """Return marketing's cost / the cases of the last twelve months that have had their window.

    The same months for all three numbers: what a lead costs and what a won one costs must not
    speak of different people.
    """
    months = _months(scope)
    found = spent(scope, months)
    heads = int(scope.engine.value(_held(cases, months, seen).counted.sum()) or 0)
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
    unvalued: int


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
    deals = _priced(scope)
    got = deals.aggregate(
        total=deals.value.sum(),
        valued=deals.valued.sum().fill_null(0),
        unvalued=deals.missing_value.sum().fill_null(0),
    )
    row = scope.engine.row(got, _Won)
    filled = filled.noting(counted(row.unvalued, "missing_value"))
    if not row.total or row.total <= 0 or not rate.value:
        return filled.refused(Caveat("no_cases"))
    said = scope.assumptions
    deals_needed = (said.goal or 0) * (said.marketing_share or 0) / (row.total / row.valued)
    low, high = (deals_needed / one if one else None for one in (rate.high, rate.low))
    filled = replace(filled, value=deals_needed / rate.value, low=low, high=high)
    return filled.noting(Caveat("rate_only"))


def _priced(scope: Scope) -> ibis.Table:
    deals = scope.closed_deals(WON)
    return deals.mutate(valued=deals.value.notnull(), missing_value=deals.value.isnull())


def goal_ledgers(scope: Scope) -> Ledgers:
    """Return the leads behind the rate, and the won deals behind the mean deal size.

    The deals are no numerator of the number: they stand apart.
    """
    deals = _priced(scope)
    rows = deals.mutate(adds=amount_where(deals.valued, deals.value))
    size = Ledger(
        "deals",
        rows,
        "valued",
        "adds",
        money=True,
        notes=("missing_value",),
        behind=("deal_size",),
    )
    return (*lead_to_won(scope).ledgers("contacts"), size)
