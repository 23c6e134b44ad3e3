"""The one error a person may see: a fact, what was found, and a hint."""

from __future__ import annotations

from workshop.reasons import filled
from workshop.words import Words


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
        return " ".join(self.lines(Words("en")))
