"""Promises with a deadline: who was answered in time, of all whose time is up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.core.cases import Cases
from workshop.kpis.core.measure import SHARE
from workshop.kpis.core.timing import timed
from workshop.kpis.formulas.durations import answered, first_touch

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope


def sla_compliance(scope: Scope) -> Cases:
    """Leads answered in time / all whose deadline has passed; never answered is a breach.

    The deadline is `Assumptions.sla_hours` business hours after the lead was first seen. Leads
    that still have time are left out, also those that were answered already: only the quick ones
    of them have been.
    """
    most = scope.assumptions.sla_hours
    leads = with_elapsed(scope, answered(scope), "created_at", table="contacts")
    dated, due = leads.created_at.notnull(), (leads.elapsed >= most).fill_null(False)
    reversed_ = (leads.duration < 0).fill_null(False)
    counted = due & ~reversed_
    table = leads.mutate(
        counted=counted,
        success=(leads.duration <= most).fill_null(False),
        not_due=dated & ~due,
        breach_never=counted & leads.answered_at.isnull(),
        negative_durations=due & reversed_,
        missing_dates=~dated,
    )
    codes = ("not_due", "breach_never", "negative_durations", "missing_dates")
    notes: dict[str, dict[str, Any]] = {code: {} for code in codes}
    shows = ("answered_at", "duration")
    event = first_touch(scope)
    return Cases(SHARE, table, notes, (scope.no_term(),), shows=shows, event=event)


def with_elapsed(
    scope: Scope, rows: ibis.Table, moment: str, *, table: str = "handoffs"
) -> ibis.Table:
    """Return the rows with ``elapsed``: business hours from a moment to the as-of date's end.

    Args:
        scope: the day.
        rows: what happened by then.
        moment: the column.
        table: the canonical table that the column comes from.
    """
    now = rows.mutate(now_=ibis.timestamp(scope.end.isoformat()))
    days = scope.days_from(table, moment)
    return timed(scope, now, moment, "now_", name="elapsed", within=days).drop("now_")


def silence_hours(scope: Scope) -> float:
    """Return the business hours after which silence on a hand-off counts as a no."""
    calendar = scope.calendar
    return scope.assumptions.silence_days * (calendar.closes - calendar.opens)
