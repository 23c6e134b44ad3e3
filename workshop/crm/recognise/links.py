"""Ids that lead from one sheet to another: the cells of a column, found in another's key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.recognise.candidates import Candidate, candidates
from workshop.crm.recognise.headers import HOMES
from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.result import Why
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.crm.recognise.candidates import Sheet
    from workshop.crm.recognise.profile import Profile

SOME, MOST = 0.1, 0.5
"""Shares of ids found that count as a link: previews hold the first rows only."""
GAIN = {True: 0.3, False: 0.15}
"""What a name gains by a link, over most of its ids or over some."""
BY_LINK = {True: 1.05, False: 0.7}
"""A certain link is better than a good name that leads nowhere."""
FEWEST = 3
NAMELESS = 0.8
"""Share from which on a link speaks for a column whose header says nothing."""
CERTAIN = 10
"""So many ids found are no accident."""
LENGTH = 6
"""Shorter numbers count rows in every system, and so stand in every table."""

Sheets = dict[str, "Sheet"]
"""Canonical table to the sheet that holds it."""


def linked(sheets: Mapping[str, Sheet]) -> dict[str, list[Candidate]]:
    """Return the candidates of each table, weighed anew by what links the sheets."""
    found = {table: candidates(table, sheet) for table, sheet in sheets.items()}
    for name, home in HOMES.items():
        if home in sheets:
            found[home] = [
                replace(one, strength=one.strength + _home_gain(one, name, sheets, found))
                if one.field == name
                else one
                for one in found[home]
            ]
    for name, home in HOMES.items():
        key = _key(found.get(home, []), name)
        if key is not None:
            cells = sheets[home].cells[key]
            for table in sheets:
                if table != home and TABLES[table].field(name):
                    found[table] = list(_towards(name, cells, sheets[table], found[table], table))
    return found


def _key(found: list[Candidate], name: str) -> str | None:
    ranked = sorted((one for one in found if one.field == name), key=lambda one: one.order)
    return ranked[0].columns[0] if ranked else None


def _home_gain(
    one: Candidate, name: str, sheets: Mapping[str, Sheet], found: Mapping[str, list[Candidate]]
) -> float:
    """Return what a key gains by the other sheets that point at it."""
    home = HOMES[name]
    cells = sheets[home].cells[one.columns[0]]
    gains = [
        _gain(sheets[table].cells[other.columns[0]], cells)
        for table in sheets
        if table != home
        for other in found[table]
        if other.field == name
    ]
    return max(gains, default=0.0)


def _towards(
    name: str, key: Profile, sheet: Sheet, found: list[Candidate], table: str
) -> Iterator[Candidate]:
    """Yield the candidates of a sheet that points at a key, some of them new."""
    for one in found:
        gain = _gain(sheet.cells[one.columns[0]], key) if one.field == name else 0.0
        yield replace(one, strength=one.strength + gain)
    apart = screen(table, sheet.cells).apart
    named = {column for one in found for column in one.columns}
    for column, cells in sheet.cells.items():
        if column in apart or column in named or not distinctive(cells):
            continue
        share = found_in(cells, key)
        if share >= NAMELESS:
            sure = share >= 1 - SOME and len(cells.distinct) >= CERTAIN
            yield Candidate(name, (column,), BY_LINK[sure], sure, Why.LINK)


def found_in(cells: Profile, key: Profile) -> float:
    """Return the share of different ids that stand in the key column, 0 where they are too few."""
    ids = {entry.split(";")[0].strip() for entry in cells.distinct}
    hits = len(ids & key.distinct)
    return hits / len(ids) if hits >= min(FEWEST, len(key.distinct)) and hits else 0.0


def _gain(cells: Profile, key: Profile) -> float:
    share = found_in(cells, key)
    return GAIN[share >= MOST] if share >= SOME else 0.0


def distinctive(cells: Profile) -> bool:
    """Return whether cells are ids that stand in another table for a reason only."""
    long = all(len(entry) >= LENGTH for entry in cells.distinct)
    return (
        cells.filled > 0 and not cells.dates and not cells.flags and (cells.letters > MOST or long)
    )
