"""Columns with a known name whose cells cannot be read: none of them vanishes without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.readings import moments, numbers
from workshop.crm.recognise.fit import fit
from workshop.crm.recognise.headers import said
from workshop.crm.recognise.names import words
from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.profile import COUNTED
from workshop.crm.recognise.result import Unread, Why
from workshop.crm.recognise.synonyms import shapes
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.recognise.candidates import Sheet

READ = (Kind.NUMBER, Kind.MOMENT)


def unread(settled: Sequence[tuple[str, Sheet]], everything: Sequence[Sheet]) -> tuple[Unread, ...]:
    """Return such columns of the tables; of a sheet that is none, if its file's name tells one.

    Args:
        settled: tables, each with its sheet.
        everything: all sheets.
    """
    known = {sheet.preview.name for _, sheet in settled}
    likely = [(_named(sheet), sheet) for sheet in everything if sheet.preview.name not in known]
    return tuple(one for table, sheet in (*settled, *likely) if table for one in _of(table, sheet))


def _named(sheet: Sheet) -> str:
    said = set(words(sheet.preview.name))
    return next((table for table in TABLES if said & shapes()[table].files), "")


def _of(table: str, sheet: Sheet) -> list[Unread]:
    apart = screen(table, sheet.cells).apart
    readable, found = set(), []
    for column, cells in sheet.cells.items():
        for one in said(table, column) if column not in apart else ():
            wanted = TABLES[table].field(one.entry.field)
            if wanted is None or wanted.kind not in READ or one.why is not Why.KNOWN:
                continue
            if fit(table, wanted, cells):
                readable.add(wanted.name)
            elif len(one.entry.keys) == 1:
                cell = _first(wanted.kind, cells.distinct)
                found.append(Unread(sheet.preview.name, table, wanted.name, column, cell))
    return [one for one in found if one.field not in readable]


def _first(kind: Kind, cells: frozenset[str]) -> str:
    def is_read(cell: str) -> bool:
        if kind is Kind.NUMBER:
            return numbers.looks_like(cell)
        found = (moments.DATE, moments.PERIOD, COUNTED)
        return any(pattern.fullmatch(cell) for pattern in found)

    return next((cell for cell in sorted(cells) if not is_read(cell)), min(cells))
