"""What the linter found in rules, in plain words, for the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.widgets.html import esc, side_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.terms.finding import Finding
    from workshop.words import Words

MOST = 4
"""Findings shown of one rule; more would be read by nobody."""


def findings_html(found: Mapping[str, Iterable[Finding]], words: Words) -> str:
    """Return what to mind in some rules, as HTML; empty where there is nothing.

    Args:
        found: whose rule (sales, marketing, agreed) to what the linter found in it.
        words: the language.
    """
    lists = {side: list_html(one, words) for side, one in found.items()}
    return "".join(f"<h4>{side_badge(side, words)}</h4>{one}" for side, one in lists.items() if one)


def list_html(findings: Iterable[Finding], words: Words) -> str:
    """Return findings as a list, each with its hint; empty where there are none."""
    items = "".join(
        f'<li class="ot-{esc(one.level)}"><b>{esc(one.said(words))}</b> {esc(one.hint(words))}</li>'
        for one in list(findings)[:MOST]
    )
    return f'<ul class="ot-findings">{items}</ul>' if items else ""
