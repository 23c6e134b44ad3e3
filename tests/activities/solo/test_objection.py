"""A persona objects exactly where a rule asks too much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.activities.solo import objection
from workshop.activities.solo.objection import MOST_HOURS, MOST_MISSED, objection_of
from workshop.activities.solo.persona import MALTE, VERA
from workshop.terms.consequence import Consequence, consequences
from workshop.terms.rule import Rule
from workshop.terms.template import TEMPLATES

if TYPE_CHECKING:
    from workshop.activities.solo.persona import Persona
    from workshop.activities.stage import Stage

RULE = TEMPLATES["can_buy"].rule
FREE = Consequence(per_week=0.0, weeks=52, minutes=20, wins=100, missed=0)


def said(stage: Stage, monkeypatch: pytest.MonkeyPatch, persona: Persona, cost: Consequence) -> str:
    """Return what a persona says to a rule with this cost."""
    monkeypatch.setattr(objection, "consequences", lambda *_: {"rule": cost})
    return objection_of(persona, stage.crm, RULE, stage.words)


def hours(n: float) -> Consequence:
    """Return a rule that costs so many hours a week and misses every win."""
    return Consequence(per_week=3 * n, weeks=52, minutes=20, wins=100, missed=100)


def missed(n: int, wins: int = 100) -> Consequence:
    """Return a rule that misses so many wins and takes a thousand hours a week."""
    return Consequence(per_week=3000.0, weeks=52, minutes=20, wins=wins, missed=n)


@pytest.mark.parametrize(
    ("cost", "objects"),
    [
        (hours(MOST_HOURS - 0.01), False),
        (hours(MOST_HOURS), False),
        (hours(MOST_HOURS + 0.01), True),
        (hours(60), True),
        (Consequence(per_week=None, weeks=2, minutes=20, wins=100, missed=100), False),
    ],
)
def test_vera_objects_to_more_than_most_of_a_day(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, cost: Consequence, *, objects: bool
) -> None:
    """Exactly beyond six hours a week; missed wins are not her business."""
    assert objects is bool(said(stage, monkeypatch, VERA, cost))


@pytest.mark.parametrize(
    ("cost", "objects"),
    [
        (missed(0), False),
        (missed(round(100 * MOST_MISSED)), False),
        (missed(round(100 * MOST_MISSED) + 1), True),
        (missed(100), True),
        (missed(0, wins=0), False),
    ],
)
def test_malte_objects_to_more_than_a_quarter_missed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, cost: Consequence, *, objects: bool
) -> None:
    """Exactly beyond every fourth customer; the hours are not his business."""
    assert objects is bool(said(stage, monkeypatch, MALTE, cost))


def test_an_objection_has_its_numbers(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reasoned means: with the number it is about, as this language writes it."""
    words = stage.words
    vera = said(stage, monkeypatch, VERA, hours(1234))
    malte = said(stage, monkeypatch, MALTE, missed(1500, wins=2500))

    assert words(VERA.objection, hours=words.number(1234)) == vera
    assert words(MALTE.objection, wins=words.number(2500), missed=words.number(1500)) == malte
    assert words.number(1234) in vera


@pytest.mark.parametrize("persona", [VERA, MALTE], ids=lambda one: one.name)
def test_nothing_is_said_against_a_rule_that_costs_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, persona: Persona
) -> None:
    """Nobody objects for the sake of it."""
    assert "" == said(stage, monkeypatch, persona, FREE)


@pytest.mark.parametrize("persona", [VERA, MALTE], ids=lambda one: one.name)
def test_no_rule_is_nothing_to_object_to(stage: Stage, persona: Persona) -> None:
    """An empty proposal is not blamed for covering everybody."""
    assert "" == objection_of(persona, stage.crm, Rule(), stage.words)


@pytest.mark.parametrize("name", ["can_buy", "showed_interest", "bant", "score", "talk_soon"])
def test_the_sample_company_is_measured(stage: Stage, name: str) -> None:
    """On real tables, too, each objects exactly where the cost says so."""
    rule = TEMPLATES[name].rule
    cost = consequences(stage.crm, {"rule": rule})["rule"]
    found = [bool(objection_of(one, stage.crm, rule, stage.words)) for one in (VERA, MALTE)]
    expected = [(cost.hours_per_week or 0) > 6, cost.missed > 0.25 * cost.wins]

    assert expected == found


def test_on_the_sample_company_each_of_them_finds_something_to_object_to(german: Stage) -> None:
    """A threshold no rule can pass would make a persona that always agrees."""
    rules = [one.rule for one in TEMPLATES.values() if one.rule.entity == "contacts"]
    found = [
        {bool(objection_of(one, german.crm, rule, german.words)) for rule in rules}
        for one in (VERA, MALTE)
    ]

    assert [{True, False}, {True, False}] == found
