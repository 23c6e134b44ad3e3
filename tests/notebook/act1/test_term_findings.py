"""What the linter found, as a list for the projector."""

from __future__ import annotations

import pytest
from support.acts.acting import HOSTILE
from support.acts.screen import esc

from workshop.notebook.act1.term_findings import MOST, findings_html, list_html
from workshop.terms.lint.finding import Finding
from workshop.widgets.elements import side_badge
from workshop.words import LANGS, Lang, Words, as_typed

NOBODY = Finding("nobody", "contacts", {"all": 4000})


@pytest.mark.parametrize("lang", LANGS)
def test_each_finding_is_said_with_what_to_do(lang: Lang) -> None:
    """A finding without advice is a reproach."""
    words = Words(lang)
    shown = list_html([NOBODY], words)

    assert f"<b>{esc(NOBODY.said(words))}</b> {esc(NOBODY.hint(words))}" in shown
    assert 'class="ot-stop"' in shown


@pytest.mark.parametrize(("n", "shown"), [(1, 1), (MOST, MOST), (MOST + 3, MOST)])
def test_more_than_a_few_are_read_by_nobody(n: int, shown: int) -> None:
    """The first ones, which are the worst, stand there."""
    assert shown == list_html([NOBODY] * n, Words("de")).count("<li")


def test_a_rule_without_findings_says_nothing() -> None:
    """No empty list, no badge without a list."""
    words = Words("de")
    shown = findings_html({"sales": [], "marketing": [NOBODY]}, words)

    assert "" == list_html([], words)
    assert "" == findings_html({"sales": [], "marketing": []}, words)
    assert side_badge("marketing", words) in shown
    assert side_badge("sales", words) not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_word_in_a_finding_stays_text(lang: Lang) -> None:
    """Words of the group's own stand in findings about others."""
    found = Finding("same", "contacts", {"n": 3, "all": 3, "other": as_typed(HOSTILE)})
    shown = list_html([found], Words(lang))

    assert esc(HOSTILE) in shown
    assert "<img" not in shown
