"""A date is read as it was meant, or not at all."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.readings.moments import MomentShapes, Order, decide, moment, shape

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
        ("46115", "numbers"),
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
