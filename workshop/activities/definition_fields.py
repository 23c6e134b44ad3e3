"""The fields in which a definition is written: sentence, start, criteria, live count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.term_findings import list_html
from workshop.terms.comparison import tally
from workshop.terms.entity import available
from workshop.terms.sentence import rule_sentence
from workshop.terms.template import TEMPLATES
from workshop.widgets.criteria import RuleEditor
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, entity_count, esc

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.activities.shared_term import SharedTerm
    from workshop.terms.definition import Definition
    from workshop.terms.rule import Rule
    from workshop.terms.template import Template


def definition_fields(
    activity: SharedTerm,
    definition: Definition,
    *,
    keep_sentence: Callable[[str], None],
    keep_rule: Callable[[Rule], None],
) -> list[w.Widget]:
    """Return the fields of one side's definition, with the number of cases it covers."""
    words = activity.words
    counter = block(count_html(activity, definition.rule), "ot-counter")

    def keep(rule: Rule) -> None:
        keep_rule(rule)
        counter.value = count_html(activity, rule)

    editor = rule_editor(activity, definition.rule, keep)
    offered = offered_templates(activity)
    templates = [(words("Choose a start …"), "")] + [
        (words(one.label), key) for key, one in offered.items()
    ]
    load = activity.guarded(lambda key: editor.load(offered[key].rule) if key else None)
    return [
        sentence_field(activity, definition.sentence, keep_sentence),
        choice(words("Where to begin?"), templates, "", load),
        editor.widget,
        counter,
    ]


def offered_templates(activity: SharedTerm) -> dict[str, Template]:
    """Return the templates that are about the word's entity and ask only for what is there."""
    entity = activity.term.entity
    known = available(entity, activity.stage.crm).keys()
    return {
        key: one
        for key, one in TEMPLATES.items()
        if one.rule.entity == entity and known >= set(one.rule.field_names())
    }


def rule_editor(activity: SharedTerm, rule: Rule, keep: Callable[[Rule], None]) -> RuleEditor:
    """Return an editor for a rule on the stage's data; `keep` gets every change."""
    crm = activity.stage.crm
    return RuleEditor(
        rule,
        activity.guarded(keep),
        activity.words,
        present=available(rule.entity, crm),
        values=lambda name: activity.stage.values(rule.entity, name),
        since=crm.as_of.replace(month=1, day=1),
    )


def sentence_field(activity: SharedTerm, text: str, keep: Callable[[str], None]) -> w.Widget:
    """Return the field for the sentence; `keep` gets every change."""
    words, term = activity.words, activity.term
    hint = words(term.hint)
    return text_field(term.begins(words), text, activity.guarded(keep), area=True, hint=hint)


def count_html(activity: SharedTerm, rule: Rule) -> str:
    """Return how many cases a rule covers, in words and as a bar, and what to mind in it."""
    words, crm = activity.words, activity.stage.crm
    if rule.is_empty:
        return f"<p>{esc(words('No criterion yet: as it stands, the word fits everything.'))}</p>"
    # The same cases as in the picture that follows: those with a date.
    mine, total = tally(crm, rule)
    share = mine.cases / total.cases if total.cases else 0
    text = words(
        "{n} of {all}",
        n=words.number(mine.cases),
        all=entity_count(rule.entity, total.cases, words),
    )
    return (
        f"<p class='ot-in-words'>{esc(rule_sentence(rule, words))}</p>"
        f"<p><b>{esc(text)}</b> ({words.percent(share)})</p>"
        f"<div class='ot-meter'><span style='width:{100 * share:.1f}%'></span></div>"
        + list_html(activity.lint(rule), words)
    )
