"""The rules to start from and the criteria to tick run on the sample, and differ."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.checkout import DATASETS

from workshop.crm.store import load_crm
from workshop.terms.outcome.comparison import count
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.template import TEMPLATES, TICKS, ticked_rule
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.terms.rules.entity import Entity

WIDE = {"campaign_wide", "has_budget"}
"""In the sample every campaign has a budget; in real data that is a question worth asking."""


@cache
def sample() -> Crm:
    return load_crm(DATASETS)


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_covers_some_but_not_all(key: str) -> None:
    """A rule that catches nobody or everybody starts no conversation."""
    covered, everybody = count(sample(), TEMPLATES[key].rule)

    assert 0 < covered <= everybody
    assert (covered == everybody) == (key in WIDE)


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_first_template_of_an_entity_is_narrower_than_its_last(entity: Entity) -> None:
    """Where a team alone plays both sides, one starts from the first and one from the last."""
    rules = [one.rule for one in TEMPLATES.values() if one.rule.entity == entity]
    first, last = (count(sample(), rule)[0] for rule in (rules[0], rules[-1]))

    assert first < last


def test_no_two_templates_are_the_same_rule() -> None:
    """Each start is one of its own."""
    rules = [one.rule.to_yaml() for one in TEMPLATES.values()]

    assert len(rules) == len(set(rules))


@pytest.mark.parametrize("message", [one.label for one in (*TEMPLATES.values(), *TICKS.values())])
def test_words_are_german_in_german(message: str) -> None:
    """Nobody starts from an English sentence in a German room."""
    assert message != Words("de")(message)


@pytest.mark.parametrize("key", TICKS)
def test_a_criterion_to_tick_covers_some_but_not_all(key: str) -> None:
    """A tick that changes nothing on the sample would not be worth asking for."""
    covered, everybody = count(sample(), ticked_rule([key], "all", TICKS[key].entity))

    assert 0 < covered <= everybody
    assert (covered == everybody) == (key in WIDE)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_entity_has_enough_to_tick(entity: Entity) -> None:
    """A phone offers a choice, whatever the word is about; no criterion stands there twice."""
    offered = [tick.criterion.model_dump_json() for tick in TICKS.values() if tick.entity == entity]

    assert len(offered) >= 5
    assert len(offered) == len(set(offered))


def test_ticked_criteria_combine_as_people_said() -> None:
    """Those who fit one, and those who fit the other, are those who fit any plus those of both."""
    each = [count(sample(), ticked_rule([key], "all"))[0] for key in ("form", "need")]
    both, _ = count(sample(), ticked_rule(["form", "need"], "all"))
    any_, _ = count(sample(), ticked_rule(["form", "need"], "any"))

    assert sum(each) == both + any_
    assert both < min(each) <= max(each) < any_


def test_nothing_ticked_is_an_empty_rule() -> None:
    """About the entity that was asked, so that it can be compared with others."""
    rule = ticked_rule([], "all", "deals")

    assert (True, "deals") == (rule.is_empty, rule.entity)
