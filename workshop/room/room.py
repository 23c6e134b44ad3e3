"""A running workshop as its acts see it: say something, decide something, read what stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workshop.errors import WorkshopError
from workshop.room.event import TEXT_LIMIT, Event, Side
from workshop.room.state import RoomState, fold
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.log import EventLog


class Room:
    """The workshop behind one event log. Several may read and write the same log at once."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._position = 0
        self._state = RoomState()

    @property
    def state(self) -> RoomState:
        """What stands now, other acts' events included."""
        fresh = self._log.read(self._position)
        if fresh:
            self._position = fresh[-1][0]
            self._state = fold((event for _, event in fresh), self._state)
        return self._state

    def enter_beat(self, activity: str, beat: str) -> None:
        """Record that an activity is now in this beat."""
        self._log.append(Event(kind="beat_entered", subject=activity, body={"beat": beat}))

    def say(self, question: str, side: Side, body: dict[str, Any], item: str = "") -> str:
        """Record a contribution and return its item; the same item again replaces its wording.

        Raises:
            WorkshopError: if a text is longer than `TEXT_LIMIT`.
        """
        _check_length(body)
        item = item or uuid4().hex
        if self.state.item(question, item) != body:
            event = Event(kind="contributed", subject=question, item=item, side=side, body=body)
            self._log.append(event)
        return item

    def withdraw(self, question: str, item: str) -> None:
        """Take a contribution back; what is not there stays away."""
        self._log.append(Event(kind="withdrawn", subject=question, item=item))

    def decide(self, subject: str, body: dict[str, Any]) -> None:
        """Record a decision as the next version; a repetition of the latest adds nothing."""
        if self.state.decision(subject) != body:
            self._log.append(Event(kind="decided", subject=subject, body=body))


def _check_length(body: dict[str, Any]) -> None:
    longest = _longest(body)
    if longest > TEXT_LIMIT:
        raise WorkshopError(
            N_("This text is too long."),
            found=N_("{length} characters"),
            hint=N_("{limit} characters are enough to say it."),
            length=longest,
            limit=TEXT_LIMIT,
        )


def _longest(value: object) -> int:
    """Return the length of the longest text in plain JSON data."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value
    return max(map(_longest, inner), default=0) if isinstance(inner, Iterable) else 0
