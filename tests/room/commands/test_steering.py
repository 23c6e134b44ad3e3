"""What the presenter view asks for, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from support.room.commanding import NOW, SINGLE, TEXT, asked, room, steered

from workshop.agenda import BEATS
from workshop.errors import WorkshopError
from workshop.room.commands.steps import show_moment
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.moments import Moments
from workshop.room.state.state import RoomState
from workshop.room.views.planning import begun, left_out, plan_of
from workshop.room.views.projection import where


@pytest.mark.parametrize(
    ("verb", "before", "expected"),
    [
        ("close", [], (False, False)),
        ("reveal", [], (False, True)),
        ("open", ["question_closed"], (True, False)),
        ("open", ["question_revealed"], (True, False)),
    ],
)
def test_a_question_is_steered(verb: Any, before: list[str], expected: tuple[bool, bool]) -> None:
    """Closed, revealed, or opened again, which covers the answers."""
    state = room(*map(asked, before))
    found = fold(steered(state, verb, key="q"), state).questions["q"]

    assert expected == (found.is_open, found.is_revealed)
    assert SINGLE == found.question


def test_a_card_is_hidden_and_shown() -> None:
    """Hiding and showing reach exactly that card."""
    state = room()
    both = [event for item in "ab" for event in steered(state, "hide", key="cards", item=item)]
    hidden = fold(both, state)
    shown = fold(steered(hidden, "show", key="cards", item="a"), hidden)

    assert {"a", "b"} == hidden.questions["cards"].hidden
    assert {"b"} == shown.questions["cards"].hidden


@pytest.mark.parametrize("verb", ["open", "close", "reveal", "hide", "show"])
@pytest.mark.parametrize("activity", ["arriving", "later"])
def test_only_what_is_asked_here_is_steered(verb: Any, activity: str) -> None:
    """Neither an unknown question nor one of another act."""
    state = room(Event(kind="act_opened", subject=activity))
    key = "unknown" if activity == "arriving" else "q"

    with pytest.raises(WorkshopError, match="isn’t asked here"):
        steered(state, verb, key=key, item="a")


@pytest.mark.parametrize(("ends", "expected"), [(None, 160.0), (90, 160.0), (130, 190.0)])
def test_the_timer_is_extended(ends: float | None, expected: float) -> None:
    """From its end if it still runs, from now if it does not."""
    timer = [Event(kind="timer_set", subject="arriving", body={"ends": ends})] if ends else []
    state = room(*timer)

    assert {"arriving": expected} == fold(steered(state, "extend", value="60"), state).timers


@pytest.mark.parametrize(
    "to", [*BEATS, "next", "arriving.quiz", "journey.clocks", "joint_kpis", "charter"]
)
def test_a_step_is_asked_for(to: str) -> None:
    """It waits for the act of this moment to take it."""
    step = room(*steered(room(), "step", value=to)).step

    assert step is not None
    assert ("arriving", to, {}) == (step.activity, step.to, step.refusal)


@pytest.mark.parametrize(("state", "to"), [(room(), "dance"), (room(), ""), (RoomState(), "talk")])
def test_a_step_that_is_none_is_refused(state: RoomState, to: str) -> None:
    """Nor can anybody step before the first act is open."""
    with pytest.raises(WorkshopError, match="no such step"):
        steered(state, "step", value=to)


@pytest.mark.parametrize("value", ["0", "-60", "7201", "1.5", "viel", "", "²"])
def test_what_is_no_time_is_refused(value: str) -> None:
    """Two hours are the most one may add at once."""
    with pytest.raises(WorkshopError, match="can’t be extended by that"):
        steered(room(), "extend", value=value)


def test_what_is_so_already_is_no_news() -> None:
    """Whoever presses twice stores one event."""
    for verb, before in (("open", []), ("close", ["question_closed"])):
        assert () == steered(room(*map(asked, before)), verb, key="q")  # type: ignore[arg-type]
    assert () == steered(room(asked("question_revealed")), "reveal", key="q")
    assert () == steered(room(), "show", key="cards", item="a")


def test_a_plan_is_chosen() -> None:
    """It begins with the choice, and another one is refused."""
    state = fold(steered(room(), "plan", value="45"), room())

    assert "45" == plan_of(state)
    with pytest.raises(WorkshopError, match="no such plan"):
        steered(room(), "plan", value="46")


def test_a_second_press_leads_nowhere_else() -> None:
    """Whoever saw the room in another step does not skip the one it is in now."""
    state = room()
    moved = room(Event(kind="beat_entered", subject="arriving", body={"beat": "reveal"}))
    seen = where(state)

    assert steered(state, "step", value="next", key=seen)
    assert () == steered(moved, "step", value="next", key=seen)
    assert steered(moved, "step", value="next")


def test_a_station_is_left_out_and_taken_back_in() -> None:
    """By its name; the plan stays, and so does its clock."""
    state = fold(steered(room(), "plan", value="240"), room())
    out = fold(steered(state, "leave_out", value="kpis.desk"), state)
    back = fold(steered(out, "take_in", value="kpis.desk"), out)
    anew = fold(steered(out, "begin", value="240"), out)

    assert [("kpis.desk",), (), ()] == [left_out(one) for one in (out, back, anew)]
    assert {"240"} == {plan_of(one) for one in (state, out, back)}
    assert {NOW} == {begun(one) for one in (state, out, back)}


def test_a_step_asked_for_while_a_beat_is_drawn_still_stands() -> None:
    """The projector says which moments a new beat has; that is no answer to a press meanwhile."""
    first = Moments(activity="arriving", beat="think", titles=(TEXT, TEXT))
    state = fold(steered(room(), "step", value="talk"), room())
    drawn = fold(show_moment(state, first), state)
    turned = fold(show_moment(drawn, first.model_copy(update={"place": 1})), drawn)

    assert ["arriving/think/-", "arriving/think/0"] == [where(one) for one in (state, drawn)]
    assert [True, False] == [one.step is not None for one in (drawn, turned)]
