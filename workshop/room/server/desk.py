"""The desk: takes what is handed in, stores it in batches, and answers after the commit."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.room.fold import fold
from workshop.room.log import ConflictError
from workshop.room.state import RoomState

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.event import Event
    from workshop.room.log import EventLog

    Job = Callable[[RoomState], list[Event]]
    """Looks at the room as it stands and returns what happens, or raises `WorkshopError`."""

logger = logging.getLogger(__name__)
LOOK_SECONDS = 0.25
"""How often the desk looks for what the notebooks wrote."""
MOST_WAITING = 5000
"""More than this many unanswered requests are turned away at once."""


@dataclass
class _Errand:
    job: Job
    answer: asyncio.Future[RoomState]


class Desk:
    """One writer for all phones: a hundred votes at once are one transaction, not a hundred.

    Args:
        log: where events are stored. Others may write to it, too.
        changed: called in the event loop with every new state.
    """

    def __init__(self, log: EventLog, changed: Callable[[RoomState], None]) -> None:
        self._log = log
        self._changed = changed
        self._position = 0
        self._is_blind = False
        self._waiting: asyncio.Queue[_Errand] = asyncio.Queue(MOST_WAITING)
        self.state = RoomState()

    async def hand_in(self, job: Job) -> RoomState:
        """Do a job and return the state after it, once it is on disk.

        Raises:
            WorkshopError: if the job refuses, or nothing can be stored.
            asyncio.QueueFull: if far too much is waiting.
        """
        errand = _Errand(job, asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(errand)
        return await errand.answer

    async def work(self) -> None:
        """Serve until cancelled."""
        while True:
            errands = await self._next()
            await self._serve(errands)

    async def look(self) -> None:
        """Read what others wrote.

        Raises:
            WorkshopError: if the log cannot be read.
        """
        fresh = await asyncio.to_thread(self._log.read, self._position)
        self._take(fresh)

    async def _next(self) -> list[_Errand]:
        """Return all that waits; after a while without anything, an empty list."""
        try:
            first = await asyncio.wait_for(self._waiting.get(), LOOK_SECONDS)
        except TimeoutError:
            return []
        return [first, *(self._waiting.get_nowait() for _ in range(self._waiting.qsize()))]

    async def _serve(self, errands: list[_Errand]) -> None:
        if not errands:
            await self._look_again()
            return
        failed: dict[int, Exception]
        try:
            failed, fresh = await asyncio.to_thread(self._store, [one.job for one in errands])
            self._take(fresh)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, and the desk goes on
            failed = dict.fromkeys(range(len(errands)), error)
        for place, errand in enumerate(errands):
            if errand.answer.cancelled():  # the phone hung up; what it said is stored
                continue
            if place in failed:
                errand.answer.set_exception(failed[place])
            else:
                errand.answer.set_result(self.state)

    async def _look_again(self) -> None:
        try:
            await self.look()
            self._is_blind = False
        except Exception:
            # A desk that ended here would leave every phone waiting for ever. Said once: the desk
            # looks four times a second, for as long as it lasts.
            if not self._is_blind:
                logger.exception("The log cannot be read.")
            self._is_blind = True

    def _store(self, jobs: list[Job]) -> tuple[dict[int, Exception], list[tuple[int, Event]]]:
        """Do the jobs in one transaction; return what failed by place, and all new events."""
        failed: dict[int, Exception] = {}
        with self._log.writing() as pen:
            state = fold((event for _, event in pen.read(self._position)), self.state)
            for place, job in enumerate(jobs):
                try:
                    happened = job(state)
                except Exception as error:  # noqa: BLE001 - one bad errand must not spoil the others
                    failed[place] = error
                    continue
                try:
                    for event in happened:
                        pen.append(event)
                except ConflictError as error:
                    failed[place] = error
                    continue
                state = fold(happened, state) if happened else state
            return failed, pen.read(self._position)

    def _take(self, fresh: list[tuple[int, Event]]) -> None:
        if fresh:
            self._position = fresh[-1][0]
            self.state = fold((event for _, event in fresh), self.state)
            self._changed(self.state)
