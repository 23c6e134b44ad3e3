"""A room on the network: its door, its writer, its broadcast, and who is here now."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from workshop.errors import WorkshopError
from workshop.room.commands.door import count_away
from workshop.room.server.broadcast import Broadcast, DeskBroadcast
from workshop.room.server.errors import Refusal
from workshop.room.server.writer import BatchWriter
from workshop.room.state.door import MESSAGES, WRONG_CODES, TokenBucket
from workshop.room.state.participant import token_hash
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from workshop.room.log.log import EventLog
    from workshop.room.reach.network import Networks
    from workshop.room.state.door import Door
    from workshop.room.state.participant import Participant
    from workshop.room.state.state import RoomState
    from workshop.words import Lang

TOO_FAST = WorkshopError(
    N_("That’s faster than anyone can read."), hint=N_("Your phone will try again by itself.")
)
MINUTE = 60.0
AWAY_SECONDS = 120.0
"""A phone in a pocket sleeps and says nothing; after this long it is likely not in the room."""
COUNT_SECONDS = 2.0
"""Between two looks at who is away."""


class Location(Protocol):
    """Where the room is on the network, and how that is changed."""

    around: Networks
    host: str

    def view(self, lang: Lang) -> dict[str, Any]:
        """Return what the presenter view shows of it."""

    async def move(self, host: str) -> None:
        """Go to another address of this computer."""

    async def watch(self) -> None:
        """Notice changes for as long as the room is open."""


class Presence:
    """When each phone was last heard of: counted in memory, and never written down.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun = clock()
        self._heard: dict[str, float] = {}
        self._joined: deque[float] = deque()

    def hear(self, phone: str) -> None:
        """Note that a phone said something, or still listens."""
        self._heard[phone] = self._clock()

    def welcome(self) -> None:
        """Note that a new phone came in."""
        self._joined.append(self._clock())

    @property
    def joins_a_minute(self) -> int:
        """How many new phones came in within the last minute."""
        while self._joined and self._joined[0] < self._clock() - MINUTE:
            self._joined.popleft()
        return len(self._joined)

    def away(self, phones: Iterable[str]) -> list[str]:
        """Return those of these phones of which nothing was heard for a while.

        After a start nobody has been heard yet; until phones had time to come back, none is away.
        """
        latest = self._clock() - AWAY_SECONDS
        return [phone for phone in phones if self._heard.get(phone, self._begun) < latest]


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
        self.venue: Location | None = None
        self.files: Path | None = None  # where what people take along lies
        self.broadcast, self.desk = Broadcast(), DeskBroadcast()
        self.writer = BatchWriter(log, self._publish)
        self.guard = TokenBucket(*WRONG_CODES, time.monotonic)
        self.presence = Presence(time.monotonic)
        # By hash: whoever gets hold of this process's memory should find no token in it.
        self._messages: dict[str, TokenBucket] = {}

    def note(self, changes: int) -> None:
        """Tell everybody that something changed beside the state; see `Broadcast.note`."""
        for one in (self.broadcast, self.desk):
            one.note(changes)

    def close(self) -> None:
        """Let everybody who listens go."""
        for one in (self.broadcast, self.desk):
            one.close()

    def _publish(self, state: RoomState) -> None:
        for one in (self.broadcast, self.desk):
            one.publish(state)

    async def count(self) -> None:
        """Keep the number of those who are away up to date, until cancelled."""
        while True:
            await asyncio.sleep(COUNT_SECONDS)
            state = self.writer.state
            away = self.presence.away(state.participants)
            if count_away(state, away):
                # What cannot be stored now is counted at the next look.
                with suppress(WorkshopError, OSError, asyncio.QueueFull):
                    await self.writer.submit(partial(count_away, away=away))

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
        found = self.writer.state.participants.get(token_hash(token)) if token else None
        if found is None:
            raise Refusal(401)
        self.presence.hear(token_hash(token))
        return found

    def sender(self, token: str) -> Participant:
        """Return who sends something with this token.

        Raises:
            Refusal: if nobody in this room does, or this phone sends far too much.
        """
        found = self.participant(token)
        fresh = TokenBucket(*MESSAGES, time.monotonic)
        bucket = self._messages.setdefault(token_hash(token), fresh)
        if wait := bucket.wait():
            raise Refusal(429, TOO_FAST, wait)
        bucket.use()
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
