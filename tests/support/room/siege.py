"""Somebody who takes places in a room from everybody else: silent sockets, or streams."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

AT_ONCE = 200
"""Connections tried at the same time; the system's own queue is no part of the question."""
BREATH = 0.5
"""Seconds; a page that was cut off takes longer."""


class Siege:
    """So many connections from one address, each opened again as often as it is closed.

    Args:
        address: of the room.
        count: how many.
        line: what each of them says at once; nothing for silence.
        rest: seconds until one that was closed is opened again.
    """

    def __init__(self, address: str, count: int, line: bytes = b"", rest: float = BREATH) -> None:
        parts = urlsplit(address)
        self._place = (str(parts.hostname), int(parts.port or 80))
        self._line = line
        self.count = count
        self._rest = rest
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._tasks: list[asyncio.Task[None]] = []
        self.opened = 0
        self.closed = 0

    @property
    def held(self) -> int:
        """How many stand now."""
        return self.opened - self.closed

    def begin(self) -> None:
        """Start to take places."""
        self._tasks = [asyncio.create_task(self._hold()) for _ in range(self.count)]

    async def end(self) -> None:
        """Give all places back."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _hold(self) -> None:
        while True:
            with suppress(OSError):
                await self._once()
            await asyncio.sleep(self._rest)

    async def _once(self) -> None:
        async with self._gate:
            reader, writer = await asyncio.open_connection(*self._place)
        self.opened += 1
        try:
            writer.write(self._line)
            while await reader.read(65536):
                pass
        finally:
            self.closed += 1
            writer.close()


def stream_of(token: str) -> bytes:
    """Return the request of a stream for whoever holds a token."""
    head = f"GET /api/pulse HTTP/1.1\r\nhost: room\r\nauthorization: Bearer {token}\r\n\r\n"
    return head.encode()
