"""A quarter of the calendar: the unit of marketing's clock, and of what was kept last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words

MONTHS, PER_YEAR = 3, 4


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter.

    Attributes:
        year: of the calendar.
        number: 1 to 4.
    """

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.back(-1).first - timedelta(days=1)

    @property
    def key(self) -> str:
        """Its name in a table, such as ``2026-Q3``: that of the dimension ``quarter``."""
        return f"{self.year:04}-Q{self.number}"

    @property
    def short(self) -> str:
        """Its name in a chart, such as ``Q3 26``, the same in every language."""
        return f"Q{self.number} {self.year % 100:02}"

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, datetime.min.time())

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.back(-1).begin

    @property
    def place(self) -> int:
        """Its place among all quarters, as `quarter_number` counts them."""
        return PER_YEAR * self.year + self.number - 1

    def back(self, quarters: int) -> Quarter:
        """Return the quarter so many before this one."""
        return quarter_at(self.place - quarters)

    def text(self, words: Words) -> str:
        """Return what people call it."""
        return words(N_("Q{number} {year}"), number=self.number, year=self.year)


def quarter_of(day: date) -> Quarter:
    """Return the quarter a day lies in."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarter_at(place: int) -> Quarter:
    """Return the quarter at a place among all."""
    return Quarter(place // PER_YEAR, place % PER_YEAR + 1)


def quarter_number(moment: Any) -> Any:
    """Return the place of a moment's quarter among all, as an expression; null for no moment."""
    return PER_YEAR * moment.year() + moment.quarter() - 1


def last_full(as_of: date) -> Quarter:
    """Return the latest quarter that is over on the evening of a day."""
    running = quarter_of(as_of)
    return running if running.last == as_of else running.back(1)
