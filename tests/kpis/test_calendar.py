"""Business hours against counting every minute, and the edges of the calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.tables import at, crm
from support.run.profiles import examples

from workshop.crm.days.calendar import Calendar
from workshop.kpis.core.business_hours import days_table, span_of, with_business_hours

NRW = Calendar()


def hours(*pairs: tuple[datetime | None, datetime | None], calendar: Calendar = NRW) -> list[Any]:
    stamp = pa.timestamp("us")
    began, ended = (pa.array(list(side), stamp) for side in zip(*pairs, strict=True))
    rows = ibis.memtable(pa.table({"n": range(len(pairs)), "began": began, "ended": ended}))
    engine, ends = crm().engine, ("began", "ended")
    within = span_of(engine, rows, *ends)
    timed = with_business_hours(rows, *ends, calendar, within=within).order_by("n")
    return engine.column(timed.hours)


def by_the_minute(start: datetime, end: datetime) -> float:
    """Count minute by minute, in a stretch without holidays."""
    minutes = int((end - start).total_seconds() // 60)
    moments = (start + timedelta(minutes=n) for n in range(minutes))
    if start.date() == end.date() and start.time() == time.min:
        return 0  # midnight is a date without a time
    return sum(1 for m in moments if m.weekday() < 5 and 9 <= m.hour < 17) / 60


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), min_size=1, max_size=6))
@settings(max_examples=examples(12))
def test_any_pair_is_counted_by_the_minute(pairs: list[tuple[int, int]]) -> None:
    """The look-up gives what counting every minute gives; backwards it is negative."""
    first = at("2026-11-02T00:00")
    moments = [tuple(first + timedelta(minutes=n) for n in pair) for pair in pairs]
    expected = [by_the_minute(a, b) if a <= b else -by_the_minute(b, a) for a, b in moments]

    assert pytest.approx(expected) == hours(*moments)  # type: ignore[arg-type]


def test_a_missing_moment_has_no_hours() -> None:
    """Nothing is made up for leads without an answer, alone or beside others."""
    start, end = at("2026-11-24T10:00"), at("2026-11-24T11:00")

    assert [None, 1.0, None] == hours((start, None), (start, end), (None, end))
    assert [None] == hours((None, None))
    assert [None] == hours((start, None))


def test_the_calendar_spans_every_moment() -> None:
    """A start after the last end is in the calendar as well."""
    late, early = at("2026-11-25T10:00"), at("2026-11-24T10:00")

    assert [-8.0] == hours((late, early))


def test_the_calendar_counts_what_lies_before_each_day() -> None:
    """Hours before a day are the sum of the days before it."""
    found = days_table(NRW, date(2026, 11, 20), date(2026, 11, 24)).to_pyarrow().to_pydict()

    assert [8.0, 0.0, 0.0, 8.0, 8.0] == found["today"]
    assert [0.0, 8.0, 8.0, 8.0, 16.0] == found["before"]
