"""Time that counts: hours between two moments on working days, as an Ibis expression.

A calendar table holds, for each day, the business hours that lie before it. The hours
between two moments are then a difference of two look-ups, on any engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis
import pyarrow as pa

SECONDS = 3600
SATURDAY = 5
Span = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True)
class Calendar:
    """When a team works: hours of the day, Monday to Friday, without public holidays.

    Attributes:
        opens, closes: hours of the day in local time.
        country: ISO 3166 code; subdivision: of the country, such as ``NW``.
        closed_days: further days off as (month, day), for example 24 and 31 December.
    """

    opens: int = 9
    closes: int = 17
    country: str = "DE"
    subdivision: str | None = "NW"
    closed_days: tuple[tuple[int, int], ...] = ()

    def table(self, first: date, last: date) -> ibis.Table:
        """Return the days from `first` to `last`: day, hours before it, hours it has."""
        off = self._holidays(first, last)
        days, before, today = [], [], []
        total = 0.0
        for step in range((last - first).days + 1):
            day = first + timedelta(days=step)
            works = day.weekday() < SATURDAY and day not in off
            hours = float(self.closes - self.opens) if works else 0.0
            days.append(day)
            before.append(total)
            today.append(hours)
            total += hours
        return ibis.memtable(pa.table({"day": days, "before": before, "today": today}))

    def _holidays(self, first: date, last: date) -> set[date]:
        from holidays import country_holidays  # noqa: PLC0415 - half a second, rarely needed

        years = range(first.year, last.year + 1)
        public = country_holidays(self.country, subdiv=self.subdivision, years=years)
        own = {date(year, month, day) for year in years for month, day in self.closed_days}
        return set(public) | own


def with_business_hours(
    rows: ibis.Table,
    start: str,
    end: str,
    calendar: Calendar,
    *,
    name: str = "hours",
    within: Span | None = None,
) -> ibis.Table:
    """Return `rows` with the business hours from column `start` to column `end` (float).

    Rows without either moment keep a null. Moments are local wall-clock time.

    Args:
        rows: any table.
        start: the column with the moment it begins.
        end: the column with the moment it ends.
        calendar: when the team works.
        name: of the new column.
        within: the first and the last day on which a moment may lie; others have no hours. The
            rows themselves are asked for it by default, which runs their query once more.
    """
    span = within or _span(rows, start, end)
    if span is None:
        return rows.mutate(**{name: ibis.null("float64")})
    days = calendar.table(*span)
    first, last = days.rename("_began_{name}"), days.rename("_ended_{name}")
    joined = rows.left_join(first, rows[start].date() == first["_began_day"])
    joined = joined.left_join(last, joined[end].date() == last["_ended_day"])
    seconds = _clock(joined, end, "_ended", calendar) - _clock(joined, start, "_began", calendar)
    return joined.select(*rows.columns, **{name: seconds / SECONDS})


def _span(rows: ibis.Table, *columns: str) -> Span | None:
    moments = [rows[column] for column in columns]
    edges = [edge.date() for moment in moments for edge in (moment.min(), moment.max())]
    span = rows.aggregate(**{f"edge{n}": edge for n, edge in enumerate(edges)})
    met = [day for day in span.to_pyarrow().to_pylist()[0].values() if day is not None]
    return (min(met), max(met)) if met else None


def _clock(joined: ibis.Table, moment: str, day: str, calendar: Calendar) -> Any:
    """Return the business seconds that passed before `moment`, counted from the calendar's start.

    Whole seconds, so that a difference is the same wherever the calendar starts.
    """
    opens, closes = calendar.opens * SECONDS, calendar.closes * SECONDS
    since_midnight = joined[moment].epoch_seconds() - joined[moment].truncate("D").epoch_seconds()
    # Not `clip`: it repeats what it clips, and engines compute that again each time.
    inside = ibis.greatest(ibis.least(since_midnight, closes) - opens, 0)
    before, today = joined[f"{day}_before"], joined[f"{day}_today"]
    return before * SECONDS + (today > 0).ifelse(inside, 0)
