"""Fields that are known too late for a word: a rule that asks for them runs in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import Stage
from workshop.terms.rules.entity import fields

if TYPE_CHECKING:
    from workshop.crm.schema import Field
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term

ORDER = tuple(Stage)


def late_fields(rule: Rule, term: Term) -> tuple[Field, ...]:
    """Return the fields a rule asks for that nobody knows yet when the word is needed.

    Args:
        rule: what is asked for.
        term: the word; see `workshop.terms.rules.term.Term.knows`.
    """
    known = fields(rule.entity)
    asked = [known[name] for name in rule.field_names()]
    return tuple(one for one in asked if ORDER.index(one.stage) > ORDER.index(term.knows))
