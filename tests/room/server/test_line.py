"""A connection that owes something is given time, and not for ever."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from support.browser.trust import Authority
from support.room.live import runs, until
from uvicorn.server import ServerState

from workshop.room.server import line as line_module
from workshop.room.server.connections import STREAMS_A_PHONE, Connections
from workshop.room.server.line import Greeting, Line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

GET = b"GET / HTTP/1.1\r\nhost: room\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nhost: room\r\ncontent-length: 5\r\n\r\n"
SOON = 0.3
"""Seconds a connection gets here for what it owes."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits ten seconds for a test."""
    monkeypatch.setattr(line_module, "REQUEST_SECONDS", SOON)
    monkeypatch.setattr(line_module, "IDLE_SECONDS", 3 * SOON)
    monkeypatch.setattr(line_module, "CLOGGED_SECONDS", SOON)


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Read the request, wait where the path says so, answer; `/stream` never ends."""
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/slow":
        await asyncio.sleep(2 * SOON)
    if scope["path"] == "/stream":
        scope["state"]["line"].listen_as("phone")
        while True:
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
            await asyncio.sleep(0.01)
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def listening(
    connections: Connections, context: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """Serve `app` and yield the port."""
    config = uvicorn.Config(app, log_config=None, ws="none", lifespan="off", timeout_keep_alive=60)
    config.load()
    state = ServerState()

    def answer() -> asyncio.Protocol:
        line = Line(connections, config=config, server_state=state, app_state={})
        return Greeting(line, context, connections) if context else line

    server = await asyncio.get_running_loop().create_server(answer, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        connections.cut_all()
        for task in list(state.tasks):
            task.cancel()
        await asyncio.gather(*state.tasks, return_exceptions=True)
        await until(lambda: not len(connections))


async def spoken(port: int, *parts: bytes, pause: float = 0.0) -> tuple[bytes, float]:
    """Send parts, then only listen; return what came until the end, and the seconds until it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begun = asyncio.get_running_loop().time()
    heard = b""
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        heard = await reader.read()
    writer.close()
    return heard, asyncio.get_running_loop().time() - begun


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HTTP/1.1\r\nhost:",),
        (POST,),
        (POST, b"1234"),
        (GET, b"GET /"),
        (GET, POST),
    ],
)
@runs
async def test_who_owes_a_request_is_cut_off_in_time(parts: tuple[bytes, ...]) -> None:
    """Silent from the start, in the middle of a head or a body, or of a second request."""
    connections = Connections(100)
    async with listening(connections) as port:
        heard, seconds = await spoken(port, *parts, pause=0.05)

    assert (GET in parts) == (b"ok" in heard)
    assert SOON / 2 < seconds < 2.5 * SOON


@runs
async def test_a_request_that_drips_gets_no_more_time() -> None:
    """The limit is for the whole of it: a byte now and then keeps no place."""
    async with listening(Connections(100)) as port:
        drops = [bytes([byte]) for byte in GET[:-2]]
        heard, seconds = await asyncio.wait_for(spoken(port, *drops, pause=SOON / 10), 20)

    assert b"ok" not in heard
    assert seconds < SOON * len(drops) / 10 + SOON


@runs
async def test_who_waits_for_us_may_wait() -> None:
    """An answer that takes long is our matter; a second request on the same line is welcome."""
    slow = GET.replace(b"/ ", b"/slow ", 1)
    async with listening(Connections(100)) as port:
        heard, _ = await spoken(port, slow, GET, pause=3 * SOON)

    assert 2 == heard.count(b"ok")


@runs
async def test_an_idle_line_is_kept_for_a_while_and_not_for_ever() -> None:
    """Browsers use it again; what they forget is closed."""
    async with listening(Connections(100)) as port:
        heard, seconds = await spoken(port, GET)

    assert b"ok" in heard
    assert 2 * SOON < seconds < 6 * SOON


@runs
async def test_who_takes_no_answer_is_cut_off() -> None:
    """A stream to a phone that is gone would hold its place until the network notices."""
    connections = Connections(100)
    async with listening(connections) as port:
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(deaf, ("127.0.0.1", port))
            await loop.sock_sendall(deaf, GET.replace(b"/ ", b"/stream ", 1))
            await until(lambda: len(connections) == 1)
            await until(lambda: not len(connections))


@runs
async def test_a_phone_holds_a_few_streams() -> None:
    """The newest wins: a page that was reloaded is not shut out by what it left behind."""
    connections = Connections(100)
    stream = GET.replace(b"/ ", b"/stream ", 1)
    async with listening(connections) as port:
        heard = [asyncio.create_task(spoken(port, stream)) for _ in range(STREAMS_A_PHONE + 3)]
        done, _ = await asyncio.wait(heard, return_when=asyncio.FIRST_COMPLETED)
        await until(lambda: len(connections) == STREAMS_A_PHONE)

        assert done
        connections.cut_all()
        await asyncio.gather(*heard)


@runs
async def test_silent_lines_make_place_for_who_speaks() -> None:
    """More silent ones than places, and whoever comes is answered."""
    connections = Connections(20)
    async with listening(connections) as port:
        silent = [asyncio.create_task(spoken(port)) for _ in range(60)]
        await until(lambda: sum(one.done() for one in silent) > 20)
        heard, _ = await spoken(port, GET.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n"))
        await asyncio.gather(*silent)

    assert b"ok" in heard


@runs
async def test_who_never_shakes_hands_holds_a_place_and_loses_it(tmp_path: Path) -> None:
    """Before the encryption stands, a connection is counted and timed like any other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*Authority(tmp_path).issue("localhost"))
    connections = Connections(20)
    async with listening(connections, context) as port:
        first = asyncio.create_task(spoken(port))
        await until(lambda: len(connections) == 1)
        await first
        await until(lambda: not len(connections))
        for wrong in (b"\x00" * 20, GET, b"\x16\x03\x01\x02\x00\x01"):
            await spoken(port, wrong)
        flood = [asyncio.create_task(spoken(port)) for _ in range(60)]
        await until(lambda: sum(one.done() for one in flood) > 20)
        await asyncio.gather(*flood)
        await until(lambda: not len(connections))


@runs
async def test_over_tls_a_request_in_the_same_breath_is_answered(tmp_path: Path) -> None:
    """The end of the handshake and the first request often come in one packet."""
    authority = Authority(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.issue("localhost"))
    trusting = ssl.create_default_context(cafile=str(authority.root))
    connections = Connections(100)
    async with listening(connections, context) as port:
        heard = []
        for _ in range(5):
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=trusting, server_hostname="localhost"
            )
            writer.write(GET)
            heard.append(await reader.readuntil(b"ok"))
            writer.close()
            await writer.wait_closed()
        await until(lambda: not len(connections))

    assert 5 == len(heard)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux has it")
@runs
async def test_a_phone_that_left_without_a_word_is_given_up() -> None:
    """What it does not acknowledge ends the connection; else it would count as here for long."""
    async with listening(Connections(9)) as port:
        found: list[socket.socket] = []
        made = Line.connection_made

        def seen(self: Line, transport: asyncio.Transport) -> None:
            made(self, transport)
            found.append(transport.get_extra_info("socket"))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Line, "connection_made", seen)
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            await until(lambda: found)
            given = found[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
            writer.close()

    assert 1000 * line_module.UNHEARD_SECONDS == given
