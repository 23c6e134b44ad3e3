"""The sockets a room listens on: one port, and as many addresses as it was opened to."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.reach.access import no_port

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Iterable

    Serve = Callable[[socket.socket], Awaitable[asyncio.Server]]
    """Starts to serve whoever comes to a socket that is bound."""

BACKLOG = 1024
"""Phones that wait while the server is busy: a hall that scans the code in the same second."""


class Listening:
    """The addresses a room listens on.

    Args:
        sockets: one for each address to begin with, all on one port; see `bind`.
    """

    def __init__(self, sockets: list[socket.socket]) -> None:
        self.port = int(sockets[0].getsockname()[1])
        self.servers: list[asyncio.Server] = []
        self._waiting = {str(one.getsockname()[0]): one for one in sockets}
        self._wanted = list(self._waiting)
        self._open: dict[str, asyncio.Server] = {}
        self._serve: Serve = _not_begun

    @property
    def hosts(self) -> list[str]:
        """The addresses it listens on now."""
        return [*self._waiting, *self._open]

    async def start(self, serve: Serve) -> None:
        """Begin to serve on every address."""
        self._serve = serve
        while self._waiting:
            host, bound = self._waiting.popitem()
            await self._begin(host, bound)

    async def open(self, host: str) -> None:
        """Serve on one more address of this computer; those before it stay.

        Raises:
            WorkshopError: if another program holds the port there.
        """
        if host not in self._open:
            await self._begin(host, bind([host], self.port)[0])
        if host not in self._wanted:
            self._wanted.append(host)

    async def follow(self, here: Iterable[str]) -> list[str]:
        """Leave addresses this computer has no more, come back to those it has again.

        Args:
            here: all addresses of this computer now.

        Returns:
            The addresses to which it could not come back: another program holds the port.
        """
        present = set(here)
        for host in [one for one in self._open if one not in present]:
            server = self._open.pop(host)
            self.servers.remove(server)
            server.close()
        failed = []
        for host in [one for one in self._wanted if one in present - self._open.keys()]:
            try:
                await self.open(host)
            except WorkshopError:
                failed.append(host)
        return failed

    async def _begin(self, host: str, bound: socket.socket) -> None:
        server = await self._serve(bound)
        # asyncio takes its own, shorter queue: it is also how many it lets in between two looks
        # at anything else.
        bound.listen(BACKLOG)
        self._open[host] = server
        self.servers.append(server)


async def _not_begun(_: socket.socket) -> asyncio.Server:
    message = "nobody serves here yet"
    raise RuntimeError(message)


def bind(hosts: Iterable[str], port: int) -> list[socket.socket]:
    """Return a listening socket for each address, all on one port.

    Args:
        hosts: addresses of this computer.
        port: the port; 0 for a free one.

    Raises:
        WorkshopError: if another program holds it, or it is no port we may use.
    """
    sockets: list[socket.socket] = []
    try:
        for host in hosts:
            # The second address takes the port the first one was given.
            wanted = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_socket(host, wanted))
    except (OSError, OverflowError) as error:
        for one in sockets:
            one.close()
        raise no_port(port, error) from None
    return sockets


def _socket(host: str, port: int) -> socket.socket:
    # TCP by name: only then does asyncio switch off the delay of small packets.
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((host, port))
        one.listen(BACKLOG)
    except BaseException:
        one.close()
        raise
    return one
