"""The fields in which a definition is written: sentence, start, criteria, live count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.terms.comparison import tally
from workshop.terms.definition import TEMPLATES, Definition
from workshop.terms.sentence import rule_sentence
from workshop.widgets.criteria import RuleEditor
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, esc

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.terms.rule import Rule


def definition_fields(
    activity: Activity,
    definition: Definition,
    *,
    keep_sentence: Callable[[str], None],
    keep_rule: Callable[[Rule], None],
) -> list[w.Widget]:
    """Return the fields of one side's definition, with the number of contacts it covers."""
    words = activity.words
    counter = block(_count(activity, definition.rule), "ot-counter")

    def keep(rule: Rule) -> None:
        keep_rule(rule)
        counter.value = _count(activity, rule)

    editor = rule_editor(activity, definition.rule, keep)
    templates = [(words("Choose a start …"), "")] + [
        (words(label), key) for key, (label, _) in TEMPLATES.items()
    ]
    load = activity.guarded(lambda key: editor.load(TEMPLATES[key][1]) if key else None)
    return [
        sentence_field(activity, definition.sentence, keep_sentence),
        choice(words("Where to begin?"), templates, "", load),
        editor.widget,
        counter,
    ]


def rule_editor(activity: Activity, rule: Rule, keep: Callable[[Rule], None]) -> RuleEditor:
    """Return an editor for a rule on the stage's data; `keep` gets every change."""
    crm = activity.stage.crm
    present = {c for name in crm.tables for c in crm.table(name).columns}
    since = crm.as_of.replace(month=1, day=1)
    return RuleEditor(
        rule,
        activity.guarded(keep),
        activity.words,
        present=present,
        values=activity.stage.values,
        since=since,
    )


def sentence_field(activity: Activity, text: str, keep: Callable[[str], None]) -> w.Widget:
    """Return the field for the sentence; `keep` gets every change."""
    label = activity.words("In one sentence: a contact is a lead when …")
    hint = activity.words("… we would gladly call it tomorrow morning.")
    return text_field(label, text, activity.guarded(keep), area=True, hint=hint)


def _count(activity: Activity, rule: Rule) -> str:
    words = activity.words
    if rule.is_empty:
        return f"<p>{esc(words('No criterion yet: everybody would be a lead.'))}</p>"
    # The same cases as in the picture that follows: those with a date.
    mine, total = tally(activity.stage.crm, rule)
    covered, everybody = mine.cases, total.cases
    text = words("{n} of {all} contacts", n=words.number(covered), all=words.number(everybody))
    share = covered / everybody if everybody else 0
    return (
        f"<p class='ot-in-words'>{esc(rule_sentence(rule, words))}</p>"
        f"<p><b>{esc(text)}</b> ({words.percent(share)})</p>"
        f"<div class='ot-meter'><span style='width:{100 * share:.1f}%'></span></div>"
    )
