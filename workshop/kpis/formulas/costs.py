"""What both sides spent, by the month, and in which months one may look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where
from workshop.kpis.core.months import Months, complete_before, month_of
from workshop.side import LABELS, SIDES
from workshop.stats import Z95
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue

COSTS = ("costs.month", "costs.amount")
BY_SIDE = (*COSTS, "costs.side", "costs.kind")
YEAR = 12
"""Months that a cost is held against its customers in; fewer where the costs know fewer."""
LEAST_HEADS = 5
"""Below this many, Byar's lower limit is off by more than a hundredth."""


@dataclass(frozen=True)
class Spent:
    """What was spent in some months, in the data's currency.

    Attributes:
        whole: everything.
        media: only what media cost.
        side: sales or marketing to everything it cost.
        people: sales or marketing to what its people cost.
        months: how many of the months have any cost.
    """

    whole: float
    media: float
    side: dict[str, float]
    people: dict[str, float]
    months: int

    def without_people(self, *sides: str) -> Caveat | None:
        """Return the caveat that the people of a side are not in the costs, or None."""
        lacking = tuple(LABELS[side] for side in sides if self.people[side] <= 0)
        return Caveat("people_cost_missing", {"sides": lacking}) if lacking else None


class _Known(NamedTuple):
    first: datetime | None
    last: datetime | None


def booked(scope: Scope) -> Months:
    """Return from which month to which one costs are known by the as-of date."""
    costs = _known(scope)
    query = costs.aggregate(first=costs.month.min(), last=costs.month.max())
    known = scope.engine.row(query, _Known)
    if known.first is None or known.last is None:
        return Months(0, -1)
    return Months(month_of(known.first), month_of(known.last))


def span(scope: Scope, lag: int, until: Months | None = None) -> Months:
    """Return the months whose costs are looked at: the last twelve whose effect can be seen.

    Args:
        scope: the data and the day.
        lag: months between a cost and what it brings.
        until: the months that effects may fall into; the last twelve complete ones by default.
    """
    effects = until or complete_before(scope.end, YEAR)
    return effects.later(-lag).within(booked(scope))


def spent(scope: Scope, months: Months) -> Spent:
    """Return what was spent in these months; a kind or side that the data lacks is nothing."""
    costs = _inside(scope, months)
    parts = _parts(costs)
    sums = {name: costs.amount.sum(where=part).fill_null(0.0) for name, part in parts.items()}
    query = costs.aggregate(months=costs.month.truncate("M").nunique(), **sums)
    found = scope.engine.record(query)
    return Spent(
        found["whole"],
        found["media"],
        {name: found[name] for name in SIDES},
        {name: found[f"{name}_people"] for name in SIDES},
        found["months"],
    )


def _inside(scope: Scope, months: Months) -> ibis.Table:
    costs = _known(scope)
    return costs.filter(months.holds(costs.month))


def _parts(costs: ibis.Table) -> dict[str, Any]:
    """Return which costs belong to what is asked for: all, media, a side, the people of a side."""
    side = costs.side if "side" in costs.columns else ibis.null("string")
    kind = costs.kind if "kind" in costs.columns else ibis.null("string")
    parts = {"whole": ibis.literal(True), "media": kind == "media"}
    for name in SIDES:
        parts[name] = side == name
        parts[f"{name}_people"] = (side == name) & (kind == "people")
    return {name: part.fill_null(False) for name, part in parts.items()}


def cost_ledger(scope: Scope, months: Months, part: str) -> Ledger:
    """Return the costs of some months, and those of a part that are the numerator.

    Args:
        scope: the data and the day.
        months: whose costs are looked at.
        part: ``whole``, ``media`` or a side.
    """
    costs = _inside(scope, months)
    rows = costs.mutate(adds=amount_where(_parts(costs)[part], costs.amount))
    return Ledger("costs", rows, adds="adds", money=True)


def _known(scope: Scope) -> ibis.Table:
    costs = scope.crm.table("costs")
    return costs.filter(scope.known(costs.month), costs.amount.notnull())


def gaps(found: Spent, months: Months) -> Caveat | None:
    """Return the caveat about months in which nothing was booked, or None."""
    return counted(len(months) - found.months, "months_without_cost")


def per_head(answer: KpiValue, cost: float, heads: int, currency: str) -> KpiValue:
    """Return the answer filled with cost / heads and its interval.

    The interval takes the cost as given and the number of heads as one of many that might have
    come (Poisson), with Byar's approximation: Breslow and Day, Statistical Methods in Cancer
    Research II (1987), chapter 2.
    """
    filled = replace(answer, n=heads, numerator=cost, denominator=heads)
    filled = filled.noting(Caveat("no_currency") if currency == NO_CURRENCY else None)
    if not heads or cost <= 0:
        return filled.refused(Caveat("no_cases"))
    filled = replace(filled, value=cost / heads)
    if heads < LEAST_HEADS:
        return filled.noting(Caveat("no_interval", {"n": heads}))
    few, many = count_interval(heads)
    return replace(filled, low=cost / many, high=cost / few)


def count_interval(n: int) -> tuple[float, float]:
    """Return the 95 % interval of the mean of a Poisson count, from one count of 5 or more."""
    low = n * (1 - 1 / (9 * n) - Z95 / (3 * n**0.5)) ** 3
    above = n + 1
    return low, above * (1 - 1 / (9 * above) + Z95 / (3 * above**0.5)) ** 3
