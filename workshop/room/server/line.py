"""One connection, from the first byte on: whoever is silent for too long is cut off."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import ssl

    from workshop.room.server.connections import Connections

REQUEST_SECONDS = 10.0
"""From connecting to the whole request, and again from the first byte of each further one."""
IDLE_SECONDS = 30
"""Between two requests on the same connection."""
CLOGGED_SECONDS = 30.0
"""For taking an answer from us; a phone in a dead spot gets back to us by a new connection."""
UNHEARD_SECONDS = 30.0
"""For saying that what we sent arrived. A phone that left the Wi-Fi does not say goodbye; without
this the system would go on sending for a quarter of an hour, and the phone would count as here."""


class Line(H11Protocol):
    """uvicorn's own connection, with a limit of time for whatever the other side owes.

    Args:
        connections: where it holds a place.
        settings: see `uvicorn.protocols.http.h11_impl.H11Protocol`.
    """

    def __init__(self, connections: Connections, **settings: Any) -> None:
        super().__init__(**settings)
        self._connections = connections
        self._limit: asyncio.TimerHandle | None = None
        self._clogged: asyncio.TimerHandle | None = None
        self._is_idle = False
        # Routes find the connection of a request here.
        self.app_state = {**self.app_state, "line": self}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _give_up_early(transport.get_extra_info("socket"))
        self._arm(REQUEST_SECONDS)
        self._connections.enter(self, self.client[0] if self.client else "")

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        self.resume_writing()
        self._connections.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_idle:
            self._is_idle = False
            self._arm(REQUEST_SECONDS)
            self._connections.wait(self)
        super().data_received(data)

    def handle_events(self) -> None:
        super().handle_events()
        self._settle()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._settle()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._clogged = self.loop.call_later(CLOGGED_SECONDS, self.cut)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._clogged:
            self._clogged.cancel()
            self._clogged = None

    def listen_as(self, phone: str) -> None:
        """Count this connection as a stream of a phone."""
        self._connections.stream(self, phone)

    def cut(self) -> None:
        """End the connection at once."""
        self.transport.abort()

    def _settle(self) -> None:
        if self.transport.is_closing():
            return
        cycle = self.cycle
        is_whole = cycle is not None and not cycle.more_body
        if is_whole and not cycle.response_complete:
            self._disarm()
            self._connections.answer(self)
        elif is_whole and self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self._is_idle = True
            self._arm(IDLE_SECONDS)
            self._connections.wait(self)
        elif self._limit is None:
            self._arm(REQUEST_SECONDS)
            self._connections.wait(self)

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._limit = self.loop.call_later(seconds, self.cut)

    def _disarm(self) -> None:
        if self._limit:
            self._limit.cancel()
            self._limit = None


class Greeting(asyncio.Protocol):
    """A connection before its encryption stands; it holds a place like any other.

    asyncio's own way to serve TLS tells of a connection only after the handshake: whoever never
    shakes hands would hold a socket that nobody counts.

    Args:
        line: what goes on when both sides have agreed.
        context: holds the certificate.
        connections: where it holds a place.
    """

    def __init__(self, line: Line, context: ssl.SSLContext, connections: Connections) -> None:
        self._line = line
        self._context = context
        self._connections = connections
        self._early = b""
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.pause_reading()
        peer = transport.get_extra_info("peername")
        self._task = asyncio.get_running_loop().create_task(self._agree())
        self._connections.enter(self, str(peer[0]) if peer else "")

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.leave(self)

    def data_received(self, data: bytes) -> None:
        # The first request may arrive in the same breath as the end of the handshake.
        self._early += data

    def cut(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    async def _agree(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            secure = await loop.start_tls(
                *(self._transport, self, self._context),
                server_side=True,
                ssl_handshake_timeout=REQUEST_SECONDS,
            )
        except OSError:  # the other side's fault: no TLS, another one, or none in time
            self._transport.abort()
            secure = None
        self._connections.leave(self)
        if secure is not None and not secure.is_closing():
            secure.set_protocol(self._line)
            self._line.connection_made(secure)
            if self._early:
                self._line.data_received(self._early)


def _give_up_early(line: socket.socket | None) -> None:
    """Let the system end a connection whose other side is silent for `UNHEARD_SECONDS`."""
    option = getattr(socket, "TCP_USER_TIMEOUT", None)  # only Linux has it
    if line is not None and option is not None and line.family in (socket.AF_INET, socket.AF_INET6):
        line.setsockopt(socket.IPPROTO_TCP, option, int(1000 * UNHEARD_SECONDS))
