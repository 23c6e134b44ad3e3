"""The one error a person may see: a fact, what was found, and a hint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.words import Words

GROUPED = 100_000
"""Whole numbers from here on are grouped; below it they may be a year or a port."""


class WorkshopError(Exception):
    """Something a person can put right.

    Args:
        fact: what is wrong, as a message id (mark it with `N_`).
        found: what was met instead, as a message id.
        hint: the likely way out, as a message id.
        values: fill the placeholders of all three. A date and a large number are said as the
            language writes them; an error is put into words by `workshop.reasons`.
    """

    def __init__(self, fact: str, *, found: str = "", hint: str = "", **values: object) -> None:
        super().__init__(fact)
        self.fact = fact
        self.found = found
        self.hint = hint
        self.values = values

    def parts(self, words: Words) -> list[str]:
        """Return fact, finding and hint in the language of `words`; empty where there is none."""
        values = filled(self.values, words)
        return [
            words(part, **values) if part else "" for part in (self.fact, self.found, self.hint)
        ]

    def lines(self, words: Words) -> list[str]:
        """Return fact, finding and hint as sentences in the language of `words`."""
        fact, found, hint = self.parts(words)
        lines = [fact]
        if found:
            lines.append(words("Found: {finding}", finding=found))
        if hint:
            lines.append(words("Hint: {advice}", advice=hint))
        return lines

    def __str__(self) -> str:
        from workshop.words import Words  # noqa: PLC0415 - words reads files, errors must not

        return " ".join(self.lines(Words("en")))


class Unfit(ValueError):  # noqa: N818 - it says what a value is
    """Why a value has not the shape it should, raised where pydantic checks one.

    Args:
        message: why, as a message id (mark it with `N_`).
        values: fill its placeholders.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        from workshop.words import Words  # noqa: PLC0415 - see above

        return Words("en")(self.message, **filled(self.values, Words("en")))


def filled(values: Mapping[str, object], words: Words) -> dict[str, Any]:
    """Return values as a language writes them, to fill the placeholders of a message."""
    return {name: _said(value, words) for name, value in values.items()}


def _said(value: object, words: Words) -> object:
    from workshop.reasons import Cause, Phrase, reason  # noqa: PLC0415 - it knows these errors

    if isinstance(value, BaseException | Cause | Phrase):
        return reason(value, words)
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, float) or (type(value) is int and abs(value) >= GROUPED):
        return words.amount(value)
    return value
