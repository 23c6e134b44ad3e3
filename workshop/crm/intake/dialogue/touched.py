"""Activities that do not say whose they are: the question by type, and whether they happened."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import LEAVE_OUT, YES, Doubt, Topic
from workshop.crm.intake.rows.touched import types_in
from workshop.crm.recognise import has_happened, touch_of
from workshop.crm.touch import HUMAN, NO_TOUCH, SIDE, TOUCHES, TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet


def happened(sheet: Sheet, column: str) -> tuple[str, ...]:
    """Return the entries of a column that say for sure that an activity has happened."""
    return tuple(one for one in sorted(_counted(sheet, column)) if has_happened(one))


def happened_doubts(sheet: Sheet, column: str) -> Iterator[Doubt]:
    """Yield each entry of which nobody knows whether such an activity has happened."""
    for entry, rows in sorted(_counted(sheet, column).items()):
        if has_happened(entry) is None:
            yield Doubt(
                Topic.HAPPENED,
                TOUCHPOINTS,
                column,
                "",
                entry,
                (YES, LEAVE_OUT),
                LEAVE_OUT,
                rows,
                guess=True,
                fallback=LEAVE_OUT,
            )


def touch_doubts(raw: Raw, mapping: TableMapping) -> Iterator[Doubt]:
    """Yield, for each type of activity, whose it is and whether a person or a machine made it.

    Args:
        raw: the rows that happened, as text.
        mapping: how they are read.
    """
    if {SIDE, HUMAN} <= mapping.columns.keys():
        return
    kind = mapping.constants.get("kind", "")
    for entry, rows in types_in(raw.connection, raw.table).items():
        known = touch_of(entry or kind)
        yield Doubt(
            Topic.TOUCH if mapping.type_by else Topic.TOUCHES,
            TOUCHPOINTS,
            ", ".join(mapping.type_by) or mapping.place,
            SIDE,
            entry,
            TOUCHES,
            known or "",
            rows,
            guess=True,
            fallback=NO_TOUCH,
        )


def answered_touch(mapping: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return the mapping with what a type is, or what has happened, decided."""
    if doubt.topic is not Topic.HAPPENED:
        return mapping.model_copy(update={"touches": {**mapping.touches, doubt.example: answer}})
    if answer != YES:
        return mapping
    entries = (*mapping.only.get(doubt.column, ()), doubt.example)
    return mapping.model_copy(update={"only": {**mapping.only, doubt.column: entries}})


def _counted(sheet: Sheet, column: str) -> Counter[str]:
    """Return how often each entry stands in a column, the empty one for cells without any."""
    counts = Counter[str]()
    for batch in sheet.batches([column], []):
        counts.update(cell or "" for cell in batch.columns[1].to_pylist())
    return counts
