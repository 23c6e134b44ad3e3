"""Who fills in what: the fields come from the rules, how full they are from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed, decide, decisions, hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.story.act1.definitions import agreed_term
from workshop.story.act1.duties import KEY, WHO, DutyTable, persona_names
from workshop.story.decisions.small import DEADLINES, FITTING
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.story.context import Stage

ASKED = TEMPLATES["can_buy"].rule.field_names()
"""What the rule of `agreed` asks for."""


def sorting(**named: str) -> dict[str, dict[str, str]]:
    """Return an answer that names a side for each of these contact fields."""
    return {"sorted": {f"contacts.{field}": side for field, side in named.items()}}


def everything(stage: Stage, side: Side) -> dict[str, dict[str, str]]:
    """Return an answer that names one side for all fields."""
    return {"sorted": {line.key: side for line in DutyTable(stage).lines()}}


def test_the_fields_are_those_of_the_agreed_rules_each_once(german: Stage) -> None:
    """Two terms that ask for the same field share its line; before a term there is none."""
    before = DutyTable(german).lines()
    agreed(german)
    agreed(german, key="mql")

    assert [] == before
    assert ASKED == [line.field.name for line in DutyTable(german).lines()]


def test_how_full_a_field_is_agrees_with_a_rule_that_asks_for_it(german: Stage) -> None:
    """Counted a second way: by the criterion that the field is known."""
    agreed(german)
    table = DutyTable(german)
    lines = table.lines()
    for line in lines:
        known = Criterion(field=line.field.name, op=Op.IS_KNOWN)
        rule = Rule(entity=line.entity, where=Group(criteria=[known]))

        filled, cases = tally(german.crm, rule)

        assert (line.filled, line.cases) == (filled.cases, cases.cases)

    total = sum(line.cases for line in lines)
    assert sum(line.filled for line in lines) / total == pytest.approx(table.share())


def test_what_is_computed_is_filled_in_by_nobody(german: Stage) -> None:
    """A rule that asks only whether somebody was handed over gives nobody a field."""
    asked = Criterion(field="handed_over", op=Op.IS_TRUE)
    rule = Rule(entity="contacts", where=Group(criteria=[asked]))
    decide(german, "terms.sal", agreed_term(german, TERMS["sal"], Definition("x", rule), []))
    table = DutyTable(german)

    assert ([], None) == (table.lines(), table.question())
    with pytest.raises(WorkshopError, match="None of your rules"):
        table.duties()


def test_without_a_term_it_says_what_comes_first(german: Stage) -> None:
    """Whoever goes there too early is sent to the terms."""
    with pytest.raises(WorkshopError, match="No rule has been agreed yet") as refused:
        DutyTable(german).duties()

    assert "Decide on a term first" in str(refused.value.hint)


def test_what_both_sides_say_needs_no_choosing(german: Stage) -> None:
    """Where they name different sides it stays open, until somebody chooses."""
    agreed(german)
    table = DutyTable(german)
    first, *rest = table.lines()
    type_in(german, WHO, sales=everything(german, "marketing"))
    divided = everything(german, "marketing")
    divided["sorted"][first.key] = "sales"
    type_in(german, WHO, marketing=divided)

    assert {None} == {table.side(first)}
    assert {"marketing"} == {table.side(line) for line in rest}
    with pytest.raises(WorkshopError, match="Nobody fills in one of the fields yet"):
        table.duties()

    table.keep(first, side="sales")
    assert "sales" == table.duties()[0].side


def test_a_few_phones_do_not_speak_for_their_side(german: Stage) -> None:
    """Four people are no side; five are, and a tie among them names nobody."""
    agreed(german)
    table = DutyTable(german)
    question = table.question()
    assert question
    hall(german, 8, 8)
    german.room.open_question(KEY, question)
    (key, *_) = [line.key for line in table.lines()]
    vote(german, WHO, "sales", [everything(german, "marketing")] * 4)
    few = table.says("sales")
    vote(german, WHO, "sales", [everything(german, "marketing")] * 5)
    vote(german, WHO, "marketing", [everything(german, "sales")] * 3)
    hidden = table.says("sales")
    names = ["sales", "sales", "sales", "marketing", "marketing", "marketing"]
    vote(german, WHO, "marketing", [{"sorted": {key: one}} for one in names])

    assert ({}, {}) == (few, hidden)
    assert "marketing" == table.says("sales")[key]
    assert key not in table.says("marketing")


def test_a_deadline_that_does_not_fit_is_none(german: Stage) -> None:
    """A contact has no quote; every deadline on offer has a name."""
    agreed(german)
    table = DutyTable(german)
    line = table.lines()[0]
    usual = table.by(line)
    table.keep(line, by="quote")

    assert usual == table.by(line)
    assert usual in FITTING["contacts"]
    assert {by for fitting in FITTING.values() for by in fitting} == set(DEADLINES)


def test_what_is_recorded_can_be_checked_later(german: Stage) -> None:
    """Field by its canonical name, side, deadline, share with n and day."""
    agreed(german)
    type_in(german, WHO, sales=everything(german, "sales"), marketing=everything(german, "sales"))
    table = DutyTable(german)
    decide(german, KEY, table.decision(["Nein"]))
    decided = decisions(german).duties
    assert decided

    assert [(line.field.name, line.filled, line.cases) for line in table.lines()] == [
        (duty.field, duty.filled, duty.cases) for duty in decided.duties
    ]
    assert {german.crm.as_of} == {duty.as_of for duty in decided.duties}
    assert ("Nein",) == decided.objections
    assert list(decisions(german).rules) == ["lead"]


def test_each_persona_points_at_the_other_side_where_it_can(german: Stage) -> None:
    """What is known early is marketing’s to Vera; what takes a talk is sales’ to Malte."""
    agreed(german)
    lines = DutyTable(german).lines()
    vera, malte = (persona_names(side, lines) for side in ("sales", "marketing"))

    assert [line.key for line in lines] == list(vera) == list(malte)
    assert vera != malte
