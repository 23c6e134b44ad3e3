"""Whether a rule can be run as of the day of the data: what no date belongs to cannot go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.terms.rules.entity import fields, needs
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.crm import Crm
    from workshop.terms.rules.rule import Rule


def unknowable(crm: Crm, rule: Rule) -> list[str]:
    """Return the fields of a rule of which nobody can say what they held on the data's day."""
    if not crm.unknowable:
        return []
    return [name for name in rule.field_names() if needs(rule.entity, name) & crm.unknowable]


def labels(rule: Rule, names: Iterable[str]) -> tuple[str, ...]:
    """Return the messages that name these fields of a rule."""
    known = fields(rule.entity)
    return tuple(known[name].label for name in names)


def check_knowable(crm: Crm, rules: Iterable[Rule]) -> None:
    """Raise `WorkshopError` if a rule asks for what nobody can say as of the data's day."""
    for rule in rules:
        if found := unknowable(crm, rule):
            raise WorkshopError(
                N_("Nobody can say what was in this field on that day: there’s no date for it."),
                found="{fields}, {day}",
                hint=N_("Ask as of the last day of the data or take the criterion out."),
                fields=", ".join(found),
                day=crm.as_of,
            )
