"""Rows that could not be taken apart, and what is odd in rows that could."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.crm.intake.report import SHOWN_ROWS, Finding, Oddity, Reason, SetAside
from workshop.crm.intake.rows.errors import misshapen
from workshop.crm.sheets.workbooks.cell_flags import cell_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.intake.rows.raw import Raw

TOLERATED = 0.1
"""A column with more unreadable cells than this means something else than the mapping says."""
BROKEN = (Reason.WIDTH, Reason.QUOTE, Reason.BYTES)
"""Records that were lost; what else is set aside is no record."""


def misshapen_rows(raw: Raw, file: str) -> list[SetAside]:
    """Return the rows that are no rows of the table, or could not be taken apart, by reason.

    Raises:
        WorkshopError: if a file is full of rows that could not.
    """
    rows: dict[tuple[Reason, int], list[int]] = {}
    for row, misfit in raw.aside:
        reason = Reason(misfit)
        cells = raw.notes.widths.get(row, 0) if reason is Reason.WIDTH else 0
        rows.setdefault((reason, cells), []).append(row)
    broken = [row for (reason, _), some in rows.items() if reason in BROKEN for row in some]
    if len(broken) > TOLERATED * (raw.one(n="count(*)")["n"] + len(broken)):
        widths = Counter(raw.notes.widths[row] for row in broken if row in raw.notes.widths)
        raise misshapen(file, min(broken), len(broken), widths, raw.notes.columns)
    return [
        SetAside(why, len(some), tuple(some[:SHOWN_ROWS]), "", cells, cells and raw.notes.columns)
        for (why, cells), some in rows.items()
    ]


def odd_rows(raw: Raw, table: str) -> list[Finding]:
    """Return what is odd in rows that were kept, as far as their shape shows it."""
    notes, found = raw.notes, []
    if notes.surplus:
        n = raw.one(n="count(*)")["n"]
        found.append(Finding(Oddity.SURPLUS, table, n))
    for oddity, rows in ((Oddity.SHORT, notes.short), (Oddity.STRAY, notes.stray)):
        if rows:
            found.append(Finding(oddity, table, len(rows), rows=_first(rows)))
    if cells := notes.unnamed.total():
        places = sorted(place for place, n in notes.unnamed.items() if n)
        columns = ", ".join(cell_name(1, place).rstrip("1") for place in places)
        names = {"columns": columns}
        found.append(
            Finding(Oddity.UNNAMED, table, cells, names=names, rows=_first(notes.unnamed_rows))
        )
    return found


def _first(rows: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({*rows})[:SHOWN_ROWS])
