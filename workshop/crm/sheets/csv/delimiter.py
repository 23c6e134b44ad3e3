"""What separates the cells of a CSV file."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from workshop.crm.sheets.column import BLANKS
from workshop.crm.sheets.header import SAMPLE, Line, typical_width
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.row_filter import Row

DELIMITERS = (";", "\t", "|", ",")
"""The comma comes last: it stands in German numbers, and in texts."""
ONE_COLUMN = ","
FOREIGN = ("^", "~", "#", "§", "¦", "\x01", "\x1f", ":", "/")
"""What some programs part cells with; no export of a CRM does."""
FEWEST_LINES = 3
MOST_COLUMNS = 16_384
"""As many as Excel has."""
NOTHING = BLANKS + "".join(DELIMITERS)
DIRECTIVE = re.compile(rb"sep=([^\w\s\"]|\t)(\r\n|\r|\n|\Z)", re.IGNORECASE)
"""A first line that tells Excel the delimiter; Excel shows it to nobody."""


def directive(head: bytes) -> tuple[str, int]:
    """Return the delimiter that a first line ``sep=;`` names, and the length of that line.

    Args:
        head: the first bytes of a file, as UTF-8.
    """
    found = DIRECTIVE.match(head)
    return (found[1].decode(), found.end()) if found else ("", 0)


def sample(rows: Iterator[Row]) -> list[Line]:
    """Return the first rows that are not blank.

    It ends before a row that cannot be taken apart, and after one with too many columns: more of
    those would take minutes.
    """
    lines: list[Line] = []
    with suppress(WorkshopError):
        for line in islice(_filled(rows), SAMPLE):
            lines.append(line)
            if len(line.cells) > MOST_COLUMNS:
                break
    return lines


def foreign(lines: list[Line]) -> str:
    """Return the sign that seems to part the cells of lines which nothing known has parted."""
    if len(lines) < FEWEST_LINES or any(len(line.cells) > 1 for line in lines):
        return ""
    for sign in FOREIGN:
        counts = {line.cells[0].count(sign) for line in lines}
        if len(counts) == 1 and min(counts) > 0:
            return sign
    return ""


def _filled(rows: Iterator[Row]) -> Iterator[Line]:
    for number, cells in rows:
        # Bare delimiters are blank as well, also if they are not the right ones.
        if any(cell.strip(NOTHING) for cell in cells):
            yield Line(number, [cell.strip() for cell in cells])


def likely(samples: dict[str, list[Line]]) -> str:
    """Return the delimiter that cuts most rows alike, of such the one that cuts them finest.

    Args:
        samples: delimiter to the rows it makes; the earlier one wins where two do as well.
    """
    scores = {
        delimiter: typical_width([len(line.cells) for line in lines])
        for delimiter, lines in samples.items()
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best][0] else ONE_COLUMN
