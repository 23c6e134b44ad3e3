"""Letting a persona speak where somebody is alone, and taking it back where nobody is any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.covers import cover_quietly
from workshop.activities.mode import SIDES, learner, other_side
from workshop.activities.solo.persona import PERSONAS

if TYPE_CHECKING:
    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.room.room import Room

PLAYED = "room.played"
"""Under this subject stands which answers of a side are a persona's."""


def play(activity: Activity) -> Persona | None:
    """Let the persona across the table say what it has to say, where somebody is alone.

    Where people sit instead, whatever a persona said in their place is taken back.

    Returns:
        Who is played, or None.
    """
    side = learner(activity.room.state)
    played = other_side(side) if side else None
    for one in SIDES:
        if one != played:
            _take_back(activity.room, one)
    if played is None:
        return None
    _speak(activity, played)
    return PERSONAS[played]


def _speak(activity: Activity, side: TwoSides) -> None:
    room, positions = activity.room, activity.positions(PERSONAS[side])
    fresh = {key: body for key, body in positions.items() if not room.state.item(key, side)}
    for question, body in fresh.items():
        room.say(question, side, body, side)
    covered = cover_quietly(activity, side)
    said = room.state.item(PLAYED, side).get("questions", [])
    room.say(PLAYED, side, {"questions": [*said, *fresh, *covered]}, side)


def _take_back(room: Room, side: TwoSides) -> None:
    said = room.state.item(PLAYED, side).get("questions", [])
    for question in said:
        room.withdraw(question, side)
    if said:
        room.withdraw(PLAYED, side)
