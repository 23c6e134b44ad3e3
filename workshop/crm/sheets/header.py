"""Where the header of a sheet stands: above it, reports write their title."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.sheets.column import plain
from workshop.crm.sheets.look import Look, is_unit, look
from workshop.crm.sheets.row_pattern import row_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = 200
"""Filled rows that tell how wide a table is."""
SHORTEST = 3
"""Rows of a table with a title, a header and a row."""


class Line(NamedTuple):
    """A row that is not blank.

    Attributes:
        number: of the row as a spreadsheet shows it.
        cells: its cells, trimmed.
    """

    number: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """How many of its cells hold something."""
        return sum(map(bool, self.cells))


def header_line(lines: Sequence[Line]) -> Line:
    """Return the header: the first row that is as full as the rows below it usually are.

    Rows above count as a report's title if they are clearly emptier, or a blank row parts
    them from the table. A full row with digits in it is a title as well, if the one below it is
    as full, has none, and holds texts where numbers and dates stand further down.

    Args:
        lines: the first rows of a sheet that are not blank, at least one.
    """
    typical = typical_width([len(line.cells) for line in lines])[1]
    fullness = [line.filled for line in lines if line.filled > 1]
    usual = median(fullness) if fullness else 1
    full = [
        place
        for place, line in enumerate(lines)
        if len(line.cells) >= typical and line.filled >= usual
    ]
    above = lines[: full[0]] if full else []
    for place, line in enumerate(above):
        if not _title(line, typical, usual, parted=_parted(lines[place : full[0] + 1])):
            return line
    first = full[0] if full else 0
    return lines[first + _is_full_title(lines[first:])]


def _is_full_title(lines: Sequence[Line]) -> bool:
    """Say whether the header is the second of these rows."""
    if len(lines) < SHORTEST:
        return False
    (_, title), (_, names), *below = lines
    if any(name and not cell for name, cell in zip(title, names, strict=False)):
        return False
    if not _digits(title) or _digits(names) or any(map(is_unit, names)):
        return False
    pattern = row_pattern(tuple(names), len(names), below)
    told = [n for n, column in zip(names, pattern.columns, strict=True) if n and column.telling]
    return bool(told) and all(look(name) is Look.TEXT for name in told)


def _digits(cells: Sequence[str]) -> bool:
    return any(sign.isdecimal() for cell in cells for sign in cell)


def header_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a header, without the empty ones at its end."""
    names = tuple(map(plain, cells))
    return names[: max((place for place, name in enumerate(names, start=1) if name), default=0)]


def typical_width(widths: Sequence[int]) -> tuple[int, int]:
    """Return how many rows have the most common width, and that width; single cells aside."""
    counts = Counter(width for width in widths if width > 1)
    return max(((n, width) for width, n in counts.items()), default=(0, 1))


def _title(line: Line, typical: int, usual: float, *, parted: bool) -> bool:
    return _emptier(len(line.cells), typical, parted=parted) or _emptier(
        line.filled, usual, parted=parted
    )


def _emptier(have: int, usual: float, *, parted: bool) -> bool:
    return have < usual and (2 * have <= usual or parted)


def _parted(lines: Sequence[Line]) -> bool:
    return lines[-1].number - lines[0].number >= len(lines)
