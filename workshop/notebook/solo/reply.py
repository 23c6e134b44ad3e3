"""What a persona answers to a rule in act 1, and what of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import other_side
from workshop.story.solo.mode import across
from workshop.story.solo.objection import objection_of, weighed
from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.story.act1.definitions import TermTable
    from workshop.story.solo.objection import Objection
    from workshop.story.solo.persona import Persona
    from workshop.terms.outcome.consequence import Consequence
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words


def echo_html(table: TermTable, persona: Persona, words: Words) -> Html:
    """Return what a persona says to the rule of somebody who learns alone, as HTML."""
    rules = table.rules()
    learned, own = rules[other_side(persona.side)], rules[persona.side]
    objection = objection_of(persona, table.crm, table.term, learned, own)
    return Html('<div class="ot-echo">{}</div>').format(_said(persona, objection, words))


def reply_html(
    table: TermTable, rules: Mapping[str, Rule], costs: Mapping[str, Consequence], words: Words
) -> Html:
    """Return what the persona says to what is proposed, as HTML; empty where nobody is played.

    Args:
        table: the word.
        rules: both sides' rules, and what is proposed as ``agreed``.
        costs: what each of them would mean.
        words: the language.
    """
    persona = across(table.room.state)
    if persona is None or rules["agreed"].is_empty:
        return Html()
    names = {"rule": "agreed", "own": persona.side}
    objection = weighed(
        persona,
        table.term,
        {name: rules[key] for name, key in names.items()},
        {name: costs[key] for name, key in names.items()},
    )
    note = words("If you put the rule on record like this, the objection goes with it.")
    small = Html("<p><small>{}</small></p>").format(note) if objection else Html()
    return Html('<div class="ot-echo">{}{}</div>').format(_said(persona, objection, words), small)


def open_objection(table: TermTable, rule: Rule) -> Objection | None:
    """Return what the persona has against a rule; None without one, or where nobody is played."""
    persona = across(table.room.state)
    if persona is None:
        return None
    own = table.definition(persona.side).rule
    return objection_of(persona, table.crm, table.term, rule, own)


def _said(persona: Persona, objection: Objection | None, words: Words) -> Html:
    calm = words("I could live with that. Good enough for now.")
    head = words("{name} says", name=persona.name)
    return Html("<h3>{}</h3><p>{}</p>").format(
        head, objection.text(persona, words) if objection else calm
    )
