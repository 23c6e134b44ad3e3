"""A run of days: since people signed, and as long a time before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import ibis

from workshop.crm.days.as_of import end_of_day

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """A run of days.

    Attributes:
        first, last: both belong to it.
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, datetime.min.time())

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return end_of_day(self.last)

    def back(self, times: int = 1) -> Period:
        """Return the period of the same length so many times before it."""
        by = self.days * times * DAY
        return Period(self.first - by, self.last - by)

    def holds(self, moment: Any) -> Any:
        """Return whether a moment lies in it, as an expression that is never null."""
        begin, end = (ibis.timestamp(one.isoformat()) for one in (self.begin, self.end))
        return ((moment >= begin) & (moment < end)).fill_null(False)
