"""Rules as sentences, in the group's own language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workshop.crm.schema import Field, Kind
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.terms.rules.entity import Entity
    from workshop.words import Words

OP_LABELS: dict[Op, str] = {
    Op.ANY_OF: N_("is"),
    Op.NONE_OF: N_("is not"),
    Op.AT_LEAST: N_("at least"),
    Op.AT_MOST: N_("at most"),
    Op.IS_TRUE: N_("yes"),
    Op.IS_FALSE: N_("no"),
    Op.SINCE: N_("from"),
    Op.BEFORE: N_("before"),
    Op.IS_KNOWN: N_("filled in"),
    Op.IS_MISSING: N_("empty"),
}
CLAUSES: dict[Op, str] = {
    Op.ANY_OF: N_("{field} is {value}"),
    Op.NONE_OF: N_("{field} is not {value}"),
    Op.AT_LEAST: N_("{field} is at least {value}"),
    Op.AT_MOST: N_("{field} is at most {value}"),
    Op.IS_TRUE: N_("{field}: yes"),
    Op.IS_FALSE: N_("{field}: no"),
    Op.SINCE: N_("{field} is on or after {value}"),
    Op.BEFORE: N_("{field} is before {value}"),
    Op.IS_KNOWN: N_("{field} is filled in"),
    Op.IS_MISSING: N_("{field} is empty"),
}
EVERYTHING: dict[Entity, str] = {
    "contacts": N_("every contact, without exception"),
    "campaigns": N_("every campaign, without exception"),
    "deals": N_("every deal, without exception"),
}


def rule_sentence(rule: Rule, words: Words) -> str:
    """Return the rule as one sentence without a full stop, such as “Source is Webinar and …”."""
    if rule.is_empty:
        return words(EVERYTHING[rule.entity])
    return _group(rule.where, rule, words)


def criterion_clause(criterion: Criterion, field: Field, words: Words) -> str:
    """Return one criterion as a clause; values in words, dates and numbers as written here."""
    return words(
        CLAUSES[criterion.op],
        field=words(field.label),
        value=_value(criterion, field, words),
    )


def _group(group: Group, rule: Rule, words: Words) -> str:
    known = fields(rule.entity)
    parts = [
        f"({_group(part, rule, words)})"
        if isinstance(part, Group)
        else criterion_clause(part, known[part.field], words)
        for part in group.criteria
        if not (isinstance(part, Group) and not part.leaves())
    ]
    return f" {words('and') if group.match == 'all' else words('or')} ".join(parts)


def _value(criterion: Criterion, field: Field, words: Words) -> str:
    value = criterion.value
    if isinstance(value, list):
        return (
            f" {words('or')} ".join(
                f"„{v}“" if words.lang == "de" else f"“{v}”"
                for v in (words(field.choice_label(one)) for one in value)
            )
            or "…"
        )
    if isinstance(value, date):
        return words.date(value)
    if value is None or field.kind is not Kind.NUMBER:
        return ""
    number = words.number(value, _decimals(value))
    return f"{number} {words(field.unit)}" if field.unit and field.unit != "money" else number


def _decimals(value: float) -> int:
    """Return how many decimals the number has: rounded, the sentence would be another rule."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -int(exponent))
