"""When a persona cannot live with a rule: too much work, or too many customers missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.terms.consequence import consequences

if TYPE_CHECKING:
    from workshop.activities.solo.persona import Persona
    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule
    from workshop.words import Words

MOST_HOURS = 6
"""Hours of calls a week beyond which sales objects: most of a day, on top of everything else."""
MOST_MISSED = 0.25
"""Share of last year's customers missed beyond which marketing objects."""


def objection_of(persona: Persona, crm: Crm, rule: Rule, words: Words) -> str:
    """Return a persona's reasoned objection to a rule, with its numbers; empty for none."""
    if rule.is_empty:
        return ""
    cost = consequences(crm, {"rule": rule})["rule"]
    if persona.side == "sales" and cost.hours_per_week and cost.hours_per_week > MOST_HOURS:
        return words(persona.objection, hours=words.number(cost.hours_per_week))
    if persona.side == "marketing" and cost.wins and cost.missed / cost.wins > MOST_MISSED:
        wins, missed = words.number(cost.wins), words.number(cost.missed)
        return words(persona.objection, wins=wins, missed=missed)
    return ""
