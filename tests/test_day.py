"""A day is read as people type it, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from workshop.day import read_day


@pytest.mark.parametrize("typed", ["2026-03-04", "4.3.2026", "04.03.2026", " 4. 3. 2026 "])
def test_the_year_comes_first_or_the_day_does(typed: str) -> None:
    """With dots the first number is the day, as Germans write it."""
    assert read_day(typed) == date(2026, 3, 4)


@pytest.mark.parametrize("typed", ["3/4/2026", "31.2.2026", "4.3.26", "tomorrow", ""])
def test_what_names_no_day_for_sure_is_none(typed: str) -> None:
    """With slashes nobody can tell the month from the day, and February has no 31st."""
    assert read_day(typed) is None
