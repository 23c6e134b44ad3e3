"""The page of a check: one file, hostile text is text, verdicts stand without their colour."""

from __future__ import annotations

import re

import pytest
from support.acts.charters import HOSTILE

from workshop.charter.check_page import SIGNS, check_lines, check_page
from workshop.charter.check_sheet import CheckLine, CheckSheet, Evidence
from workshop.words import LANGS, Lang

TAG = re.compile(r"<(script|img|svg|iframe|link|base|meta)", re.IGNORECASE)


def sheet_of(text: str, lang: Lang = "de") -> CheckSheet:
    """Return a sheet with one text wherever people's words may stand."""
    line = CheckLine(text, "bewegt", "bad", Evidence(text, text, text, text, text, text), (text,))
    return CheckSheet(
        lang, text, text, text, text, (text,), (line,), (line,), (line,), (line,), (text,), text
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup(text: str) -> None:
    """Whatever people wrote, the page has the tags of an empty one and no others."""
    tags = [len(TAG.findall(check_page(sheet_of(each)))) for each in ("plain", text)]

    assert tags[0] == tags[1]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_nothing_from_elsewhere(lang: Lang) -> None:
    """No address, no script; the language stands at its top."""
    page = check_page(sheet_of("plain", lang))

    assert f'<html lang="{lang}">' in page
    assert "default-src 'none'" in page
    assert "://" not in page
    assert "<script" not in page


def test_a_verdict_is_told_by_a_sign_too() -> None:
    """Whoever sees no colours, or reads a terminal, sees the same."""
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert f"{SIGNS['bad']} Zahl: bewegt" in check_lines(sheet_of("Zahl"))
