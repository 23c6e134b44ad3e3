"""Who comes in and goes, and what is promised to them."""

from __future__ import annotations

import pytest
from support.room.commanding import ANN, BEN, CHOICE, ME, answered, room, steered

from workshop.errors import WorkshopError
from workshop.room.commands.door import (
    FullError,
    LockedError,
    join,
    leave,
    open_room,
    release,
    set_threshold,
)
from workshop.room.state.door import Door, door
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant
from workshop.room.state.state import RoomState


def test_a_phone_comes_in() -> None:
    """The room knows its side, language and people from then on."""
    me = Participant("marketing", "de", 7)

    assert [me] == list(fold(join(RoomState(), ANN, me, 300)).participants.values())


def test_a_full_room_takes_no_more() -> None:
    """The cap holds, and the sentence says a way out."""
    state = fold(join(RoomState(), ANN, ME, 1))

    with pytest.raises(FullError, match=r"full.*1 phones.*Share a phone"):
        join(state, BEN, ME, 1)


def test_coming_in_again_is_free() -> None:
    """A phone that was in the pocket is not kept out by a full room, and nothing is stored."""
    state = fold(join(RoomState(), ANN, ME, 1))

    assert () == join(state, ANN, ME, 1)


def test_a_side_can_be_changed_in_a_full_room() -> None:
    """Who sat down wrongly sits down again, and is one person still."""
    state, other = fold(join(RoomState(), ANN, ME, 1)), Participant("marketing", "de", 3)

    assert [other] == list(fold(join(state, ANN, other, 1), state).participants.values())


def test_a_locked_door_lets_nobody_new_in() -> None:
    """Who is in may change sides, who was in comes back, and opening it lets everybody in again."""
    there = join(room(), ANN, ME, 9)
    (locked,) = steered(room(), "lock")
    state = room(*there, locked)

    with pytest.raises(LockedError):
        join(state, BEN, ME, 9)
    assert join(state, ANN, Participant("marketing", "en"), 9)
    assert join(room(*there, locked, *leave(state, ANN)), ANN, ME, 9)
    (unlocked,) = steered(state, "unlock")
    assert join(room(*there, locked, unlocked), BEN, ME, 9)


@pytest.mark.parametrize(("value", "expected"), [("12", 12), ("", None)])
def test_a_head_count_is_noted(value: str, expected: int | None) -> None:
    """More phones than heads are then noticed; an empty field takes it back."""
    assert expected == room(*steered(room(), "expect", value=value)).expected


@pytest.mark.parametrize("value", ["0", "-1", "12.5", "viele", "99999", "²"])
def test_what_is_no_head_count_is_refused(value: str) -> None:
    """It says what a head-count is."""
    with pytest.raises(WorkshopError, match="isn’t a number of people"):
        steered(room(), "expect", value=value)


def test_whoever_leaves_is_counted_no_more() -> None:
    """Once is enough, and what they said stays."""
    state = room(*join(room(), ANN, ME, 9), answered(room(), CHOICE))
    gone = room(*join(room(), ANN, ME, 9), answered(room(), CHOICE), *leave(state, ANN))

    assert (1, 0, 1) == (state.people, gone.people, len(gone.said("q")))
    assert () == leave(gone, ANN)
    assert () == release(gone, gone.left)


def test_a_promise_is_never_lowered() -> None:
    """How many answers a group needs may grow; what people were promised on joining holds."""
    seven = room(*set_threshold(room(), 7))
    joined = fold(join(seven, ANN, ME, 9), seven)

    assert (5, 7) == (room().fewest, seven.fewest)
    assert 5 == fold(set_threshold(seven, 5), seven).fewest
    assert 9 == fold(set_threshold(joined, 9), joined).fewest
    with pytest.raises(WorkshopError, match="promised"):
        set_threshold(joined, 5)


def test_the_same_door_is_no_news() -> None:
    """A server that comes back at its old address stores nothing; at another one, it says so."""
    here = Door(code="ABCDEF", key="k", address="http://192.0.2.7:8808")
    there = Door(code="ABCDEF", key="k", address="http://192.0.2.8:8808")
    state = fold(open_room(RoomState(), here))

    assert here == door(state.door)
    assert () == open_room(state, here)
    assert there == door(fold(open_room(state, there), state).door)


@pytest.mark.parametrize("verb", ["lock", "unlock"])
def test_a_door_is_locked_once(verb: str) -> None:
    """Pressing twice stores one event, and neither touches the head-count."""
    state = fold(steered(room(), "expect", value="12"), room())
    state = fold(steered(state, "lock"), state)
    after = fold(steered(state, verb), state)  # type: ignore[arg-type]

    assert (verb == "lock", 12) == (after.locked, after.expected)
    assert () == steered(after, verb)  # type: ignore[arg-type]
