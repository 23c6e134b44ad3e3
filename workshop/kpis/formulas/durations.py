"""KPIs that are medians of a duration, each as its cases: who is timed, and how long it took."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON
from workshop.crm.single import single
from workshop.kpis.core.business_hours import is_since
from workshop.kpis.core.cases import Cases, key_of, linked
from workshop.kpis.core.ledger import DecidingRow, Ledger, one_where
from workshop.kpis.core.measure import MEDIAN
from workshop.kpis.core.scope import LOST
from workshop.kpis.core.timing import timed
from workshop.kpis.core.value import share_beside
from workshop.kpis.formulas.waiting import human_touches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import Beside

DAY_SECONDS = 86_400


def sales_cycle_won(scope: Scope) -> Cases:
    """Median days from deal created to closed, won deals only."""
    return _cycle(scope, WON)


def sales_cycle_lost(scope: Scope) -> Cases:
    """Median days from deal created to closed, lost deals only."""
    return _cycle(scope, LOST)


def sales_cycle_closed(scope: Scope) -> Cases:
    """Median days from deal created to closed, won and lost; another number than won only."""
    return _cycle(scope, WON, LOST)


def _cycle(scope: Scope, *statuses: str) -> Cases:
    deals = linked(scope.closed_deals(*statuses))
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


def response_time(scope: Scope) -> Cases:
    """Median business hours from lead created to the first human touch of sales."""
    table = answered(scope)
    undated = table.created_at.isnull()
    silent = table.answered_at.isnull() & ~undated
    cases = _timed(table, undated, never_answered=silent)
    asked = cases.table.counted | cases.table.never_answered
    never = cases.table.mutate(asked=asked, adds=one_where(cases.table.never_answered))
    silent_ones = Ledger("contacts", never, "asked", "adds", behind=("never",))
    return replace(
        cases,
        caveats=(scope.no_term(),),
        beside=_never,
        shows=("answered_at", "duration"),
        event=first_touch(scope),
        others=(silent_ones,),
    )


def first_touch(scope: Scope) -> DecidingRow:
    """Return the touch by which a lead was answered."""
    touches = human_touches(scope).rename(who="touched", happened_at="answered_at")
    return DecidingRow("touchpoints", touches, "answered_at")


def _never(tally: Mapping[str, Any]) -> Beside | None:
    silent = tally["never_answered"] or 0
    asked = silent + tally["n_timed"]
    return share_beside("never", silent, asked) if asked else None


def answered(scope: Scope) -> ibis.Table:
    """Return the leads with ``answered_at`` (first human touch of sales, or null) and ``duration``.

    The answer is the first touch since the lead was seen. The duration is in business hours, -1
    where every touch lies before the lead: a contradiction, no answer.
    """
    leads = linked(scope.leads())
    seen = single(scope.people(), "contact_id")
    people = seen.select(person="contact_id", seen_at="created_at")
    pairs = human_touches(scope).inner_join(people, [("touched", "person")])
    since = is_since(pairs.answered_at, pairs.seen_at)
    first = pairs.group_by("touched").aggregate(
        since_at=pairs.answered_at.min(where=since), any_at=pairs.answered_at.min()
    )
    firsts = first.select("touched", answered_at=ibis.coalesce(first.since_at, first.any_at))
    joined = leads.left_join(firsts, [("contact_id", "touched")]).drop("touched")
    # A touch before anybody was seen lies outside, and its hours are not asked for.
    days = scope.days_from("contacts", "created_at")
    waited = timed(scope, joined, "created_at", "answered_at", within=days)
    # At night a reversed pair lies 0 hours apart and would look like the quickest answer.
    reversed_ = ~is_since(waited.answered_at, waited.created_at)
    hours = ibis.ifelse(reversed_, -1.0, waited.hours)
    return waited.mutate(key=key_of(waited, "contact_id"), moment=waited.created_at, duration=hours)


def _timed(table: ibis.Table, undated: Any, **flags: Any) -> Cases:
    """Return the cases with a duration of 0 or more counted, all others named."""
    marked = table.mutate(
        counted=(table.duration >= 0).fill_null(False),
        negative_durations=(table.duration < 0).fill_null(False),
        missing_dates=undated,
        **flags,
    )
    codes = ("negative_durations", *flags, "missing_dates")
    return Cases(MEDIAN, marked, {code: {} for code in codes}, shows=("duration",))
