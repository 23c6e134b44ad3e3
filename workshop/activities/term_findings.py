"""What the linter found in rules, in plain words, for the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.terms.linter import lint
from workshop.widgets.html import esc, side_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.store import Crm
    from workshop.terms.linter import Finding
    from workshop.terms.rule import Rule
    from workshop.terms.term import Term
    from workshop.words import Words

MOST = 4
"""Findings shown of one rule; more would be read by nobody."""


def findings_html(
    crm: Crm, term: Term, rules: Mapping[str, Rule], others: Mapping[str, Rule], words: Words
) -> str:
    """Return what to mind in each side's rule, as HTML; empty where there is nothing.

    Args:
        crm: the data.
        term: the word.
        rules: whose rule (sales, marketing, agreed) to the rule.
        others: the rules of other words.
        words: the language.
    """
    parts = []
    for side, rule in rules.items():
        found = lint(crm, term, rule, others)
        if found:
            parts.append(f"<h4>{side_badge(side, words)}</h4>{list_html(found, words)}")
    return "".join(parts)


def list_html(findings: Iterable[Finding], words: Words) -> str:
    """Return findings as a list, each with its hint; empty where there are none."""
    items = "".join(
        f'<li class="ot-{esc(one.level)}"><b>{esc(one.said(words))}</b>'
        f" {esc(one.hint(words))}</li>"
        for one in list(findings)[:MOST]
    )
    return f'<ul class="ot-findings">{items}</ul>' if items else ""
