"""A time zone as calendar programs read it, Outlook included.

Outlook reads a VTIMEZONE whose changes are yearly rules that begin in 1970 and shows meetings an
hour off where they are lists of days. So the rule is made from the zone itself: the last or the
n-th of a weekday in a month, checked over all years that a series can touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from workshop.rituals.series import WEEKDAYS
from workshop.rituals.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

BEGINNING = 1970
"""Year in which the rules begin: the only one that Outlook reads right."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """One change of the clocks.

    Attributes:
        at: on the clock on the wall that is about to be changed.
        before, after: hours ahead of UTC.
        name: what the time is called afterwards.
        summer: whether summer time begins.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def rule(self) -> tuple[int, str]:
        """Month and weekday of its yearly rule, such as ``(3, "-1SU")``."""
        day = self.at.date()
        is_last = (day + 7 * DAY).month != day.month
        place = -1 if is_last else (day.day - 1) // 7 + 1
        return day.month, f"{place}{WEEKDAYS[day.weekday()]}"


def time_zone(name: str, years: Iterable[int]) -> Timezone:
    """Return a time zone as a component of a calendar.

    Args:
        name: as IANA names it.
        years: that the calendar touches; a zone that changes its clocks by another rule in one of
            them is written as the list of its changes.

    Raises:
        WorkshopError: if there is no zone of this name.
    """
    zone, touched = zone_named(name), sorted(years)
    component = Timezone()
    component.add("tzid", name)
    changes = list(_changes(zone, touched))
    if not changes:
        component.add_component(_unchanging(zone, touched[0]))
        return component
    for summer in (True, False):
        mine = [change for change in changes if change.summer is summer]
        if len({(change.rule, change.at.time()) for change in mine}) == 1:
            component.add_component(_yearly(mine[0]))
        else:
            for change in mine:
                component.add_component(_part(change, change.at))
    return component


def _changes(zone: ZoneInfo, years: list[int]) -> Iterator[Change]:
    """Yield the changes of the clocks from the first day of the first year to the last one's."""
    day = datetime(years[0], 1, 1, tzinfo=UTC)
    end = datetime(years[-1] + 1, 1, 1, tzinfo=UTC)
    while day < end:
        # Hour by hour only on the few days that end by another clock than they began.
        if _offset(day, zone) != _offset(day + DAY, zone):
            yield from _changes_of(day, zone)
        day += DAY


def _changes_of(day: datetime, zone: ZoneInfo) -> Iterator[Change]:
    for n in range(24):
        before, after = day + n * HOUR, day + (n + 1) * HOUR
        if _offset(before, zone) != _offset(after, zone):
            yield _change(before.astimezone(zone), after.astimezone(zone))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _change(before: datetime, after: datetime) -> Change:
    offsets = [moment.utcoffset() or timedelta(0) for moment in (before, after)]
    at = before.replace(tzinfo=None) + HOUR
    return Change(at, offsets[0], offsets[1], after.tzname() or "", offsets[1] > offsets[0])


def _yearly(change: Change) -> TimezoneDaylight | TimezoneStandard:
    month, weekday = change.rule
    part = _part(change, _first_of(month, weekday, change.at))
    part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": weekday}))
    return part


def _first_of(month: int, weekday: str, like: datetime) -> datetime:
    """Return the first day of a yearly rule in 1970, at a time of the day."""
    place, wanted = int(weekday[:-2]), WEEKDAYS.index(weekday[-2:])
    days = [date(BEGINNING, month, 1) + n * DAY for n in range(31)]
    fitting = [day for day in days if day.month == month and day.weekday() == wanted]
    day = fitting[place if place < 0 else place - 1]
    return datetime.combine(day, like.time())


def _part(change: Change, begins: datetime) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _unchanging(zone: ZoneInfo, year: int) -> TimezoneStandard:
    now = datetime(year, 1, 1, tzinfo=zone)
    offset = now.utcoffset() or timedelta(0)
    part = TimezoneStandard()
    part.add("dtstart", datetime(BEGINNING, 1, 1))  # noqa: DTZ001 - a clock on the wall
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", offset)
    part.add("tzname", now.tzname() or "")
    return part
