"""What the first cells of a column look like, as shares; enough to rule a meaning out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.readings.choices import NO, NOTHING, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE = 200
"""Cells that are looked at closely; the rest only counts for uniqueness."""
LONG = 80
"""Longer cells are sentences."""
WORDY = 6
"""So many words are a sentence, too."""
_TIME = r"([T ,]+\d{1,2}:\d{2}.*)?"
_MONTH = r"[^\W\d_]{3,9}\.?"
DATE = re.compile(
    rf"(\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}\.?|\d{{1,2}}[./-]\d{{1,2}}[./-](\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}\.?[ -]?{_MONTH},?[ -]\d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}){_TIME}"
)
MONTH = re.compile(r"(19|20)\d{2}[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[./](19|20)\d{2}")
COUNTED = re.compile(r"\d{5}([.,]\d+)?|(19|20)\d{6}|1\d{9}|1\d{12}")
"""Day numbers of Excel, dates without separators, seconds and milliseconds since 1970."""
_SIGN = r"(€|\$|£|EUR|USD|GBP|CHF|Fr\.|US\$)?"
NUMBER = re.compile(
    rf"[-+−–(]?\s*{_SIGN}\s*[-+−–]?(\d[\d.,'’\s]*|[.,]\d+)(e[-+]?\d+)?\s*(k|m|tsd|mio|mrd|bn)?\.?"
    rf"\s*{_SIGN}\)?",
    re.IGNORECASE,
)
MAIL = re.compile(r".*[^\s@]+@[^\s@]+\.[^\s@]{2,}.*", re.DOTALL)
PHONE = re.compile(r"(\+|00|0[1-9]|\(0|\(\+)[\d\s()/.-]{6,}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}.*")
FLAGS = frozenset((*YES, *NO))
EMPTY = frozenset(NOTHING)


@dataclass(frozen=True)
class Profile:
    """Shares are of the cells looked at; all zero where no cell is filled.

    Attributes:
        filled: cells that hold something.
        blank: cells that hold nothing.
        distinct: all entries there are.
        dates, months, counted: written as a date, as a month, or as a number that may be a date.
        numbers, flags, mails, phones, sentences: shares as well.
        letters: with at least one letter.
    """

    filled: int
    blank: int
    distinct: frozenset[str]
    dates: float = 0
    months: float = 0
    counted: float = 0
    numbers: float = 0
    flags: float = 0
    mails: float = 0
    phones: float = 0
    sentences: float = 0
    letters: float = 0

    @property
    def unique(self) -> float:
        """How many of the filled cells are different, 0 to 1."""
        return len(self.distinct) / self.filled if self.filled else 0.0


def profile(cells: Sequence[str | None]) -> Profile:
    """Return what the cells look like."""
    filled = [cell for cell in cells if cell and cell.lower() not in EMPTY]
    distinct = frozenset(filled)
    if not filled:
        return Profile(0, len(cells), distinct)
    sample = filled[:: -(-len(filled) // SAMPLE)]

    def share(test: Callable[[str], object]) -> float:
        return sum(bool(test(cell)) for cell in sample) / len(sample)

    return Profile(
        filled=len(filled),
        blank=len(cells) - len(filled),
        distinct=distinct,
        dates=share(DATE.fullmatch),
        months=share(MONTH.fullmatch),
        counted=share(COUNTED.fullmatch),
        numbers=share(_number),
        flags=share(lambda cell: cell.lower() in FLAGS),
        mails=share(MAIL.fullmatch),
        phones=share(_phone),
        sentences=share(_sentence),
        letters=share(lambda cell: any(sign.isalpha() for sign in cell)),
    )


def _number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell)) and not DATE.fullmatch(cell)


def _phone(cell: str) -> bool:
    return bool(PHONE.fullmatch(cell)) and not DATE.fullmatch(cell)


def _sentence(cell: str) -> bool:
    return len(cell) > LONG or len(cell.split()) > WORDY
