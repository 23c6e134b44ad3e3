"""A persona speaks where somebody is alone, stays covered, and is gone when people come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import alone, cover_both, type_in
from support.acts.screen import esc, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act0.bond import Bond
from workshop.notebook.act0.quiz import Quiz
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.cases.sorting import FirstSorting
from workshop.story.act0.arriving import GUESS
from workshop.story.act0.quiz import KEY, QUIZ, score
from workshop.story.cases.ratings import BASELINE, ratings_of
from workshop.story.frame.covering import is_covered
from workshop.story.solo.mode import choose_mode
from workshop.story.solo.persona import PERSONAS
from workshop.story.solo.playing import PLAYED

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage

VERA, MALTE = PERSONAS["sales"], PERSONAS["marketing"]
PLAYABLE: list[type[Activity]] = [Arriving, Quiz, Bond, FirstSorting, SharedTerm]


def own(stage: Stage, side: str) -> set[str]:
    """Return the questions under which a side at the keyboard has said something."""
    said = stage.room.state.contributions
    return {key for key, items in said.items() if side in items and items[side].body}


@pytest.mark.parametrize("activity", PLAYABLE)
def test_a_persona_has_answered_before_one_begins(stage: Stage, activity: type[Activity]) -> None:
    """Nobody waits for somebody who does not exist; one's own side stays open."""
    alone(stage, "marketing")
    act = activity(stage)
    answered = set(act.positions(VERA))

    assert answered <= own(stage, "sales")
    assert set() == own(stage, "marketing")
    assert [True, False] == [is_covered(act, side) for side in ("sales", "marketing")]


def test_a_persona_is_not_read_before_the_reveal(stage: Stage) -> None:
    """What Vera wrote is on no screen until the learner's own answer is in."""
    alone(stage, "marketing")
    act, sentence = SharedTerm(stage), stage.words(VERA.sentences["lead"])
    before = text(act.widget)
    act.table.write(
        "marketing", sentence="sie etwas wollen", rule=act.table.rules()["sales"].data()
    )
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert esc(sentence) not in before
    assert esc(sentence) in text(act.widget)


def test_one_cannot_reveal_without_an_answer_of_ones_own(stage: Stage) -> None:
    """The persona's answer is not enough to see it."""
    alone(stage, "marketing")

    assert [Beat.THINK] * 5 == [activity(stage).furthest for activity in PLAYABLE]


@pytest.mark.parametrize("activity", PLAYABLE)
def test_with_a_phone_in_the_room_nobody_is_played(stage: Stage, activity: type[Activity]) -> None:
    """One person came: the persona says nothing, and neither intro nor hints are shown."""
    alone(stage, "marketing")
    sit(stage, "other")
    act = activity(stage)

    assert set() == own(stage, "sales")
    assert VERA.name not in text(act.widget)
    assert stage.words("Hint {n} of {all}", n=1, all=3) not in text(act.widget)


def test_when_phones_come_a_persona_takes_its_answers_back(stage: Stage) -> None:
    """Four from sales arrive at lunch: the morning's Vera does not speak for them."""
    alone(stage, "marketing")
    act = Quiz(stage)
    for name in QUIZ:
        type_in(stage, f"{KEY}.{name}.guess", marketing={"choice": VERA.quiz[name]})
    told = score(act.room.state, "marketing")
    sit(stage, *["sales"] * 4)
    act.refresh()

    assert 3 == told
    assert score(act.room.state, "marketing") is None
    assert set() == own(stage, "sales")
    assert not is_covered(act, "sales")


def test_what_was_played_elsewhere_goes_as_well(stage: Stage) -> None:
    """The baseline of a group holds nobody who was played when it was sorted."""
    alone(stage, "marketing")
    FirstSorting(stage)
    played = set(ratings_of(stage.room.state, BASELINE))
    choose_mode(stage.room, None)
    Bond(stage)

    assert {"sales"} == played
    assert {} == ratings_of(stage.room.state, BASELINE)


def test_what_people_wrote_themselves_stays(stage: Stage) -> None:
    """Taking back a persona takes back nothing else, and a persona overwrites nobody."""
    act = Arriving(stage)
    type_in(stage, GUESS, sales={"value": 7}, marketing={"value": 8})
    alone(stage, "marketing")
    act.redraw()
    during = [stage.room.state.item(GUESS, side) for side in ("sales", "marketing")]
    choose_mode(stage.room, None)
    act.redraw()

    assert [{"value": 7}, {"value": 8}] == during
    assert during == [stage.room.state.item(GUESS, side) for side in ("sales", "marketing")]


def test_changing_sides_changes_who_is_played(stage: Stage) -> None:
    """Whoever sat down on the wrong side finds a clean form, not the persona's answers in it."""
    alone(stage, "sales")
    act = Arriving(stage)
    choose_mode(stage.room, "marketing")
    act.redraw()

    assert {"value": VERA.accepted} == stage.room.state.item(GUESS, "sales")
    assert {} == stage.room.state.item(GUESS, "marketing")
    assert not is_covered(act, "marketing")


def test_a_kernel_that_starts_anew_repeats_nothing(make_stage: Callable[..., Stage]) -> None:
    """What was played is said once, and is still known as played."""
    stage = make_stage()
    alone(stage, "marketing")
    Quiz(stage)
    before = len(stage.room._log.read())
    Quiz(make_stage())

    assert before == len(stage.room._log.read())
    assert stage.room.state.draft(PLAYED, "sales")["questions"]


def test_a_persona_speaks_the_language_of_the_screen(stage: Stage) -> None:
    """Malte's sentence about Lead is in the language the learner reads."""
    alone(stage, "sales")
    act = SharedTerm(stage)

    assert stage.words(MALTE.sentences["lead"]) == act.table.definition("marketing").sentence
