"""Left truncation: leads from before anybody recorded what became of leads.

Their outcomes are missing, not bad. Comparing them with later ones draws an improvement that
never happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.crm.days.last_day import counts_by_day
from workshop.crm.days.lone_day import lone_first
from workshop.crm.refunds import WON
from workshop.kpis.core.scope import LOST
from workshop.terms.outcome.outcome import wins, with_first

if TYPE_CHECKING:
    from datetime import date, datetime

    from workshop.crm.engine import Engine
    from workshop.kpis.core.scope import Scope

LEFT_TRUNCATED = "left_truncated"
LEAST_EXPECTED = 3
"""So many outcomes must be expected before the first recorded one: seeing none of three expected
has a chance of 5 % (rule of three: Hanley and Lippman-Hand, JAMA 249 (1983), 1743-1745)."""


def with_first_win(scope: Scope) -> ibis.Table:
    """Return the leads with their first won deal, see `with_first`."""
    return with_first(scope.leads(), wins(scope.every_deal()), scope.end)


def first_closing(scope: Scope) -> date | None:
    """Return the day of the first closed deal if leads before it are truncated, else None."""

    def find() -> date | None:
        deals = scope.every_deal()
        ended = deals.filter(deals.status.isin((WON, LOST)), scope.known(deals.closed_at))
        return first_day(scope.engine, scope.leads(), with_first_win(scope), ended.closed_at)

    return scope.once("first_closing", find)


def first_day(engine: Engine, leads: ibis.Table, fates: ibis.Table, recorded: Any) -> date | None:
    """Return the day of the first recorded outcome if earlier leads are truncated, else None.

    Leads are truncated if outcomes must be missing: at the rate of the later leads, and counting
    only leads old enough for half of all outcomes, at least `LEAST_EXPECTED` would have been
    expected before the first recorded one.

    Args:
        engine: what holds these tables.
        leads: with ``created_at``.
        fates: the same leads with ``first_at``; asked about those only who have one.
        recorded: the moments of whatever could have been an outcome, by the as-of date; a row or
            two far before all others are not taken for the first, see `workshop.crm.days.lone_day`.
    """
    began, first = engine.value(leads.created_at.min()), _first(engine, recorded)
    if began is None or first is None or first.date() <= began.date():
        return None
    start = ibis.timestamp(first.isoformat())
    converted = fates.filter(fates.first_at.notnull())
    delay = converted.first_at.epoch_seconds() - converted.created_at.epoch_seconds()
    late = (converted.created_at >= start).fill_null(False)
    went = engine.row(converted.aggregate(usual=delay.median(), late=late.sum()), _Converted)
    if went.usual is None:
        return None
    before = leads.created_at.epoch_seconds() + max(went.usual, 0) < start.epoch_seconds()
    since = leads.created_at >= start
    seen = engine.row(
        leads.aggregate(early=before.fill_null(False).sum(), late=since.fill_null(False).sum()),
        _Seen,
    )
    rate = (went.late or 0) / seen.late if seen.late else 0.0
    expected = (seen.early or 0) * rate / 2
    day: date = first.date()
    return day if expected >= LEAST_EXPECTED else None


def _first(engine: Engine, recorded: Any) -> datetime | None:
    """Return the first recorded moment; one far before all others decides for nobody."""
    lone = lone_first(counts_by_day(engine, recorded))
    usual = recorded
    if lone:
        usual = recorded.date().cases(
            *((ibis.date(day.isoformat()), ibis.null("timestamp")) for day in lone.days),
            else_=recorded,
        )
    first: datetime | None = engine.value(usual.min())
    return first


class _Converted(NamedTuple):
    """Leads with an outcome: their usual delay in seconds, and how many came late enough."""

    usual: float | None
    late: int | None


class _Seen(NamedTuple):
    """Leads old enough before the first recorded outcome, and those since."""

    early: int | None
    late: int | None
