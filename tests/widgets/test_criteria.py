"""The rule editor: what people click is what the rule says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.acts.screen import choose, every, field, press, text

from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.widgets.criteria import RuleEditor
from workshop.words import Words

if TYPE_CHECKING:
    import ipywidgets as w

EN = Words("en")
SINCE = date(2026, 1, 1)


def editor(rule: Rule, kept: list[Rule] | None = None) -> RuleEditor:
    """Return an editor of all fields; `kept` collects what it saves."""
    save = (kept if kept is not None else []).append
    present = set(fields("contacts"))
    return RuleEditor(rule, save, EN, present=present, values=lambda _: ["x"], since=SINCE)


def one(criterion: Criterion) -> Rule:
    """Return a rule of one criterion."""
    return Rule(where=Group(criteria=[criterion]))


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_rule_survives_the_editor_unchanged(key: str) -> None:
    """Opening a rule does not change it, nested groups included."""
    rule = TEMPLATES[key].rule

    assert rule == editor(rule).rule


def test_a_new_criterion_can_be_added_and_taken_out() -> None:
    """Each click hands on the whole rule."""
    kept: list[Rule] = []
    edited = editor(Rule(), kept)
    press(edited.widget, EN("+ Criterion"))
    press(edited.widget, "✕")

    assert [1, 0] == [len(rule.where.criteria) for rule in kept]


def test_a_group_inside_asks_the_other_question() -> None:
    """All inside any, any inside all: otherwise a group would change nothing."""
    edited = editor(Rule())
    press(edited.widget, EN("+ Group"))

    assert edited.rule.where.criteria[0].match == "any"


def test_groups_nest_no_deeper_than_people_can_read() -> None:
    """The second level offers no third."""
    edited = editor(Rule())
    press(edited.widget, EN("+ Group"))

    assert text(edited.widget).count(EN("+ Group")) == 1


def test_another_field_brings_its_own_questions() -> None:
    """A number asks for at least, a yes-or-no field for yes."""
    edited = editor(one(Criterion(field="form_sent", op=Op.IS_TRUE)))
    choose(edited.widget, EN("Field"), EN("Marketing score"))

    assert Criterion(field="score", op=Op.AT_LEAST, value=1.0) == edited.rule.where.criteria[0]


def test_the_value_stays_where_it_fits_the_new_question() -> None:
    """From at least 40 to at most 40, not back to 1."""
    edited = editor(one(Criterion(field="score", op=Op.AT_LEAST, value=40.0)))
    choose(edited.widget, EN("Question"), EN("at most"))

    assert Criterion(field="score", op=Op.AT_MOST, value=40.0) == edited.rule.where.criteria[0]


def test_a_question_without_a_value_drops_it() -> None:
    """“Is empty” is held against nothing."""
    edited = editor(one(Criterion(field="score", op=Op.AT_LEAST, value=40.0)))
    choose(edited.widget, EN("Question"), EN("empty"))

    assert edited.rule.where.criteria[0].value is None


def test_choices_are_ticked_in_words() -> None:
    """People tick “Webinar”; the rule keeps the value the data has."""
    edited = editor(one(Criterion(field="source", op=Op.ANY_OF, value=[])))
    field(edited.widget, EN("Webinar")).value = True
    field(edited.widget, EN("Trade fair")).value = True

    assert {"webinar", "fair"} == set(edited.rule.where.criteria[0].value)


def test_a_value_the_kit_does_not_know_can_be_chosen() -> None:
    """Own exports have own words."""
    rule = one(Criterion(field="industry", op=Op.ANY_OF, value=["Bitte wählen"]))
    box = field(editor(rule).widget, "Bitte wählen")

    assert box.value


def test_any_instead_of_all() -> None:
    """How criteria combine is one choice."""
    edited = editor(TEMPLATES["talk_soon"].rule)
    choose(edited.widget, EN("How"), EN("One of these is enough"))

    assert edited.rule.where.match == "any"


def test_an_emptied_date_changes_nothing() -> None:
    """A cleared field is half a thought, not a rule without an end."""
    edited = editor(one(Criterion(field="created_at", op=Op.SINCE, value=SINCE)))
    field(edited.widget, EN("Day")).value = None

    assert edited.rule.where.criteria[0].value == SINCE


def test_only_fields_of_the_data_are_offered() -> None:
    """What the export lacks cannot be asked for, unless the rule asks for it already."""
    rule = one(Criterion(field="score", op=Op.IS_KNOWN))
    edited = RuleEditor(rule, print, EN, present={"source"}, values=lambda _: [], since=SINCE)

    assert {"source", "score"} == set(edited.fields)


def test_every_control_has_a_name() -> None:
    """Screen readers name field, question, value and the way out."""
    rule = TEMPLATES["can_buy"].rule
    named: list[w.Widget] = [x for x in every(editor(rule).widget) if hasattr(x, "description")]

    assert all(one.description for one in named)
