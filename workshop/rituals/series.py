"""A ritual as a series of dates, before anything is written into a calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from workshop.rituals.ritual import Cadence

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
A_YEAR = timedelta(days=365)
AT = time(9)
LAST_FIFTH = 4
"""Whole weeks before a day that is the fifth of its weekday in a month: not every month has one."""


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
    def rule(self) -> str:
        """Its rule of recurrence as RFC 5545 writes it; empty where it is held once."""
        weekday = WEEKDAYS[self.first.weekday()]
        place = (self.first.day - 1) // 7
        nth = f"{-1 if place == LAST_FIFTH else place + 1}{weekday}"
        # Not "the 31st of each month", which most months do not have: the same weekday in it.
        rules = {
            Cadence.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
            Cadence.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
            Cadence.MONTHLY: f"FREQ=MONTHLY;BYDAY={nth}",
            Cadence.QUARTERLY: f"FREQ=MONTHLY;INTERVAL=3;BYDAY={nth}",
        }
        return rules.get(self.cadence, "")

    def days(self) -> list[date]:
        """Return every day of the series, public holidays included."""
        if not self.rule:
            return [self.first]
        found = rrulestr(self.rule, dtstart=self.begins)
        last = datetime.combine(self.last, time.max)
        return [one.date() for one in found.between(self.begins, last, inc=True)]


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
