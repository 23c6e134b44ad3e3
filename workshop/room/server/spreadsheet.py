"""Answers as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.words import Words


def as_csv(rows: list[list[str]], words: Words) -> bytes:
    """Return rows as CSV the way a German Excel reads it; strangers wrote the cells."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    head = [words("Question"), words("Item"), words("Answer"), words("Side"), words("Count")]
    writer.writerows([head, *([_tame(cell) for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    # A cell that begins so is a formula to a spreadsheet.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell
