"""Which sheet is which table: what is found in it, and how telling that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.recognise.assign import assigned
from workshop.crm.recognise.candidates import candidates
from workshop.crm.recognise.costs import COSTS, speaks_of_costs, wide_of
from workshop.crm.recognise.headers import is_field
from workshop.crm.recognise.names import forms, key_of, parted, words
from workshop.crm.recognise.result import Why
from workshop.crm.recognise.synonyms import listed, shapes, tables_of
from workshop.crm.recognise.told import NOT_USED
from workshop.crm.recognise.touches import is_activity
from workshop.crm.schema import TABLES
from workshop.crm.touch import TOUCHPOINTS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.recognise.candidates import Candidate, Sheet
    from workshop.crm.wide import Wide

ENOUGH = 1.6
"""Points from which on a sheet is a table: two telling columns, or more that are less telling."""
FIELDS = 2
NAMED = 1.5
"""What a word in the name of the file is worth, for a table or for something else."""
SIGN, FOREIGN, VAGUE = 0.5, 1.0, 0.5
WIDE = 1.6
"""What columns of costs side by side are worth."""
LONG_WORD = 5
ALIKE = 0.5
"""Share of the fields of the poorer of two sheets that both have, if they are one table."""
EMPTY = N_("It’s empty.")
UNKNOWN = N_("Its columns aren’t those of a CRM table.")
TAKEN = N_("Another file fits the same table better.")
LEFT_OUT = N_("You left it out.")
SURE = 100.0
"""Points of a sheet of which a person has said what it is."""


@dataclass(frozen=True)
class Claim:
    """A sheet that may be a table, with the points that speak for it."""

    table: str
    sheet: Sheet
    points: float

    @property
    def order(self) -> tuple[float, str, str]:
        """The best first."""
        return (-self.points, self.table, self.sheet.preview.name)


def settled(
    sheets: Iterable[Sheet], told: Mapping[str, str]
) -> tuple[dict[str, list[Sheet]], dict[str, str]]:
    """Return table to its sheets, and the other sheets' names to the message that says why.

    The sheet that fits a table best comes first; further ones of the same or clearly the same
    columns are parts of the table, and those of which a person says so.

    Args:
        sheets: of an export.
        told: sheet to what a person says that it is.
    """
    left: dict[str, str] = {}
    claims = []
    for sheet in sheets:
        said = told.get(sheet.preview.name)
        claim = Claim(said, sheet, SURE) if said in TABLES else best_claim(sheet)
        if said == NOT_USED:
            left[sheet.preview.name] = LEFT_OUT
        elif claim is None:
            left[sheet.preview.name] = UNKNOWN if sheet.cells else EMPTY
        else:
            claims.append(claim)
    chosen: dict[str, list[Sheet]] = {}
    for claim in sorted(claims, key=lambda one: one.order):
        parts = chosen.setdefault(claim.table, [])
        is_told = claim.sheet.preview.name in told
        if parts and not is_told and not _alike(claim.table, parts[0], claim.sheet):
            left[claim.sheet.preview.name] = TAKEN
        else:
            parts.append(claim.sheet)
    return {table: chosen[table] for table in TABLES if table in chosen}, left


def _alike(table: str, first: Sheet, other: Sheet) -> bool:
    """Return whether two sheets are so alike that they may be one table."""
    if {*map(key_of, first.preview.header)} == {*map(key_of, other.preview.header)}:
        return True
    one, two = ({*assigned(candidates(table, each))} for each in (first, other))
    key = TABLES[table].key.name
    return (key in one) == (key in two) and len(one & two) >= ALIKE * min(len(one), len(two))


def best_claim(sheet: Sheet) -> Claim | None:
    """Return the table a sheet is most likely, None where it is none."""
    claims = sorted((_claim(table, sheet) for table in TABLES), key=lambda one: one.order)
    return claims[0] if claims[0].points >= ENOUGH else None


def hints(sheet: Sheet) -> dict[str, float]:
    """Return each table with the points that the names of a sheet and its columns give it."""
    return {
        table: sum(_worth(one) for one in assigned(candidates(table, sheet)).values() if one.keys)
        + _signs(table, sheet)
        + _name(table, sheet.preview.name)
        for table in TABLES
    }


def _claim(table: str, sheet: Sheet) -> Claim:
    found = candidates(table, sheet)
    chosen = assigned(one for one in found if not _is_personal(table, one))
    strong = {name for name, one in chosen.items() if one.why is not Why.CELLS}
    wide = wide_of(sheet, chosen) if table == COSTS else None
    if not _suffices(table, sheet, chosen, wide) or not (strong or wide):
        return Claim(table, sheet, 0.0)
    points = WIDE if wide else 0.0
    points += sum(_worth(one) for one in chosen.values())
    return Claim(table, sheet, points + _signs(table, sheet) + _name(table, sheet.preview.name))


def _suffices(table: str, sheet: Sheet, chosen: Mapping[str, Candidate], wide: Wide | None) -> bool:
    """Return whether the fields are there without which it would be another table."""
    if wide:
        return True
    if table == COSTS and not ({"kind", "side"} & set(chosen) or speaks_of_costs(sheet, chosen)):
        return False
    if table == "campaigns" and _names_people(sheet):
        return False
    there = set(chosen)
    if table == TOUCHPOINTS and is_activity(sheet):
        there.add("kind")
    return len(chosen) >= FIELDS and all(need & there for need in shapes()[table].needs)


def _names_people(sheet: Sheet) -> bool:
    """Return whether each row of a file of activities names a contact: no campaign does."""
    contact = any(is_field(TOUCHPOINTS, one, "contact_id") for one in sheet.preview.header)
    return contact and is_activity(sheet)


def _is_personal(table: str, one: Candidate) -> bool:
    field = TABLES[table].field(one.field)
    return field is not None and field.personal


def _worth(one: Candidate) -> float:
    """Return the points of a match: the fewer tables have such a column, the more."""
    if not one.keys:
        return VAGUE * one.strength
    return min(1.0, one.strength) / max(1, min(len(tables_of(key)) for key in one.keys))


def _signs(table: str, sheet: Sheet) -> float:
    points = 0.0
    for column in sheet.preview.header:
        keys = {*forms(column), key_of(parted(column)[1])}
        if keys & shapes()[table].signs:
            points += SIGN
        if keys & listed("others", "foreign"):
            points -= FOREIGN
        if parted(column)[0] in shapes()[table].objects:
            points += SIGN
    return points


def _name(table: str, name: str) -> float:
    said = set(words(name))
    if said & shapes()[table].files or any(_ends(word, table) for word in said):
        return NAMED
    return -NAMED if said & listed("others", "files") else 0.0


def _ends(word: str, table: str) -> bool:
    """Return whether a file's name is joined from words, as in ``AlleKontakte``."""
    return any(len(hint) > LONG_WORD and word.endswith(hint) for hint in shapes()[table].files)
