"""The writer: takes what is submitted, stores it in batches, and answers after the commit."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.room.execution import Reading, catch_up, execute

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.execution import Command
    from workshop.room.log.log import EventLog
    from workshop.room.state.state import RoomState

logger = logging.getLogger(__name__)
LOOK_SECONDS = 0.25
"""How often the writer looks for what the notebooks wrote."""
MOST_WAITING = 5000
"""More than this many unanswered requests are turned away at once."""


@dataclass
class _Submitted:
    command: Command
    answer: asyncio.Future[RoomState]


class BatchWriter:
    """One writer for all phones: a hundred votes at once are one transaction, not a hundred.

    Args:
        log: where events are stored. Others may write to it, too.
        changed: called in the event loop with every new state.
    """

    def __init__(self, log: EventLog, changed: Callable[[RoomState], None]) -> None:
        self._log = log
        self._changed = changed
        self._reading = Reading()
        self._is_blind = False
        self._waiting: asyncio.Queue[_Submitted] = asyncio.Queue(MOST_WAITING)

    @property
    def state(self) -> RoomState:
        """What stood when the log was last read."""
        return self._reading.state

    async def submit(self, command: Command) -> RoomState:
        """Carry out a command and return the state after it, once it is on disk.

        Raises:
            WorkshopError: if the command refuses, or nothing can be stored.
            asyncio.QueueFull: if far too much is waiting.
        """
        waiting = _Submitted(command, asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(waiting)
        return await waiting.answer

    async def work(self) -> None:
        """Serve until cancelled."""
        while True:
            submitted = await self._next()
            await self._serve(submitted)

    async def look(self) -> None:
        """Read what others wrote.

        Raises:
            WorkshopError: if the log cannot be read.
        """
        self._take(await asyncio.to_thread(catch_up, self._log, self._reading))

    async def _next(self) -> list[_Submitted]:
        """Return all that waits; after a while without anything, an empty list."""
        try:
            # Not wait_for: until Python 3.12 it swallows a cancellation that comes with an item.
            async with asyncio.timeout(LOOK_SECONDS):
                first = await self._waiting.get()
        except TimeoutError:
            return []
        return [first, *(self._waiting.get_nowait() for _ in range(self._waiting.qsize()))]

    async def _serve(self, submitted: list[_Submitted]) -> None:
        if not submitted:
            await self._look_again()
            return
        failed: dict[int, Exception]
        try:
            commands = [one.command for one in submitted]
            reading, failed = await asyncio.to_thread(execute, self._log, self._reading, commands)
            self._take(reading)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, and the writer goes on
            failed = dict.fromkeys(range(len(submitted)), error)
        for place, one in enumerate(submitted):
            if one.answer.cancelled():  # the phone hung up; what it said is stored
                continue
            if place in failed:
                one.answer.set_exception(failed[place])
            else:
                one.answer.set_result(self.state)

    async def _look_again(self) -> None:
        try:
            await self.look()
            self._is_blind = False
        except Exception:
            # A writer that ended here would leave every phone waiting for ever. Said once: it
            # looks four times a second, for as long as it lasts.
            if not self._is_blind:
                logger.exception("The log cannot be read.")
            self._is_blind = True

    def _take(self, reading: Reading) -> None:
        if reading is not self._reading:
            self._reading = reading
            self._changed(reading.state)
