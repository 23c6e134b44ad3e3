"""Time that counts: Monday to Friday, nine to five, no public holidays."""

from __future__ import annotations

from datetime import datetime

import ibis
import pyarrow as pa
import pytest
from support.data.tables import crm

from workshop.crm.days.calendar import Calendar
from workshop.kpis.core.business_hours import span_of, with_business_hours

CASES = [
    ("2026-11-24 10:00", "2026-11-24 12:30", 2.5),
    ("2026-11-20 16:30", "2026-11-23 09:30", 1.0),
    ("2026-11-21 11:00", "2026-11-23 10:00", 1.0),
    ("2026-04-02 16:00", "2026-04-07 10:00", 2.0),
    ("2026-12-23 16:00", "2026-12-28 09:30", 9.5),
    ("2026-11-24 18:00", "2026-11-24 21:00", 0.0),
    ("2026-10-23 16:00", "2026-10-26 10:00", 2.0),
    ("2026-11-24 07:30", "2026-11-24 09:15", 0.25),
]
"""Two independent packages agree on these for North Rhine-Westphalia."""


def hours(start: str | None, end: str | None, calendar: Calendar | None = None) -> float | None:
    """Return the business hours between two moments."""
    moments = [None if text is None else datetime.fromisoformat(text) for text in (start, end)]
    table = pa.table({n: pa.array([m], pa.timestamp("us")) for n, m in zip("ab", moments)})  # noqa: B905
    engine, rows = crm().engine, ibis.memtable(table)
    within = span_of(engine, rows, "a", "b")
    timed = with_business_hours(rows, "a", "b", calendar or Calendar(), within=within)
    found: float | None = engine.record(timed)["hours"]
    return found


@pytest.mark.parametrize(("start", "end", "expected"), CASES)
def test_known_waiting_times(start: str, end: str, expected: float) -> None:
    """Weekends, Easter, Christmas, nights and the clock change do not count."""
    assert expected == hours(start, end)


def test_own_days_off_are_a_setting() -> None:
    """24 December is a working day in law; many teams close."""
    calendar = Calendar(days_off=("12-24",))

    assert hours("2026-12-23 16:00", "2026-12-28 09:30", calendar) == 1.5


def test_other_countries_have_other_holidays() -> None:
    """26 October is a holiday in Austria."""
    austria = Calendar(country="AT")

    assert hours("2026-10-23 16:00", "2026-10-27 10:00", austria) == 2.0


def test_an_open_end_has_no_hours() -> None:
    """Nobody has answered yet: unknown, not zero."""
    assert hours("2026-11-24 10:00", None) is None
    assert hours(None, None) is None
