"""The broadcast: tells every listener that something changed, and never what."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from workshop.agenda import Beat
from workshop.room.state.moments import moments_of
from workshop.room.views.projection import for_everybody, here, scene, where

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from workshop.room.state.state import RoomState

HEARTBEAT_SECONDS = 10.0
REST_SECONDS = 0.4
"""Between two messages to the same listener: a hundred answers are a few counts, not a hundred."""
DESK_REST_SECONDS = 0.1
"""Between two messages to the presenter view: who pressed Next waits for what it shows."""
MOST_A_SECOND = 400
"""Messages to all listeners together: a thousand phones hear of counts less often."""


class Broadcast:
    """The latest message, and a bell for each listener.

    A bell is either rung or not, so a slow phone has one message waiting and delays nobody.
    """

    def __init__(self) -> None:
        self._bells: set[asyncio.Event] = set()
        self.message = ""
        self.closing = False
        self._beside = 0
        self._state: RoomState | None = None

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._bells)

    @property
    def rest(self) -> float:
        """Seconds between two messages to the same listener."""
        return max(REST_SECONDS, self.listeners / MOST_A_SECOND)

    def seen(self, state: RoomState) -> dict[str, object]:
        """Return what listeners look again for when it changes."""
        door = f"{state.locked} {state.expected} {len(state.set_aside)} {self._beside}"
        return {"scene": scene(state), **for_everybody(state), "door": door}

    def publish(self, state: RoomState) -> None:
        """Tell everybody, if what they see has changed."""
        self._state = state
        message = json.dumps(self.seen(state), separators=(",", ":"))
        if message != self.message:
            self.message = message
            self._ring()

    def note(self, changes: int) -> None:
        """Tell everybody that something changed beside the state: so many things by now."""
        self._beside = changes
        if self._state:
            self.publish(self._state)

    def close(self) -> None:
        """Let every listener go."""
        self.closing = True
        self._ring()

    async def listen(self) -> AsyncIterator[str]:
        """Yield server-sent events until the listener goes or the server closes."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            said = ""
            while not self.closing:
                bell.clear()
                if self.message != said:
                    said = self.message
                    yield f"data: {said}\n\n"
                    await asyncio.sleep(self.rest)
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._bells.discard(bell)

    def _ring(self) -> None:
        for bell in self._bells:
            bell.set()


class DeskBroadcast(Broadcast):
    """Tells the presenter view; of each step as well, which phones need not wake up for."""

    @property
    def rest(self) -> float:
        return DESK_REST_SECONDS

    def seen(self, state: RoomState) -> dict[str, object]:
        return {**super().seen(state), "step": _step(state)}


def _step(state: RoomState) -> str:
    """Return what tells the presenter that the projector has moved, or was asked to."""
    beat = state.beats.get(state.activity, Beat.THINK)
    shown = moments_of(state, state.activity, beat)
    asked = f"{state.step.to}{bool(state.step.refusal)}" if state.step else ""
    # How often answers were changed, and nothing of what they say.
    changes = sum(said.rev for one in here(state) for said in state.said(one.question.key))
    return f"{asked} {where(state)}/{len(shown.titles)} {','.join(shown.deeds)} {changes}"
