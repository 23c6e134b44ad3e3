"""A rule's sentence says what the rule does, in the group's language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from support.data.rules import ALL_RULES
from support.run.profiles import examples

from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.sentence import CLAUSES, OP_LABELS, rule_sentence
from workshop.words import Words

DE, EN = Words("de"), Words("en")


def said(field: str, op: Op, value: Any = None, words: Words = EN) -> str:
    rule = Rule(where=Group(criteria=[Criterion(field=field, op=op, value=value)]))
    return rule_sentence(rule, words)


@pytest.mark.parametrize("op", Op)
def test_every_operator_has_words_in_both_languages(op: Op) -> None:
    """A new operator without words would fail on stage."""
    assert OP_LABELS[op]
    assert CLAUSES[op] != DE(CLAUSES[op]) or op in {Op.IS_TRUE, Op.IS_FALSE}


@pytest.mark.parametrize(
    ("field", "op", "value", "sentence"),
    [
        ("score", Op.AT_LEAST, 40.0, "Marketing score is at least 40 points"),
        ("score", Op.AT_LEAST, 0.25, "Marketing score is at least 0.25 points"),
        ("webinars", Op.AT_MOST, 1234.5, "Webinars attended is at most 1,234.5"),
        ("source", Op.ANY_OF, ["fair", "x"], "Source is “Trade fair” or “x”"),
        ("source", Op.NONE_OF, [], "Source is not …"),
        ("decides", Op.IS_TRUE, None, "Decides or has a say: yes"),
        ("created_at", Op.SINCE, date(2026, 3, 1), "First seen is on or after 1 March 2026"),
        ("industry", Op.IS_MISSING, None, "Industry is empty"),
    ],
)
def test_clauses(field: str, op: Op, value: Any, sentence: str) -> None:
    """Values are said with their words, unit and all their digits."""
    assert sentence == said(field, op, value)


def test_german_clauses() -> None:
    """Numbers, quotes and conjunctions are German in German."""
    assert "2,5" in said("score", Op.AT_LEAST, 2.5, DE)
    assert "„Messe“ oder „Webinar“" in said("source", Op.ANY_OF, ["fair", "webinar"], DE)


def test_groups_are_bracketed() -> None:
    """Who reads it aloud hears which “or” belongs where; empty groups are not heard."""
    yes = [Criterion(field=name, op=Op.IS_TRUE) for name in ("budget_known", "decides")]
    need = Criterion(field="need_known", op=Op.IS_TRUE)
    rule = Rule(where=Group(criteria=[need, Group(match="any", criteria=yes), Group(match="any")]))
    expected = "Need is known: yes and (Budget is known: yes or Decides or has a say: yes)"

    assert expected == rule_sentence(rule, EN)


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(
    ("entity", "one"), [("contacts", "contact"), ("campaigns", "campaign"), ("deals", "deal")]
)
def test_an_empty_rule_says_so(match: str, entity: str, one: str) -> None:
    """No criterion means every case of what the rule is about, and is said."""
    rule = Rule(entity=entity, where=Group(match=match))  # type: ignore[arg-type]

    assert f"every {one}, without exception" == rule_sentence(rule, EN)


@given(ALL_RULES)
@settings(max_examples=examples(24))
def test_every_rule_has_a_sentence(rule: Rule) -> None:
    """No rule that can be built breaks the stage, and no bracket stands empty."""
    for words in (DE, EN):
        sentence = rule_sentence(rule, words)

        assert sentence.strip()
        assert "()" not in sentence
