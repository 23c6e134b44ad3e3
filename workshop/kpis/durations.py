"""KPIs that are medians of a duration, each as its cases: who is timed, and how long it took."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.business_hours import with_business_hours
from workshop.kpis.cases import Cases, key_of, linked
from workshop.kpis.measure import MEDIAN
from workshop.kpis.question import LOST, WON
from workshop.kpis.value import share_beside
from workshop.kpis.waiting import human_touches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.kpis.question import Question
    from workshop.kpis.value import Beside

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
    table = deals.mutate(
        key=key_of(deals, "deal_id"), moment=deals.closed_at, duration=cycle_days(deals)
    )
    return _timed(table, table.duration.isnull())


def cycle_days(deals: ibis.Table) -> Any:
    """Return the days from opened to closed, null where one of the two is missing."""
    return days_between(deals.created_at, deals.closed_at)


def days_between(start: Any, end: Any) -> Any:
    """Return the days between two moments; an end without a time on the same day is 0."""
    # Epoch seconds, because `delta` does not run on every engine.
    seconds = end.epoch_seconds() - start.epoch_seconds()
    # A date without a time stands for its midnight, hours before what happened that day.
    return ibis.ifelse((end.date() == start.date()) & (seconds < 0), 0, seconds) / DAY_SECONDS


def response_time(question: Question) -> Cases:
    """Median business hours from lead created to the first human touch of sales."""
    table = answered(question)
    undated = table.created_at.isnull()
    silent = table.answered_at.isnull() & ~undated
    cases = _timed(table, undated, never_answered=silent)
    return replace(cases, caveats=(question.no_term(),), beside=_never)


def _never(tally: Mapping[str, Any]) -> Beside | None:
    silent = tally["never_answered"] or 0
    asked = silent + tally["n_timed"]
    return share_beside("never", silent, asked) if asked else None


def answered(question: Question) -> ibis.Table:
    """Return the leads with ``answered_at`` (first human touch of sales, or null) and ``duration``.

    The duration is in business hours, -1 where the answer lies before the lead.
    """
    leads = linked(question.leads())
    touches = human_touches(question)
    first = touches.group_by("touched").aggregate(answered_at=touches.answered_at.min())
    joined = leads.left_join(first, [("contact_id", "touched")]).drop("touched")
    # A touch before anybody was seen lies outside, and its hours are not asked for.
    days = question.days_from("contacts", "created_at")
    timed = with_business_hours(joined, "created_at", "answered_at", question.calendar, within=days)
    # At night a reversed pair lies 0 hours apart and would look like the quickest answer.
    hours = ibis.ifelse(timed.answered_at < timed.created_at, -1.0, timed.hours)
    return timed.mutate(key=key_of(timed, "contact_id"), moment=timed.created_at, duration=hours)


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
