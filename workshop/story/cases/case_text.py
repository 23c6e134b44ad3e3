"""A case in words: who or what it is, and what was known of it then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.crm.schema import Field, Kind
from workshop.room.state.question import Option
from workshop.terms.rules.entity import Entity, fields
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.terms.outcome.example import Case

WHO: dict[Entity, tuple[str, ...]] = {
    "contacts": ("role", "industry", "country"),
    "deals": ("product", "industry", "country"),
    "campaigns": ("title", "kind"),
}
"""What a card is headed with; the number of employees is added where it is known."""


def case_option(case: Case) -> Option:
    """Return a case as something to sort: its head as label, its facts as small print."""
    label = {lang: " · ".join(case_profile(case, Words(lang))) for lang in LANGS}
    note = {lang: "\n".join(case_facts(case, Words(lang))) for lang in LANGS}
    return Option(key=case.key, label=label, note=note)


def case_profile(case: Case, words: Words) -> list[str]:
    """Return who or what the case is, as far as it is known."""
    known, facts = fields(case.entity), case.facts
    named = [words(known[n].choice_label(facts[n])) for n in WHO[case.entity] if n in facts]
    size = facts.get("employees")
    return [*named, words.plural("{n} employee", "{n} employees", int(size))] if size else named


def case_facts(case: Case, words: Words) -> list[str]:
    """Return what was known of a case beside who it is: what holds, and counts above zero."""
    known = fields(case.entity)
    head = (*WHO[case.entity], "employees")
    rest = {name: value for name, value in case.facts.items() if name not in head}
    said = (_fact(known[name], value, words) for name, value in rest.items())
    return [fact for fact in said if fact]


def _fact(field: Field, value: Any, words: Words) -> str:
    label = words(field.label)
    match field.kind:
        case Kind.FLAG:
            return label if value else ""
        case Kind.NUMBER:
            return f"{label}: {_number(field, value, words)}" if value else ""
        case Kind.MOMENT:
            return f"{label}: {words.date(value)}"
        case _:
            return f"{label}: {words(field.choice_label(str(value)))}"


def _number(field: Field, value: float, words: Words) -> str:
    unit = f" {words(field.unit)}" if field.unit and field.unit != "money" else ""
    return words.number(value) + unit
