"""What a new customer costs, when that is earned back, and what a customer brings in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import ibis

from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where
from workshop.kpis.core.months import DAYS
from workshop.kpis.core.value import KpiValue
from workshop.kpis.formulas.costs import cost_ledger, gaps, per_head, span, spent
from workshop.kpis.formulas.customers import customer_deals, is_first, unlinked
from workshop.kpis.formulas.durations import sales_cycle_won
from workshop.policy import MIN_N
from workshop.side import SIDES
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.months import Months
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.formulas.costs import Spent

YEAR_DAYS = 365


def cac(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of sales and marketing, people included / new customers.

    The costs are those of the last twelve complete months, the customers those whose first deal
    was won a median sales cycle later, in whole months. Refused where the people of a side are
    not in the costs.
    """
    when = _bought(scope)
    filled = when.per_customer(scope, answer, when.spent.whole)
    lacking = when.spent.without_people(*SIDES)
    return filled.refused(lacking) if lacking else filled


def cac_media(scope: Scope, answer: KpiValue) -> KpiValue:
    """Cost of media only / new customers, in the months of `cac`; no full cost of a customer."""
    when = _bought(scope)
    return when.per_customer(scope, answer, when.spent.media)


@dataclass(frozen=True)
class _Bought:
    """The months that are paid for, what was spent, and the customers that come of it later.

    Attributes:
        months: that are paid for.
        spent: in them.
        lag: months until customers come of it.
        heads: new customers of the months that much later.
        unlinked: won deals of nobody.
    """

    months: Months
    spent: Spent
    lag: int
    heads: int
    unlinked: int

    def per_customer(self, scope: Scope, answer: KpiValue, cost: float) -> KpiValue:
        first, last = self.months.said
        period = Caveat("cost_period", {"first": first, "last": last, "lag": self.lag})
        return per_head(answer, cost, self.heads, scope.crm.currency).noting(
            period if self.months else None,
            gaps(self.spent, self.months),
            counted(self.unlinked, "unlinked_customers"),
        )


def _bought(scope: Scope) -> _Bought:
    return scope.once("bought", lambda: _buy(scope))


def _buy(scope: Scope) -> _Bought:
    cases = sales_cycle_won(scope)
    cycle = cases.fill(KpiValue("", "", scope.as_of), cases.tally(scope.engine)).value
    lag = round((cycle or 0) / DAYS)
    months = span(scope, lag)
    won = _buyers(scope, months.later(lag))
    heads = int(scope.engine.value(won.counted.sum()) or 0)
    return _Bought(months, spent(scope, months), lag, heads, unlinked(scope, won))


def _buyers(scope: Scope, months: Months) -> ibis.Table:
    """Return the won deals, ``counted`` where one makes a new customer of these months."""
    won = customer_deals(scope)
    return won.mutate(counted=is_first(won) & months.holds(won.closed_at))


def cac_ledgers(scope: Scope) -> Ledgers:
    """Return the first deals of new customers, and the costs that are held against them."""
    return _bought_ledgers(scope, "whole")


def media_ledgers(scope: Scope) -> Ledgers:
    """Return the first deals of new customers, and the costs of media."""
    return _bought_ledgers(scope, "media")


def _bought_ledgers(scope: Scope, part: str) -> Ledgers:
    when = _bought(scope)
    won = _buyers(scope, when.months.later(when.lag))
    rows = won.mutate(unlinked_customers=won.customer.isnull())
    deals = Ledger("deals", rows, "counted", notes=("unlinked_customers",))
    return deals, cost_ledger(scope, when.months, part)


def cac_payback(scope: Scope, answer: KpiValue) -> KpiValue:
    """CAC / (monthly revenue of one account x gross margin), in months."""
    cost = cac(scope, replace(answer, unit=scope.crm.currency))
    said = scope.assumptions
    a_month = (said.monthly_revenue_per_account or 0) * (said.gross_margin or 0)
    caveats = tuple(one for one in cost.caveats if one.code != "no_currency")
    found = replace(cost, unit=answer.unit, numerator=None, denominator=None, caveats=caveats)
    if cost.value is None:
        return found
    value, low, high = (
        None if amount is None else amount / a_month for amount in (cost.value, cost.low, cost.high)
    )
    return replace(found, value=value, low=low, high=high).noting(Caveat("as_assumed"))


class _Profit(NamedTuple):
    """What customers bought in their year: money (None where no deal has a value) and counts."""

    total: float | None
    unvalued: int
    heads: int
    young: int
    unlinked: int


def gross_profit(scope: Scope, answer: KpiValue) -> KpiValue:
    """Mean gross profit of a new customer in the 365 days from the first won deal.

    Instead of a lifetime value, which hardware that is bought once does not have. Only customers
    whose year is over count; the margin is an assumption. A mean of skewed amounts: no interval.
    """
    won = _first_years(scope)
    got = won.aggregate(
        total=won.value.sum(where=won.inside),
        unvalued=won.missing_value.sum().fill_null(0),
        heads=won.counted.sum().fill_null(0),
        young=won.young_customers.sum().fill_null(0),
        unlinked=won.unlinked_customers.sum().fill_null(0),
    )
    row = scope.engine.row(got, _Profit)
    filled = replace(answer, n=row.heads, window_days=YEAR_DAYS).noting(
        Caveat("no_currency") if scope.crm.currency == NO_CURRENCY else None,
        counted(row.young, "young_customers", days=YEAR_DAYS),
        counted(row.unvalued, "missing_value"),
        counted(row.unlinked, "unlinked_customers"),
        Caveat("as_assumed"),
    )
    if row.total is None:
        return filled.refused(Caveat("no_cases"))
    if row.heads < MIN_N:
        return filled.refused(Caveat("small_n", {"n": row.heads, "least": MIN_N}))
    profit = row.total * (scope.assumptions.gross_margin or 0)
    return replace(filled, value=profit / row.heads, numerator=profit, denominator=row.heads)


def _first_years(scope: Scope) -> ibis.Table:
    """Return the won deals with what each is for its customer: the first, of the first year.

    Returns:
        The deals with ``counted`` (it makes a customer whose year is over), ``inside`` (bought in
        such a year), and a flag for each reservation.
    """
    won = customer_deals(scope)
    year = ibis.interval(days=YEAR_DAYS)
    known = won.customer.notnull()
    first_at = won.closed_at.min().over(group_by=[won.customer])
    won = won.mutate(first_deal=is_first(won), first_at=first_at, known=known)
    mature = won.first_at <= ibis.timestamp(scope.end.isoformat()) - year
    inside = won.known & mature & (won.closed_at < won.first_at + year)
    return won.mutate(
        counted=won.first_deal & mature,
        inside=inside,
        young_customers=won.first_deal & ~mature,
        missing_value=inside & won.value.isnull(),
        unlinked_customers=~won.known,
    )


def profit_ledgers(scope: Scope) -> Ledgers:
    """Return the deals of customers' first years, each with its gross profit."""
    won = _first_years(scope)
    margin = scope.assumptions.gross_margin or 0.0
    rows = won.mutate(adds=amount_where(won.inside, won.value * margin))
    notes = ("young_customers", "missing_value", "unlinked_customers")
    own = Ledger("deals", rows, "counted", "adds", money=True, notes=notes, shows=("first_at",))
    return (own,)
