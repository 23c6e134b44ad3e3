"""Whole months: costs are booked by the month, so what they are held against is, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

DAYS = 365.25 / 12
"""In a month, on average."""


def month_of(moment: date) -> int:
    """Return the number of a month, counted from the year 0."""
    return moment.year * 12 + moment.month - 1


@dataclass(frozen=True)
class Months:
    """A run of whole months; none where `last` lies before `first`.

    Attributes:
        first, last: see `month_of`; both belong to the run.
    """

    first: int
    last: int

    def __len__(self) -> int:
        return max(0, self.last - self.first + 1)

    def __iter__(self) -> Iterator[str]:
        return (_written(one) for one in range(self.first, self.last + 1))

    @property
    def said(self) -> tuple[str, str]:
        """The first and the last month, as ``2026-09``."""
        return _written(self.first), _written(self.last)

    def later(self, by: int) -> Months:
        """Return the run that begins and ends some months later."""
        return Months(self.first + by, self.last + by)

    def within(self, other: Months) -> Months:
        """Return the months that both runs have."""
        return Months(max(self.first, other.first), min(self.last, other.last))

    def holds(self, moment: Any) -> Any:
        """Return whether a moment lies in the run, as an expression that is never null."""
        if not self:
            return ibis.literal(False)
        first, after = (ibis.timestamp(f"{_written(m)}-01") for m in (self.first, self.last + 1))
        return ((moment >= first) & (moment < after)).fill_null(False)


def complete_before(end: datetime, n: int) -> Months:
    """Return the last `n` months that are over at a moment; 1 October 00:00 ends September."""
    last = month_of(end) - 1
    return Months(last - n + 1, last)


def _written(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
