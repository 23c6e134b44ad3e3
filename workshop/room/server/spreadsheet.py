"""Answers as a file for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.spreadsheet import written

if TYPE_CHECKING:
    from workshop.words import Words


def as_csv(rows: list[list[str]], words: Words) -> bytes:
    """Return answers as CSV, see `written`."""
    head = [words("Question"), words("Item"), words("Answer"), words("Side"), words("Count")]
    return written(head, rows)
