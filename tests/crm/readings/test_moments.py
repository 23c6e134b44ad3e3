"""A date is read as it was meant, or not at all."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.readings.moments import (
    DATE,
    PERIOD,
    MomentShapes,
    Order,
    decide,
    is_week,
    moment,
    shape,
)

CONNECTION = duckdb.connect()
GERMAN = ("Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez")
ZONE = "Europe/Berlin"
DATES: dict[str, Order | None] = {
    "%Y-%m-%d": None,
    "%Y/%m/%d": None,
    "%Y.%m.%d": None,
    "%d.%m.%Y": "day_first",
    "%d/%m/%Y": "day_first",
    "%d-%m-%Y": "day_first",
    "%d.%m.%y": "day_first",
    "%m/%d/%Y": "month_first",
    "%d %b, %Y": None,
    "%b %d, %Y": None,
    "%d-%b-%Y": None,
    "%d. %B %Y": None,
}
TIMES = ("", " %H:%M", " %H:%M:%S", ", %H:%M", " %I:%M %p", " %I:%M:%S %p")


def read(text: str, order: Order | None = None, zone: str = ZONE) -> datetime | None:
    """Return what the SQL reads in a text."""
    sql = f"select {moment('x', order, zone)} from (select ? as x)"  # noqa: S608
    row = CONNECTION.execute(sql, [text]).fetchone()
    assert row
    found: datetime | None = row[0]
    return found


def shape_of(text: str) -> str:
    row = CONNECTION.execute(f"select {shape('x')} from (select ? as x)", [text]).fetchone()  # noqa: S608
    assert row
    return str(row[0])


moments = st.datetimes(datetime(1990, 1, 1), datetime(2068, 12, 31))  # noqa: DTZ001 - local time


@given(moments, st.sampled_from(sorted(DATES)), st.sampled_from(TIMES))
def test_every_way_to_write_a_date_reads_back(then: datetime, day: str, time: str) -> None:
    """Whatever the order, the separators and the clock, the moment is the same."""
    whole = then.replace(microsecond=0)
    if "%S" not in time:
        whole = whole.replace(second=0)
    if not time:
        whole = whole.replace(hour=0, minute=0)

    assert whole == read(then.strftime(day + time), DATES[day])
    assert "other" != shape_of(then.strftime(day + time))


@given(moments)
def test_german_months(then: datetime) -> None:
    """15. März 2021 is the fifteenth of March."""
    text = f"{then.day}. {GERMAN[then.month - 1]} {then.year}"

    assert then.date() == (read(text) or then.min).date()


LONG = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
        *("September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "short": (
        *("Jän.", "Feb.", "Mrz", "Apr.", "Mai", "Jun", "Jul.", "Aug", "Sept.", "Okt.", "Nov"),
        "Dez.",
    ),
}
WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "kurz": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "short": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
DAYS = (
    *("{day}. {month} {year}", "{day} {month} {year}", "{month} {day}, {year}"),
    *("{day}.{number}.{year}", "{year}-{number:02}-{day:02}", "{day:02}-{month}-{year}"),
    "{month} {day} {year}",
)
PERIODS = ("{month} {year}", "{year}-{number:02}", "{number:02}/{year}", "{year} {month}")


def fill(pattern: str, then: datetime, months: tuple[str, ...]) -> str:
    month = months[then.month - 1]
    return pattern.format(day=then.day, month=month, number=then.month, year=then.year)


@given(
    moments, st.sampled_from(DAYS), st.sampled_from(sorted(LONG)), st.sampled_from(sorted(WEEKDAYS))
)
def test_a_day_in_words_reads_back(then: datetime, day: str, months: str, names: str) -> None:
    """With and without its weekday, in both languages, long and short; no weekday but its own."""
    text = fill(day, then, LONG[months])
    weekday = WEEKDAYS[names][then.weekday()]
    other = WEEKDAYS[names][then.weekday() - 1]

    for one in (text, f"{weekday}, {text}", f"{weekday} {text}"):
        assert datetime(then.year, then.month, then.day) == read(one, "day_first"), one  # noqa: DTZ001
        assert DATE.fullmatch(one), one
    assert read(f"{other}, {text}", "day_first") is None


@given(moments, st.sampled_from(PERIODS), st.sampled_from(sorted(LONG)))
def test_a_month_in_words_is_its_first_day(then: datetime, period: str, months: str) -> None:
    """Januar 2026, Jan. 2026, 2026-01."""
    text = fill(period, then, LONG[months])

    assert datetime(then.year, then.month, 1) == read(text)  # noqa: DTZ001
    assert PERIOD.fullmatch(text)


@given(
    moments,
    st.sampled_from(["KW {w}/{y}", "KW{w:02} {y}", "{y}-W{w:02}", "{y} KW {w}", "CW {w}/{y}"]),
)
def test_a_week_is_its_monday(then: datetime, pattern: str) -> None:
    """The week of ISO 8601, as calendars of the region count."""
    year, week, _ = then.isocalendar()
    text = pattern.format(w=week, y=year)

    assert datetime.fromisocalendar(year, week, 1) == read(text)
    assert is_week(text)


@pytest.mark.parametrize("text", ["KW 53/2025", "KW 0/2026", "KW 54/2026", "2026-W60", "KW 2/26"])
def test_a_week_that_is_none(text: str) -> None:
    """A year has 52 weeks or 53, and two digits may be a year or a week."""
    assert read(text) is None


def test_day_numbers_only_where_somebody_says_so() -> None:
    """46115 may be an order's number."""
    sql = f"select {moment('x', None, ZONE, day_numbers=False)} from (select '46115' as x)"  # noqa: S608

    assert (None,) == CONNECTION.execute(sql).fetchone()


@given(moments, st.sampled_from(["Z", "+00:00", " UTC", "+0000"]))
def test_an_offset_turns_to_the_team_s_clock(then: datetime, offset: str) -> None:
    """Midnight in Greenwich is one or two in the morning in Berlin."""
    whole = then.replace(microsecond=0)
    hours = (read(f"{whole:%Y-%m-%dT%H:%M:%S}{offset}") or whole.min) - whole

    assert hours.total_seconds() in (3600, 7200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("46115", "2026-04-03T00:00"),
        ("46115.5", "2026-04-03T12:00"),
        ("1775210400", "2026-04-03T12:00"),
        ("1775210400000", "2026-04-03T12:00"),
        ("20260403", "2026-04-03T00:00"),
        ("04.2026", "2026-04-01T00:00"),
        ("2026-04", "2026-04-01T00:00"),
        ("2026-04-03 10:00 +0200", "2026-04-03T10:00"),
        ("2026-10-25T00:30:00Z", "2026-10-25T02:30"),
        ("2026-10-25T01:30:00Z", "2026-10-25T02:30"),
        ("29.02.2024", "2024-02-29T00:00"),
        ("3.4.2026 9:05 Uhr", "2026-04-03T09:05"),
        ("Fr., 3. April 2026 um 9:05 Uhr", "2026-04-03T09:05"),
        ("Friday, April 3rd, 2026 at 9:05 PM", "2026-04-03T21:05"),
        ("03-Apr-26", "2026-04-03T00:00"),
        ("3. Apr. 99", "1999-04-03T00:00"),
    ],
)
def test_notations(text: str, expected: str) -> None:
    """Excel's days, seconds since 1970, months without a day, the end of summer time."""
    assert datetime.fromisoformat(expected) == read(text, "day_first")


@pytest.mark.parametrize("order", ["day_first", "month_first", None])
@pytest.mark.parametrize(
    "text",
    [
        *("29.02.2026", "31.04.2026", "99.99.2026", "13/13/2026", "2026-13-01", "2026-02-30"),
        *("epoch", "infinity", "-infinity", "today", "12.5", "7:30", "45", "2026", "tomorrow"),
        *("2026-04-03 25:00", "03.04.", "3 Foo 2026", "=TODAY()", "#N/A", "99999999", "1.1.1"),
        *("Jan 26", "Januar", "Week 2 2026", "Mo", "Montag 2026", "31. Februar 2026", "Mo, 2026"),
    ],
)
def test_what_is_no_date_is_none(text: str, order: Order | None) -> None:
    """29 February in a short year, hours of no day, words of the engine: not guessed at."""
    assert read(text, order) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2026", "either"),
        ("13/04/2026", "day_first"),
        ("04/13/2026", "month_first"),
        ("03.04.2026", "day_first"),
        ("04.13.2026", "month_first"),
        ("2026-04-03", "clean"),
        ("46115", "days"),
        ("1775210400", "numbers"),
        ("x", "other"),
    ],
)
def test_what_a_cell_proves(text: str, expected: str) -> None:
    """A day beyond 12 proves the order, and so do dots; slashes alone do not."""
    assert expected == shape_of(text)


def test_without_an_order_slashes_read_nothing() -> None:
    """03/04 is no date until somebody says which comes first."""
    assert read("03/04/2026") is None


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        (5, 0, "day_first"),
        (0, 5, "month_first"),
        (0, 0, None),
        (50, 50, None),
        (99, 1, "day_first"),
    ],
)
def test_slips_do_not_decide_and_a_mixture_decides_nothing(
    day: int, month: int, expected: Order | None
) -> None:
    """Nearly all cells must speak for an order."""
    assert expected == decide(MomentShapes(day, month, 9, 0, 9, 0, 0))
