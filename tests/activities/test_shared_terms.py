"""Act 1, walked by its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from phones import sit
from screen import choose, field, press, text

from workshop.activities.shared_terms import SharedTerms
from workshop.activities.term_questions import CASES, MATCH, SENTENCE, TICKS
from workshop.agenda import Beat
from workshop.terms.comparison import tally
from workshop.terms.definition import TEMPLATES, ticked_rule
from workshop.terms.rule import parse_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.stage import Stage
    from workshop.terms.rule import Rule

LABEL = "In one sentence: a contact is a lead when …"
TICKED = {"sales": ["need", "budget"], "marketing": ["form", "webinar"]}


def write(act: SharedTerms, place: int, sentence: str, template: str) -> None:
    """Fill in one side's panel as people do."""
    words = act.words
    field(act.widget, words(LABEL), place).value = sentence
    label = words(TEMPLATES[template][0])
    choose(act.widget, words("Where to begin?"), label, place)


def revealed(stage: Stage) -> SharedTerms:
    """Return the act after both sides wrote and uncovered."""
    act = SharedTerms(stage)
    write(act, 0, "wir anrufen würden", "can_buy")
    write(act, 1, "jemand Interesse zeigt", "showed_interest")
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("Reveal") + " →")
    return act


def decided(stage: Stage) -> SharedTerms:
    """Return the act after the decision."""
    act, words = revealed(stage), stage.words
    press(act.widget, words("Talk about it") + " →")
    press(act.widget, words("Decide") + " →")
    choose(act.widget, words("Where do you start from?"), words("The rule of sales"))
    field(act.widget, words(LABEL)).value = "Bedarf da ist"
    choose(
        act.widget,
        words("Does anybody have a reasoned objection?"),
        words("An objection, and we write it down"),
    )
    label = words("The objection, in the words of whoever has it")
    field(act.widget, label).value = "Messen fehlen"
    press(act.widget, words("Record it"))
    return act


def test_nothing_is_revealed_before_both_sides_are_done(stage: Stage) -> None:
    """Nobody sees the other's answer before all are in."""
    act = SharedTerms(stage)
    write(act, 0, "wir anrufen würden", "can_buy")
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Not everybody is done yet.") in text(act.widget)


def test_what_a_side_wrote_is_covered_once_it_is_done(stage: Stage) -> None:
    """The projector does not give away what the first side wrote."""
    act = SharedTerms(stage)
    write(act, 0, "nur am Montag", "can_buy")
    press(act.widget, stage.words("We are done"), 0)

    assert "nur am Montag" not in text(act.widget)


def test_a_side_without_a_criterion_is_not_done(stage: Stage) -> None:
    """A definition is a sentence and a rule; one alone is refused with a hint."""
    act = SharedTerms(stage)
    field(act.widget, stage.words(LABEL), 0).value = "irgendwie gut"
    press(act.widget, stage.words("We are done"), 0)

    missing = stage.words("Here the sentence or the first criterion is still missing.")
    assert missing in text(act.widget)


def test_both_definitions_are_revealed_with_numbers_and_interval(stage: Stage) -> None:
    """The reveal shows both sentences, counts, conversion with interval, and cases in between."""
    act = revealed(stage)
    shown = text(act.widget)
    for template in ("can_buy", "showed_interest"):
        covered = tally(stage.crm, TEMPLATES[template][1])[0].cases
        assert stage.words.number(covered) in shown

    assert act.beat is Beat.REVEAL
    assert "wir anrufen würden" in shown
    assert "jemand Interesse zeigt" in shown
    assert "n = " in shown
    assert "<svg" in shown
    assert "ot-edge-sales" in shown


def test_the_fate_of_a_case_is_told_only_on_request(stage: Stage) -> None:
    """People judge the facts known at that time; the end comes afterwards."""
    act = revealed(stage)
    before = text(act.widget)
    press(act.widget, stage.words("What became of them?"))
    fates = {stage.words("Later: won"), stage.words("Later: not won")}

    assert not any(fate in before for fate in fates)
    assert any(fate in text(act.widget) for fate in fates)


def test_the_decision_holds_words_rule_sql_numbers_and_objections(stage: Stage) -> None:
    """What goes into the charter is complete at the moment of the decision."""
    act = decided(stage)
    entry = stage.room.state.decision("terms.lead")
    covered = tally(stage.crm, TEMPLATES["can_buy"][1])[0].cases

    assert act.beat is Beat.RECORDED
    assert TEMPLATES["can_buy"][1] == parse_rule(entry["rule"])
    assert "need_known" in entry["sql"]
    assert stage.words.number(covered) in entry["numbers"][stage.words.lang]
    assert ["Messen fehlen"] == entry["objections"]
    assert "Bedarf da ist" in text(act.widget)


def test_no_decision_without_asking_for_objections(stage: Stage) -> None:
    """Consent is asked for, not assumed."""
    act = revealed(stage)
    act.enter(Beat.DECIDE)
    field(act.widget, stage.words(LABEL)).value = "Bedarf da ist"
    press(act.widget, stage.words("Record it"))

    assert stage.words("Nobody has asked for objections yet.") in text(act.widget)
    assert stage.room.state.decision("terms.lead") is None


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Every contribution and decision is redrawn from the room alone."""
    before = text(decided(make_stage()).widget)
    again = SharedTerms(make_stage())

    assert before == text(again.widget)


def test_half_written_definitions_survive(make_stage: Callable[..., Stage]) -> None:
    """What is typed is stored without a button."""
    write(SharedTerms(make_stage()), 0, "halb fert", "can_buy")
    again = SharedTerms(make_stage())

    assert field(again.widget, again.words(LABEL), 0).value == "halb fert"
    assert TEMPLATES["can_buy"][1] == again.definition("sales").rule


def test_hostile_text_stays_text(stage: Stage) -> None:
    """A widget's HTML runs with the rights of the facilitator's session."""
    act = SharedTerms(stage)
    write(act, 0, "<img src=x onerror=alert(1)>", "can_buy")
    write(act, 1, "<script>alert(1)</script>", "showed_interest")
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("Reveal") + " →")
    shown = text(act.widget)

    assert "<img" not in shown
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_the_proposal_starts_with_what_both_call_a_lead(stage: Stage) -> None:
    """The common core is where agreement begins."""
    act = revealed(stage)
    covered = tally(stage.crm, act.proposal().rule)[0].cases
    both = tally(stage.crm, act.start_from("all"))[0].cases

    assert both == covered


@pytest.mark.parametrize("start", ["all", "any", "sales", "marketing"])
def test_a_changed_criterion_changes_the_picture(stage: Stage, start: str) -> None:
    """The consequence of each criterion is seen at once, whatever the proposal started from."""
    act = revealed(stage)
    act.enter(Beat.DECIDE)
    before = text(act.widget)
    labels = {"all": "What both of you call a lead", "any": "What at least one of you calls a lead"}
    label = labels.get(start, f"The rule of {start}")
    choose(act.widget, stage.words("Where do you start from?"), stage.words(label))
    covered = tally(stage.crm, act.proposal().rule)[0].cases

    assert stage.words.number(covered) in text(act.widget)
    assert (start == "all") == (before == text(act.widget))


def hall(stage: Stage, **sides: int) -> SharedTerms:
    """Return the act after so many phones of each side ticked what their side ticks."""
    act = SharedTerms(stage)
    seats = [side for side, people in sides.items() for _ in range(people)]
    sit(stage, *seats)
    for n, side in enumerate(seats):
        stage.room.say(TICKS, side, {"choices": TICKED[side]}, f"phone-{n}")
        stage.room.say(MATCH, side, {"choice": "any"}, f"phone-{n}")
    return act


def test_ten_phones_need_no_keyboard(stage: Stage) -> None:
    """Five of each side are enough to go on; nobody presses that a side is done."""
    act = hall(stage, sales=5, marketing=5)
    stage.room.say(SENTENCE, "both", {"text": "sie <b>anrufen</b>"}, "phone-0")
    press(act.widget, stage.words("Reveal") + " →")
    shown = text(act.widget)
    covered = tally(stage.crm, ticked_rule(TICKED["sales"], "any"))[0].cases

    assert act.beat is Beat.REVEAL
    assert {side: ticked_rule(keys, "any") for side, keys in TICKED.items()} == {
        side: act.definition(side).rule for side in TICKED
    }
    assert stage.words.number(covered) in shown
    assert 2 == shown.count(stage.words("What most of you ticked"))
    assert "<li>sie &lt;b&gt;anrufen&lt;/b&gt;</li>" in shown


def test_phones_sort_the_cases_in_between(stage: Stage) -> None:
    """The hall judges the very cases that lie on the projector."""
    act = hall(stage, sales=5, marketing=5)
    act.enter(Beat.TALK)
    items = stage.room.state.questions[CASES].question.items

    assert stage.room.state.questions[CASES].is_open
    assert 0 < len(items) <= 6
    assert all(item.key in text(act.widget) for item in items)


def test_a_small_side_is_waited_for_at_the_keyboard(stage: Stage) -> None:
    """Four people are not shown as a group; their side writes together instead."""
    act = hall(stage, sales=5, marketing=4)
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Not everybody is done yet.") in text(act.widget)
    assert act.definition("sales").rule.is_empty


def test_where_only_one_side_is_large_the_other_is_named(stage: Stage) -> None:
    """Who is still waited for is said, and nobody else."""
    act = hall(stage, sales=5)
    waiting = act.complaint()

    assert waiting is not None
    assert stage.words("Marketing") == waiting.values["sides"]


def test_phones_do_not_overwrite_what_a_side_wrote_together(stage: Stage) -> None:
    """What a side finished at the keyboard is its word, however its phones ticked."""
    act = hall(stage, sales=5, marketing=5)
    write(act, 0, "wir anrufen würden", "can_buy")
    press(act.widget, stage.words("We are done"), 0)
    act.enter(Beat.REVEAL)

    assert TEMPLATES["can_buy"][1] == act.definition("sales").rule
    assert "wir anrufen würden" == act.definition("sales").sentence
    assert ticked_rule(TICKED["marketing"], "any") == act.definition("marketing").rule


def test_phones_do_not_overwrite_what_a_side_began(stage: Stage) -> None:
    """What was written is kept, covered or not."""
    act = hall(stage, sales=5, marketing=5)
    act.write("sales", sentence="wir anrufen", rule=TEMPLATES["can_buy"][1].data())
    act.enter(Beat.REVEAL)

    assert TEMPLATES["can_buy"][1] == act.definition("sales").rule


def test_an_adopted_rule_follows_the_phones_until_somebody_edits_it(stage: Stage) -> None:
    """Back and forth takes what more phones say, but nothing over a rule of the keyboard's."""
    act = hall(stage, sales=5, marketing=5)

    def back_and_forth(tick: str, *, phones: int) -> Rule:
        act.enter(Beat.THINK)
        for n in range(phones):
            stage.room.say(TICKS, "sales", {"choices": [tick]}, f"late-{tick}-{n}")
        act.enter(Beat.REVEAL)
        return act.definition("sales").rule

    act.enter(Beat.REVEAL)
    first, anew = act.definition("sales").rule, back_and_forth("form", phones=6)
    act.enter(Beat.THINK)
    write(act, 0, "wir anrufen", "can_buy")

    assert [ticked_rule(keys, "any") for keys in (TICKED["sales"], ["form"])] == [first, anew]
    assert TEMPLATES["can_buy"][1] == back_and_forth("webinar", phones=12)


def test_phones_are_asked_for_consent_to_sentence_and_rule(stage: Stage) -> None:
    """Everybody reads both on the phone, in their language; without both nobody is asked."""
    act = SharedTerms(stage)
    for side, keys in TICKED.items():
        act.write(side, sentence="x", rule=ticked_rule(keys, "any").data())
    before = act.proposal_text()
    act._keep_proposal(sentence="Bedarf da ist")
    after = act.proposal_text()

    assert {"de": "", "en": ""} == before
    assert all(words.startswith("Bedarf da ist (") for words in after.values())
    assert after["de"] != after["en"]
