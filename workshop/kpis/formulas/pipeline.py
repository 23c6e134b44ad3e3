"""The pipeline as it stood on a day: open deals, their age, what became of those before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import REFUND, WON
from workshop.kpis.core.cases import Cases, key_of, linked
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where, one_where
from workshop.kpis.core.measure import MEAN, SHARE, nearest_rank
from workshop.kpis.core.ranks import P90
from workshop.kpis.core.scope import LOST, OPEN, with_moments
from workshop.kpis.core.value import Beside, KpiValue, share_beside
from workshop.kpis.formulas.durations import DAY_SECONDS, cycle_days
from workshop.kpis.formulas.money import no_currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.row_formula import Figures
    from workshop.kpis.core.scope import Scope

LEAST_WON = 10
"""Below so many won deals nobody knows what nine out of ten of them took."""


def standing(scope: Scope) -> ibis.Table:
    """Return the deals as they stood at the end of the as-of date.

    Returns:
        The deals with ``state`` (open, won, lost, refund, or null where nobody can tell), ``age``
        (days since it was opened) and ``cycle`` (days from opened to closed, null unless closed).
    """
    deals = with_moments(scope.deals())
    ended = deals.status.isin((WON, LOST, REFUND))
    closed = scope.known(deals.closed_at) | ibis.literal(not scope.has_close_dates)
    later = ended & ~closed & deals.closed_at.notnull()
    state = ibis.cases((ended & closed, deals.status), ((deals.status == OPEN) | later, OPEN))
    now = ibis.timestamp(scope.end.isoformat()).epoch_seconds()
    age = (now - deals.created_at.epoch_seconds()) / DAY_SECONDS
    return deals.mutate(state=state, age=age, cycle=cycle_days(deals))


def figures(scope: Scope) -> ibis.Table:
    """Return what velocity, coverage and the open pipeline are made of, as one row.

    What was won in a year, or lately, is money: refunds are deducted. They are no won deals.
    """
    deals = _marked(scope)
    timed = deals.is_won & (deals.cycle >= 0)
    return deals.aggregate(
        stock=deals.stock.sum(),
        undated=deals.missing_dates.sum(),
        unvalued=deals.unvalued_open.sum(),
        open_value=deals.value.sum(where=deals.stock),
        ages=deals.age.collect(where=deals.stock),
        won=deals.is_won.sum(),
        lost=(deals.ended & ~deals.is_won).sum(),
        valued=deals.valued.sum(),
        won_value=deals.value.sum(where=deals.is_won),
        won_this_year=deals.value.sum(where=deals.this_year),
        won_recently=deals.value.sum(where=deals.recent),
        first=deals.created_at.min(),
        cycles=deals.cycle.collect(where=timed),
    )


def _marked(scope: Scope) -> ibis.Table:
    deals = standing(scope)
    is_open = (deals.state == OPEN).fill_null(False)
    opened = not scope.crm.missing(("deals.created_at",))
    stock = is_open & (deals.created_at.notnull() if opened else ibis.literal(True))
    won = (deals.state == WON).fill_null(False)
    paid = won | (deals.state == REFUND).fill_null(False)
    year = paid & (deals.closed_at.year() == scope.as_of.year)
    since = ibis.timestamp(scope.end.isoformat()) - ibis.interval(days=scope.window_days)
    recent = paid & (deals.closed_at >= since)
    return deals.mutate(
        stock=stock,
        missing_dates=is_open & ~stock,
        unvalued_open=stock & deals.value.isnull(),
        is_won=won,
        ended=won | (deals.state == LOST).fill_null(False),
        valued=won & deals.value.notnull(),
        this_year=year,
        recent=recent,
    )


def stock_ledgers(scope: Scope) -> Ledgers:
    """Return the open deals behind `figures`, with what each is worth."""
    return (_stock(scope, "value"),)


def coverage_ledgers(scope: Scope) -> Ledgers:
    """Return the open deals, the deals won this year, and those the win rate is made of."""
    year = _beside(scope, "", "this_year", "value", WON_THIS_YEAR)
    return (_stock(scope, "value"), year, _beside(scope, "ended", "is_won", "", "needed"))


def velocity_ledgers(scope: Scope) -> Ledgers:
    """Return the deals behind each factor of the velocity."""
    return (
        _stock(scope, ""),
        _beside(scope, "ended", "is_won", "", "win_rate"),
        _beside(scope, "valued", "is_won", "value", "deal_size"),
        _beside(scope, "timed", "timed", "", "cycle"),
        _beside(scope, "is_won", "recent", "value", "won_per_day"),
    )


WON_THIS_YEAR = "won_this_year"
"""What the goal is reduced by: no number beside another, but rows behind the denominator."""


def _stock(scope: Scope, amount: str) -> Ledger:
    deals = _marked(scope)
    adds = amount_where(deals.stock, deals[amount]) if amount else ibis.null("float64")
    return Ledger(
        "deals",
        deals.mutate(adds=adds),
        "stock",
        "adds",
        money=bool(amount),
        notes=("unvalued_open", "missing_dates"),
        shows=("age",),
        behind=("", "stock", "stale_share"),
    )


def _beside(scope: Scope, counted: str, adding: str, amount: str, name: str) -> Ledger:
    deals = _marked(scope)
    deals = deals.mutate(timed=(deals.is_won & (deals.cycle >= 0)).fill_null(False))
    flag = deals[adding].fill_null(False)
    adds = amount_where(flag, deals[amount]) if amount else one_where(flag)
    rows = deals.mutate(adds=adds)
    return Ledger("deals", rows, counted, "adds", money=bool(amount), behind=(name,))


@dataclass(frozen=True)
class Stock:
    """The open deals of a day, from the row that `figures` gives."""

    got: Figures

    @property
    def limit(self) -> float | None:
        """Days that nine out of ten won deals took at most; None where too few are known."""
        cycles = sorted(self.got["cycles"] or [])
        return nearest_rank(cycles, P90) if len(cycles) >= LEAST_WON else None

    @property
    def stale(self) -> int:
        """Open deals that are older than that."""
        limit = self.limit
        return sum(age > limit for age in self.got["ages"] or []) if limit else 0

    @property
    def share(self) -> float:
        """The part of the open deals that is stale."""
        return self.stale / self.got["stock"] if self.got["stock"] else 0.0

    def caveats(self) -> Sequence[Caveat | None]:
        """Return what there is to say about the stock, the worst first."""
        stale = Caveat("stale_pipeline", {"share": self.share}) if self.stale else None
        unvalued = counted(self.got["unvalued"], "unvalued_open")
        return stale, unvalued, counted(self.got["undated"], "missing_dates")

    def beside(self) -> Beside | None:
        """Return the stale share as a number to read with another, or None where unknown."""
        if self.limit is None:
            return None
        return share_beside("stale_share", self.stale, self.got["stock"])


def open_pipeline(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Value of the deals open at the end of the as-of date; a total, so it has no interval."""
    stock = Stock(got)
    filled = replace(answer, n=got["stock"]).with_beside(stock.beside())
    filled = filled.noting(*stock.caveats(), no_currency(scope))
    if got["stock"] == got["unvalued"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=float(got["open_value"]))


def ageing(scope: Scope) -> Cases:
    """Open deals older than the P90 of won cycles / open deals."""
    deals = linked(standing(scope))
    won = (deals.state == WON).fill_null(False) & (deals.cycle >= 0)
    cycles = sorted(scope.engine.value(deals.cycle.collect(where=won)) or [])
    stock = deals.filter(deals.state == OPEN)
    enough = len(cycles) >= LEAST_WON
    limit = nearest_rank(cycles, P90) if enough else 0.0
    dated = stock.created_at.notnull()
    table = stock.mutate(
        key=key_of(stock, "deal_id"),
        moment=stock.created_at,
        counted=dated,
        success=(stock.age > limit).fill_null(False),
        missing_dates=~dated,
    )
    few = Caveat("small_n", {"n": len(cycles), "least": LEAST_WON})
    notes: dict[str, dict[str, Any]] = {"missing_dates": {}}
    return Cases(SHARE, table, notes, refusal=None if enough else few, shows=("age",))


def average_deal_size(scope: Scope) -> Cases:
    """Won value / won deals, of those with a value; the median stands beside it.

    Refunds are no deals that were won: they are left out.
    """
    deals: Any = linked(scope.closed_deals(WON))
    dated = scope.is_dated(deals)
    table = deals.mutate(
        key=key_of(deals, "deal_id"),
        moment=deals.closed_at,
        counted=dated & deals.value.notnull(),
        amount=deals.value,
        missing_value=dated & deals.value.isnull(),
        missing_dates=~dated,
    )
    notes: dict[str, dict[str, Any]] = {"missing_value": {}, "missing_dates": {}}
    return Cases(MEAN, table, notes, (no_currency(scope),))
