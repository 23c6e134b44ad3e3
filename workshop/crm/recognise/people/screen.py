"""Which columns are kept apart: what names people, who is in charge, what is known as no field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workshop.crm.recognise.headers import is_known
from workshop.crm.recognise.names import forms, key_of, parted, words
from workshop.crm.recognise.synonyms import EVERYWHERE, entries, known, listed, shapes
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.recognise.profile import Profile

FEW = 0.2
"""Share of cells with a mail address that makes a column personal."""
MOST = 0.6
"""Share of cells with a telephone number or a sentence that does."""
PLAIN = 0.9
"""Share of dates, numbers or flags that shows a column to be a count or a date of mails."""


@dataclass(frozen=True)
class Screen:
    """Columns of a sheet that are kept apart, taken as one table.

    Attributes:
        personal: name a person, or may.
        owners: point at a colleague.
        others: are known as no field.
    """

    personal: frozenset[str]
    owners: frozenset[str]
    others: frozenset[str]

    @property
    def apart(self) -> frozenset[str]:
        """All of them."""
        return self.personal | self.owners | self.others


def screen(table: str, cells: Mapping[str, Profile]) -> Screen:
    """Return the columns that are kept apart if the sheet is this table."""
    owners = {column for column in cells if is_owner(column)}
    personal = {
        column
        for column in cells
        if column not in owners and _is_personal(table, column, cells[column])
    }
    others = {column for column in cells if _is_other(table, column)}
    return Screen(frozenset(personal), frozenset(owners), frozenset(others - personal - owners))


@cache
def owner_keys() -> frozenset[str]:
    """Return all compact headers that point at a colleague."""
    return frozenset(
        key
        for table in TABLES.values()
        for entry in entries(table.name)
        if (field := table.field(entry.field)) and field.personal
        for key in entry.keys
    )


def is_owner(column: str) -> bool:
    """Return whether a header points at a colleague."""
    keys = {*forms(column), *forms(parted(column)[1])}
    if keys & owner_keys():
        return True
    usual = any(key_of(column) in known(table) for table in TABLES)
    return not usual and bool(listed("personal", "colleagues") & set(words(column)))


@cache
def is_number(column: str) -> bool:
    """Return whether a header names the number of a thing, and no number that one can call.

    SAP and others write such numbers with leading zeros, as telephone numbers are.
    """
    said = words(column)
    if not said or any(sign in "".join(said) for sign in listed("personal", "calls")):
        return False
    return said[-1].endswith(tuple(listed("personal", "numbers")))


def _is_personal(table: str, column: str, cells: Profile) -> bool:
    said = listed("personal", EVERYWHERE) | listed("personal", table)
    full = key_of(column)
    if full in said or cells.mails > FEW:
        return True
    phones = cells.dialled if is_number(column) else cells.phones
    entry = known(table).get(full)
    if entry:
        field = TABLES[table].field(entry.field)
        free = field is not None and field.kind is Kind.CHOICE
        if field is not None and field.kind is Kind.ID:
            phones = cells.dialled
        return phones > MOST or (free and cells.sentences > MOST)
    if phones > MOST or cells.sentences > MOST:
        return True
    harmless = max(cells.dates, cells.flags) > PLAIN or (cells.numbers > PLAIN and not phones)
    if harmless:
        return False
    rest = key_of(parted(column)[1])
    return rest in said or bool(listed("personal", "words") & set(words(column)))


def _is_other(table: str, column: str) -> bool:
    if is_known(table, column):
        return False
    apart = listed("others", EVERYWHERE) | listed("others", "foreign") | shapes()[table].signs
    return bool(apart & {*forms(column), *forms(parted(column)[1])})
