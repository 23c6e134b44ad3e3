"""What a cell means, as SQL: a number, a moment, a value of a list, and how a deal ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.handover import OUTCOME
from workshop.crm.intake.rows.factors import multiplied
from workshop.crm.intake.rows.handed import Answer, answer_of
from workshop.crm.intake.rows.oddities import hidden_entries, is_free_text, named_people
from workshop.crm.intake.rows.outcome import Evidence, Witnesses
from workshop.crm.readings import choices, moments, numbers
from workshop.crm.readings.sql import literal, name, one_of
from workshop.crm.schema import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.crm.intake.rows.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

STATUS = "status"


def says_something(text: str) -> str:
    """Return SQL for whether a cell holds more than what forms write by themselves."""
    return f"({text} is not null and not {choices.nothing(text)})"


def witnesses(raw: Raw, mapping: TableMapping, rules: Conventions, latest: datetime) -> Witnesses:
    """Return what says in each row of deals how it ended.

    Args:
        raw: the text, with the evidence.
        mapping: says which column is which evidence.
        rules: how the sheet writes moments.
        latest: the first moment that is yet to come.
    """
    fields = {field.name: field for field in raw.fields}
    told: dict[str, str] = {}
    if STATUS in fields:
        told["stage"] = value_sql(raw, "deals", fields[STATUS], mapping, rules)
    if "lost_reason" in fields:
        told["reason"] = says_something(name("lost_reason"))
    if "closed_at" in fields:
        closed = value_sql(raw, "deals", fields["closed_at"], mapping, rules)
        told["past"] = f"coalesce({closed} < timestamp '{latest.isoformat(' ')}', false)"
    return Witnesses(mapping.outcome or Evidence(), **told)


def answer(raw: Raw, table: str, mapping: TableMapping, rules: Conventions) -> Answer | None:
    """Return sales' answer to each hand-over, None where the rows tell it in one column."""
    status = next((field for field in raw.fields if field.name == OUTCOME), None)
    if status is None:
        return None
    return answer_of(raw, mapping, lambda one: value_sql(raw, table, one, mapping, rules), status)


def meanings(mapping: TableMapping, field: Field) -> dict[str, str]:
    """Return what the export's values of a field mean; an empty meaning is no answer."""
    return mapping.values.get(field.name, {})


def value_sql(  # noqa: PLR0911 - one return a kind
    raw: Raw, table: str, field: Field, mapping: TableMapping, rules: Conventions
) -> str:
    """Return SQL for what a cell means, null where it means nothing."""
    text, said = name(field.name), meanings(mapping, field)
    match field.kind:
        case Kind.NUMBER if rules.clean_numbers:
            return multiplied(numbers.clean(text), text, mapping, field)
        case Kind.NUMBER:
            return multiplied(numbers.number(text, rules.decimal), text, mapping, field)
        case Kind.FLAG:
            return choices.flag(choices.choice(text, said, None))
        case Kind.MOMENT if mapping.date_format:
            return f"try_strptime({text}, {literal(mapping.date_format)})"
        case Kind.MOMENT if rules.clean_moments:
            return moments.clean(text)
        case Kind.MOMENT:
            return moments.moment(text, rules.order, rules.zone, day_numbers=rules.day_numbers)
        case Kind.CHOICE:
            return _choice(raw, table, field, said)
        case Kind.ID:
            return choices.identity(text)


def _choice(raw: Raw, table: str, field: Field, said: dict[str, str]) -> str:
    text = name(field.name)
    if is_free_text(raw, table, field):
        return "null::varchar"
    people = named_people(raw, field, said)
    if field.closed:
        named = {entry: said[instead] for entry, instead in people.items() if instead in said}
        return choices.choice(text, named | said, [value for value, _ in field.choices])
    hidden = hidden_entries(raw, field.name)
    meant = {entry: said.get(instead, instead) for entry, instead in people.items()} | said
    value = choices.choice(text, meant, None)
    return f"case when not {one_of(text, hidden)} then {value} end" if hidden else value
