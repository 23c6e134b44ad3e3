"""The rules to start from run on the sample and differ."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workshop.crm.schema import Stage
from workshop.crm.store import Crm, load_crm
from workshop.terms.comparison import count
from workshop.terms.definition import CRITERIA, LEAD, TEMPLATES, Definition, ticked_rule
from workshop.terms.entity import fields
from workshop.words import Words


@cache
def sample() -> Crm:
    return load_crm(Path(__file__).parents[2] / "datasets")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_covers_some_but_not_all(name: str) -> None:
    """A rule that catches nobody or everybody starts no conversation."""
    covered, everybody = count(sample(), TEMPLATES[name][1])

    assert 0 < covered < everybody


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_what_is_known_in_time(name: str) -> None:
    """A definition of Lead by what happens after the hand-over would be circular."""
    stages = {fields("contacts")[field].stage for field in TEMPLATES[name][1].field_names()}

    assert stages <= {Stage.CAPTURED, Stage.BEFORE_HANDOVER}


@pytest.mark.parametrize("message", [LEAD.question, *(text for text, _ in TEMPLATES.values())])
def test_words_are_german_in_german(message: str) -> None:
    """Nobody starts from an English sentence in a German room."""
    assert message != Words("de")(message)


def test_a_definition_begins_empty() -> None:
    """Nobody's opinion is put into their mouth, and no two definitions share a rule by accident."""
    assert Definition().rule.is_empty
    assert "" == Definition().sentence


@pytest.mark.parametrize("key", CRITERIA)
def test_a_criterion_to_tick_covers_some_but_not_all(key: str) -> None:
    """A tick that changes nothing on the sample would not be worth asking for."""
    covered, everybody = count(sample(), ticked_rule([key], "all"))

    assert 0 < covered < everybody


@pytest.mark.parametrize("key", CRITERIA)
def test_a_criterion_to_tick_uses_what_is_known_in_time(key: str) -> None:
    """Phones tick what can be seen before the hand-over, and in German read it in German."""
    label, criterion = CRITERIA[key]
    stage = fields("contacts")[criterion.field].stage

    assert stage in {Stage.CAPTURED, Stage.BEFORE_HANDOVER}
    assert label != Words("de")(label)


def test_ticked_criteria_combine_as_people_said() -> None:
    """One of two is never stricter than both, and neither is what one alone covers."""
    each = [count(sample(), ticked_rule([key], "all"))[0] for key in ("form", "need")]
    both, _ = count(sample(), ticked_rule(["form", "need"], "all"))
    any_, _ = count(sample(), ticked_rule(["form", "need"], "any"))

    assert sum(each) == both + any_
    assert both < min(each) <= max(each) < any_
