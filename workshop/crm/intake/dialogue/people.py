"""Entries of a list of values that may name a person: somebody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import NO_PERSON, PERSON, Doubt, Topic
from workshop.crm.intake.rows.oddities import is_free_text, named_people
from workshop.crm.schema import Kind

if TYPE_CHECKING:
    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping

MOST = 12
"""So many entries of a table are asked about; the others are taken for people."""


def person_doubts(raw: Raw, table: str, mapping: TableMapping) -> list[Doubt]:
    """Return a question for each entry that seems to name somebody.

    Args:
        raw: the text.
        table: canonical name.
        mapping: which columns hold which field; what has a meaning in it is not asked about.
    """
    found = []
    for field in raw.fields:
        if field.kind is Kind.CHOICE and not field.closed and field.name in mapping.columns:
            if is_free_text(raw, table, field):
                continue
            column, known = mapping.columns[field.name][0], mapping.values.get(field.name, {})
            found += [
                Doubt(Topic.PERSON, table, column, field.name, entry, (PERSON, NO_PERSON), PERSON)
                for entry in named_people(raw, field, known)
            ]
    return found[:MOST]
