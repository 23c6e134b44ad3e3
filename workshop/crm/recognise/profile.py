"""What the first cells of a column look like, as shares; enough to rule a meaning out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.readings import moments, numbers
from workshop.crm.readings.choices import NO, NOTHING, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE = 200
"""Cells that are looked at closely; the rest only counts for uniqueness."""
LONG = 80
"""Longer cells are sentences."""
WORDY = 6
"""So many words are a sentence, too."""
COUNTED = re.compile(r"\d{5}([.,]\d+)?|(19|20)\d{6}|1\d{9}|1\d{12}")
"""Day numbers of Excel, dates without separators, seconds and milliseconds since 1970."""
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
        dialled: telephone numbers that hold more than digits; an id with leading zeros does not.
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
    dialled: float = 0

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
        dates=share(moments.DATE.fullmatch),
        months=share(moments.PERIOD.fullmatch),
        counted=share(COUNTED.fullmatch),
        numbers=share(_number),
        flags=share(lambda cell: cell.lower() in FLAGS),
        mails=share(MAIL.fullmatch),
        phones=share(_phone),
        sentences=share(_sentence),
        letters=share(lambda cell: any(sign.isalpha() for sign in cell)),
        dialled=share(lambda cell: _phone(cell) and not cell.isdecimal()),
    )


def _number(cell: str) -> bool:
    return numbers.looks_like(cell) and not moments.DATE.fullmatch(cell)


def _phone(cell: str) -> bool:
    return bool(PHONE.fullmatch(cell)) and not moments.DATE.fullmatch(cell)


def _sentence(cell: str) -> bool:
    return len(cell) > LONG or len(cell.split()) > WORDY
