"""Time in the sample: whole minutes since the first day, and the office hours in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from workshop.crm.sample.rng import Floats, Ints

FIRST_DAY = np.datetime64("2024-10-01", "D")
AS_OF = np.datetime64("2026-09-30", "D")
DAY = 1440
DAYS = int((AS_OF - FIRST_DAY).astype(np.int64)) + 1
END = DAYS * DAY
"""The first minute after the as-of date; whatever comes at or after it has not happened."""
NEVER = 1 << 40
OPENS, OPEN_MINUTES = 8 * 60, 10 * 60
# Written down, not computed: a newer holiday package must not change the shipped files.
HOLIDAYS = np.array(
    [
        *("2024-10-03", "2024-11-01", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18"),
        *("2025-04-21", "2025-05-01", "2025-05-29", "2025-06-09", "2025-06-19", "2025-10-03"),
        *("2025-11-01", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06"),
        *("2026-05-01", "2026-05-14", "2026-05-25", "2026-06-04"),
    ],
    dtype="datetime64[D]",
)
MONTH_PULL = np.array([0.95, 1.0, 1.15, 1.05, 0.95, 1.0, 0.85, 0.55, 1.15, 1.2, 1.1, 0.65])
"""How lively a month is, January first."""
REST_PULL = 0.25
"""How lively a weekend, a holiday or the days between the years are."""
SLOW_MONTHS = (7, 12)
CHRISTMAS = (12, 23)

_ALL_DAYS = FIRST_DAY + np.arange(DAYS + 60)
_IS_WORKDAY = np.is_busday(_ALL_DAYS, holidays=HOLIDAYS)
_WORKDAYS = np.flatnonzero(_IS_WORKDAY).astype(np.int64)
_WORKED_BEFORE: Ints = np.cumsum(_IS_WORKDAY) - _IS_WORKDAY


def day_of(text: str) -> int:
    """Return the number of a day written YYYY-MM-DD; the first day is 0."""
    return int((np.datetime64(text, "D") - FIRST_DAY).astype(np.int64))


def month_of(minutes: Ints) -> Ints:
    """Return the calendar month (1 to 12) of each minute."""
    months = (FIRST_DAY + minutes // DAY).astype("datetime64[M]")
    month: Ints = months.astype(np.int64) % 12 + 1
    return month


def quarter_of(minutes: Ints) -> Ints:
    """Return the quarter of each minute, counted from the first one."""
    months = (FIRST_DAY + minutes // DAY).astype("datetime64[M]")
    quarter: Ints = (months - FIRST_DAY.astype("datetime64[M]")).astype(np.int64) // 3
    return quarter


def liveliness() -> Floats:
    """Return one weight per day: seasons, weekends and the days between the years."""
    days = pd.DatetimeIndex(_ALL_DAYS[:DAYS])
    month, day = days.month.to_numpy(), days.day.to_numpy()
    between_years = (month == CHRISTMAS[0]) & (day >= CHRISTMAS[1])
    rest = ~_IS_WORKDAY[:DAYS] | between_years
    pull: Floats = MONTH_PULL[month - 1] * np.where(rest, REST_PULL, 1.0)
    return pull


def workdays() -> Floats:
    """Return one weight per day: its liveliness on working days, nothing on others."""
    return liveliness() * _IS_WORKDAY[:DAYS]


def advance(start: Ints, minutes: Floats | Ints) -> Ints:
    """Return the moment at which so many office minutes have passed since `start`."""
    day = np.minimum(start // DAY, len(_ALL_DAYS) - 1)
    today = np.clip(start % DAY - OPENS, 0, OPEN_MINUTES) * _IS_WORKDAY[day]
    passed = _WORKED_BEFORE[day] * OPEN_MINUTES + today + np.asarray(minutes, dtype=np.int64)
    index = np.minimum(passed // OPEN_MINUTES, len(_WORKDAYS) - 1)
    moment = _WORKDAYS[index] * DAY + OPENS + passed % OPEN_MINUTES
    return np.where(start >= END, NEVER, moment)


def to_moments(minutes: Ints) -> pd.DatetimeIndex:
    """Return dates with times; what has not happened by the as-of date is missing."""
    known = np.where(minutes < END, minutes, 0)
    moments = FIRST_DAY.astype("datetime64[m]") + known
    moments[minutes >= END] = np.datetime64("NaT")
    return pd.DatetimeIndex(moments.astype("datetime64[us]"))
