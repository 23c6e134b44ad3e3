"""Time that counts: hours between two moments on working days, as an Ibis expression.

A calendar table holds, for each day, the business hours that lie before it. The hours
between two moments are then a difference of two look-ups, on any engine.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.engine import memory_table

if TYPE_CHECKING:
    from workshop.crm.days.calendar import Calendar
    from workshop.crm.engine import Engine

SECONDS = 3600
PLACE, HOME = "place", ""
DAYS = {"day": "date", PLACE: "string", "before": "float64", "today": "float64"}
Places = tuple[str, ...]
Span = tuple[date, date]
"""A first and a last day."""


def days_table(calendar: Calendar, first: date, last: date, abroad: Places = ()) -> ibis.Table:
    """Return the days from `first` to `last`: day, place, hours before it, hours it has.

    Args:
        calendar: when the team works.
        first: the earliest day.
        last: the latest day.
        abroad: further countries whose public holidays count for customers there; the place of
            the team's own days is `HOME`.
    """
    columns: dict[str, list[Any]] = {name: [] for name in DAYS}
    for place in (HOME, *abroad):
        hours = hours_of(calendar.abroad(place) if place else calendar, first, last)
        today = list(hours.values())
        columns["day"] += hours
        columns["place"] += [place] * len(hours)
        columns["before"] += [0.0, *accumulate(today)][:-1]
        columns["today"] += today
    return memory_table(columns, DAYS)


def hours_of(calendar: Calendar, first: date, last: date) -> dict[date, float]:
    """Return how many business hours each day from `first` to `last` has."""
    off = calendar.off(range(first.year, last.year + 1))
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    whole = float(calendar.closes - calendar.opens)
    return {
        day: whole if day.weekday() in calendar.days and day not in off else 0.0 for day in days
    }


def with_business_hours(
    rows: ibis.Table,
    start: str,
    end: str,
    calendar: Calendar,
    *,
    within: Span | None,
    name: str = "hours",
    abroad: Places = (),
) -> ibis.Table:
    """Return `rows` with the business hours from column `start` to column `end` (float).

    Rows without either moment keep a null. Moments are local wall-clock time; where one of two on
    the same day has no time, no hours lie between them.

    Args:
        rows: any table.
        start: the column with the moment it begins.
        end: the column with the moment it ends.
        calendar: when the team works.
        within: the first and the last day on which a moment may lie; others have no hours. See
            `span_of`; None where there is no moment at all.
        name: of the new column.
        abroad: countries whose public holidays count for rows whose column `PLACE` names them.
    """
    if within is None:
        return rows.mutate(**{name: ibis.null("float64")})
    days = days_table(calendar, *within, abroad)
    if not abroad:
        days = days.drop(PLACE)
    joined = _beside(_beside(rows, start, days, "_began"), end, days, "_ended")
    seconds = _clock(joined, end, "_ended", calendar) - _clock(joined, start, "_began", calendar)
    seconds = _untimed_day(joined[start], joined[end]).ifelse(0.0, seconds)
    return joined.select(*rows.columns, **{name: seconds / SECONDS})


def _beside(rows: ibis.Table, moment: str, days: ibis.Table, prefix: str) -> ibis.Table:
    """Return the rows with what the calendar says of a moment's day, in the row's own place."""
    named = days.rename(f"{prefix}_{{name}}")
    same: list[Any] = [rows[moment].date() == named[f"{prefix}_day"]]
    if f"{prefix}_{PLACE}" in named.columns:
        same.append(rows[PLACE] == named[f"{prefix}_{PLACE}"])
    return rows.left_join(named, same)


def is_since(moment: Any, began: Any) -> Any:
    """Return whether something happened since a moment; without a time it has the whole day."""
    return (moment >= began) | _untimed_day(began, moment)


def _untimed_day(one: Any, other: Any) -> Any:
    """Return whether both lie on one day and one of them has no time; never null."""
    # A date without a time stands for its midnight; how long it was on that day, nobody knows.
    untimed = (one == one.truncate("D")) | (other == other.truncate("D"))
    return ((one.date() == other.date()) & untimed).fill_null(False)


def span_of(engine: Engine, rows: ibis.Table, *columns: str) -> Span | None:
    """Return the first and the last day that these columns hold, or None; runs the rows' query."""
    moments = [rows[column] for column in columns]
    edges = [edge.date() for moment in moments for edge in (moment.min(), moment.max())]
    span = rows.aggregate(**{f"edge{n}": edge for n, edge in enumerate(edges)})
    met = [day for day in engine.record(span).values() if day is not None]
    return (min(met), max(met)) if met else None


def _clock(joined: ibis.Table, moment: str, day: str, calendar: Calendar) -> Any:
    """Return the business seconds that passed before `moment`, counted from the calendar's start.

    Whole seconds, so that a difference is the same wherever the calendar starts.
    """
    opens, closes = (round(hour * SECONDS) for hour in calendar.hours)
    since_midnight = joined[moment].epoch_seconds() - joined[moment].truncate("D").epoch_seconds()
    # Not `clip`: it repeats what it clips, and engines compute that again each time.
    inside = ibis.greatest(ibis.least(since_midnight, closes) - opens, 0)
    before, today = joined[f"{day}_before"], joined[f"{day}_today"]
    return before * SECONDS + (today > 0).ifelse(inside, 0)
