"""When a persona cannot live with a rule: too much work, too many customers missed, or a circle.

Nobody objects to a rule that asks no more of them than their own does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.terms.consequence import consequences
from workshop.terms.finding import quoted
from workshop.terms.late import late_fields
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.activities.solo.persona import Persona
    from workshop.crm.schema import Field
    from workshop.crm.store import Crm
    from workshop.terms.consequence import Consequence
    from workshop.terms.rule import Rule
    from workshop.terms.term import Term
    from workshop.words import Text

MOST_HOURS = 6
"""Hours of calls a week beyond which sales objects: most of a day, on top of everything else."""
MOST_MISSED = 0.25
"""Share of last year's customers missed beyond which marketing objects."""


def objection_of(persona: Persona, crm: Crm, term: Term, rule: Rule, own: Rule) -> Text | None:
    """Return a persona's reasoned objection to a rule, in every language; None for none.

    Args:
        persona: who speaks.
        crm: the data.
        term: the word the rule is for.
        rule: what is proposed.
        own: the persona's own rule for the word.
    """
    if rule.is_empty or rule == own:
        return None
    costs = consequences(crm, {"rule": rule, "own": own})
    return weighed(persona, term, {"rule": rule, "own": own}, costs)


def weighed(
    persona: Persona, term: Term, rules: Mapping[str, Rule], costs: Mapping[str, Consequence]
) -> Text | None:
    """Return the objection to ``rule`` of somebody whose rule is ``own``, costs known; see above.

    A circle comes first: what such a rule costs says nothing.
    """
    if rules["rule"].is_empty or rules["rule"] == rules["own"]:
        return None
    own_late = late_fields(rules["own"], term)
    late = [one for one in late_fields(rules["rule"], term) if one not in own_late]
    if late:
        return {lang: _of_a_circle(persona, late, Words(lang)) for lang in LANGS}
    if not _is_too_much(persona, costs["rule"], costs["own"]):
        return None
    return {lang: _of_the_cost(persona, costs["rule"], Words(lang)) for lang in LANGS}


def _is_too_much(persona: Persona, cost: Consequence, own: Consequence) -> bool:
    if persona.side == "sales":
        hours = cost.hours_per_week or 0
        return hours > max(MOST_HOURS, own.hours_per_week or 0)
    return cost.missed > max(MOST_MISSED * cost.wins, own.missed)


def _of_a_circle(persona: Persona, late: Sequence[Field], words: Words) -> str:
    names = ", ".join(quoted(words(one.label), words) for one in late)
    return words(persona.circle, fields=names)


def _of_the_cost(persona: Persona, cost: Consequence, words: Words) -> str:
    if persona.side == "sales":
        return words(persona.objection, hours=words.number(cost.hours_per_week or 0))
    wins, missed = words.number(cost.wins), words.number(cost.missed)
    return words(persona.objection, wins=wins, missed=missed)
