"""Days far from all others, on which one row or two would decide for everybody.

A typing error in a year moves the last day of the data by years, and with it every window; one
early closing switches off the guard against years without records. A few rows are lone if a quiet
stretch parts them from all others that is longer than a quarter and three times as long as any
other: in data that are kept at all, so long a silence is no pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

from workshop.policy import LEAST_COMPANY, LONE_DAYS, LONE_TIMES, MOST_LONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


@dataclass(frozen=True)
class Lone:
    """Days that stand alone at one end.

    Attributes:
        days: of the few, the outermost first.
        next: the outermost day of all the others.
    """

    days: tuple[date, ...]
    next: date

    @property
    def outermost(self) -> date:
        """The day that would decide."""
        return self.days[0]


def lone_last(counts: Mapping[date, int]) -> Lone | None:
    """Return the last days if they stand alone, else None.

    Args:
        counts: day to how many rows name it.
    """
    return _lone(counts, sorted(counts, reverse=True))


def lone_first(counts: Mapping[date, int]) -> Lone | None:
    """Return the first days if they stand alone, else None; see `lone_last`."""
    return _lone(counts, sorted(counts))


def _lone(counts: Mapping[date, int], days: list[date]) -> Lone | None:
    gaps = [abs((one - other).days) for one, other in pairwise(days)]
    # What stands alone at the other end says nothing of how long a silence is usual.
    gaps = gaps[: len(gaps) - _few(counts, reversed(days))]
    rows, found = 0, None
    for place, gap in enumerate(gaps):
        rows += counts[days[place]]
        if rows > MOST_LONE or sum(counts.values()) - rows < LEAST_COMPANY:
            break
        if gap > LONE_DAYS and gap > LONE_TIMES * max(gaps[place + 1 :], default=0):
            found = Lone(tuple(days[: place + 1]), days[place + 1])
    return found


def _few(counts: Mapping[date, int], days: Iterable[date]) -> int:
    """Return how many days at one end hold no more rows than may stand alone."""
    rows = accumulate(counts[day] for day in days)
    return sum(1 for _ in takewhile(lambda n: n <= MOST_LONE, rows))
