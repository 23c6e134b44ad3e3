"""Letting a persona speak where somebody is alone, and taking it back where nobody is any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda import Beat
from workshop.side import SIDES, other_side
from workshop.story.frame.covering import cover_quietly
from workshop.story.solo.mode import learner
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from workshop.room.room import Room
    from workshop.room.state.state import RoomState
    from workshop.side import Side
    from workshop.story.frame.host import Host
    from workshop.story.solo.persona import Persona

PLAYED = "room.played"
"""Under this key stands which answers of a side are a persona's."""


def laid(state: RoomState, subject: str) -> set[str]:
    """Return the items under a subject that a persona laid on the table, and no person."""
    played = [each for side in SIDES for each in state.draft(PLAYED, side).get("laid", [])]
    return {item for about, item in played if about == subject}


def play(activity: Host) -> Persona | None:
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


def _speak(activity: Host, side: Side) -> None:
    room, positions = activity.room, activity.positions(PERSONAS[side])
    fresh = {key: body for key, body in positions.items() if not room.state.item(key, side)}
    for question, body in fresh.items():
        room.say(question, side, body, side)
    before = {"questions": [], "covered": [], "laid": []} | room.state.draft(PLAYED, side)
    played = {
        "questions": [*before["questions"], *fresh],
        "covered": [*before["covered"], *cover_quietly(activity, side)],
        "laid": [*before["laid"], *_lay(activity, side, before["laid"])],
    }
    room.keep(PLAYED, played, side)


def _lay(activity: Host, side: Side, before: list[list[str]]) -> list[list[str]]:
    """Lay the persona's cards, once; return the subject and the item of each."""
    plays = activity.plays(PERSONAS[side]) if activity.beat is Beat.THINK else []
    if {subject for subject, _ in plays} & {subject for subject, _ in before}:
        return []
    return [[subject, activity.room.say(subject, "both", body)] for subject, body in plays]


def _take_back(room: Room, side: Side) -> None:
    played = room.state.draft(PLAYED, side)
    for question in played.get("questions", []):
        room.withdraw(question, side)
    for key in played.get("covered", []):
        room.keep(key, {}, side)
    for subject, item in played.get("laid", []):
        room.withdraw(subject, item)
    if played:
        room.keep(PLAYED, {}, side)
