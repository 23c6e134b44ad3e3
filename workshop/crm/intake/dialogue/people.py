"""Entries of a list of values that may name a person: somebody is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import NO_PERSON, PERSON, Doubt, Topic
from workshop.crm.intake.rows.oddities import is_free_text, named_people
from workshop.crm.recognise import value_meanings
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

MOST = 12
"""So many entries of a table are asked about; the others are taken for people."""


def person_doubts(raw: Raw, table: str, mapping: TableMapping) -> list[Doubt]:
    """Return a question for each entry that seems to name somebody.

    Args:
        raw: the text.
        table: canonical name.
        mapping: which columns hold which field; what has a meaning in it is not asked about.
    """
    doubts = []
    for field in raw.fields:
        if field.kind is Kind.CHOICE and field.name in mapping.columns:
            if is_free_text(raw, table, field):
                continue
            column, known = mapping.columns[field.name][0], mapping.values.get(field.name, {})
            asked = Doubt(
                Topic.PERSON,
                table,
                column,
                field.name,
                options=(PERSON, NO_PERSON),
                proposed=PERSON,
            )
            doubts += [
                replace(asked, example=entry, other=instead if field.closed else "")
                for entry, instead in sorted(named_people(raw, field, known).items())
            ]
    return doubts[:MOST]


def nameless_meanings(
    table: str, field: Field, entries: Collection[str], people: frozenset[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the entries of a closed list mean, without the names in them.

    A mapping is kept, so “wartet auf Frau Meier” stands in it as “wartet auf …”. Entries that
    differ in names only are one; where their meanings differ, a person should look.

    Args:
        table: canonical name.
        field: one of its closed lists.
        entries: as the export writes them.
        people: words that name people in the whole export.

    Returns:
        See `value_meanings`.
    """
    known, unsure = value_meanings(table, field.name, entries)
    own = {value for value, _ in field.choices}
    said: dict[str, str] = {}
    open_ = []
    for entry in sorted({*known, *unsure}):
        instead = entry if entry in own else masked(entry, people)
        meaning = known.get(entry, "")
        if entry in unsure or said.get(instead, meaning) != meaning:
            open_.append(instead)
        if meaning:
            said.setdefault(instead, meaning)
    return said, tuple(dict.fromkeys(open_))
