"""Which moment of a beat stands on the projector is kept in the room, and harms nothing there."""

from __future__ import annotations

import pytest
from support.room.commanding import room

from workshop.errors import WorkshopError
from workshop.room.commands.steps import ask_step, show_moment
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.moments import (
    KEY,
    RECORD,
    SKIP,
    Moments,
    moment_place,
    moment_step,
    moments_of,
)
from workshop.room.views.presenting import for_presenter, next_step
from workshop.words import Words, as_typed

TITLES = tuple(as_typed(name) for name in ("circles", "table", "cases"))
SHOWN = Moments(activity="arriving", beat="think", titles=TITLES, place=1, deeds=(RECORD,))


def test_the_moments_of_another_beat_are_none_here() -> None:
    """Whoever has gone on begins at the first moment, whatever was shown before."""
    state = fold(show_moment(room(), SHOWN), room())

    assert moments_of(state, "arriving", "think") == SHOWN
    assert moments_of(state, "arriving", "talk") == Moments(activity="arriving", beat="talk")
    assert not moments_of(state, "retro", "think").titles


@pytest.mark.parametrize(
    "body", [{}, {"place": -1}, {"activity": 3}, SHOWN.model_dump() | {"x": 1}]
)
def test_a_damaged_row_is_the_first_moment(body: dict[str, object]) -> None:
    """The server never fails because of what a screen shows."""
    damaged = Event(kind="kept", subject=KEY, item="both", body={"activity": "arriving"} | body)
    state = fold([damaged], room())

    assert 0 == moments_of(state, "arriving", "think").place
    assert for_presenter(state, "de")["moment"] is None


def test_a_step_to_a_moment_is_read_back() -> None:
    """Its place is part of its name; nothing else is taken for one."""
    assert [0, 12] == [moment_place(moment_step(n)) for n in (0, 12)]
    assert [None] * 4 == [moment_place(one) for one in ("moment.", "moment.x", "moment.²", "talk")]


def test_the_next_step_is_the_next_moment_and_then_the_next_beat() -> None:
    """One press leads through all screens of a beat, and from its last one on."""
    words = Words("en")
    state = fold(show_moment(room(), SHOWN), room())
    last = fold(show_moment(state, SHOWN.model_copy(update={"place": 2})), state)

    assert {"to": "moment.2", "label": "cases"} == next_step(state, words)
    assert {"to": "reveal", "label": words("Reveal")} == next_step(last, words)


def test_only_what_is_there_can_be_asked_for() -> None:
    """A moment or a deed the beat does not have is no step."""
    state = fold(show_moment(room(), SHOWN), room())

    assert ask_step(state, "moment.2")
    assert ask_step(state, RECORD)
    for step in ("moment.3", SKIP, "do.else"):
        with pytest.raises(WorkshopError):
            ask_step(state, step)


def test_what_was_asked_for_is_answered_by_being_shown() -> None:
    """Also where it stands there already: two presses are one step, and nobody goes on waiting."""
    state = fold(show_moment(room(), SHOWN), room())
    asked = fold(ask_step(state, "moment.1"), state)

    assert asked.step is not None
    assert fold(show_moment(asked, SHOWN), asked).step is None
    assert () == show_moment(state, SHOWN)
