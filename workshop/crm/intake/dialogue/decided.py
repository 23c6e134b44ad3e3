"""What a person's answer changes: how a table is read, and what an example then means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.intake.dialogue.ended import answered_outcome
from workshop.crm.intake.dialogue.handed import answered_handover
from workshop.crm.intake.dialogue.sources import answered_side
from workshop.crm.intake.dialogue.touched import answered_touch
from workshop.crm.intake.doubt import NO_COLUMN, NO_CUSTOMER, NO_PERSON, PERSON, YES, Doubt, Topic
from workshop.crm.intake.rows.memory import memory
from workshop.crm.readings import moments, numbers
from workshop.crm.readings.sql import literal
from workshop.crm.recognise.customers import NO_DEAL, WON
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from workshop.crm.intake.dialogue.look import Understood
    from workshop.crm.mapping import TableMapping
    from workshop.crm.readings.moments import Order

READ_BY = {
    Topic.DECIMAL: Kind.NUMBER,
    Topic.ORDER: Kind.MOMENT,
    Topic.DAYS: Kind.MOMENT,
    Topic.FACTOR: Kind.NUMBER,
}
"""Which kind of cell reads anew when a question is answered."""


def asks(one: TableMapping, doubt: Doubt) -> bool:  # noqa: PLR0911 - one return a topic
    """Return whether a question is about a sheet: asked once, it holds for each that has it."""
    match doubt.topic:
        case Topic.VALUE | Topic.CUSTOMER | Topic.PERSON | Topic.SIDE:
            return doubt.field in one.columns
        case Topic.FACTOR:
            return doubt.column in one.columns_of(doubt.field)
        case Topic.WIDE:
            return one.wide is not None and doubt.column == one.wide.named
        case Topic.DECIMAL | Topic.ORDER | Topic.DAYS:
            return {*doubt.column.split(", ")} <= {*one.sources}
        case Topic.COLUMN if doubt.fallback is None:
            return one.columns.get(doubt.field, ())[:1] == (doubt.column,)
        case Topic.HANDED | Topic.LEADS | Topic.ANSWERED:
            return one.handover is not None
        case Topic.TOUCH:
            return doubt.column == ", ".join(one.type_by)
        case Topic.TOUCHES:
            return doubt.column == one.place
        case Topic.HAPPENED:
            return doubt.column in one.only
    return doubt.source == "" or one.place in (doubt.source, *doubt.also)


def decided(  # noqa: PLR0911 - one return a topic
    one: TableMapping, doubt: Doubt, answer: str
) -> TableMapping:
    """Return how a table is read with one of its doubts decided."""
    match doubt.topic:
        case Topic.DECIMAL | Topic.ORDER | Topic.FACTOR | Topic.DAYS:
            return _convention(one, doubt, answer)
        case Topic.CONSTANT | Topic.WIDE:
            return _costs(one, doubt, answer)
        case Topic.COLUMN:
            return _column(one, doubt, answer)
        case Topic.VALUE | Topic.PERSON | Topic.CUSTOMER:
            return _meaning(one, doubt, answer)
        case Topic.SIDE:
            return answered_side(one, doubt, answer)
        case Topic.HANDED | Topic.LEADS | Topic.ANSWERED:
            return answered_handover(one, doubt, answer)
        case Topic.TOUCH | Topic.TOUCHES | Topic.HAPPENED:
            return answered_touch(one, doubt, answer)
    return answered_outcome(one, doubt, answer)


def _convention(one: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return how a table is read, with how its numbers and dates are written."""
    match doubt.topic:
        case Topic.DECIMAL:
            return one.model_copy(update={"decimal": answer})
        case Topic.ORDER:
            return one.model_copy(update={"date_order": answer})
        case Topic.FACTOR:
            return one.model_copy(update={"factors": {**one.factors, doubt.field: int(answer)}})
        case Topic.DAYS if answer == YES:
            return one.model_copy(update={"day_numbers": True})
    columns = {key: names for key, names in one.columns.items() if doubt.column not in names}
    return one.model_copy(update={"columns": columns})


def _costs(one: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return how costs are read, with what no column of them says."""
    if doubt.topic is Topic.WIDE:
        sure = one.wide.model_copy(update={"confirmed": True}) if one.wide else None
        return one.model_copy(update={"wide": sure if answer == YES else None})
    if answer == NO_COLUMN:
        return one
    return one.model_copy(update={"constants": {**one.constants, doubt.field: answer}})


def _meaning(one: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    if answer == PERSON:
        return one  # a name never stands in the mapping
    canonical = {YES: WON, NO_CUSTOMER: NO_DEAL}.get(answer, answer)
    if answer == NO_PERSON:
        # In a closed list it means what the rest of its words means, until somebody says more.
        meant = one.values.get(doubt.field, {}).get(doubt.other, "")
        canonical = meant if doubt.other else doubt.example
        if not canonical:
            return one
    values = {key: dict(meanings) for key, meanings in one.values.items()}
    values.setdefault(doubt.field, {})[doubt.example] = canonical
    return one.model_copy(update={"values": values})


def _column(one: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    if answer == doubt.proposed:
        return one
    columns = {key: names for key, names in one.columns.items() if key != doubt.field}
    if answer != NO_COLUMN:
        columns[doubt.field] = (answer,)
    values = {key: said for key, said in one.values.items() if key in columns}
    return one.model_copy(update={"columns": columns, "values": values})


def read_again(one: Understood, doubt: Doubt, answer: str) -> Understood:
    """Return an example as it reads now that a question is answered."""
    field = TABLES[one.table].field(one.field) if one.table in TABLES else None
    if one.table != doubt.table or field is None or field.kind is not READ_BY.get(doubt.topic):
        return one
    if doubt.topic is Topic.FACTOR:
        is_meant = doubt.column in one.columns and one.meaning is not None
        return replace(one, meaning=one.meaning * int(answer)) if is_meant else one
    row = memory().con.execute(f"select {_read(literal(one.cell), doubt, answer)}").fetchone()
    return replace(one, meaning=row[0] if row else None)


def _read(cell: str, doubt: Doubt, answer: str) -> str:
    """Return SQL for what a cell means now that a convention is decided."""
    if doubt.topic is Topic.DECIMAL:
        return numbers.number(cell, "," if answer == "," else ".")
    if doubt.topic is Topic.DAYS:
        return moments.moment(cell, None, "UTC")
    order: Order = "day_first" if answer == "day_first" else "month_first"
    return moments.moment(cell, order, "UTC")
