"""KPIs that are sums of money, as Ibis expressions on the canonical tables.

Every function takes a `Question` and an empty answer, and returns the answer filled. KPIs that
count cases stand in `shares` and `durations`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop.kpis.question import LOST, WON
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.stats import MIN_N
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.question import Question


def _row(expression: ibis.Table) -> dict[str, Any]:
    found: dict[str, Any] = expression.to_pyarrow().to_pylist()[0]
    return {name: 0 if value is None else value for name, value in found.items()}


def _undated(table: ibis.Table, moment: str) -> Caveat | None:
    """Return the caveat about rows that cannot be placed in time."""
    return counted(_row(table.aggregate(n=table[moment].isnull().sum()))["n"], "missing_dates")


def win_rate_by_value(question: Question, answer: KpiValue) -> KpiValue:
    """Won value / (won + lost value); refused where lost deals were not given a value."""
    deals = question.closed_deals(WON, LOST)
    undated = _undated(deals, "closed_at")
    got = _values(deals.filter(deals.closed_at.notnull()))
    filled = replace(answer, n=got["n"]).noting(undated, counted(got["blank_won"], "missing_value"))
    if refusal := _refusal(got):
        return filled.refused(refusal)
    filled = filled.noting(counted(got["blank_lost"], "missing_value_lost"))
    # A ratio of sums is no share of independent cases: the Wilson interval does not hold here.
    return replace(
        filled, value=got["won"] / got["all"], numerator=got["won"], denominator=got["all"]
    )


def _values(deals: ibis.Table) -> dict[str, Any]:
    lost = deals.status == LOST
    worth = deals.value.fill_null(0)
    return _row(
        deals.aggregate(
            n=deals.count(),
            lost=lost.sum(),
            blank_lost=(lost & (worth <= 0)).sum(),
            blank_won=(~lost & deals.value.isnull()).sum(),
            won=worth.sum(where=~lost),
            all=worth.sum(),
        )
    )


def _refusal(got: dict[str, Any]) -> Caveat | None:
    if not got["n"]:
        return Caveat("no_cases")
    if got["blank_lost"] * 2 > got["lost"]:
        return Caveat("value_missing_for_lost", {"share": got["blank_lost"] / got["lost"]})
    if got["n"] < MIN_N:
        return Caveat("small_n", {"n": got["n"], "least": MIN_N})
    return None if got["all"] > 0 else Caveat("no_cases")


def won_value(question: Question, answer: KpiValue) -> KpiValue:
    """Sum of the value of all won deals, by close date; a total, so it has no interval."""
    deals = question.closed_deals(WON)
    won = deals.filter(deals.closed_at.notnull())
    got = _row(won.aggregate(n=won.count(), valued=won.value.count(), total=won.value.sum()))
    currency = question.crm.currency
    filled = replace(answer, unit=currency, n=got["n"]).noting(
        counted(got["n"] - got["valued"], "missing_value"),
        _undated(deals, "closed_at"),
        Caveat("no_currency") if currency == NO_CURRENCY else None,
    )
    if not got["valued"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=float(got["total"]))
