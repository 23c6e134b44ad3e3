"""Left truncation: leads from before anybody recorded what became of leads.

Their outcomes are missing, not bad. Comparing them with later ones draws an improvement that
never happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.question import LOST, WON
from workshop.terms.outcome import wins, with_first

if TYPE_CHECKING:
    from datetime import date

    from workshop.kpis.question import Question

LEFT_TRUNCATED = "left_truncated"
LEAST_EXPECTED = 3
"""So many outcomes must be expected before the first recorded one: seeing none of three expected
has a chance of 5 % (rule of three: Hanley and Lippman-Hand, JAMA 249 (1983), 1743-1745)."""


def with_first_win(question: Question) -> ibis.Table:
    """Return the leads with their first won deal; see `workshop.terms.outcome.with_first`."""
    return with_first(question.leads(), wins(question.every_deal()), question.end)


def first_closing(question: Question) -> date | None:
    """Return the day of the first closed deal if leads before it are truncated, else None."""

    def find() -> date | None:
        deals = question.every_deal()
        ended = deals.filter(deals.status.isin((WON, LOST)), question.known(deals.closed_at))
        return first_day(question.leads(), with_first_win(question), ended.closed_at)

    return question.once("first_closing", find)


def first_day(leads: ibis.Table, fates: ibis.Table, recorded: Any) -> date | None:
    """Return the day of the first recorded outcome if earlier leads are truncated, else None.

    Leads are truncated if outcomes must be missing: at the rate of the later leads, and counting
    only leads old enough for half of all outcomes, at least `LEAST_EXPECTED` would have been
    expected before the first recorded one.

    Args:
        leads: with ``created_at``.
        fates: the same leads with ``first_at``; asked about those only who have one.
        recorded: the moments of whatever could have been an outcome, by the as-of date.
    """
    began, first = (one.min().to_pyarrow().as_py() for one in (leads.created_at, recorded))
    if began is None or first is None or first.date() <= began.date():
        return None
    start = ibis.timestamp(first.isoformat())
    converted = fates.filter(fates.first_at.notnull())
    delay = converted.first_at.epoch_seconds() - converted.created_at.epoch_seconds()
    late = (converted.created_at >= start).fill_null(False)
    got = _row(converted.aggregate(usual=delay.median(), converted=late.sum()))
    if got["usual"] is None:
        return None
    early = leads.created_at.epoch_seconds() + max(got["usual"], 0) < start.epoch_seconds()
    late = leads.created_at >= start
    of = _row(leads.aggregate(early=early.fill_null(False).sum(), late=late.fill_null(False).sum()))
    rate = (got["converted"] or 0) / of["late"] if of["late"] else 0.0
    expected = (of["early"] or 0) * rate / 2
    day: date = first.date()
    return day if expected >= LEAST_EXPECTED else None


def _row(table: ibis.Table) -> dict[str, Any]:
    row: dict[str, Any] = table.to_pyarrow().to_pylist()[0]
    return row
