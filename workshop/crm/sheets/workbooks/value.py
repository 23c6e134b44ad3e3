"""A typed cell of a workbook as text that can be read in one way only."""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta
EXACT = 2**53
"""From here on a workbook rounds whole numbers, so that the last digits mean nothing."""
HALF = timedelta(milliseconds=500)


def text(value: Cell) -> str:
    """Return a cell's value as text.

    Dates and moments are ISO 8601, to the second as Excel shows them, durations
    hours:minutes:seconds, booleans ``true`` and ``false``, whole numbers digits. Any other number
    ends in an exponent (``1.234e0``): nobody takes its point for a thousands separator. A whole
    number whose last digits are rounded does so, too.
    """
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number(value)
        case timedelta():
            return _duration(value)
        case datetime():
            return _moment(value)
    return value.isoformat()


def _number(value: float) -> str:
    if abs(value) < EXACT and value == int(value):
        return str(int(value))
    written = repr(float(value))
    return written if "e" in written else f"{written}e0"


def _moment(value: datetime) -> str:
    # A day is 1.0 in a workbook: a whole second has no exact fraction there.
    rounded = value + HALF if value.year < MAXYEAR else value
    return rounded.isoformat("T", "seconds")


def _duration(value: timedelta) -> str:
    sign = "-" if value < timedelta() else ""
    minutes, seconds = divmod(round(abs(value).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours:02}:{minutes:02}:{seconds:02}"
