"""When a persona cannot live with a rule: too much work, too many customers missed, or a circle.

Nobody objects to a rule that asks no more of them than their own does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.terms.lint.finding import quoted
from workshop.terms.lint.late import late_fields
from workshop.terms.outcome.consequence import consequences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.crm import Crm
    from workshop.story.solo.persona import Persona
    from workshop.terms.outcome.consequence import Consequence
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term
    from workshop.words import Words

MOST_HOURS = 6
"""Hours of calls a week beyond which sales objects: most of a day, on top of everything else."""
MOST_MISSED = 0.25
"""Share of last year's customers missed beyond which marketing objects."""


@dataclass(frozen=True)
class Objection:
    """What a persona has against a rule, as numbers; the sentence is made when it is shown.

    Attributes:
        late: labels (messages) of fields that are known only afterwards; a circle comes first.
        hours: work a week, where that is too much; None where nobody works through the cases.
        wins: last year's customers, where too many are missed.
        missed: how many of them the rule does not cover.
    """

    late: tuple[str, ...] = ()
    hours: float | None = None
    wins: int = 0
    missed: int = 0

    def text(self, persona: Persona, words: Words) -> str:
        """Return it in the persona's words."""
        if self.late:
            names = ", ".join(quoted(words(label), words) for label in self.late)
            return words(persona.circle, fields=names)
        if persona.side == "sales":
            return words(persona.objection, hours=words.number(self.hours or 0))
        wins, missed = words.number(self.wins), words.number(self.missed)
        return words(persona.objection, wins=wins, missed=missed)


def objection_of(persona: Persona, crm: Crm, term: Term, rule: Rule, own: Rule) -> Objection | None:
    """Return a persona's reasoned objection to a rule; None for none.

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
) -> Objection | None:
    """Return the objection to ``rule`` of somebody whose rule is ``own``, costs known; see above.

    A circle comes first: what such a rule costs says nothing.
    """
    if rules["rule"].is_empty or rules["rule"] == rules["own"]:
        return None
    own_late = late_fields(rules["own"], term)
    late = [field for field in late_fields(rules["rule"], term) if field not in own_late]
    if late:
        return Objection(late=tuple(field.label for field in late))
    if not _is_too_much(persona, costs["rule"], costs["own"]):
        return None
    cost = costs["rule"]
    return Objection(hours=cost.hours_per_week, wins=cost.wins, missed=cost.missed)


def _is_too_much(persona: Persona, cost: Consequence, own: Consequence) -> bool:
    if persona.side == "sales":
        hours = cost.hours_per_week or 0
        return hours > max(MOST_HOURS, own.hours_per_week or 0)
    return cost.missed > max(MOST_MISSED * cost.wins, own.missed)
