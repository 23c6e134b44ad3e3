"""The assignment: a column is at most one field, a field has at most one set of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.recognise.result import Match
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.recognise.candidates import Candidate

SHOWN = 5
"""Further columns that are offered."""


def assigned(found: Iterable[Candidate]) -> dict[str, Candidate]:
    """Return field to its columns: the strongest candidate first, each column once."""
    chosen: dict[str, Candidate] = {}
    taken: set[str] = set()
    for one in sorted(found, key=lambda one: one.order):
        if one.field not in chosen and not taken & set(one.columns):
            chosen[one.field] = one
            taken |= set(one.columns)
    return chosen


def matches(table: str, found: list[Candidate]) -> tuple[Match, ...]:
    """Return the assignment as matches, in the order of the table's fields."""
    chosen = assigned(found)
    return tuple(
        _match(chosen[field.name], found) for field in TABLES[table].fields if field.name in chosen
    )


def _match(one: Candidate, found: list[Candidate]) -> Match:
    further = (
        column
        for other in found
        if other.field == one.field
        for column in other.columns
        if column not in one.columns
    )
    others = tuple(dict.fromkeys(further))[:SHOWN]
    score = round(min(1.0, one.strength), 3)
    return Match(one.field, one.columns, score, one.sure, one.why, others, one.stand_in)
