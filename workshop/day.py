"""A day of the calendar, as people type it."""

from __future__ import annotations

import re
from datetime import date

from workshop.words import N_

WRITTEN = N_("A day like 2026-12-31 or 31.12.2026.")
"""How a day is typed."""
GERMAN = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")


def read_day(text: str) -> date | None:
    """Return the day that was typed, year first or in the German way; None if there is none.

    With slashes nobody can tell the month from the day, so they are not read.
    """
    typed = text.strip()
    try:
        if german := GERMAN.fullmatch(typed):
            day, month, year = map(int, german.groups())
            return date(year, month, day)
        return date.fromisoformat(typed)
    except ValueError:
        return None
