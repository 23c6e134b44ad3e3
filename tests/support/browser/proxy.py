"""A reverse proxy as small as one can be: it shows a room under a path of its own."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOST = "127.0.0.1"
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Proxy:
    """Passes requests below a path on to a server, each on a connection of its own.

    Args:
        path: below which it shows the server.
        is_cut: whether it takes the path away before it passes a request on.
    """

    def __init__(self, path: str, *, is_cut: bool) -> None:
        self._path = path.encode()
        self._is_cut = is_cut
        self.port = 0
        self.server = 0
        """The port of the server behind it."""
        self.stop: Callable[[], object]
        self.passed: list[str] = []
        """The paths that were asked for."""

    async def run(self, ready: threading.Event) -> None:
        """Serve until told to stop."""
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        self.stop = lambda: loop.call_soon_threadsafe(stop.set)
        listening = await asyncio.start_server(self._serve, HOST, 0)
        self.port = int(listening.sockets[0].getsockname()[1])
        ready.set()
        await stop.wait()
        listening.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, path, version = head.partition(b"\r\n")[0].split(b" ")
            self.passed.append(path.decode())
            if not path.startswith(self._path + b"/"):
                writer.write(NOT_FOUND)
            else:
                path = path.removeprefix(self._path) if self._is_cut else path
                await self._pass_on(b" ".join([method, path, version]), head, reader, writer)

    async def _pass_on(
        self,
        request: bytes,
        head: bytes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        lines = [
            line
            for line in head.split(b"\r\n")[1:]
            if line and not line.lower().startswith(b"connection:")
        ]
        said = [b"x-forwarded-for: 203.0.113.9", b"x-forwarded-proto: https", b"connection: close"]
        from_server, to_server = await asyncio.open_connection(HOST, self.server)
        with closing(to_server):
            to_server.write(b"\r\n".join([request, *lines, *said, b"", b""]))
            there = asyncio.create_task(_pour(reader, to_server))
            await _pour(from_server, writer)
            there.cancel()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


@contextmanager
def proxying(path: str, *, is_cut: bool) -> Iterator[Proxy]:
    """Run a proxy for a while; the test says which port is behind it."""
    proxy, ready = Proxy(path, is_cut=is_cut), threading.Event()
    # A thread of its own: Playwright keeps a loop running in this one.
    thread = threading.Thread(target=lambda: asyncio.run(proxy.run(ready)))
    thread.start()
    ready.wait()
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join()
