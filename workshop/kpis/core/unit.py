"""What KPIs are measured in."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a value is measured in.

    Money takes the data's currency code instead of its own name (``EUR``), money per day the code
    and the day (``EUR/day``). A factor may be above 1, a ratio may not.
    """

    RATIO = "ratio"
    FACTOR = "factor"
    COUNT = "count"
    DAYS = "days"
    HOURS = "business_hours"
    MONTHS = "months"
    MONEY = "money"
    MONEY_PER_DAY = "money_per_day"


PER_DAY = "/day"
