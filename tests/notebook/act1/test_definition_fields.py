"""The fields of a definition: kept at once, counted at once, and only about what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import OWN_WORD, chosen, other_data
from support.acts.screen import choose, esc, every, field, text

from workshop.notebook.act1.definition_fields import (
    count_html,
    definition_fields,
)
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.entity import entity_count
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.template import TEMPLATES
from workshop.widgets.elements import rows

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage

BEGIN = "Where to start?"


class Fields:
    """The fields of one side, and what they handed on."""

    def __init__(self, act: SharedTerm, definition: Definition | None = None) -> None:
        self.words = act.words
        self.sentences: list[str] = []
        self.rules: list[Rule] = []
        start = definition or Definition(rule=Rule(entity=act.term.entity))
        parts = definition_fields(
            act, act.table, start, keep_sentence=self.sentences.append, keep_rule=self.rules.append
        )
        self.widget = rows(*parts)


def test_what_is_typed_and_chosen_is_handed_on_at_once(stage: Stage) -> None:
    """No button between a thought and the room."""
    act = SharedTerm(stage)
    fields = Fields(act)
    field(fields.widget, act.term.begins(stage.words)).value = "Bedarf da ist"
    choose(fields.widget, stage.words(BEGIN), stage.words(TEMPLATES["bant"].label))

    assert "Bedarf da ist" == fields.sentences[-1]
    assert TEMPLATES["bant"].rule == fields.rules[-1]


def test_the_count_follows_the_rule(stage: Stage) -> None:
    """The consequence of each change is seen below it: sentence, cases, share."""
    fields, words = Fields(SharedTerm(stage)), stage.words
    before = text(fields.widget)
    choose(fields.widget, words(BEGIN), words(TEMPLATES["bant"].label))
    after = text(fields.widget)
    covered, total = tally(stage.crm, TEMPLATES["bant"].rule)
    number, everybody = words.number(covered.cases), entity_count("contacts", total.cases, words)

    assert words("No criteria yet: as it is, the term fits everything.") in before
    assert esc(words("{n} of {all}", n=number, all=everybody)) in after
    assert esc(rule_sentence(TEMPLATES["bant"].rule, words)) in after
    assert words.percent(covered.cases / total.cases) in after


def test_the_fields_open_with_what_was_written(stage: Stage) -> None:
    """Opened again, sentence and criteria stand there."""
    act = SharedTerm(stage)
    fields = Fields(act, Definition("halb fert", TEMPLATES["form"].rule))

    assert "halb fert" == field(fields.widget, act.term.begins(stage.words)).value
    assert esc(rule_sentence(TEMPLATES["form"].rule, stage.words)) in text(fields.widget)
    assert [] == fields.rules


@pytest.mark.parametrize("entity", ["contacts", "campaigns", "deals"])
def test_starts_are_about_the_word(german: Stage, entity: str) -> None:
    """A campaign is not offered a budget of a person, and all that fits is offered."""
    chosen(german, "own1", OWN_WORD, entity)
    act = SharedTerm(german, key="terms.own1")
    fitting = [key for key, one in TEMPLATES.items() if one.rule.entity == entity and not one.term]
    box = field(Fields(act).widget, german.words(BEGIN))

    assert fitting == list(act.table.templates())
    assert ["", *fitting] == [value for _, value in box.options]


def test_starts_ask_only_for_what_the_data_has(german: Stage, tmp_path: Path) -> None:
    """A rule on a missing column would end in an error at the reveal."""
    contacts = "contact_id,created_at,score\nC1,2026-01-01,50\n"
    deals = "deal_id,contact_id,status,created_at,closed_at\nD1,C1,won,2026-01-05,2026-02-01\n"
    other_data(german, tmp_path / "export", contacts=contacts, deals=deals)
    offered = SharedTerm(german).table.templates()

    assert "score" in offered
    assert {"bant", "can_buy", "form"}.isdisjoint(offered)


def test_a_finding_stands_below_the_count(stage: Stage) -> None:
    """Whoever builds a circle reads it while building."""
    act = SharedTerm(stage)
    (first, *_) = act.table.lint(TEMPLATES["customer"].rule)

    assert esc(first.said(stage.words)) in count_html(
        act.table, TEMPLATES["customer"].rule, act.words
    )


def test_a_word_with_braces_names_its_field(stage: Stage) -> None:
    """The label above the sentence is text; nothing is filled into it."""
    chosen(stage, "own1", OWN_WORD, "deals")
    fields = Fields(SharedTerm(stage, key="terms.own1"))
    (sentence,) = (one for one in every(fields.widget) if isinstance(one, w.Textarea))

    assert OWN_WORD in sentence.description
    assert not sentence.description_allow_html
