"""Letting a persona speak where somebody is alone, and taking it back where nobody is any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.covers import cover_quietly
from workshop.activities.mode import SIDES, learner, other_side
from workshop.activities.solo.persona import PERSONAS
from workshop.agenda import Beat

if TYPE_CHECKING:
    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.room.room import Room
    from workshop.room.state import RoomState

PLAYED = "room.played"
"""Under this subject stands which answers of a side are a persona's."""


def across(state: RoomState) -> Persona | None:
    """Return who is played across the table; None where nobody is alone."""
    side = learner(state)
    return PERSONAS[other_side(side)] if side else None


def laid(state: RoomState, subject: str) -> set[str]:
    """Return the items under a subject that a persona laid on the table, and no person."""
    played = [each for side in SIDES for each in state.item(PLAYED, side).get("laid", [])]
    return {item for about, item in played if about == subject}


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
    before = room.state.item(PLAYED, side)
    said = [*before.get("questions", []), *fresh, *covered]
    cards = [*before.get("laid", []), *_lay(activity, side, before.get("laid", []))]
    room.say(PLAYED, side, {"questions": said} | ({"laid": cards} if cards else {}), side)


def _lay(activity: Activity, side: TwoSides, before: list[list[str]]) -> list[list[str]]:
    """Lay the persona's cards, once; return the subject and the item of each."""
    plays = activity.plays(PERSONAS[side]) if activity.beat is Beat.THINK else []
    if {subject for subject, _ in plays} & {subject for subject, _ in before}:
        return []
    return [[subject, activity.room.say(subject, "both", body)] for subject, body in plays]


def _take_back(room: Room, side: TwoSides) -> None:
    played = room.state.item(PLAYED, side)
    for question in played.get("questions", []):
        room.withdraw(question, side)
    for subject, item in played.get("laid", []):
        room.withdraw(subject, item)
    if played:
        room.withdraw(PLAYED, side)
