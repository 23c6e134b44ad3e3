"""The proposal: merged or free, it is what is shown, kept and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import decisions, defined
from support.acts.screen import choose, esc, field, press, text

from workshop.agenda import Beat
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.terms.merging.merge import merged_rule
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage
    from workshop.story.decisions.types import AgreedTerm
    from workshop.terms.rules.rule import Rule

FREELY, LIST = "Build freely from here", "Back to the list of requirements"
ROUND = "Does anyone have a reasoned objection?"
AGREED = "No objection: good enough for now, safe enough to try"


def deciding(stage: Stage) -> SharedTerm:
    """Return the word at the beat of the decision."""
    act = defined(stage)
    act.enter(Beat.DECIDE)
    return act


def let_go(act: SharedTerm, place: int = 0) -> None:
    """Let go of a demand in dispute."""
    choose(act.widget, act.words("What happens to it?"), act.words("It goes"), place)


def shows(act: SharedTerm, rule: Rule) -> bool:
    """Return whether the picture beside the desk is that of a rule."""
    return f"<p class='ot-in-words'>{esc(rule_sentence(rule, act.words))}</p>" in text(act.widget)


def record(act: SharedTerm) -> AgreedTerm:
    """Write a sentence, ask the round, record; return what was recorded."""
    words = act.words
    field(act.widget, TERMS["lead"].begins(words)).value = "Bedarf da ist"
    choose(act.widget, words(ROUND), words(AGREED))
    press(act.widget, words("Record it"))
    entry = decisions(act.stage).term(act.term.key)
    assert entry is not None
    return entry


def test_it_begins_with_what_both_already_call_so(german: Stage) -> None:
    """Everything both sides demand covers what both rules cover."""
    act = defined(german)
    both = act.table.comparison().part("sales", "marketing").cases

    assert both == tally(german.crm, act.table.proposal.standing().rule)[0].cases
    assert both == tally(german.crm, act.table.proposal.start_from("all"))[0].cases


def test_what_is_shown_is_what_stands_and_what_is_recorded(stage: Stage) -> None:
    """After each choice the picture is the rule's, and that rule goes into the glossary."""
    act = deciding(stage)
    first = act.table.proposal.standing().rule
    shown = [shows(act, first)]
    let_go(act)
    second = act.table.proposal.standing().rule
    shown += [shows(act, second), shows(act, first)]
    entry = record(act)

    assert first != second
    assert [True, True, False] == shown
    assert second == entry.rule


def test_a_choice_is_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """A kernel that starts anew shows the same list, the same picture, the same rule."""
    act = deciding(make_stage())
    let_go(act, 1)
    again = SharedTerm(make_stage())

    assert text(act.widget) == text(again.widget)
    assert act.table.proposal.standing() == again.table.proposal.standing()


def test_building_freely_begins_where_the_list_left_off(german: Stage) -> None:
    """Nobody starts again from nothing."""
    act = deciding(german)
    let_go(act)
    merged = act.table.proposal.standing().rule
    press(act.widget, act.words(FREELY))

    assert merged == act.table.proposal.standing().rule
    assert shows(act, merged)
    assert merged_rule(act.table.proposal.merged()) != merged


@pytest.mark.parametrize("start", ["all", "any", "sales", "marketing"])
def test_a_free_rule_may_start_from_either_side(german: Stage, start: str) -> None:
    """Each start has its rule, which is shown, stands, and is what is recorded."""
    act, words = deciding(german), german.words
    press(act.widget, words(FREELY))
    label = {
        "all": "What both sides call this",
        "any": "What at least one side calls this",
        "sales": "Sales’ rule",
        "marketing": "Marketing’s rule",
    }
    choose(act.widget, words("Starting point"), words(label[start]))
    expected = tally(german.crm, act.table.proposal.start_from(start))[0].cases
    standing = act.table.proposal.standing().rule

    assert expected == tally(german.crm, standing)[0].cases
    assert shows(act, standing)
    assert standing == record(act).rule


@pytest.mark.parametrize("chosen_before", [False, True])
def test_back_at_the_list_the_list_counts(german: Stage, *, chosen_before: bool) -> None:
    """What is built freely and left again is not recorded behind the list's back."""
    act, words = deciding(german), german.words
    if chosen_before:
        let_go(act)
    listed = act.table.proposal.standing().rule
    press(act.widget, words(FREELY))
    choose(act.widget, words("Starting point"), words("Sales’ rule"))
    free = act.table.proposal.standing().rule
    press(act.widget, words(LIST))

    assert TEMPLATES["can_buy"].rule == free
    assert listed == act.table.proposal.standing().rule
    assert shows(act, listed)
    assert words("What happens to it?") in text(act.widget)
    assert listed == record(act).rule


def test_a_free_rule_is_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """Free building is not thrown back to the list by a reload."""
    act = deciding(make_stage())
    press(act.widget, act.words(FREELY))
    choose(act.widget, act.words("Starting point"), act.words("Marketing’s rule"))
    again = SharedTerm(make_stage())

    assert TEMPLATES["showed_interest"].rule == again.table.proposal.standing().rule
    assert act.words(LIST) in text(again.widget)


def test_a_proposal_of_an_early_session_stays_what_it_was(german: Stage) -> None:
    """A rule that was stored before there was a list is shown as built freely."""
    act = defined(german)
    body = {"sentence": "wie früher", "rule": TEMPLATES["score"].rule.data()}
    german.room.keep("terms.lead.proposal", body)
    act.enter(Beat.DECIDE)

    assert TEMPLATES["score"].rule == act.table.proposal.standing().rule
    assert german.words(LIST) in text(act.widget)


def test_phones_are_asked_about_sentence_and_rule(stage: Stage) -> None:
    """Everybody reads both on the phone, in their language; without both nobody is asked."""
    act = defined(stage)
    before = act.proposal_text()
    act.table.proposal.keep(sentence="Bedarf {word} da")
    after = act.proposal_text()

    assert {"de": "", "en": ""} == before
    assert all(said.startswith("Bedarf {word} da (") for said in after.values())
    assert after["de"] != after["en"]


def test_a_choice_about_a_demand_that_is_gone_is_passed_over(german: Stage) -> None:
    """A side that rewrites its rule does not break what was chosen before."""
    act = defined(german)
    (first, *_) = act.table.proposal.merged().disputed
    act.table.proposal.keep(choice={first.id: {"kept": False}, "no such demand": {"kept": False}})
    act.table.write("sales", rule=TEMPLATES["score"].rule.data())

    assert merged_rule(act.table.proposal.merged()) == act.table.proposal.standing().rule
