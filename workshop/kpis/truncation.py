"""Left truncation: leads from before anybody recorded what became of leads.

Their outcomes are missing, not bad. Comparing them with later ones draws an improvement that
never happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.kpis.question import LOST, WON

if TYPE_CHECKING:
    from datetime import date

    from workshop.kpis.question import Question

LEFT_TRUNCATED = "left_truncated"
LEAST_EXPECTED = 3
"""So many outcomes must be expected before the first recorded one: seeing none of three expected
has a chance of 5 % (rule of three: Hanley and Lippman-Hand, JAMA 249 (1983), 1743-1745)."""


class Outcomes(NamedTuple):
    """When anything was recorded that could have been an outcome, by the as-of date.

    Attributes:
        moments: a table with one column, ``recorded_at``.
    """

    moments: ibis.Table


def closings(question: Question) -> Outcomes:
    """Return when deals were won or lost."""
    deals = question.every_deal()
    ended = deals.filter(deals.status.isin((WON, LOST)), question.known(deals.closed_at))
    return Outcomes(ended.select(recorded_at=ended.closed_at))


def first_day(leads: ibis.Table, outcomes: Outcomes) -> date | None:
    """Return the day of the first recorded outcome if earlier leads are truncated, else None.

    Leads are truncated if outcomes must be missing: at the rate of the later leads, and counting
    only leads old enough for half of all outcomes, at least `LEAST_EXPECTED` would have been
    expected before the first recorded one.

    Args:
        leads: with ``created_at`` and ``first_at``, see `workshop.terms.outcome.with_first`.
        outcomes: what was recorded.
    """
    delay = leads.first_at.epoch_seconds() - leads.created_at.epoch_seconds()
    whole = _row(
        leads.aggregate(began=leads.created_at.min(), delay=delay.median()),
        outcomes.moments.aggregate(first=outcomes.moments.recorded_at.min()),
    )
    began, first, usual = whole["began"], whole["first"], whole["delay"]
    if began is None or first is None or usual is None or first.date() <= began.date():
        return None
    start = ibis.timestamp(first.isoformat())
    early = leads.created_at.epoch_seconds() + max(usual, 0) < start.epoch_seconds()
    late = leads.created_at >= start
    got = _row(
        leads.aggregate(
            early=early.fill_null(False).sum(),
            late=late.fill_null(False).sum(),
            converted=(late & leads.first_at.notnull()).fill_null(False).sum(),
        )
    )
    rate = (got["converted"] or 0) / got["late"] if got["late"] else 0.0
    expected = (got["early"] or 0) * rate / 2
    day: date = first.date()
    return day if expected >= LEAST_EXPECTED else None


def _row(*tables: ibis.Table) -> dict[str, Any]:
    return {k: v for table in tables for k, v in table.to_pyarrow().to_pylist()[0].items()}
