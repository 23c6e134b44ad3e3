"""Who sits here: several people, or one who learns alone with somebody played across the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import as_side, other_side
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from workshop.room.room import Room
    from workshop.room.state.state import RoomState
    from workshop.side import Side
    from workshop.story.solo.persona import Persona

MODE = "room.mode"


def learner(state: RoomState) -> Side | None:
    """Return the side of the one person who learns alone, or None where there are several."""
    side = state.draft(MODE).get("side")
    return None if state.is_live else as_side(side)


def choose_mode(room: Room, side: Side | None) -> None:
    """Say that one person of a side is alone, or that there are several (None)."""
    room.keep(MODE, {"side": side or ""})


def across(state: RoomState) -> Persona | None:
    """Return who is played across the table; None where nobody is alone."""
    side = learner(state)
    return PERSONAS[other_side(side)] if side else None
