"""A room on the network: its door, its desk and its pulse."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.door import MESSAGES, WRONG_CODES, Patience
from workshop.room.participant import badge
from workshop.room.server.desk import Desk
from workshop.room.server.presence import Presence
from workshop.room.server.pulse import Pulse
from workshop.room.server.refusal import Refusal
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.door import Door
    from workshop.room.log import EventLog
    from workshop.room.participant import Participant
    from workshop.room.server.venue import Venue

TOO_FAST = WorkshopError(
    N_("This is faster than anybody can read."), hint=N_("Your phone tries again by itself.")
)


class LiveRoom:
    """One room on the network.

    Args:
        log: the room's events.
        door: how people get in.
        secret: what only the facilitator knows.
    """

    def __init__(self, log: EventLog, door: Door, secret: str) -> None:
        self.door = door
        self.secret = secret
        self.venue: Venue | None = None
        self.pulse = Pulse()
        self.desk = Desk(log, self.pulse.beat)
        self.guard = Patience(*WRONG_CODES, time.monotonic)
        self.presence = Presence(time.monotonic)
        # By badge: whoever gets hold of this process's memory should find no token in it.
        self._patience: dict[str, Patience] = {}

    def check_room(self, room: str) -> None:
        """Check that a phone means this room; another one may have stood here when it came in.

        Args:
            room: the id of the room it means; empty where it does not know yet.

        Raises:
            Refusal: if it means another.
        """
        if room and room != self.door.room:
            raise Refusal(421)

    def participant(self, token: str) -> Participant:
        """Return who holds this token.

        Raises:
            Refusal: if nobody in this room does.
        """
        found = self.desk.state.participants.get(badge(token)) if token else None
        if found is None:
            raise Refusal(401)
        self.presence.hear(badge(token))
        return found

    def sender(self, token: str) -> Participant:
        """Return who sends something with this token.

        Raises:
            Refusal: if nobody in this room does, or this phone sends far too much.
        """
        found = self.participant(token)
        patience = self._patience.setdefault(badge(token), Patience(*MESSAGES, time.monotonic))
        if wait := patience.wait():
            raise Refusal(429, TOO_FAST, wait)
        patience.use()
        return found

    def admit(self, code: str, key: str) -> None:
        """Check the code.

        Raises:
            Refusal: if it is wrong, or too many wrong ones came before it.
        """
        by_key = self.door.opens_to("", key)
        if not by_key and (wait := self.guard.wait()):
            raise Refusal(429, wait=wait)
        if not by_key and not self.door.opens_to(code, ""):
            self.guard.use()
            raise Refusal(403)
