"""How the workshop is run: a hall with phones, a team at one screen, one person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import alone
from phones import sit
from screen import choose, text

from workshop.activities.arriving import Arriving
from workshop.activities.mode import ALONE, SIDES, TOGETHER, choose_mode, learner, mode_of
from workshop.activities.solo.persona import PERSONAS
from workshop.widgets.html import esc, side_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.mode import TwoSides
    from workshop.activities.stage import Stage

ASKED = "Who is sitting here?"


def test_nobody_is_alone_before_saying_so(stage: Stage) -> None:
    """A kit that was just opened stands before a team."""
    assert "projector" == mode_of(stage.room.state)
    assert learner(stage.room.state) is None


@pytest.mark.parametrize("side", SIDES)
def test_one_person_says_where_they_belong(stage: Stage, side: TwoSides) -> None:
    """Chosen from the list, the other side is played from then on."""
    act, words = Arriving(stage), stage.words
    choose(act.widget, words(ASKED), words(ALONE, side=side_name(side, words)))
    (other,) = set(SIDES) - {side}

    assert ("solo", side) == (mode_of(stage.room.state), learner(stage.room.state))
    assert esc(words(PERSONAS[other].intro)) in text(act.widget)
    assert esc(words(PERSONAS[side].intro)) not in text(act.widget)


def test_whoever_is_alone_may_be_joined(stage: Stage) -> None:
    """Back to a group, nobody is played any more."""
    alone(stage)
    act, words = Arriving(stage), stage.words
    choose(act.widget, words(ASKED), words(TOGETHER))

    assert "projector" == mode_of(stage.room.state)
    assert PERSONAS["sales"].name not in text(act.widget)


def test_phones_decide_by_being_there(stage: Stage) -> None:
    """One phone is somebody; nobody is played over the head of a person."""
    alone(stage)
    sit(stage, "other")

    assert "phones" == mode_of(stage.room.state)
    assert learner(stage.room.state) is None


@pytest.mark.parametrize("side", ["both", "other", "", "<b>"])
def test_a_side_that_is_none_is_nobody(stage: Stage, side: str) -> None:
    """An odd entry in the log leaves the workshop as it is."""
    stage.room.say("room.mode", "both", {"side": side}, "both")

    assert learner(stage.room.state) is None


def test_a_kernel_that_starts_anew_knows_who_sits_here(make_stage: Callable[..., Stage]) -> None:
    """The choice is the room's, not the kernel's."""
    choose_mode(make_stage().room, "sales")

    assert "sales" == learner(make_stage().room.state)
