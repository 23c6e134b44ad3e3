"""Which columns say besides a status how a deal ended: flags, probabilities, dates of the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.recognise.names import forms, parted
from workshop.crm.recognise.synonyms import listed, shapes
from workshop.crm.recognise.values import sense_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop.crm.recognise.profile import Profile

TABLE = "deals"
FLAGS = ("won", "lost", "closed", "active", "archived")
DECIDING = ("won", "lost", "won_on", "lost_on")
"""Roles of which one is enough to tell how deals ended."""
ENDS = {"won": "won_on", "lost": "lost_on"}
"""What a date's header may mean, and the role the column then has."""
CHANCE = re.compile(r"\d{1,3}([.,]\d+)?\s*%?")
GOOD = 0.9
"""Share of cells that must be what the role needs."""


@dataclass(frozen=True)
class Testimony:
    """The columns that are evidence.

    Attributes:
        roles: role to its column.
        unsure: columns of dates whose role only their header suggests, each with that role.
    """

    roles: Mapping[str, str]
    unsure: Mapping[str, str]

    @property
    def columns(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.roles.values(), *self.unsure))

    @property
    def by_flag(self) -> bool:
        """Whether a flag tells by itself how deals ended."""
        return bool({"won", "lost"} & self.roles.keys())

    @property
    def flags(self) -> Testimony:
        """The same without dates."""
        kept = {role: name for role, name in self.roles.items() if role not in ENDS.values()}
        return Testimony(kept, {})

    @property
    def deciding(self) -> str:
        """A column that tells by itself how deals ended, empty where there is none."""
        told = {**{role: column for column, role in self.unsure.items()}, **self.roles}
        return next((told[role] for role in DECIDING if role in told), "")


NOTHING_TOLD = Testimony({}, {})


def testimony(cells: Mapping[str, Profile], used: Collection[str]) -> Testimony:
    """Return which columns of a table of deals are evidence of how they ended.

    Args:
        cells: column to what stands in it.
        used: columns that are a field already.
    """
    free = {column: one for column, one in cells.items() if column not in used}
    roles: dict[str, str] = {}
    for column, one in free.items():
        role = _role(column, one)
        if role:
            roles.setdefault(role, column)
    taken = {*roles.values()}
    unsure = {
        column: role
        for column, one in free.items()
        if column not in taken and (role := _suggested(column, one)) and role not in roles
    }
    return Testimony(roles, unsure)


def _role(column: str, cells: Profile) -> str:
    named = _names(column)
    for role in (*FLAGS, "probability", *ENDS.values()):
        if named & listed("outcome", role) and _fits(role, cells):
            return role
    return ""


def _names(column: str) -> set[str]:
    first, rest = parted(column)
    own = first in shapes()[TABLE].objects
    return {*forms(column), *(forms(rest) if own else ())}


def _fits(role: str, cells: Profile) -> bool:
    if role in FLAGS:
        return cells.flags == 1
    if role == "probability":
        return cells.filled > 0 and all(map(CHANCE.fullmatch, cells.distinct))
    return cells.dates >= GOOD


def _suggested(column: str, cells: Profile) -> str:
    """Return the role of dates that only some deals have and whose header speaks of an end."""
    sense = sense_of(TABLE, "status", column) if cells.dates >= GOOD and cells.blank else None
    return ENDS.get(sense.value, "") if sense else ""
