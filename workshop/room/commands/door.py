"""Who comes in and goes, how the room is reached, and from how many answers on it shows groups."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.commands.keyboard import keep
from workshop.room.log.event import Event
from workshop.room.state.door import door
from workshop.room.state.participant import token_hash
from workshop.room.views.headcount import AWAY, away_by_side
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.door import Door
    from workshop.room.state.participant import Participant
    from workshop.room.state.state import RoomState

ROOM = "room"
"""The subject of events that are about the room as a whole."""
MOST_EXPECTED = 5000


class FullError(WorkshopError):
    """No more phones may come in."""


class LockedError(FullError):
    """The door is locked: who is in is in."""


def open_room(state: RoomState, opened: Door) -> tuple[Event, ...]:
    """Say how people get into the room; the same door again is no news."""
    if opened == door(state.door):
        return ()
    return (Event(kind="room_opened", subject=ROOM, body=asdict(opened)),)


def set_threshold(state: RoomState, fewest: int) -> tuple[Event, ...]:
    """Say how many answers a group needs to be shown; nobody's answer loses what it was promised.

    Args:
        state: the room.
        fewest: how many; see `workshop.policy`.

    Raises:
        WorkshopError: if people are in already to whom a higher number was promised.
    """
    if fewest == state.fewest:
        return ()
    if fewest < state.fewest and state.participants:
        raise WorkshopError(
            N_("People were promised that groups are only shown with at least {fewest} answers."),
            found=N_("--fewest {wanted}"),
            hint=N_("You can raise it at any time, but only lower it in a new session."),
            fewest=state.fewest,
            wanted=fewest,
        )
    return (Event(kind="threshold_set", subject=ROOM, body={"fewest": fewest}),)


def join(state: RoomState, token: str, me: Participant, cap: int) -> tuple[Event, ...]:
    """Let a phone in, or let one that is in already change its side, language or table.

    Raises:
        LockedError: if nobody new may come in.
        FullError: if `cap` phones are in already.
    """
    name = token_hash(token)
    standing = state.participants.get(name)
    if standing == me:
        return ()
    if standing is None and state.locked and name not in state.left:
        raise LockedError(
            N_("The door to this room is locked."),
            hint=N_("Ask the facilitator to open it for a moment."),
        )
    if standing is None and len(state.participants) >= cap:
        raise FullError(
            N_("This room is full."),
            found=N_("{count} phones"),
            hint=N_("Share a phone with someone; one per table is fine."),
            count=cap,
        )
    return (Event(kind="joined", subject=ROOM, item=name, body=asdict(me)),)


def leave(state: RoomState, token: str) -> tuple[Event, ...]:
    """Let a phone go; what it said stays, and the same token coming back is the same person."""
    return release(state, [token_hash(token)])


def release(state: RoomState, away: Iterable[str]) -> tuple[Event, ...]:
    """Take phones that are not here any more out of the count, by their badges."""
    gone = [name for name in away if name in state.participants]
    return tuple(Event(kind="left", subject=ROOM, item=name) for name in gone)


def count_away(state: RoomState, away: Iterable[str]) -> tuple[Event, ...]:
    """Keep how many of each side are away, by the badges of their phones; they stay in the room."""
    phones = [state.participants[name] for name in away if name in state.participants]
    return keep(state, AWAY, away_by_side(phones), "both")


def lock(state: RoomState, *, locked: bool) -> tuple[Event, ...]:
    """Lock the door, or open it again."""
    return _set_door(state, locked=locked, expected=state.expected)


def expect(state: RoomState, heads: str) -> tuple[Event, ...]:
    """Say how many people were counted in the room, in digits; nothing for nobody counted.

    Raises:
        WorkshopError: if this is no number of people.
    """
    return _set_door(state, locked=state.locked, expected=_head_count(heads) if heads else None)


def _set_door(state: RoomState, *, locked: bool, expected: int | None) -> tuple[Event, ...]:
    if (locked, expected) == (state.locked, state.expected):
        return ()
    body = {"locked": locked, "expected": expected}
    return (Event(kind="door_set", subject=ROOM, body=body),)


def _head_count(value: str) -> int:
    count = int(value) if value.isascii() and value.isdigit() else 0
    if not 0 < count <= MOST_EXPECTED:
        raise WorkshopError(
            N_("That isn’t a number of people."),
            found="{value}",
            hint=N_("Count the heads in the room: a number from 1 to {most}."),
            value=value,
            most=MOST_EXPECTED,
        )
    return count
