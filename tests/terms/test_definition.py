"""The rules to start from run on the sample and differ."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workshop.crm.schema import Stage
from workshop.crm.store import Crm, load_crm
from workshop.terms.comparison import count
from workshop.terms.definition import LEAD, TEMPLATES, Definition
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
