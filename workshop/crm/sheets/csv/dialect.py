"""How a CSV file parts its cells and quotes them, beyond what everybody does."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKED_AT = 200
"""Lines that tell how a file quotes."""
MOSTLY = 0.9
APOSTROPHE = "'"


@dataclass(frozen=True)
class Dialect:
    """What stands between cells and around them.

    Attributes:
        delimiter: between cells.
        quote: around cells in which it stands.
        spaced: whether a blank may stand between a delimiter and a quote.
    """

    delimiter: str
    quote: str = '"'
    spaced: bool = False

    @property
    def usual(self) -> bool:
        """Whether it is what everybody writes."""
        return self.quote == '"' and not self.spaced

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Return a reader of rows; strict, or an open quote would swallow the rows below it."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.spaced,
            strict=True,
        )

    def cells(self) -> re.Pattern[str]:
        """Return what matches a cell with the sign before it; a cell without quotes is group 1."""
        sign, quote = re.escape(self.delimiter), re.escape(self.quote)
        blank = " *" if self.spaced else ""
        quoted = rf"{blank}{quote}(?:[^{quote}]|{quote}{quote})*+{quote}"
        return re.compile(rf"(?:\A|{sign})(?:{quoted}(?={sign}|[\r\n]*\Z)|([^{sign}]*+))")


def dialect(delimiter: str, head: bytes) -> Dialect:
    """Return how a file quotes, by its first lines.

    A blank before quotes, and apostrophes in their place, count only where the whole beginning
    can be read so.

    Args:
        delimiter: between its cells.
        head: its first lines, as UTF-8.
    """
    lines = head.decode(errors="replace").splitlines(keepends=True)[:LOOKED_AT]
    text, usual = "".join(lines), Dialect(delimiter)
    sign = re.escape(delimiter)
    spaced = replace(usual, spaced=True)
    if (
        delimiter != " "
        and re.search(rf'(?:^|{sign}) +"', text, re.MULTILINE)
        and _reads(spaced, text)
    ):
        return spaced
    marked = replace(usual, quote=APOSTROPHE, spaced=bool(re.search(rf"{sign} +'", text)))
    quoted = re.search(rf'(?:^|{sign}) *"', text, re.MULTILINE)
    if not quoted and _quotes_all(lines, sign) and _reads(marked, text):
        return marked
    return usual


def _quotes_all(lines: list[str], sign: str) -> bool:
    """Say whether apostrophes stand around cells in nearly all lines, and never before one only."""
    around = re.compile(rf"(?:^|{sign}) *'(?:[^'\r\n]|'')*' *(?={sign}|[\r\n]|$)")
    opening = re.compile(rf"(?:^|{sign}) *'")
    below = [line for line in lines if line.strip()][1:]
    quoting = sum(bool(around.search(line)) for line in below)
    whole = all(len(around.findall(line)) == len(opening.findall(line)) for line in lines)
    return bool(below) and whole and quoting >= MOSTLY * len(below)


def _reads(one: Dialect, text: str) -> bool:
    try:
        for _ in one.reader(iter(StringIO(text, newline=""))):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return True
