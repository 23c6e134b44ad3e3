"""The rituals as one calendar file that Outlook, Google and Apple take in; the kit sends nothing.

A series ends a year after its first date: by then the charter has been looked at again, and its
next version brings a new file with the same events in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur
from icalendar import Event as CalendarEvent

from workshop.rituals.ritual import Cadence
from workshop.rituals.time_zone import WEEKDAYS, time_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Free = Callable[[Collection[int]], set[date]]
    """Gives the days of some years on which nobody meets, such as public holidays."""


PRODUCT = "-//Workshop kit//Rituals//EN"
A_YEAR = timedelta(days=365)
AT = time(9)
LAST_FIFTH = 4
"""Whole weeks before a day that is the fifth of its weekday in a month: not every month has one."""
ILLEGAL = {code: None for code in range(32) if code not in (9, 10)} | {127: None}
"""Control characters, which no calendar file may hold."""


@dataclass(frozen=True)
class Series:
    """One ritual as a series of events.

    Attributes:
        key: names it within its workshop; the same in every version.
        name: what stands in people's calendars.
        notes: what stands below it.
        cadence: how often it comes round.
        minutes: how long it takes.
        first: its first day.
        at: when it begins; nine o'clock where nobody said.
    """

    key: str
    name: str
    notes: str
    cadence: Cadence
    minutes: int
    first: date
    at: time | None = None

    @property
    def begins(self) -> datetime:
        """Its first date on the clock on the wall."""
        return datetime.combine(self.first, self.at or AT)

    @property
    def last(self) -> date:
        """The last day it may be held on."""
        return self.first + A_YEAR

    @property
    def rule(self) -> vRecur | None:
        """Its rule of recurrence; None where it is held once."""
        weekday = WEEKDAYS[self.first.weekday()]
        place = (self.first.day - 1) // 7
        nth = f"{-1 if place == LAST_FIFTH else place + 1}{weekday}"
        # Not "the 31st of each month", which most months do not have: the same weekday in it.
        rules: dict[Cadence, dict[str, object]] = {
            Cadence.WEEKLY: {"FREQ": "WEEKLY", "BYDAY": weekday},
            Cadence.FORTNIGHTLY: {"FREQ": "WEEKLY", "INTERVAL": 2, "BYDAY": weekday},
            Cadence.MONTHLY: {"FREQ": "MONTHLY", "BYDAY": nth},
            Cadence.QUARTERLY: {"FREQ": "MONTHLY", "INTERVAL": 3, "BYDAY": nth},
        }
        return vRecur(rules[self.cadence]) if self.cadence in rules else None

    def days(self) -> list[date]:
        """Return every day of the series, public holidays included."""
        rule = self.rule
        if rule is None:
            return [self.first]
        last = datetime.combine(self.last, time.max)
        text = rule.to_ical().decode()  # type: ignore[no-untyped-call]
        return [
            one.date()
            for one in rrulestr(text, dtstart=self.begins).between(self.begins, last, inc=True)
        ]


@dataclass(frozen=True)
class Source:
    """Which charter a calendar file belongs to.

    Attributes:
        workshop: names the workshop; events of the same one and the same ritual are the same.
        version: of the decision, counted from 1; a calendar takes the higher one.
        stamp: when the file was written, with its time zone.
    """

    workshop: str
    version: int
    stamp: datetime


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
    rule = series.rule
    if rule:
        until = datetime.combine(series.last, time.max.replace(microsecond=0), zone)
        rule["UNTIL"] = [until.astimezone(UTC)]
        event.add("rrule", rule)
        skipped = [day for day in days if day in free and day > first]
        if skipped:
            event.add("exdate", [datetime.combine(day, begins.time(), zone) for day in skipped])
    return event


def _text(typed: str) -> str:
    """Return text as a calendar may hold it; half an emoji becomes a question mark."""
    return typed.translate(ILLEGAL).encode("utf-8", "replace").decode()
