"""For whom the sources of contacts count: what is known of them, and what only the teams know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import Doubt, Topic
from workshop.crm.intake.rows.oddities import hidden_entries, is_free_text
from workshop.crm.readings.sql import name
from workshop.crm.recognise import sense_of, source_owner
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.recognise import SourceSide

CONTACTS, SOURCE = "contacts", "source"
SIDES: tuple[SourceSide, ...] = ("marketing", "sales", "nobody")
NOBODY: SourceSide = "nobody"
MOST_ASKED = 20
"""So many of the sources nobody knows are asked about, the most frequent; the rest is nobody's."""


def unnamed_sources(raw: Raw, mapping: TableMapping) -> dict[str, int]:
    """Return the sources that are none of the kit's own with their rows, the most frequent first.

    Args:
        raw: the contacts as text.
        mapping: how they are read.
    """
    field = TABLES[CONTACTS].field(SOURCE)
    if field is None or SOURCE not in mapping.columns or is_free_text(raw, CONTACTS, field):
        return {}
    known = {value for value, _ in field.choices} | {*mapping.values.get(SOURCE, {})}
    hidden = {*hidden_entries(raw, SOURCE)}
    text = name(SOURCE)
    counted = raw.connection.table(raw.table).filter(f"{text} is not null")
    rows = counted.aggregate(f"{text}, count(*) as n").order(f"n desc, {text}").fetchall()
    kept = Counter[str]()
    for entry, n in rows:
        if entry not in known | hidden:
            kept[masked(entry, raw.people)] += n  # as it will stand in the table
    return dict(kept.most_common())


def known_sides(sources: dict[str, int]) -> dict[str, SourceSide]:
    """Return the sources whose side the catalogue knows for sure."""
    owners = {one: source_owner(one) for one in sources}
    return {one: owner.side for one, owner in owners.items() if owner and owner.sure}


def source_doubts(sources: dict[str, int], column: str) -> list[Doubt]:
    """Return the question whose source it is, for each that the catalogue does not know for sure.

    Args:
        sources: those that are none of the kit's own, with their rows.
        column: of the export.
    """
    sure = known_sides(sources)
    asked = [(one, rows) for one, rows in sources.items() if one not in sure][:MOST_ASKED]
    return [_doubt(one, rows, column) for one, rows in asked]


def _doubt(source: str, rows: int, column: str) -> Doubt:
    owner, sense = source_owner(source), sense_of(CONTACTS, SOURCE, source)
    like = (sense.value,) if sense else ()
    proposed = like[0] if like else owner.side if owner else NOBODY
    return Doubt(
        Topic.SIDE,
        CONTACTS,
        column,
        SOURCE,
        source,
        (*like, *SIDES),
        proposed,
        rows,
        guess=True,
        fallback=NOBODY,
    )


def answered_side(mapping: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return the mapping with a source given to a side, or said to be one of the kit's own."""
    if answer in SIDES:
        return mapping.model_copy(update={"sides": {**mapping.sides, doubt.example: answer}})
    values = {**mapping.values, SOURCE: {**mapping.values.get(SOURCE, {}), doubt.example: answer}}
    return mapping.model_copy(update={"values": values})
