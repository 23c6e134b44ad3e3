"""A rule taken apart and put together again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from support.data.rules import ALL_RULES
from support.run.profiles import examples

from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.tree import alone, parts, replaced

FORM, NEED, SAY = (
    Criterion(field=name, op=Op.IS_TRUE) for name in ("form_sent", "need_known", "decides")
)
EITHER = Group(match="any", criteria=[NEED, SAY])
RULE = Rule(where=Group(criteria=[Group(), FORM, EITHER]))


def test_every_part_has_its_place() -> None:
    """Groups come before what is in them; an empty one says nothing and is no part."""
    expected = [((1,), FORM), ((2,), EITHER), ((2, 0), NEED), ((2, 1), SAY)]

    assert expected == list(parts(RULE))


@given(ALL_RULES)
@settings(max_examples=examples(24))
def test_a_part_stands_where_it_is_said_to(rule: Rule) -> None:
    """Place and part belong together, and no criterion is left out."""
    found = list(parts(rule))

    for path, part in found:
        here: Any = rule.where
        for place in path:
            here = here.criteria[place]
        assert part == here
    assert rule.where.leaves() == [part for _, part in found if isinstance(part, Criterion)]


@given(ALL_RULES)
@settings(max_examples=examples(24))
def test_putting_a_part_back_changes_nothing(rule: Rule) -> None:
    """Whatever is replaced by itself leaves the rule as it was."""
    assert [rule for _ in parts(rule)] == [replaced(rule, path, part) for path, part in parts(rule)]


@given(ALL_RULES)
@settings(max_examples=examples(24))
def test_taking_a_criterion_out_takes_no_other(rule: Rule) -> None:
    """One leaf fewer, the others in their order, and the rule one started from stays."""
    before, leaves = rule.model_copy(deep=True), rule.where.leaves()
    paths = [path for path, part in parts(rule) if isinstance(part, Criterion)]
    for place, path in enumerate(paths):
        rest = replaced(rule, path, None).where.leaves()

        assert leaves[:place] + leaves[place + 1 :] == rest

    assert before == rule


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((1,), Group(criteria=[Group(), SAY, EITHER])),
        ((2, 0), Group(criteria=[Group(), FORM, Group(match="any", criteria=[SAY, SAY])])),
        ((2,), Group(criteria=[Group(), FORM, SAY])),
    ],
)
def test_another_part_at_a_place(path: tuple[int, ...], expected: Group) -> None:
    """A criterion outside, one in a group, or the whole group."""
    assert expected == replaced(RULE, path, SAY).where


def test_a_part_alone_keeps_the_entity() -> None:
    """A group keeps how it combines; a criterion gets a group around it."""
    deals = Rule(entity="deals", where=EITHER)

    assert Rule(entity="deals", where=EITHER) == alone(deals, EITHER)
    assert Rule(entity="deals", where=Group(criteria=[SAY])) == alone(deals, SAY)
