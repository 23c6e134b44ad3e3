"""A finding says its values as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.terms.lint.finding import KINDS, Finding
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Op
from workshop.words import Words, as_typed

DE, EN = Words("de"), Words("en")
SCORE = Criterion(field="score", op=Op.AT_LEAST, value=1040.5)


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (1234, "1,234", "1.234"),
        (0.99, "99%", "99\u202f%"),
        (fields("contacts")["source"], "“Source”", "„Quelle“"),
        (as_typed("A {lead}"), "“A {lead}”", "„A {lead}“"),
        ("Trade fair", "Trade fair", "Messe"),
        ("{", "{", "{"),
        ((1, 2), "1, 2", "1, 2"),
        (SCORE, "“Marketing score is at least 1,040.5 points”", None),
    ],
)
def test_values_are_said_in_the_language(value: Any, english: str, german: str | None) -> None:
    """Counts, shares, fields, names, messages, several of them, and criteria."""
    one = Finding("few", "contacts", {"x": value}, "[{x}]", "<{x}>")

    assert (f"[{english}]", f"<{english}>") == (one.said(EN), one.hint(EN))
    assert german is None or f"[{german}]" == one.said(DE)
    assert "1.040,5" in one.said(DE) or value is not SCORE


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_says_its_own_unless_there_is_more_to_say(code: str) -> None:
    """Message and advice of the kind; one of them may be another."""
    names = "n all least days after before share value fields field word other criterion criteria"
    values = dict.fromkeys(names.split(), 7)
    plain, more = Finding(code, "deals", values), Finding(code, "deals", values, advice="Look.")
    kind = KINDS[code]

    assert EN(kind.message, **dict.fromkeys(values, "7")) == plain.said(EN) == more.said(EN)
    assert EN(kind.advice, **dict.fromkeys(values, "7")) == plain.hint(EN)
    assert ("Look.", kind.level) == (more.hint(EN), more.level)
