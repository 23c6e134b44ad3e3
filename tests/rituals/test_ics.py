"""What stands in people's calendars: the same time on the wall all year, and no public holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from support.run.profiles import examples

from workshop.crm.days.calendar import Calendar as WorkCalendar
from workshop.errors import WorkshopError
from workshop.rituals.ics import calendar_file
from workshop.rituals.ritual import Cadence
from workshop.rituals.series import Series, Source
from workshop.rituals.zones import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Collection

BERLIN = "Europe/Berlin"
SOURCE = Source("0b1e", 1, datetime(2026, 11, 23, 8, tzinfo=UTC))
NRW = WorkCalendar()
SERIES = tuple(cadence for cadence in Cadence if cadence is not Cadence.WHEN_NEEDED)
STEP = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}


def nowhere(_: Collection[int]) -> set[date]:
    """No day is free."""
    return set()


def series(first: date, cadence: Cadence = Cadence.WEEKLY, **parts: Any) -> Series:
    """Return a ritual of a quarter of an hour at nine."""
    return Series(**{"key": "look", "name": "Montagsblick", "notes": "", "minutes": 15,
                     "at": time(9), "first": first, "cadence": cadence} | parts)  # fmt: skip


def read(file: bytes) -> list[dict[str, Any]]:
    """Return every date in a file as a second reader expands it, by its own time zone."""
    calendar = Calendar.from_ical(file)
    found = recurring_ical_events.of(calendar).between((2020, 1, 1), (2040, 1, 1))
    return sorted(
        ({"begins": each["DTSTART"].dt, "name": str(each["SUMMARY"])} for each in found),
        key=lambda each: each["begins"],
    )


def starts(file: bytes) -> list[datetime]:
    """Return when each date begins."""
    return [each["begins"] for each in read(file)]


@pytest.mark.parametrize("zone", [*COUNTRIES.values(), "America/New_York", "Asia/Tokyo"])
def test_nine_o_clock_stays_nine_o_clock_over_both_changes(zone: str) -> None:
    """From October to April, by the zone that stands in the file itself, and by the world's."""
    weekly = series(date(2025, 10, 6))
    file = calendar_file([weekly], zone, nowhere, SOURCE)
    found = starts(file)
    written = Calendar.from_ical(file).timezones[0].to_tz(lookup_tzid=False)

    assert len(found) == 53
    for moment in found:
        assert (moment.hour, moment.minute) == (9, 0)
        on_the_wall = datetime.combine(moment.date(), time(9))
        meant = on_the_wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert meant == on_the_wall.replace(tzinfo=written).astimezone(UTC)


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York"])
def test_outlook_reads_the_zone(zone: str) -> None:
    """Yearly rules that begin in 1970 and no list of days, which it shows an hour off."""
    file = calendar_file([series(date(2026, 1, 5))], zone, nowhere, SOURCE).decode()
    head = file[: file.index("BEGIN:VEVENT")]

    assert head.count("BEGIN:VTIMEZONE") == 1
    assert head.count("RRULE:FREQ=YEARLY") == head.count("DTSTART:1970") == 2
    assert "RDATE" not in file


@given(
    first=st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    cadence=st.sampled_from(SERIES),
    at=st.times(time(7), time(20)).map(lambda at: at.replace(second=0, microsecond=0)),
)
@settings(max_examples=examples(40))
def test_a_series_keeps_its_weekday_and_leaves_out_holidays(
    first: date, cadence: Cadence, at: time
) -> None:
    """Whatever day it begins on, the 31st and 29 February too: a year of the same weekday."""
    each = series(first, cadence, at=at)
    days = [moment.date() for moment in starts(calendar_file([each], BERLIN, NRW.off, SOURCE))]
    free = NRW.off(range(first.year, first.year + 2))

    assert {day.weekday() for day in days} == {first.weekday()}
    if cadence is Cadence.ONCE:
        assert [first] == days
        return
    assert not free & set(days)
    assert {day for day in each.days() if day not in free} == set(days)
    assert max(days) <= first + timedelta(365)
    gaps = {(later - day).days for day, later in pairwise(days)}
    if cadence in STEP:
        assert {gap % STEP[cadence] for gap in gaps} <= {0}
    else:
        wanted = 1 if cadence is Cadence.MONTHLY else 3
        months = [day.year * 12 + day.month for day in each.days()]
        assert {b - a for a, b in pairwise(months)} == {wanted}


def test_the_next_version_changes_the_same_event() -> None:
    """The same ritual of the same workshop is the same event; a calendar takes the higher one."""
    later = Source(SOURCE.workshop, 2, datetime(2026, 12, 1, tzinfo=UTC))
    other = Source("another", 1, SOURCE.stamp)
    files = [
        calendar_file([series(date(2026, 1, 5), minutes=minutes)], BERLIN, nowhere, source)
        for minutes, source in ((15, SOURCE), (30, later), (15, other))
    ]
    events = [Calendar.from_ical(file).walk("VEVENT")[0] for file in files]

    assert events[0]["UID"] == events[1]["UID"] != events[2]["UID"]
    assert [0, 1, 0] == [event["SEQUENCE"] for event in events]
    assert all(b"DTSTAMP:20261" in file and b"Z\r\nUID" in file for file in files)


@given(name=st.text(max_size=60), notes=st.text(max_size=300))
@settings(max_examples=examples(60))
def test_hostile_words_stay_words(name: str, notes: str) -> None:
    """Whatever people type opens no other part of the file, and comes back as it was."""
    hostile = f"{name}\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE"
    file = calendar_file(
        [series(date(2026, 1, 5), name=hostile, notes=notes + "\udc80")], BERLIN, nowhere, SOURCE
    )
    calendar = Calendar.from_ical(file)
    event = calendar.walk("VEVENT")[0]

    assert ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"] == [
        part.name for part in calendar.walk()
    ]
    assert str(event["SUMMARY"]).endswith("END:VEVENT\nBEGIN:VALARM\nACTION:PROCEDURE")
    assert str(event["DESCRIPTION"]).endswith("?")


def test_a_zone_nobody_knows_is_said_to_be_none() -> None:
    """Instead of a file that shows the wrong hour."""
    with pytest.raises(WorkshopError, match=r"no such time zone.*Mars"):
        calendar_file([series(date(2026, 1, 5))], "Mars/Olympus", nowhere, SOURCE)


def test_without_dates_there_is_an_empty_calendar() -> None:
    """Rituals that are held when needed stand in nobody's calendar."""
    assert [] == Calendar.from_ical(calendar_file([], BERLIN, nowhere, SOURCE)).walk("VEVENT")
