"""KPIs that are sums of money: what their figures are, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.refunds import REFUND, WON
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where
from workshop.kpis.core.scope import LOST
from workshop.kpis.formulas.one_sided import only_won
from workshop.policy import MIN_N
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.row_formula import Figures
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue


def closed_values(scope: Scope) -> ibis.Table:
    """Return counts and values of won and lost deals, by close date."""
    deals = _closed(scope)
    return deals.aggregate(
        n=deals.counted.sum(),
        undated=deals.missing_dates.sum(),
        lost=deals.is_lost.sum(),
        blank_lost=deals.missing_value_lost.sum(),
        blank_won=deals.missing_value.sum(),
        won=deals.adds.sum(),
        all=deals.below.sum(),
    )


def closed_ledgers(scope: Scope) -> Ledgers:
    """Return the deals behind `closed_values`."""
    notes = ("missing_value", "missing_value_lost", "missing_dates")
    return (Ledger("deals", _closed(scope), "counted", "adds", "below", money=True, notes=notes),)


def _closed(scope: Scope) -> ibis.Table:
    deals = scope.closed_deals(WON, LOST)
    dated = scope.is_dated(deals)
    lost = dated & (deals.status == LOST)
    worth = deals.value.fill_null(0)
    return deals.mutate(
        counted=dated,
        is_lost=lost,
        missing_dates=~dated,
        missing_value_lost=lost & (worth <= 0),
        missing_value=dated & ~lost & deals.value.isnull(),
        adds=amount_where(dated & ~lost, worth),
        below=amount_where(dated, worth),
    )


def win_rate_by_value(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Won value / (won + lost value); refused where lost deals were not given a value."""
    undated, blank = counted(got["undated"], "missing_dates"), got["blank_won"]
    filled = replace(answer, n=got["n"]).noting(undated, counted(blank, "missing_value"))
    if refusal := _refusal(got) or only_won(scope):
        return filled.refused(refusal)
    filled = filled.noting(counted(got["blank_lost"], "missing_value_lost"))
    # A ratio of sums is no share of independent cases: the Wilson interval does not hold here.
    return replace(
        filled, value=got["won"] / got["all"], numerator=got["won"], denominator=got["all"]
    )


def _refusal(got: Figures) -> Caveat | None:
    if not got["n"]:
        return Caveat("no_cases")
    if got["blank_lost"] * 2 > got["lost"]:
        return Caveat("value_missing_for_lost", {"share": got["blank_lost"] / got["lost"]})
    if got["n"] < MIN_N:
        return Caveat("small_n", {"n": got["n"], "least": MIN_N})
    return None if got["all"] > 0 else Caveat("no_cases")


def won_value(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Sum of the value of all won deals, by close date; a total, so it has no interval.

    Refunds, won deals with a negative amount, are no wins but money that went back: they are
    deducted, and not among the n.
    """
    filled = replace(answer, n=got["n"]).noting(
        counted(got["refunds"], "refunds_deducted"),
        counted(got["blank_won"], "missing_value"),
        counted(got["undated"], "missing_dates"),
        no_currency(scope),
    )
    if got["n"] + got["refunds"] == got["blank_won"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=float(got["won"]))


def won_values(scope: Scope) -> ibis.Table:
    """Return the figures of won deals and of the refunds among them."""
    deals = _paid(scope)
    return deals.aggregate(
        n=deals.counted.sum(),
        refunds=deals.refunds_deducted.sum(),
        undated=deals.missing_dates.sum(),
        blank_won=deals.missing_value.sum(),
        won=deals.adds.sum(),
    )


def won_ledgers(scope: Scope) -> Ledgers:
    """Return the deals behind `won_values`."""
    notes = ("refunds_deducted", "missing_value", "missing_dates")
    return (Ledger("deals", _paid(scope), "counted", "adds", money=True, notes=notes),)


def _paid(scope: Scope) -> ibis.Table:
    deals = scope.closed_deals(WON, REFUND)
    dated, won = scope.is_dated(deals), deals.status == WON
    return deals.mutate(
        counted=dated & won,
        refunds_deducted=dated & ~won,
        missing_dates=~dated,
        missing_value=dated & deals.value.isnull(),
        adds=amount_where(dated, deals.value),
    )


def no_currency(scope: Scope) -> Caveat | None:
    """Return the caveat that nobody knows which money a sum is in, or None."""
    return Caveat("no_currency") if scope.crm.currency == NO_CURRENCY else None
