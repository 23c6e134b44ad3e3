"""From previews to a proposal: which sheet is which table, which column which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.recognise.assign import matches
from workshop.crm.recognise.candidates import Sheet
from workshop.crm.recognise.links import linked
from workshop.crm.recognise.result import Match, Recognised, Recognition
from workshop.crm.recognise.screen import screen
from workshop.crm.recognise.tables import settled
from workshop.crm.recognise.values import value_meanings
from workshop.crm.recognise.vendors import vendor
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.recognise.candidates import Candidate
    from workshop.crm.recognise.result import Preview


def recognise(previews: Sequence[Preview]) -> Recognition:
    """Return which preview is which canonical table, and which columns are which fields.

    Args:
        previews: the first rows of all sheets of an export; all together, because ids that
            lead from one to another speak for both.

    Returns:
        A proposal. No table is proposed twice, no column for two fields of a table; columns
        that name people are never proposed.
    """
    sheets, left = settled([Sheet.of(preview) for preview in previews])
    found = linked(sheets)
    tables = tuple(_recognised(table, sheets[table], found[table]) for table in sheets)
    return Recognition(tables, left)


def _recognised(table: str, sheet: Sheet, found: list[Candidate]) -> Recognised:
    all_matches = matches(table, found)
    personal = {field.name for field in TABLES[table].fields if field.personal}
    owners = tuple(match for match in all_matches if match.field in personal)
    plain = tuple(match for match in all_matches if match.field not in personal)
    values, unsure = _values(table, sheet, plain)
    used = {column for match in all_matches for column in match.columns}
    left = tuple(dict.fromkeys(name for name in sheet.preview.header if name and name not in used))
    apart = screen(table, sheet.cells)
    named = apart.personal | apart.owners
    return Recognised(
        table=table,
        preview=sheet.preview.name,
        vendor=vendor(sheet.preview.header),
        matches=plain,
        owners=owners,
        values=values,
        unsure_values=unsure,
        left=left,
        personal=tuple(name for name in left if name in named),
    )


def _values(
    table: str, sheet: Sheet, found: tuple[Match, ...]
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, ...]]]:
    values: dict[str, dict[str, str]] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for match in found:
        field = TABLES[table].field(match.field)
        if field is None or not field.choices:
            continue
        entries = {entry for name in match.columns for entry in sheet.cells[name].distinct}
        known, open_ones = value_meanings(table, match.field, entries)
        if known:
            values[match.field] = known
        if open_ones:
            unsure[match.field] = open_ones
    return values, unsure
