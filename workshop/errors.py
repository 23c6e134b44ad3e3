"""The one error a person may see: a fact, what was found, and a hint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.words import Words


class WorkshopError(Exception):
    """Something a person can put right.

    Args:
        fact: what is wrong, as a message id (mark it with `N_`).
        found: what was met instead, as a message id.
        hint: the likely way out, as a message id.
        values: fill the placeholders of all three; a date is said as the language writes it.
    """

    def __init__(self, fact: str, *, found: str = "", hint: str = "", **values: object) -> None:
        super().__init__(fact)
        self.fact = fact
        self.found = found
        self.hint = hint
        self.values = values

    def lines(self, words: Words) -> list[str]:
        """Return fact, finding and hint as sentences in the language of `words`."""
        values = {name: _said(value, words) for name, value in self.values.items()}
        lines = [words(self.fact, **values)]
        if self.found:
            lines.append(words("Found: {finding}", finding=words(self.found, **values)))
        if self.hint:
            lines.append(words("Hint: {advice}", advice=words(self.hint, **values)))
        return lines

    def __str__(self) -> str:
        from workshop.words import Words  # noqa: PLC0415 - words reads files, errors must not

        return " ".join(self.lines(Words("en")))


def _said(value: object, words: Words) -> object:
    return words.date(value) if isinstance(value, date) else value
