"""Whether cells can be what a field needs. A good name over impossible cells is no match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import TABLES, Field, Kind

if TYPE_CHECKING:
    from workshop.crm.recognise.profile import Profile

UNTOLD = 0.8
"""Fit of a column without any cell: nothing speaks against it, and a filled one is better."""
LEAST = 0.7
"""Share of cells that must be readable; the rest may be dirt."""
UNIQUE = 0.2
"""A key repeats in an export that is joined to its lines; below this it is no key."""
MOST_VALUES, FREE_SHARE = 40, 0.3
"""A list of values has at most so many, or so many of a hundred cells; else it is free text."""
TITLES = frozenset({("campaigns", "title")})
"""Choices in which any text may stand."""
MANY, FEW = 5, 2


def fit(table: str, field: Field, cells: Profile) -> float:
    """Return how well cells fit a field: 0 impossible, 1 without a flaw."""
    if not cells.filled:
        return UNTOLD
    phones = cells.dialled if field.kind is Kind.ID else cells.phones
    if cells.mails > 1 - LEAST or phones > LEAST:
        return 0.0
    share = {
        Kind.ID: _identity,
        Kind.MOMENT: _moment,
        Kind.NUMBER: _number,
        Kind.FLAG: _flag,
        Kind.CHOICE: _choice,
    }[field.kind](table, field, cells)
    return share if share >= (UNIQUE if field is TABLES[table].key else LEAST) else 0.0


def _identity(table: str, field: Field, cells: Profile) -> float:
    two = cells.flags == 1 and len(cells.distinct) <= FEW and cells.filled > MANY
    if cells.dates > 1 - LEAST or cells.sentences > LEAST or two:
        return 0.0
    return cells.unique if field is TABLES[table].key else 1.0


def _moment(table: str, field: Field, cells: Profile) -> float:
    del table, field
    return min(1.0, cells.dates + cells.months + cells.counted)


def _number(table: str, field: Field, cells: Profile) -> float:
    del table, field
    return cells.numbers


def _flag(table: str, field: Field, cells: Profile) -> float:
    del table, field
    return cells.flags


def _choice(table: str, field: Field, cells: Profile) -> float:
    dates = cells.dates > 1 - LEAST
    if (table, field.name) in TITLES:
        return 0.0 if dates else 1 - cells.sentences / 2
    free = len(cells.distinct) > max(MOST_VALUES, FREE_SHARE * cells.filled)
    numbers = cells.numbers > 1 - LEAST and not field.closed
    return 0.0 if dates or free or numbers else 1 - cells.sentences
