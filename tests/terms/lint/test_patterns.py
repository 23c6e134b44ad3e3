"""Counted by patterns or by a query of its own, a rule covers the same cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from support.data.rules import ALL_RULES
from support.data.tables import contacts, crm, deals
from support.data.worlds import worlds
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.terms.lint.patterns import patterns
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.outcome.comparison import Tally, compare
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.tree import parts, replaced

if TYPE_CHECKING:
    from support.data.worlds import World

    from workshop.crm.crm import Crm
    from workshop.terms.lint.patterns import Patterns

pytestmark = pytest.mark.usefixtures("any_link")


def yes(*names: str) -> Rule:
    return Rule(where=Group(criteria=[Criterion(field=name, op=Op.IS_TRUE) for name in names]))


def asked(held: Crm, rule: Rule, **others: Rule) -> Patterns:
    return patterns(
        held.engine, known_cases(held, rule.entity), rule.entity, rule.where.leaves(), others
    )


@given(worlds(), ALL_RULES)
@settings(max_examples=examples(12))
def test_patterns_count_what_queries_count(world: World, rule: Rule) -> None:
    """The rule itself, and the rule without any one of its criteria."""
    held = crm(**world)
    without = [replaced(rule, path, None) for path, part in parts(rule) if _is_leaf(part)]
    rules = {f"r{place}": one for place, one in enumerate([rule, *without])}
    found, expected = asked(held, rule, whole=rule), compare(held, rules)

    assert expected.total == found.tally(found.all)
    assert [expected.rule(name) for name in rules] == [
        found.tally(found.covered(one)) for one in rules.values()
    ]
    assert expected.rule("r0") == found.tally(found.named["whole"])


@given(worlds(), ALL_RULES)
@settings(max_examples=examples(12))
def test_one_criterion_less_is_wider_or_narrower_never_both(world: World, rule: Rule) -> None:
    """The linter takes equal numbers for equal cases; that holds only because of this."""
    found = asked(crm(**world), rule, whole=rule)
    base = found.covered(rule)
    for path, part in parts(rule):
        if _is_leaf(part):
            less = found.covered(replaced(rule, path, None))

            assert np.all(base <= less) or np.all(less <= base)


def _is_leaf(part: Criterion | Group) -> bool:
    return isinstance(part, Criterion)


def test_a_tally_holds_what_a_comparison_does() -> None:
    """Cases, those that had their time, and who won: in this order."""
    people = contacts(40, decides=True) + contacts(50)[40:]
    held = crm(contacts=people, deals=deals(4, "won") + deals(2, "won", 200, contact_id="C9"))
    found = asked(held, yes("decides"))

    assert Tally(40, 40, 4, 5) == found.tally(found.covered(yes("decides")))


def test_no_pattern_is_there_twice() -> None:
    """However many cases, there are no more rows than different answers."""
    people = contacts(40, decides=True) + contacts(50, decides=False)[40:]

    assert 2 == len(asked(crm(contacts=people, deals=[]), yes("decides", "decides")).counts)


def test_a_rule_that_asks_something_else_is_refused() -> None:
    """It is a mistake in the program, and no silent nothing."""
    found = asked(crm(contacts=contacts(3), deals=[]), yes("decides"))

    with pytest.raises(KeyError):
        found.covered(yes("need_known"))


def test_a_field_the_data_lacks_is_named() -> None:
    """The error is the one that every rule gives."""
    held = crm(contacts=contacts(3), deals=[], without=("decides",))

    assert "decides" in str(refusal(asked, held, yes("decides")))
