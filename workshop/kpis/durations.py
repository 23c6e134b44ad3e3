"""KPIs that are medians of a duration, each as its cases: who is timed, and how long it took."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.business_hours import with_business_hours
from workshop.kpis.cases import Cases, key_of, linked
from workshop.kpis.measure import MEDIAN
from workshop.kpis.question import LOST, WON
from workshop.kpis.waiting import human_touches

if TYPE_CHECKING:
    from workshop.kpis.question import Question

DAY_SECONDS = 86_400


def sales_cycle_won(question: Question) -> Cases:
    """Median days from deal created to closed, won deals only."""
    return _cycle(question, WON)


def sales_cycle_lost(question: Question) -> Cases:
    """Median days from deal created to closed, lost deals only."""
    return _cycle(question, LOST)


def sales_cycle_closed(question: Question) -> Cases:
    """Median days from deal created to closed, won and lost; another number than won only."""
    return _cycle(question, WON, LOST)


def _cycle(question: Question, *statuses: str) -> Cases:
    deals = linked(question.closed_deals(*statuses))
    # Epoch seconds, because `delta` does not run on every engine.
    seconds = deals.closed_at.epoch_seconds() - deals.created_at.epoch_seconds()
    # A close date without a time stands for its midnight, hours before the deal was opened.
    same_day = deals.closed_at.date() == deals.created_at.date()
    seconds = ibis.ifelse(same_day & (seconds < 0), 0, seconds)
    table = deals.mutate(
        key=key_of(deals, "deal_id"), moment=deals.closed_at, duration=seconds / DAY_SECONDS
    )
    return _timed(table, table.duration.isnull())


def response_time(question: Question) -> Cases:
    """Median business hours from lead created to the first human touch of sales."""
    leads = linked(question.leads())
    touches = human_touches(question)
    first = touches.group_by("touched").aggregate(answered_at=touches.answered_at.min())
    joined = leads.left_join(first, [("contact_id", "touched")]).drop("touched")
    timed = with_business_hours(joined, "created_at", "answered_at", question.calendar)
    # At night a reversed pair lies 0 hours apart and would look like the quickest answer.
    hours = ibis.ifelse(timed.answered_at < timed.created_at, -1.0, timed.hours)
    table = timed.mutate(key=key_of(timed, "contact_id"), moment=timed.created_at, duration=hours)
    undated = table.created_at.isnull()
    silent = table.answered_at.isnull() & ~undated
    cases = _timed(table, undated, never_answered=silent)
    return replace(cases, caveats=(question.no_term(),))


def _timed(table: ibis.Table, undated: Any, **flags: Any) -> Cases:
    """Return the cases with a duration of 0 or more counted, all others named."""
    timed = table.mutate(
        counted=(table.duration >= 0).fill_null(False),
        negative_durations=(table.duration < 0).fill_null(False),
        missing_dates=undated,
        **flags,
    )
    codes = ("negative_durations", *flags, "missing_dates")
    return Cases(MEDIAN, timed, {code: {} for code in codes})
