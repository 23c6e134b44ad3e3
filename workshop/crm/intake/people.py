"""Whom an export names in its columns of names: looked at in memory, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.recognise.people.name_columns import name_columns, named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.sheets import Sheet

MOST_ROWS = 1_000_000
MOST_CELLS = 20_000
"""So many rows and different cells of a column are looked at: beyond, nearly every surname stands
among the customers, and tells nothing of what a word means."""


def people_of(sheets: Iterable[Sheet], tables: Mapping[str, str]) -> frozenset[str]:
    """Return the words, folded, that name people in an export's own columns of names.

    Args:
        sheets: all of the export that can be read, also those that no table is read from.
        tables: name of a sheet to the canonical table it is.
    """
    named: set[str] = set()
    for sheet in sheets:
        once = (column for column in sheet.header if sheet.header.count(column) == 1)
        if columns := name_columns(tables.get(sheet.name, ""), once):
            for column, cells in _cells(sheet, columns).items():
                named |= named_in(column, cells)
    return frozenset(named)


def _cells(sheet: Sheet, columns: list[str]) -> dict[str, set[str]]:
    """Return the different cells of some columns."""
    cells: dict[str, set[str]] = {column: set() for column in columns}
    rows = 0
    for batch in sheet.batches(columns, []):
        for column, entries in zip(columns, batch.columns[1:], strict=True):
            if len(cells[column]) < MOST_CELLS:
                cells[column].update(cell for cell in entries.unique().to_pylist() if cell)
        rows += batch.num_rows
        if rows > MOST_ROWS:
            break
    return cells
