"""Quarters: their days, their order, and which is the last that is over."""

from __future__ import annotations

from datetime import date

import ibis
import pytest

from workshop.kpis.core.quarter import Quarter, last_full, quarter_at, quarter_number, quarter_of
from workshop.words import Words


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_one_quarter(day: date, quarter: Quarter) -> None:
    """First and last days belong to their own quarter."""
    assert quarter == quarter_of(day)
    assert quarter.first <= day <= quarter.last


def test_quarters_go_on_over_the_turn_of_the_year() -> None:
    """Five back from the first is the fourth but one of the year before the last."""
    assert Quarter(2024, 4) == Quarter(2026, 1).back(5)
    assert Quarter(2026, 1) == quarter_at(Quarter(2026, 1).place)
    assert date(2024, 12, 31) == Quarter(2024, 4).last


@pytest.mark.parametrize(
    ("as_of", "quarter"),
    [
        (date(2026, 9, 30), Quarter(2026, 3)),
        (date(2026, 9, 29), Quarter(2026, 2)),
        (date(2026, 1, 15), Quarter(2025, 4)),
    ],
)
def test_a_quarter_is_over_on_its_last_evening(as_of: date, quarter: Quarter) -> None:
    """A day before, the one before it is the last that is over."""
    assert quarter == last_full(as_of)


def test_an_expression_counts_as_python_does() -> None:
    """The engine's quarter and ours are the same, on both edges."""
    rows = [{"at": one} for q in (1, 4) for one in (Quarter(2025, q).begin,)]
    moments = ibis.memtable(rows, schema={"at": "timestamp"})
    found = moments.mutate(n=quarter_number(moments["at"])).n.to_pyarrow().to_pylist()

    assert [Quarter(2025, 1).place, Quarter(2025, 4).place] == sorted(found)


def test_people_say_it_shortly() -> None:
    """Number and year."""
    assert Quarter(2026, 3).text(Words("en")) == "Q3 2026"
