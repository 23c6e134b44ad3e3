"""Two sides at one keyboard: covered until both are done, and nobody waits for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import cover_both, hall
from support.acts.screen import press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.frame.hidden import cover
from workshop.story.act0.arriving import SAFETY
from workshop.story.frame.covering import (
    answered_or_covered,
    at_keyboard,
    both_covered,
    cover_quietly,
    is_covered,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage


@pytest.mark.parametrize(
    ("sales", "marketing", "sides"),
    [
        (0, 0, ("sales", "marketing")),
        (5, 0, ("marketing",)),
        (4, 5, ("sales", "marketing")),
        (5, 4, ("sales", "marketing")),
        (5, 5, ()),
    ],
)
def test_a_side_with_fewer_than_five_phones_is_at_the_keyboard(
    german: Stage, sales: int, marketing: int, sides: tuple[str, ...]
) -> None:
    """Five phones are a side, unless a few of the other one would be seen by subtraction."""
    hall(german, sales, marketing)

    assert sides == at_keyboard(Arriving(german))


def test_who_is_still_writing_is_named(stage: Stage) -> None:
    """The first side sees whom it waits for; with both done nobody is waited for."""
    act = Arriving(stage)
    cover(act, "sales", done=True)
    waiting = both_covered(act)
    cover(act, "marketing", done=True)

    assert waiting is not None
    assert stage.words("Marketing") == waiting.values["sides"]
    assert both_covered(act) is None


def test_what_is_covered_can_be_opened_again(stage: Stage) -> None:
    """Whoever forgot something writes on, and is waited for again."""
    act = Arriving(stage)
    cover(act, "sales", done=True)
    said = "{side} is done. Hidden until you reveal."
    lid = stage.words(said, side=stage.words("Sales")) in text(act.widget)
    press(act.widget, stage.words("Open again"))

    assert lid
    assert not is_covered(act, "sales")


def test_covering_quietly_says_where_it_stands_once(german: Stage) -> None:
    """So that it can be taken back; a side that is done already is left alone."""
    act = Arriving(german)
    first, second = cover_quietly(act, "sales"), cover_quietly(act, "sales")

    assert ["arriving.think.done"] == first
    assert [] == second
    assert is_covered(act, "sales", "think")


@pytest.mark.parametrize(
    ("phones", "answered", "covered", "goes_on"),
    [
        (0, False, False, False),
        (0, False, True, True),
        (2, False, False, False),
        (2, True, False, True),
        (2, False, True, True),
    ],
)
def test_one_phone_or_both_sides_are_enough(
    german: Stage, phones: int, *, answered: bool, covered: bool, goes_on: bool
) -> None:
    """Nobody waits for a keyboard nobody uses, and nothing is revealed to an empty room."""
    sit(german, *["sales"] * phones)
    act = Arriving(german)
    if answered:
        german.room.say(SAFETY, "both", {"value": 4}, "phone-0")
    if covered:
        cover_both(act)

    assert goes_on is (answered_or_covered(act, SAFETY) is None)


def test_ten_phones_are_waited_for_whatever_the_keyboard_says(german: Stage) -> None:
    """Where both sides have phones, a covered keyboard is nobody's answer."""
    hall(german)
    act = Arriving(german)
    cover_both(act)

    assert answered_or_covered(act, SAFETY) is not None


def test_a_beat_has_its_own_covers(make_stage: Callable[..., Stage]) -> None:
    """Being done with thinking is not being done with the next beat, in any kernel."""
    act = Arriving(make_stage())
    cover_both(act)
    act.enter(Beat.REVEAL)
    again = Arriving(make_stage())

    assert not is_covered(again, "sales")
    assert is_covered(again, "sales", "think")
