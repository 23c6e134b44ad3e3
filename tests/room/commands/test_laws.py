"""What holds for every command, in every room that commands have made."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from support.room.ordering import COMMANDS
from support.run.profiles import examples
from support.source.calls import PACKAGE, modules

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.room.log.shape import shaped
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState

if TYPE_CHECKING:
    from workshop.room.execution import Command


@given(st.lists(COMMANDS, max_size=25))
@settings(max_examples=examples(200))
def test_a_command_refuses_or_its_events_count(commands: list[Command]) -> None:
    """Every event has the shape of its kind, survives the way through the log, and none of them is
    set aside; a command leaves the state it looked at as it was.
    """
    state = RoomState()
    for command in commands:
        before = fold([], state)
        try:
            events = command(state)
        except WorkshopError:
            events = ()
        stored = [Event.model_validate_json(event.model_dump_json()) for event in events]

        assert before == state
        assert [shaped(event) for event in stored] == stored == list(events)
        state = fold(events, state)
    assert () == state.set_aside
    assert json.dumps(state.decisions, default=vars)


@given(st.lists(COMMANDS, max_size=15), COMMANDS)
@settings(max_examples=examples(100))
def test_what_is_so_already_is_said_once(commands: list[Command], last: Command) -> None:
    """Of commands that say how something is, a second one adds nothing: pressing twice is pressing
    once. Those that happen anew each time are named.
    """
    state = RoomState()
    for command in commands:
        state = after(command, state)
    again = after(last, after(last, state))

    if last.func.__name__ not in ANEW:  # type: ignore[attr-defined]
        assert after(last, state) == again


def test_events_are_made_by_commands_alone() -> None:
    """A second place would have checks of its own; the log only hands out what it cannot read."""
    found = {
        place.relative_to(PACKAGE).as_posix()
        for place in modules()
        for node in ast.walk(ast.parse(place.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Event"
    }
    commands = {one for one in found if one.startswith("room/commands/")}

    assert {"room/log/log.py"} == found - commands
    assert commands


ANEW = {"restart_question", "extend_timer", "steer"}
"""A question is asked anew, and a minute added, as often as somebody says so."""


def after(command: Command, state: RoomState) -> RoomState:
    """Return the state after a command; as it was, where it refuses."""
    try:
        return fold(command(state), state)
    except WorkshopError:
        return state
