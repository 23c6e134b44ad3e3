"""Pipeline velocity and coverage: a stock of deals, and what usually becomes of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.unit import PER_DAY, Unit
from workshop.kpis.core.value import Beside, KpiValue, share_beside
from workshop.kpis.formulas.money import no_currency
from workshop.kpis.formulas.pipeline import Stock
from workshop.policy import MIN_N
from workshop.stats import wilson

if TYPE_CHECKING:
    from workshop.kpis.core.row_formula import Figures
    from workshop.kpis.core.scope import Scope

MOST_STALE = 0.5
"""Above this share of stale deals the stock is no stock, and there is no velocity."""
PLAUSIBLE = (0.5, 2.0)
"""Velocity / really won per day; outside of it something is wrong with one of the factors."""


def velocity(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Stock of open qualified deals x win rate x average deal size / days to a yes.

    The stock is that of a day, as Little's law has it (J. D. C. Little, Operations Research 9
    (1961), 383-387), not the deals of a period. Money per day; a product, so without interval.
    """
    stock, closed = Stock(got), got["won"] + got["lost"]
    filled = replace(answer, n=got["stock"]).noting(
        *stock.caveats(), scope.no_term("opportunity"), no_currency(scope)
    )
    if refusal := _refusal(got, stock):
        others = (one for one in filled.caveats if one != refusal)
        return replace(filled, caveats=tuple(others)).refused(refusal)
    rate, size = got["won"] / closed, got["won_value"] / got["valued"]
    days = median(got["cycles"])
    worth = got["stock"] * rate * size
    # What velocity promises can be compared with what came in.
    won = _won_per_day(scope, got)
    money = scope.crm.currency
    return (
        replace(filled, value=worth / days, numerator=worth, denominator=days)
        .with_beside(
            Beside("stock", got["stock"], Unit.COUNT.value, got["stock"]),
            share_beside("win_rate", got["won"], closed),
            Beside("deal_size", size, money, got["valued"]),
            Beside("cycle", days, Unit.DAYS.value, len(got["cycles"])),
            stock.beside(),
            Beside("won_per_day", won, money + PER_DAY, got["won"]),
        )
        .noting(_implausible(worth / days, won))
    )


def _refusal(got: Figures, stock: Stock) -> Caveat | None:
    closed = got["won"] + got["lost"]
    if not got["stock"]:
        return Caveat("no_cases")
    if stock.share > MOST_STALE:
        return Caveat("stale_pipeline", {"share": stock.share})
    if closed < MIN_N:
        return Caveat("small_n", {"n": closed, "least": MIN_N})
    if not got["valued"] or not got["cycles"] or not median(got["cycles"]):
        return Caveat("no_cases")
    return None


def _won_per_day(scope: Scope, got: Figures) -> float:
    first = got["first"] or scope.end
    known = (scope.end - first) / timedelta(days=1)
    return float(got["won_recently"]) / max(1.0, min(scope.window_days, known))


def _implausible(promised: float, won: float) -> Caveat | None:
    if not won:
        return None
    least, most = PLAUSIBLE
    times = promised / won
    return None if least <= times <= most else Caveat("implausible", {"share": times})


def coverage(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Open pipeline / what is left of the year's goal; needed is 1 / win rate, beside it."""
    stock, goal = Stock(got), scope.assumptions.goal or 0.0
    left = goal - float(got["won_this_year"])
    filled = replace(
        answer, n=got["stock"], numerator=float(got["open_value"]), denominator=left
    ).with_beside(_needed(got), stock.beside())
    filled = filled.noting(*stock.caveats(), Caveat("whole_pipeline"), no_currency(scope))
    if left <= 0:
        return filled.refused(Caveat("goal_reached"))
    if got["stock"] == got["unvalued"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=got["open_value"] / left)


def _needed(got: Figures) -> Beside:
    closed = got["won"] + got["lost"]
    if closed < MIN_N or not got["won"]:
        return Beside("needed", None, Unit.FACTOR.value, closed)
    low, high = wilson(got["won"], closed)
    return Beside("needed", closed / got["won"], Unit.FACTOR.value, closed, 1 / high, 1 / low)
