"""Promises in both directions: what is recorded is what the sandbox says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import HOSTILE, charter, hall, other_data, vote
from support.acts.promising import BOTH_WAYS, promising, record
from support.acts.screen import choose, esc, every, field, press, text
from support.exports.ways import WAY, without

from workshop.agenda import Beat
from workshop.charter.export import html, markdown
from workshop.crm.schema import called
from workshop.errors import WorkshopError
from workshop.journey.promises.handover import LABELS
from workshop.journey.promises.promise import PROMISES, promise
from workshop.journey.promises.sandbox import kept
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.timing import calendar_caveat
from workshop.notebook.act2.promises import PromiseDesk, Promises
from workshop.room.state.moments import TAKE
from workshop.side import SIDES, side_name
from workshop.story.act2.promises import (
    LONGEST,
    MOST_WANTED,
    NEED,
    WANTED,
    PromiseTable,
    questions,
    tried_text,
)
from workshop.story.decisions.text import kept_text, promise_line, promise_text
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.journey.promises.promise import Promise
    from workshop.story.context import Stage

TYPED = {"own_sales": {"text": HOSTILE}, "own_marketing": {"text": "Freitags keine Listen"}}
ASK = "Ask the phones"
VALUE, OWN = "Which value?", "A promise of your own"
IN_ORDER = [one for side in ("sales", "marketing") for one in PROMISES if one.from_side == side]


def test_everybody_may_wish_for_what_is_on_offer() -> None:
    """The phones show the promises the desk offers, worded as there, in both languages."""
    need, wanted = questions()

    assert (NEED, WANTED) == (need.key, wanted.key)
    assert MOST_WANTED == wanted.most
    assert [(one.key, {lang: one.text(Words(lang)) for lang in LANGS}) for one in PROMISES] == [
        (option.key, option.label) for option in wanted.options
    ]


def test_the_hand_over_is_shown_before_anybody_promises(stage: Stage) -> None:
    """Reveal and talk show what became of what was handed over, silence named as silence."""
    for beat in (Beat.REVEAL, Beat.TALK):
        shown = text(promising(stage, beat).widget)

        assert "ot-figure" in shown
        assert esc(stage.words(LABELS["silent"])) in shown


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"answer": {"given": True}},
        {"carries": {"given": True}, "fresh": {"given": True}},
        {"own_sales": {"text": "Wir rufen an"}},
        {"answer": {"given": True}, "carries": {"given": False}},
    ],
)
def test_a_promise_in_one_direction_is_none(stage: Stage, given: dict[str, object]) -> None:
    """One side alone cannot keep the hand-over; the notice says what is missing."""
    act = promising(stage, **given)
    found = record(act)

    assert found is None
    assert stage.words("A promise is still missing in one direction.") in text(act.widget)


def test_what_is_recorded_is_what_the_sandbox_says(stage: Stage) -> None:
    """Sentence and number of each promise, at its value, in both languages."""
    found = record(promising(stage, **BOTH_WAYS))
    assert found is not None

    assert {"answer", "carries"} == {given.key for given in found.promises}
    for given in found.promises:
        one, value = promise(given.key), BOTH_WAYS[given.key]["value"]
        now = kept(Scope.of(stage.crm), one, value)
        assert now.share is not None
        assert (given.side, given.limit) == (one.from_side, value)
        assert given.kept
        assert (now.quarter, now.answer) == (given.kept.quarter, given.kept.share)
        for words in map(Words, LANGS):
            assert one.text(words, value) == promise_text(given, words)
            assert words.percent(now.share, 0) in kept_text(given, words)
            hours = calendar_caveat(Scope.of(stage.crm)).text(words)
            assert (given.key == "answer") == (hours in kept_text(given, words))


def test_what_was_recorded_is_shown_and_can_be_changed(stage: Stage) -> None:
    """The table names who gives it, what, and how often it held; and there is a way back."""
    act = promising(stage, **BOTH_WAYS)
    found = record(act)
    assert found is not None
    shown = text(act.widget)
    press(act.widget, stage.words("Change it"))

    for promised in found.promises:
        assert esc(promise_text(promised, stage.words)) in shown
        assert esc(kept_text(promised, stage.words)) in shown
    assert Beat.DECIDE is act.beat


def test_a_promise_of_ones_own_stays_text_everywhere(stage: Stage) -> None:
    """Markup and braces are neither run nor filled: on the projector, on paper, in the file."""
    act = promising(stage, **TYPED)
    found = record(act)
    assert found is not None
    document = charter(stage, stage.words)
    page, paper = html(document), markdown(document)

    assert HOSTILE == found.promises[0].text
    assert esc(HOSTILE) in text(act.widget)
    assert "<img" not in text(act.widget)
    assert "<img" not in page
    assert "{word} {0} %s" in page
    assert r"\<img src=x onerror=alert(1)\> {word} {0} %s" in paper


def test_a_promise_of_ones_own_says_that_people_have_to_ask(stage: Stage) -> None:
    """No number is made up for what no data can show."""
    found = record(promising(stage, **TYPED))
    assert found is not None
    asks = "The data can’t show whether this promise is kept: ask each other."

    for words in map(Words, LANGS):
        assert [words(asks)] * 2 == [kept_text(given, words) for given in found.promises]


def test_phones_read_the_promises_in_their_language(stage: Stage) -> None:
    """Each line says who gives it, with the value as it stands."""
    act = promising(stage, **BOTH_WAYS)

    for words in map(Words, LANGS):
        lines = act.proposal_text()[words.lang].split("\n")
        assert [
            f"{side_name(promise(key).from_side, words)}: {promise(key).text(words, value)}"
            for key, value in (("carries", 2), ("answer", 4))
        ] == lines


@pytest.mark.parametrize(
    "change", [("answer", {"value": 2}), ("reason", {"given": True}), ("own_sales", {"text": "x"})]
)
def test_a_promise_changed_after_the_phones_were_asked_is_not_recorded(
    stage: Stage, change: tuple[str, dict[str, object]]
) -> None:
    """Nobody consents to eight hours and finds two on the wall."""
    hall(stage, 1, 1)
    act = promising(stage, **BOTH_WAYS)
    press(act.widget, stage.words(ASK))
    act.table.keep(change[0], **change[1])
    refused = record(act)
    shown = text(act.widget)
    press(act.widget, stage.words(ASK))
    found = record(act)

    assert refused is None
    assert stage.words("The proposal was changed after the phones were asked.") in shown
    assert found is not None


def test_objections_stand_beside_the_promises(stage: Stage) -> None:
    """What a phone objected is recorded word for word and shown as text."""
    hall(stage, 1, 1)
    act = promising(stage, **BOTH_WAYS)
    press(act.widget, stage.words(ASK))
    (key,) = [key for key in stage.room.state.questions if ".consent." in key]
    vote(stage, key, "both", [{"answer": "objection", "reason": HOSTILE}])
    found = record(act)
    assert found is not None

    assert (HOSTILE,) == found.objections
    assert f"<li>{esc(HOSTILE)}</li>" in text(act.widget)
    assert (HOSTILE,) == charter(stage, stage.words).promise_objections


def test_promises_are_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """Ticks, values and words are redrawn from the room alone; the proposal is the same."""
    act = promising(make_stage(), **BOTH_WAYS, **TYPED)
    again = Promises(make_stage())

    assert text(act.widget) == text(again.widget)
    assert act.proposal_text() == again.proposal_text()


@pytest.mark.parametrize("table", ["touchpoints", "handoffs", "deals"])
def test_data_without_a_table_still_lets_people_promise(
    german: Stage, tmp_path: Path, table: str
) -> None:
    """What cannot be tried can be promised, and the reason is recorded instead of a number."""
    other_data(german, tmp_path / "export", **without(table))
    shown = [
        text(promising(german, beat, **BOTH_WAYS).widget)
        for beat in (Beat.REVEAL, Beat.TALK, Beat.DECIDE)
    ]
    found = record(Promises(german))

    assert [False] * 3 == ['role="alert"' in each for each in shown]
    assert found is not None
    assert all(kept_text(given, german.words) for given in found.promises)
    assert all(given.kept and given.kept.share.value is None for given in found.promises)
    assert (table == "handoffs") is (called(["handoffs.handed_at"], german.words) in shown[0])


def test_too_few_hand_offs_are_no_number(stage: Stage, tmp_path: Path) -> None:
    """A company with one hand-off reads why there is none, and can promise."""
    other_data(stage, tmp_path / "export", **WAY)
    found = record(promising(stage, **BOTH_WAYS))
    assert found is not None

    for given in found.promises:
        now = kept(Scope.of(stage.crm), promise(given.key), given.limit)
        assert now.share is None
        assert given.kept
        assert now.answer == given.kept.share
        assert kept_text(given, stage.words)


def test_every_promise_is_offered_by_whoever_gives_it(stage: Stage) -> None:
    """A panel a direction; each promise stands there once, with what it did last quarter."""
    act = promising(stage)
    desk = PromiseDesk(act, act.table).draw()

    for panel, side in zip(desk.children, ("sales", "marketing"), strict=True):
        shown = text(panel)
        for one in PROMISES:
            assert (one.from_side == side) is (one.text(stage.words) in shown)
            if one.from_side == side:
                assert esc(tried_text(kept(Scope.of(stage.crm), one), stage.words)) in shown


@pytest.mark.parametrize("one", [o for o in IN_ORDER if o.parameter], ids=lambda one: one.key)
def test_turning_the_value_changes_sentence_and_number(stage: Stage, one: Promise) -> None:
    """What stands beside the tick is always the promise one would give now."""
    act, words = promising(stage), stage.words
    assert one.parameter is not None
    value = one.parameter.values[-1]
    place = [other.key for other in IN_ORDER if other.parameter].index(one.key)
    choose(act.widget, words(VALUE), one.parameter.text(value, words), place)
    shown = text(act.widget)

    assert one.text(words, value) in shown
    assert one.text(words) not in shown
    assert esc(tried_text(kept(Scope.of(stage.crm), one, value), words)) in shown


def test_a_tick_gives_and_takes_back(german: Stage) -> None:
    """Turning does not give, and what is not ticked is not promised."""
    act = promising(german)
    one = promise("answer")
    assert one.parameter is not None
    choose(act.widget, german.words(VALUE), one.parameter.text(1, german.words))
    turned = act.table.lines()
    sentence = one.text(german.words, 1)
    field(act.widget, sentence).value = True
    given = [(line.key, line.limit) for line in act.table.lines()]
    field(act.widget, sentence).value = False

    assert () == turned
    assert [("answer", 1)] == given
    assert () == act.table.lines()


def test_a_value_of_an_older_kit_is_the_usual_one(german: Stage) -> None:
    """Nobody finds a promise on the wall that cannot be turned to."""
    act = promising(german, answer={"given": True, "value": 5})

    assert [8] == [line.limit for line in act.table.lines()]


def test_promises_of_ones_own_stand_last(stage: Stage) -> None:
    """What is typed is kept at once, in its side's direction; spaces are no promise."""
    act = promising(stage, answer={"given": True})
    field(act.widget, stage.words(OWN), 0).value = f"  {HOSTILE} "
    field(act.widget, stage.words(OWN), 1).value = " \n "
    lines = act.table.lines()

    assert ["answer", "own_sales"] == [line.key for line in lines]
    assert f"{side_name('sales', stage.words)}: {HOSTILE}" == promise_line(lines[1], stage.words)


@pytest.mark.parametrize(
    ("typed", "message"),
    [("x" * (LONGEST + 1), "This text is too long."), ("\u200b\u2060", "This card is empty.")],
)
def test_what_cannot_be_promised_is_said_and_not_recorded(
    stage: Stage, typed: str, message: str
) -> None:
    """The wall never holds an older wording than the screen: it is refused, not cut."""
    act = promising(stage, carries={"given": True}, own_sales={"text": "Wir rufen an"})
    field(act.widget, stage.words(OWN), 0).value = typed
    at_once = text(act.widget)
    found = record(act)

    assert stage.words(message) in at_once
    assert stage.words(message) in text(act.widget)
    assert found is None


def test_the_longest_promise_is_one(german: Stage) -> None:
    """At the limit nothing is refused."""
    act = promising(german, own_sales={"text": "x" * LONGEST})

    assert ["x" * LONGEST] == [line.text for line in act.table.lines()]


def test_the_desk_is_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """Another kernel offers the same, ticked and turned the same."""
    act = promising(make_stage(), answer={"given": True, "value": 2}, own_sales={"text": "Halb"})
    again = Promises(make_stage())

    assert Beat.DECIDE is again.beat
    assert text(act.widget) == text(again.widget)
    assert [one.value for one in every(act.widget) if hasattr(one, "indent")] == [
        one.value for one in every(again.widget) if hasattr(one, "indent")
    ]
    assert PromiseTable(act.stage).lines() == PromiseTable(again.stage).lines()


def test_one_deed_takes_the_promise_most_people_want_in_each_direction(german: Stage) -> None:
    """What was ticked at the keyboard stays; where nobody wants one, it says so and gives none."""
    hall(german, 3, 3)
    act = Promises(german)
    mine = {side: [one.key for one in IN_ORDER if one.from_side == side] for side in SIDES}
    vote(german, WANTED, "sales", [{"choices": mine["marketing"][1:2]}] * 2)
    act.refresh()
    act.enter(Beat.REVEAL)
    act.enter(Beat.DECIDE)
    with pytest.raises(WorkshopError):
        act.step(TAKE)
    vote(german, WANTED, "marketing", [{"choices": mine["sales"][:1]}])
    act.step(TAKE)
    act.step(TAKE)
    given = [one.key for one in act.table.lines()]

    assert sorted([mine["marketing"][1], mine["sales"][0]]) == sorted(given)
