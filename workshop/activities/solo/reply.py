"""What a persona answers to a rule in act 1, and what of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.activities.mode import other_side
from workshop.activities.solo.objection import objection_of, weighed
from workshop.activities.solo.playing import across
from workshop.widgets.html import esc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.activities.shared_term import SharedTerm
    from workshop.activities.solo.persona import Persona
    from workshop.terms.consequence import Consequence
    from workshop.terms.rule import Rule
    from workshop.words import Text, Words


def echo_html(activity: SharedTerm, persona: Persona) -> str:
    """Return what a persona says to the rule of somebody who learns alone, as HTML."""
    rules, crm = activity.rules(), activity.stage.crm
    learned, own = rules[other_side(persona.side)], rules[persona.side]
    objection = objection_of(persona, crm, activity.term, learned, own)
    return f'<div class="ot-echo">{_said(persona, objection, activity.words)}</div>'


def reply_html(
    activity: SharedTerm, rules: Mapping[str, Rule], costs: Mapping[str, Consequence]
) -> str:
    """Return what the persona says to what is proposed, as HTML; empty where nobody is played.

    Args:
        activity: the word.
        rules: both sides' rules, and what is proposed as ``agreed``.
        costs: what each of them would mean.
    """
    persona, words = across(activity.room.state), activity.words
    if persona is None or rules["agreed"].is_empty:
        return ""
    names = {"rule": "agreed", "own": persona.side}
    objection = weighed(
        persona,
        activity.term,
        {name: rules[key] for name, key in names.items()},
        {name: costs[key] for name, key in names.items()},
    )
    note = words("If you record the rule like this, the objection goes with it.")
    small = f"<p><small>{esc(note)}</small></p>" if objection else ""
    return f'<div class="ot-echo">{_said(persona, objection, words)}{small}</div>'


def open_objection(activity: SharedTerm, rule: Rule) -> dict[str, Any]:
    """Return what a decision for a rule holds of the persona's objection; nothing without one."""
    persona = across(activity.room.state)
    if persona is None:
        return {}
    own = activity.definition(persona.side).rule
    objection = objection_of(persona, activity.stage.crm, activity.term, rule, own)
    return {"played": {"objection": objection}} if objection else {}


def _said(persona: Persona, objection: Text | None, words: Words) -> str:
    calm = words("With that I could live. Good enough for now.")
    head = words("{name} says", name=persona.name)
    return f"<h3>{esc(head)}</h3><p>{esc(objection[words.lang] if objection else calm)}</p>"
