"""What a new customer costs, when that is earned back, and what a customer brings in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from workshop.kpis.costs import gaps, per_head, span, spent
from workshop.kpis.customers import customer_deals, first_wins, number, unlinked
from workshop.kpis.durations import sales_cycle_won
from workshop.kpis.months import DAYS
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.stats import MIN_N
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    from workshop.kpis.costs import Spent
    from workshop.kpis.months import Months
    from workshop.kpis.question import Question

YEAR_DAYS = 365


def cac(question: Question, answer: KpiValue) -> KpiValue:
    """Cost of sales and marketing, people included / new customers.

    The costs are those of the last twelve complete months, the customers those whose first deal
    was won a median sales cycle later, in whole months. Refused where the people of a side are
    not in the costs.
    """
    when = _bought(question)
    filled = when.per_customer(question, answer, when.spent.whole)
    lacking = when.spent.without_people("sales", "marketing")
    return filled.refused(lacking) if lacking else filled


def cac_media(question: Question, answer: KpiValue) -> KpiValue:
    """Cost of media only / new customers, in the months of `cac`; no full cost of a customer."""
    when = _bought(question)
    return when.per_customer(question, answer, when.spent.media)


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

    def per_customer(self, question: Question, answer: KpiValue, cost: float) -> KpiValue:
        first, last = self.months.said
        period = Caveat("cost_period", {"first": first, "last": last, "lag": self.lag})
        return per_head(answer, cost, self.heads, question.crm.currency).noting(
            period if self.months else None,
            gaps(self.spent, self.months),
            counted(self.unlinked, "unlinked_customers"),
        )


def _bought(question: Question) -> _Bought:
    return question.once("bought", lambda: _buy(question))


def _buy(question: Question) -> _Bought:
    cases = sales_cycle_won(question)
    cycle = cases.fill(KpiValue("", "", question.as_of), cases.tallies()[0]).value
    lag = round((cycle or 0) / DAYS)
    months = span(question, lag)
    won = customer_deals(question)
    firsts = first_wins(won)
    inside = firsts.filter(months.later(lag).holds(firsts.first_at))
    heads = number(inside.aggregate(n=inside.count()))
    return _Bought(months, spent(question, months), lag, heads, unlinked(won))


def cac_payback(question: Question, answer: KpiValue) -> KpiValue:
    """CAC / (monthly revenue of one account x gross margin), in months."""
    cost = cac(question, replace(answer, unit=question.crm.currency))
    said = question.assumptions
    a_month = (said.monthly_revenue_per_account or 0) * (said.gross_margin or 0)
    caveats = tuple(one for one in cost.caveats if one.code != "no_currency")
    found = replace(cost, unit=answer.unit, numerator=None, denominator=None, caveats=caveats)
    if cost.value is None:
        return found
    value, low, high = (
        None if amount is None else amount / a_month for amount in (cost.value, cost.low, cost.high)
    )
    return replace(found, value=value, low=low, high=high).noting(Caveat("as_assumed"))


def gross_profit(question: Question, answer: KpiValue) -> KpiValue:
    """Mean gross profit of a new customer in the 365 days from the first won deal.

    Instead of a lifetime value, which hardware that is bought once does not have. Only customers
    whose year is over count; the margin is an assumption. A mean of skewed amounts: no interval.
    """
    won = customer_deals(question)
    firsts = first_wins(won).view()
    year = ibis.interval(days=YEAR_DAYS)
    end = ibis.timestamp(question.end.isoformat())
    marked = firsts.mutate(mature=firsts.first_at <= end - year)
    values = won.select(buyer="customer", bought_at="closed_at", amount="value")
    pairs = marked.filter(marked.mature).inner_join(values, [("customer", "buyer")])
    inside = pairs.filter(pairs.bought_at < pairs.first_at + year)
    got = inside.aggregate(
        total=inside.amount.sum(),
        valued=inside.amount.count(),
        deals=inside.count(),
        heads=inside.customer.nunique(),
    )
    row = got.to_pyarrow().to_pylist()[0]
    heads = row["heads"]
    filled = replace(answer, n=heads, window_days=YEAR_DAYS).noting(
        Caveat("no_currency") if question.crm.currency == NO_CURRENCY else None,
        counted(
            number(marked.aggregate(n=(~marked.mature).sum())), "young_customers", days=YEAR_DAYS
        ),
        counted(row["deals"] - row["valued"], "missing_value"),
        counted(unlinked(won), "unlinked_customers"),
        Caveat("as_assumed"),
    )
    if not row["valued"]:
        return filled.refused(Caveat("no_cases"))
    if heads < MIN_N:
        return filled.refused(Caveat("small_n", {"n": heads, "least": MIN_N}))
    profit = row["total"] * (question.assumptions.gross_margin or 0)
    return replace(filled, value=profit / heads, numerator=profit, denominator=heads)
