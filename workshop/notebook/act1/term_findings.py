"""What the linter found in rules, in plain words, for the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.widgets.elements import Html, side_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.terms.lint.finding import Finding
    from workshop.words import Words

MOST = 4
"""Findings shown of one rule; more would be read by nobody."""


def findings_html(found: Mapping[str, Iterable[Finding]], words: Words) -> Html:
    """Return what to mind in some rules, as HTML; empty where there is nothing.

    Args:
        found: whose rule (sales, marketing, agreed) to what the linter found in it.
        words: the language.
    """
    lists = {side: list_html(one, words) for side, one in found.items()}
    return Html().join(
        Html("<h4>{}</h4>{}").format(side_badge(side, words), one)
        for side, one in lists.items()
        if one
    )


def list_html(findings: Iterable[Finding], words: Words) -> Html:
    """Return findings as a list, each with its hint; empty where there are none."""
    items = Html().join(
        Html('<li class="ot-{}"><b>{}</b> {}</li>').format(
            one.level, one.said(words), one.hint(words)
        )
        for one in list(findings)[:MOST]
    )
    return Html('<ul class="ot-findings">{}</ul>').format(items) if items else Html()
