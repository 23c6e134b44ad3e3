"""The rituals as one calendar file that Outlook, Google and Apple take in; the kit sends nothing.

A series ends a year after its first date: by then the charter has been looked at again, and its
next version brings a new file with the same events in it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, vRecur
from icalendar import Event as CalendarEvent

from workshop.rituals.series import AT
from workshop.rituals.time_zone import time_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from workshop.rituals.series import Series, Source

    Free = Callable[[Collection[int]], set[date]]
    """Gives the days of some years on which nobody meets, such as public holidays."""


PRODUCT = "-//Workshop kit//Rituals//EN"
ILLEGAL = {code: None for code in range(32) if code not in (9, 10)} | {127: None}
"""Control characters, which no calendar file may hold."""


def calendar_file(
    series: Iterable[Series],
    zone: str,
    free: Callable[[Collection[int]], set[date]],
    source: Source,
) -> bytes:
    """Return the rituals as the text of an ``.ics`` file (RFC 5545), UTF-8.

    Args:
        series: those that have a day.
        zone: time zone they are held in, as IANA names it.
        free: the days on which nobody meets.
        source: which charter they belong to.

    Raises:
        WorkshopError: if there is no such time zone.
    """
    held = list(series)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if held:
        years = range(min(one.first.year for one in held), max(one.last.year for one in held) + 1)
        calendar.add_component(time_zone(zone, years))
        days_off = free(list(years))
        for one in held:
            calendar.add_component(_event(one, ZoneInfo(zone), days_off, source))
    return bytes(calendar.to_ical())


def _event(series: Series, zone: ZoneInfo, free: set[date], source: Source) -> CalendarEvent:
    days = series.days()
    # Some programs show the first date of a series even where it is excepted.
    first = next((day for day in days if day not in free), series.first)
    begins = datetime.combine(first, series.at or AT, zone)
    event = CalendarEvent()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{source.workshop}/{series.key}')}@workshop")
    event.add("sequence", source.version - 1)
    event.add("dtstamp", source.stamp)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=series.minutes))
    event.add("summary", _text(series.name))
    event.add("description", _text(series.notes))
    if series.rule:
        until = datetime.combine(series.last, time.max.replace(microsecond=0), zone)
        rule = vRecur.from_ical(series.rule)
        rule["UNTIL"] = [until.astimezone(UTC)]
        event.add("rrule", rule)
        skipped = [day for day in days if day in free and day > first]
        if skipped:
            event.add("exdate", [datetime.combine(day, begins.time(), zone) for day in skipped])
    return event


def _text(typed: str) -> str:
    """Return text as a calendar may hold it; half an emoji becomes a question mark."""
    return typed.translate(ILLEGAL).encode("utf-8", "replace").decode()
