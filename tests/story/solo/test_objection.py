"""A persona objects exactly where a rule asks too much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.story.solo import objection
from workshop.story.solo.objection import MOST_HOURS, MOST_MISSED, objection_of
from workshop.story.solo.persona import MALTE, VERA
from workshop.terms.lint.finding import quoted
from workshop.terms.outcome.consequence import Consequence, consequences
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from workshop.story.context import Stage
    from workshop.story.solo.persona import Persona

RULE = TEMPLATES["form"].rule
OWN = {one.name: TEMPLATES[one.templates["lead"]].rule for one in (VERA, MALTE)}
"""Each persona's own rule for Lead."""
FREE = Consequence(per_week=0.0, weeks=52, minutes=20, wins=100, missed=0)


def said(stage: Stage, monkeypatch: pytest.MonkeyPatch, persona: Persona, cost: Consequence) -> str:
    """Return what a persona says to a rule with this cost."""
    monkeypatch.setattr(objection, "consequences", lambda *_: {"rule": cost, "own": FREE})
    return objected(stage, persona, RULE)


def objected(stage: Stage, persona: Persona, rule: Rule, own: Rule | None = None) -> str:
    """Return what a persona says to a rule for Lead, beside its own one; empty for nothing."""
    told = objection_of(persona, stage.crm, TERMS["lead"], rule, own or OWN[persona.name])
    return told.text(persona, stage.words) if told else ""


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


@pytest.mark.parametrize(("wanted", "objects"), [(29.0, False), (30.0, False), (31.0, True)])
def test_nobody_objects_to_what_their_own_rule_asks(
    german: Stage, monkeypatch: pytest.MonkeyPatch, wanted: float, *, objects: bool
) -> None:
    """Vera's own rule takes thirty hours a week: less is no harm, more is."""
    costs = {"rule": hours(wanted), "own": hours(30.0)}
    monkeypatch.setattr(objection, "consequences", lambda *_: costs)

    assert objects is bool(objected(german, VERA, RULE))


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
    assert "" == objected(stage, persona, Rule())


@pytest.mark.parametrize("name", ["can_buy", "showed_interest", "bant", "score", "talk_soon"])
def test_the_sample_company_is_measured(stage: Stage, name: str) -> None:
    """On real tables, too, each objects exactly where the rule asks more than their own does."""
    rule = TEMPLATES[name].rule
    own = {"vera": OWN["Vera"], "malte": OWN["Malte"]}
    cost = consequences(stage.crm, {"rule": rule, **own})
    hours, missed = cost["rule"].hours_per_week or 0, cost["rule"].missed
    expected = [
        hours > max(MOST_HOURS, cost["vera"].hours_per_week or 0),
        missed > max(MOST_MISSED * cost["rule"].wins, cost["malte"].missed),
    ]

    assert expected == [bool(objected(stage, one, rule)) for one in (VERA, MALTE)]


def test_on_the_sample_company_each_of_them_finds_something_to_object_to(german: Stage) -> None:
    """A threshold no rule can pass would make a persona that always agrees."""
    rules = [one.rule for one in TEMPLATES.values() if one.rule.entity == "contacts"]
    found = [{bool(objected(german, one, rule)) for rule in rules} for one in (VERA, MALTE)]

    assert [{True, False}, {True, False}] == found


@pytest.mark.parametrize("persona", [VERA, MALTE], ids=lambda one: one.name)
def test_nobody_objects_to_a_rule_that_asks_no_more_than_ones_own(
    stage: Stage, persona: Persona
) -> None:
    """Not to one's own rule, not to it in other words, and not to a milder one."""
    own = OWN[persona.name]
    group = Group(match="all", criteria=[own.where])
    narrower = Group(match="all", criteria=[own.where, TEMPLATES["bant"].rule.where])
    wider = Group(match="any", criteria=[own.where, TEMPLATES["showed_interest"].rule.where])
    milder = narrower if persona is VERA else wider
    harsher = wider if persona is VERA else narrower
    said = [objected(stage, persona, Rule(where=each)) for each in (own.where, group, milder)]

    assert ["", "", ""] == said
    assert objected(stage, persona, Rule(where=harsher), own=own)


@pytest.mark.parametrize("persona", [VERA, MALTE], ids=lambda one: one.name)
def test_everybody_objects_to_a_circle(stage: Stage, persona: Persona) -> None:
    """A rule that asks for what comes of it costs nothing and says nothing."""
    circle = Rule(where=Group(criteria=[Criterion(field="deals_won", op=Op.AT_LEAST, value=1.0)]))
    label = stage.words(fields("contacts")["deals_won"].label)

    assert quoted(label, stage.words) in objected(stage, persona, circle)
    assert "" == objected(stage, persona, circle, own=circle)
