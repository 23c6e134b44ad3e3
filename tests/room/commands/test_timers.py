"""The timer of an activity, for the notebook and the presenter view alike."""

from __future__ import annotations

import pytest

from workshop.errors import WorkshopError
from workshop.room.commands.timers import LONGEST_EXTENSION, extend_timer, start_timer
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState

EMPTY = RoomState()


def running(ends: float) -> RoomState:
    """Return a room in which the timer of an activity ends at a moment."""
    return fold([Event(kind="timer_set", subject="a", body={"ends": ends})])


def test_a_timer_is_started_once() -> None:
    """Nobody resets the clock by pressing twice, also from another window."""
    state = fold(start_timer(EMPTY, "a", 60, now=100.0))

    assert {"a": 160.0} == state.timers
    assert () == start_timer(state, "a", 60, now=110.0)


@pytest.mark.parametrize(
    ("state", "planned", "ends"),
    [
        (running(130.0), 480, 190.0),
        (running(90.0), 480, 160.0),
        (EMPTY, 480, 640.0),
        (EMPTY, 0, 160.0),
    ],
)
def test_a_minute_more_is_a_minute_more(state: RoomState, planned: int, ends: float) -> None:
    """Of what is left, of nothing, or of what was planned where it does not run yet."""
    events = extend_timer(state, "a", 60, now=100.0, planned=planned)

    assert {"a": ends} == fold(events, state).timers


@pytest.mark.parametrize("seconds", [-1, 0, LONGEST_EXTENSION + 1])
def test_there_is_one_limit(seconds: int) -> None:
    """Whoever extends it, and from where."""
    with pytest.raises(WorkshopError, match=f"can’t be extended by that.*{seconds}"):
        extend_timer(EMPTY, "a", seconds, now=100.0)


def test_the_longest_extension_is_one() -> None:
    """The limit itself is allowed."""
    events = extend_timer(EMPTY, "a", LONGEST_EXTENSION, now=0.0)

    assert {"a": float(LONGEST_EXTENSION)} == fold(events).timers
