"""When a team works: its hours, its days, the public holidays of its place, its own days off.

Every number in business hours stands on it, so it is data that people see and set: in a mapping,
at the command line, and beside each such number.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationError,
    model_validator,
)

from workshop.errors import WorkshopError
from workshop.reasons import Unfit
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_NAMES = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
USUAL_WEEKS = {
    (0, 1, 2, 3, 4): N_("Mon–Fri"),
    (0, 1, 2, 3, 4, 5): N_("Mon–Sat"),
    (0, 1, 2, 3): N_("Mon–Thu"),
}
"""Days of the week to what they are called together."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?")
OFF = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)")
LEAP = 2024
MINUTES, WHOLE_DAY = 60, 24
USUAL = ("DE", "NW")
NOWHERE = ""
"""The country of a team that works on public holidays."""


def _read_hours(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = HOURS.fullmatch(value.strip())
    if found is None:
        raise _no_hours(value)
    first, first_minutes, last, last_minutes = (int(part or 0) for part in found.groups())
    return first + first_minutes / MINUTES, last + last_minutes / MINUTES


def _check_hours(value: tuple[float, float]) -> tuple[float, float]:
    if not 0 <= value[0] < value[1] <= WHOLE_DAY:
        raise _no_hours(write_hours(value))
    return value


def _no_hours(value: str) -> Unfit:
    return Unfit(
        N_("“{value}” isn’t a range of hours; expected something like 9-17 or 8:30-17"), value=value
    )


def write_hour(hour: float) -> str:
    """Return an hour of the day as people write it: 9, or 8:30."""
    whole, minutes = divmod(round(hour * MINUTES), MINUTES)
    return f"{whole}:{minutes:02}" if minutes else str(whole)


def write_hours(hours: tuple[float, float]) -> str:
    """Return the hours as `Calendar` reads them: ``9-17``."""
    return "-".join(map(write_hour, hours))


def _read_days(value: object) -> object:
    if not isinstance(value, str):
        return value
    found: list[int] = []
    for part in value.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise Unfit(
                N_(
                    "“{value}” isn’t a set of weekdays; expected something like mon-fri "
                    "or mon,tue,thu"
                ),
                value=value,
            )
        begin, end = DAYS.index(first), DAYS.index(last or first)
        span = range(begin, end + 1) if begin <= end else (*range(begin, 7), *range(end + 1))
        found += span
    return tuple(sorted(set(found)))


def _write_days(days: tuple[int, ...]) -> str:
    return ",".join(DAYS[day] for day in days)


def _read_off(value: object) -> object:
    listed = value.replace(" ", "").split(",") if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)):
        return listed
    return tuple(one.isoformat() if isinstance(one, date) else one for one in listed if one)


def _check_off(value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        if not _is_day(one):
            raise Unfit(
                N_("“{value}” isn’t a day off; expected something like 12-24 or 2026-05-15"),
                value=one,
            )
    return value


def _is_day(text: str) -> bool:
    found = OFF.fullmatch(text)
    if found is None:
        return False
    year, month, day = found.groups()
    try:
        date(int(year or LEAP), int(month), int(day))
    except ValueError:
        return False
    return True


class Calendar(BaseModel):
    """When a team works.

    Attributes:
        hours: of the day in local time, from and to; written ``9-17`` or ``8:30-17``.
        days: of the week, 0 is Monday; written ``mon-fri``.
        country: ISO 3166 code whose public holidays are free; empty for none.
        region: of the country, such as ``NW``; empty for what holds in all of it.
        days_off: of the company: each year (``12-24``), or once (``2026-05-15``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    hours: Annotated[
        tuple[float, float],
        BeforeValidator(_read_hours),
        AfterValidator(_check_hours),
        PlainSerializer(write_hours),
    ] = (9.0, 17.0)
    days: Annotated[tuple[int, ...], BeforeValidator(_read_days), PlainSerializer(_write_days)] = (
        0,
        1,
        2,
        3,
        4,
    )
    country: str = "DE"
    region: str = "NW"
    days_off: Annotated[
        tuple[str, ...], BeforeValidator(_read_off), AfterValidator(_check_off)
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_region(cls, given: Any) -> Any:
        # North Rhine-Westphalia lies in no other country.
        if isinstance(given, dict) and "country" in given and "region" not in given:
            return {**given, "region": ""}
        return given

    @model_validator(mode="after")
    def _known(self) -> Calendar:
        if (self.country, self.region) in ((NOWHERE, ""), USUAL):
            return self
        known = supported()
        if self.country and self.country not in known:
            raise Unfit(
                N_("unknown country “{name}”; expected something like DE"), name=self.country
            )
        if self.region and self.region not in known.get(self.country, ()):
            raise Unfit(
                N_("unknown region “{name}”; known: {known}"),
                name=self.region,
                known=", ".join(known.get(self.country, ())) or "–",
            )
        return self

    @property
    def opens(self) -> float:
        """The first hour of a working day."""
        return self.hours[0]

    @property
    def closes(self) -> float:
        """The end of a working day."""
        return self.hours[1]

    @property
    def place(self) -> str:
        """Where its public holidays are those of, such as ``DE-NW``; empty for nowhere."""
        return f"{self.country}-{self.region}" if self.region else self.country

    def off(self, years: Iterable[int]) -> set[date]:
        """Return the public holidays and the company's own days off of some years."""
        listed = list(years)
        own = {day for text in self.days_off for day in _days_of(text, listed)}
        if self.country == NOWHERE:
            return own
        from holidays import country_holidays  # noqa: PLC0415 - half a second, rarely needed

        public = country_holidays(self.country, subdiv=self.region or None, years=listed)
        return set(public) | own

    def abroad(self, country: str) -> Calendar:
        """Return the same team's calendar for a customer in another country."""
        return self.model_copy(update={"country": country, "region": ""})

    def is_abroad(self, country: str) -> bool:
        """Return whether a country's public holidays are known, and others than the team's own."""
        return self.country not in (NOWHERE, country) and country in supported()


def _days_of(text: str, years: Iterable[int]) -> set[date]:
    year, month, day = (int(part) if part else 0 for part in OFF.fullmatch(text).groups())  # type: ignore[union-attr]
    if year:
        return {date(year, month, day)}
    found = set()
    for one in years:
        try:
            found.add(date(one, month, day))
        except ValueError:
            continue  # 29 February of a year without one
    return found


@cache
def supported() -> dict[str, list[str]]:
    """Return the countries whose public holidays are known, each with its regions."""
    from holidays import list_supported_countries  # noqa: PLC0415

    return list_supported_countries(include_aliases=False)


def calendar_of(said: dict[str, str], base: Calendar | None = None) -> Calendar:
    """Return the calendar with what was said instead.

    Args:
        said: hours, days, country, region or days_off as people write them; a country that is
            said without a region has none.
        base: what holds where nothing is said.

    Raises:
        WorkshopError: if one of them cannot be.
    """
    kept = (base or Calendar()).model_dump()
    if "country" in said:
        del kept["region"]
    try:
        return Calendar.model_validate({**kept, **said})
    except ValidationError as error:
        raise WorkshopError(
            N_("This isn’t a calendar."),
            found="{reason}",
            hint=N_(
                "For example: --hours 8:30-17 --days mon-fri --holidays DE-BY --days-off 12-24"
            ),
            reason=error,
        ) from error
