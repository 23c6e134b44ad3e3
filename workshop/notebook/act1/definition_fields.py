"""The fields in which a definition is written: sentence, start, criteria, live count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.notebook.act1.term_findings import list_html
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.entity import available, entity_count
from workshop.terms.rules.sentence import rule_sentence
from workshop.widgets.criteria import RuleEditor
from workshop.widgets.elements import Html, block
from workshop.widgets.fields import choice, text_field

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.story.act1.definitions import TermTable
    from workshop.story.frame.host import Host
    from workshop.terms.rules.definition import Definition
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term
    from workshop.words import Words


def definition_fields(
    host: Host,
    table: TermTable,
    definition: Definition,
    *,
    keep_sentence: Callable[[str], None],
    keep_rule: Callable[[Rule], None],
) -> list[w.Widget]:
    """Return the fields of one side's definition, with the number of cases it covers."""
    words = host.words
    counter = block(count_html(table, definition.rule, words), "ot-counter")

    def keep(rule: Rule) -> None:
        keep_rule(rule)
        counter.value = count_html(table, rule, words)

    editor = rule_editor(host, definition.rule, keep)
    offered = table.templates()
    templates = [(words("Choose a starting point …"), "")] + [
        (words(one.label), key) for key, one in offered.items()
    ]
    load = host.guarded(lambda key: editor.load(offered[key].rule) if key else None)
    return [
        sentence_field(host, table.term, definition.sentence, keep_sentence),
        choice(words("Where to start?"), templates, "", load),
        editor.widget,
        counter,
    ]


def rule_editor(host: Host, rule: Rule, keep: Callable[[Rule], None]) -> RuleEditor:
    """Return an editor for a rule on the stage's data; `keep` gets every change."""
    crm = host.stage.crm
    return RuleEditor(
        rule,
        host.guarded(keep),
        host.words,
        present=available(rule.entity, crm),
        values=lambda name: host.stage.values(rule.entity, name),
        since=crm.as_of.replace(month=1, day=1),
    )


def sentence_field(host: Host, term: Term, text: str, keep: Callable[[str], None]) -> w.Widget:
    """Return the field for the sentence; `keep` gets every change."""
    words = host.words
    hint = words(term.hint)
    return text_field(term.begins(words), text, host.guarded(keep), area=True, hint=hint)


def count_html(table: TermTable, rule: Rule, words: Words) -> Html:
    """Return how many cases a rule covers, in words and as a bar, and what to mind in it."""
    if rule.is_empty:
        return Html("<p>{}</p>").format(
            words("No criteria yet: as it is, the term fits everything.")
        )
    # The same cases as in the picture that follows: those with a date.
    mine, total = tally(table.crm, rule)
    share = mine.cases / total.cases if total.cases else 0
    text = words(
        "{n} of {all}",
        n=words.number(mine.cases),
        all=entity_count(rule.entity, total.cases, words),
    )
    counted = Html(
        "<p class='ot-in-words'>{}</p><p><b>{}</b> ({})</p>"
        "<div class='ot-meter'><span style='width:{:.1f}%'></span></div>"
    ).format(rule_sentence(rule, words), text, words.percent(share), 100 * share)
    return counted + list_html(table.lint(rule), words)
