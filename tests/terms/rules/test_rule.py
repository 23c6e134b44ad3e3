"""A rule is data that survives writing and reading, or no rule at all."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from support.data.rules import RULES
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.terms.rules.rule import MAX_DEPTH, Group, Rule, parse_rule
from workshop.terms.rules.template import TEMPLATES


def where(*criteria: Any) -> dict[str, Any]:
    return {"where": {"criteria": list(criteria)}}


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"criteria": []}
    for _ in range(depth - 1):
        inner = {"criteria": [inner]}
    return {"where": inner}


@given(RULES)
@settings(max_examples=examples(40))
def test_rules_survive_writing(rule: Rule) -> None:
    """The log holds JSON, people read YAML; both give the same rule back."""
    assert rule == parse_rule(rule.data())
    assert rule == parse_rule(json.dumps(rule.data()))
    assert rule == parse_rule(rule.to_yaml())


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (where({"field": "shoe_size", "op": "is_known"}), "shoe_size"),
        (where({"field": "contact_id", "op": "is_known"}), "contact_id"),
        (where({"field": "score", "op": "sounds_like", "value": 1}), "is_known"),
        (where({"field": "score", "op": "any_of", "value": ["x"]}), "doesn’t fit “score”"),
        (where({"field": "score", "op": "at_least"}), "needs a number"),
        (
            where({"field": "score", "op": "at_least", "value": "many"}),
            "“many” doesn’t belong here",
        ),
        (
            where({"field": "score", "op": "at_least", "value": float("nan")}),
            "“nan” doesn’t belong here",
        ),
        (where({"field": "source", "op": "any_of", "value": 3}), "needs a list"),
        (where({"field": "created_at", "op": "since", "value": 2024}), "needs a day"),
        (where({"field": "decides", "op": "is_true", "value": 1}), "takes no value"),
        (where({"field": "decides"}), "is missing"),
        ({"entity": "dealers"}, "contacts"),
        ({"were": {}}, "no such field"),
        ({"where": {"match": "most"}}, "all"),
        (nested(MAX_DEPTH + 1), "deep"),
        ("", "names, each with a value"),
        ("just words", "names, each with a value"),
        ("- 1", "names, each with a value"),
        ("where: [", "line 1"),
        ("[" * 5000, ""),
        (None, "names, each with a value"),
    ],
)
def test_what_is_no_rule_is_refused(content: object, named: str) -> None:
    """One sentence says what does not fit; nothing half understood is run."""
    error = refusal(parse_rule, content)

    assert "This isn’t a rule the kit can run." == error.fact
    assert named in str(error)


def test_the_deepest_rule_is_still_a_rule() -> None:
    """The limit itself is allowed."""
    assert MAX_DEPTH == parse_rule(nested(MAX_DEPTH)).where.depth()


def test_an_int_in_a_file_is_a_number() -> None:
    """People write 40, not 40.0; and a day without quotes."""
    rule = parse_rule("where: {criteria: [{field: score, op: at_least, value: 40}]}")
    later = parse_rule("where: {criteria: [{field: created_at, op: since, value: 2026-03-31}]}")

    assert [40.0] == [leaf.value for leaf in rule.where.leaves()]
    assert [date(2026, 3, 31)] == [leaf.value for leaf in later.where.leaves()]


def test_fields_are_named_once_in_order() -> None:
    """The SQL and the warnings list each field once."""
    asked = [{"field": name, "op": "is_known"} for name in ("score", "source", "score")]

    assert ["score", "source"] == parse_rule(where(*asked)).field_names()


def test_empty_is_without_criteria_not_without_groups() -> None:
    """A group that nobody filled does not make a rule."""
    assert Rule(where=Group(criteria=[Group(), Group(match="any")])).is_empty
    assert not TEMPLATES["can_buy"].rule.is_empty
