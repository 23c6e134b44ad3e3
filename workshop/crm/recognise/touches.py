"""Activities that do not say whose they are: by what their types are told apart, what happened."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workshop.crm.recognise.names import compact, forms, parted, words
from workshop.crm.recognise.synonyms import listed, read, shapes
from workshop.crm.touch import BETWEEN, TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.recognise.candidates import Sheet
    from workshop.crm.recognise.profile import Profile
    from workshop.crm.touch import Touch

LIST = "touches"
"""The file of the catalogue."""
MOST_TYPES = 40
"""A column with more entries says something else than a type."""
DIRT = 0.1
"""Share of cells of another kind that a list may hold."""


def is_activity(sheet: Sheet) -> bool:
    """Return whether the name of a file, or its columns, say that it holds contacts of one kind."""
    return is_membership(sheet) or bool(kind_of(sheet) or type_columns(sheet))


def is_membership(sheet: Sheet) -> bool:
    """Return whether the rows are members of campaigns."""
    return bool(listed(LIST, "members") & {*words(sheet.preview.name)})


def kind_of(sheet: Sheet) -> str:
    """Return the canonical kind of all rows, as the file's name says; empty where it does not."""
    said = {*words(sheet.preview.name)}
    kinds = read(LIST)["kinds"].items()
    return next((kind for kind, names in kinds if said & {*map(compact, names)}), "")


def type_columns(sheet: Sheet) -> tuple[str, ...]:
    """Return the columns that together say of which type an activity is."""
    part = "member_type" if is_membership(sheet) else "type"
    first = next((one for one in _in_order(sheet, part) if _is_list(sheet.cells[one])), "")
    others = [one for one in _in_order(sheet, "direction") if _is_list(sheet.cells[one])]
    return tuple(dict.fromkeys(one for one in (first, *others[:1]) if one))


def done_column(sheet: Sheet) -> str:
    """Return the column that says whether an activity has happened, empty where none does."""
    if is_membership(sheet):
        return ""
    found = (one for one in _in_order(sheet, "done") if _tells(sheet.cells[one]))
    return next(found, "")


def touch_of(kind: str) -> Touch | None:
    """Return what a type of activity is by the catalogue, None where it does not know it."""
    parts = [_types().get(compact(part)) for part in (kind, *kind.split(BETWEEN))]
    known = [one for one in parts if one]
    # A direction says more than the kind: an incoming call is no answer by anybody.
    return "none" if "none" in known else next(iter(known), None)


def has_happened(entry: str) -> bool | None:
    """Return whether an activity with this status has happened, None where nobody knows."""
    key = compact(entry)
    if key in listed(LIST, "happened"):
        return True
    return False if key in listed(LIST, "planned") else None


@cache
def _types() -> Mapping[str, Touch]:
    return {compact(line): touch for touch, lines in read(LIST)["types"].items() for line in lines}


def _in_order(sheet: Sheet, part: str) -> list[str]:
    """Return the columns whose header stands in a list of the catalogue, in the list's order."""
    order = [compact(line) for line in read(LIST)[part]]
    places = {name: _place(name, order) for name in sheet.cells}
    known = [name for name in sheet.cells if places[name] < len(order)]
    return sorted(known, key=lambda name: (places[name], name))


def _place(column: str, order: list[str]) -> int:
    first, rest = parted(column)
    own = first in shapes()[TOUCHPOINTS].objects
    keys = {*forms(column), *(forms(rest) if own else ())}
    return min((order.index(key) for key in keys if key in order), default=len(order))


def _is_list(cells: Profile) -> bool:
    few = 0 < len(cells.distinct) <= MOST_TYPES
    return few and max(cells.dates, cells.sentences) <= DIRT


def _tells(cells: Profile) -> bool:
    """Return whether any entry says that something has happened or has not."""
    return _is_list(cells) and any(has_happened(entry) is not None for entry in cells.distinct)
