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

    from workshop.crm.sheets.sieve import Row

DELIMITERS = (";", "\t", "|", ",")
"""The comma comes last: it stands in German numbers, and in texts."""
ONE_COLUMN = ","
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
    """Return the first rows that are not blank, up to the first that cannot be taken apart."""
    lines: list[Line] = []
    with suppress(WorkshopError):
        for line in islice(_filled(rows), SAMPLE):
            lines.append(line)  # noqa: PERF402 - what came before an error stays
    return lines


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
