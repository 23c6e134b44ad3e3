"""A rule read as demands says the same, whoever wrote it and in whatever order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.rules import RULES, holds
from support.data.worlds import World, seen, worlds
from support.run.profiles import examples

from workshop.terms.merging.demand import ID_LENGTH, demands_of, id_of, key_of
from workshop.terms.rules.rule import Criterion, Group, Op, Rule

if TYPE_CHECKING:
    import random

    from workshop.terms.merging.demand import Part

pytestmark = pytest.mark.usefixtures("any_link")


FORM, NEED, BUDGET, SAY = (
    Criterion(field=name, op=Op.IS_TRUE)
    for name in ("form_sent", "need_known", "budget_known", "decides")
)
HOT = Criterion(field="score", op=Op.AT_LEAST, value=60.0)


def all_of(*parts: Part) -> Group:
    return Group(match="all", criteria=list(parts))


def any_of(*parts: Part) -> Group:
    return Group(match="any", criteria=list(parts))


def demanded(where: Group) -> list[set[str]]:
    """Return the demands of flags only, each as the fields that fulfil it."""
    return [
        {one.field if isinstance(one, Criterion) else "group" for one in demand}
        for demand in demands_of(Rule(where=where))
    ]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (all_of(), []),
        (any_of(all_of(), any_of()), []),
        (all_of(FORM, NEED), [{"form_sent"}, {"need_known"}]),
        (all_of(FORM, all_of(NEED, all_of(SAY))), [{"form_sent"}, {"need_known"}, {"decides"}]),
        (all_of(NEED, any_of(BUDGET, SAY)), [{"need_known"}, {"budget_known", "decides"}]),
        (any_of(FORM, any_of(NEED, SAY)), [{"form_sent", "need_known", "decides"}]),
        (any_of(all_of(FORM, NEED), SAY), [{"group", "decides"}]),
        (any_of(all_of(FORM, NEED)), [{"form_sent"}, {"need_known"}]),
        (any_of(all_of(any_of(FORM)), SAY, any_of()), [{"form_sent", "decides"}]),
        (all_of(FORM, NEED, FORM), [{"form_sent"}, {"need_known"}]),
        (all_of(any_of(FORM, SAY), any_of(SAY, FORM, SAY)), [{"form_sent", "decides"}]),
    ],
)
def test_what_a_rule_demands(where: Group, expected: list[set[str]]) -> None:
    """All of a group are so many demands, any of it is one; nothing stands there twice."""
    assert expected == demanded(where)


@given(RULES, worlds())
@settings(max_examples=examples(24))
def test_a_case_is_covered_if_it_fulfils_one_alternative_of_each(rule: Rule, world: World) -> None:
    """Read as demands, a rule covers what it covered before."""
    demands = demands_of(rule)
    cases = seen(world, "contacts")

    assert [holds(rule.where, row) for row in cases] == [
        all(any(holds(one, row) for one in demand) for demand in demands) for row in cases
    ]


def shuffled(group: Group, dice: random.Random) -> Group:
    """Return the group in another order, and every list of values in it, too."""
    parts = [
        shuffled(part, dice) if isinstance(part, Group) else _shuffled_values(part, dice)
        for part in group.criteria
    ]
    return Group(match=group.match, criteria=dice.sample(parts, len(parts)))


def _shuffled_values(part: Criterion, dice: random.Random) -> Criterion:
    if not isinstance(part.value, list):
        return part
    mixed: Any = dice.sample(part.value, len(part.value))
    return Criterion(field=part.field, op=part.op, value=mixed)


@given(RULES, st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_ids_do_not_depend_on_the_order(rule: Rule, dice: random.Random) -> None:
    """Two who wrote the same in another order demand the same."""
    other = Rule(where=shuffled(rule.where, dice))

    assert {id_of(demand) for demand in demands_of(rule)} == {
        id_of(demand) for demand in demands_of(other)
    }


@given(RULES)
@settings(max_examples=examples(40))
def test_alternatives_stand_in_one_order_and_each_once(rule: Rule) -> None:
    """A choice names alternatives by their place, so that place must not move."""
    for demand in demands_of(rule):
        keys = [key_of([one]) for one in demand]

        assert sorted(set(keys)) == keys


def test_another_value_is_another_demand() -> None:
    """60 points and 40 points are two demands until somebody pairs them."""
    warm = Criterion(field="score", op=Op.AT_LEAST, value=40.0)

    assert ID_LENGTH == len(id_of([HOT]))
    assert id_of([HOT]) != id_of([warm])
    assert id_of([HOT, FORM]) == id_of([FORM, HOT])
