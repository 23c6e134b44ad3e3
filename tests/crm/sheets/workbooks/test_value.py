"""A typed cell becomes a text that can be read in one way only."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.sheets.workbooks.value import text


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.234", "1.234"),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (1234, "1234"),
        (1234.0, "1234"),
        (-0.0, "0"),
        (1.234, "1.234e0"),
        (-0.05, "-0.05e0"),
        (1e-7, "1e-07"),
        (1e300, "1e+300"),
        (9007199254740991.0, "9007199254740991"),
        (12345678901234567.0, "1.2345678901234568e+16"),
        (1e15 + 0.5, "1000000000000000.5e0"),
        (date(2026, 4, 3), "2026-04-03"),
        (at("2026-04-03T10:00:00"), "2026-04-03T10:00:00"),
        (at("2026-04-03T00:00:00"), "2026-04-03T00:00:00"),
        (time(10, 30), "10:30:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (timedelta(hours=-1), "-01:00:00"),
    ],
)
def test_each_type_has_one_form(value: Any, expected: str) -> None:
    """Dates are ISO, and no number looks as if its point parted thousands."""
    assert expected == text(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-04-03T09:59:59.994", "2026-04-03T10:00:00"),
        ("2026-04-03T10:00:00.004", "2026-04-03T10:00:00"),
        ("2026-04-03T23:59:59.999", "2026-04-04T00:00:00"),
        ("9999-12-31T23:59:59.999", "9999-12-31T23:59:59"),
    ],
)
def test_moments_are_rounded_to_the_second(value: str, expected: str) -> None:
    """A workbook counts in days, so that ten o'clock may be a bit less; Excel rounds as well."""
    assert expected == text(at(value))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_when_read_again(value: float) -> None:
    """Nothing is lost on the way to text."""
    assert value == float(text(value))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_does_not_become_one(value: float) -> None:
    """A damaged cell does not end the reader, and nobody takes its text for a number."""
    with pytest.raises(ValueError, match="could not convert"):
        float(text(value))
