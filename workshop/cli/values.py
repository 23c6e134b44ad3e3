"""What an option may be: read from what was typed, and said in words where it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.day import WRITTEN, read_day
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LAST_PORT = 65535


@dataclass(frozen=True)
class Value:
    """One kind of value.

    Attributes:
        read: returns what a text means; raises ValueError where it means nothing.
        expected: what is allowed, as a message id.
        limits: fill the placeholders of `expected`.
    """

    read: Callable[[str], Any]
    expected: str
    limits: dict[str, object]


def whole(least: int, most: int) -> Value:
    """Return a whole number from `least` to `most`."""

    def read(text: str) -> int:
        number = int(text)
        if least <= number <= most:
            return number
        raise ValueError(text)

    expected = N_("A whole number from {least} to {most}.")
    return Value(read, expected, {"least": least, "most": most})


def one_of(*known: str) -> Value:
    """Return one of a few words."""

    def read(text: str) -> str:
        if text in known:
            return text
        raise ValueError(text)

    return Value(read, N_("One of these: {known}."), {"known": ", ".join(known)})


def _read_day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise ValueError(text)
    return day


DAY = Value(_read_day, WRITTEN, {})
"""A day of the calendar."""
PORT = whole(0, LAST_PORT)
"""Where a server listens; 0 is a free one."""
