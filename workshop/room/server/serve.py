"""Open a room on the network and serve it until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from workshop.errors import WorkshopError
from workshop.room.commands.door import open_room
from workshop.room.log.log import open_log
from workshop.room.reach.access import Access, Wishes, check_access
from workshop.room.reach.host import LOOPBACK, networks
from workshop.room.room import Room
from workshop.room.server.app import live_app
from workshop.room.server.connections import Connections, allow_files, crowd_behind
from workshop.room.server.journal import journal, note_accident
from workshop.room.server.line import IDLE_SECONDS, Greeting, Line
from workshop.room.server.listening import Listening, bind
from workshop.room.server.room_server import LiveRoom
from workshop.room.server.text import say, tell
from workshop.room.server.venue import Venue
from workshop.room.state.door import Door, door, new_code
from workshop.session import LEASH_VARIABLE
from workshop.words import Words

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.session import Session
    from workshop.words import Lang

USUAL_PORT = 8808
STOPS = (signal.SIGINT, signal.SIGTERM)
STDIN = 0
STOP_SECONDS = 2
ACCEPTED_AT_ONCE = 32
"""Connections taken in between two looks at everything else; all of them hold an open file before
the first of them can be told to go."""
ROOM_BYTES = 8
"""Of a room's id: enough that no two rooms share one; it is no secret."""
SECRET_LENGTH = 22
"""Letters of base64 that hold 128 bits."""


def serve_room(session: Session, lang: Lang, *, wishes: Wishes, cap: int) -> int:
    """Serve a session's room until Ctrl-C, SIGTERM, or the end of the leash.

    Args:
        session: whose room it is.
        lang: of the lines printed.
        wishes: how it should be reached.
        cap: how many phones may come in.

    Returns:
        The exit code, 0.

    Raises:
        WorkshopError: if it cannot be reached so, or the log cannot be used.
    """
    access = check_access(wishes, networks())
    log = open_log(session)
    room = Room(log)
    before = door(room.state.door)
    listening = Listening(_listen(access, before))
    opened = _door(access, listening.port, cap, before)
    room.execute(lambda state: open_room(state, opened))
    live = LiveRoom(log, opened, facilitator_secret(session.folder / "facilitator.key"))
    live.files = session.charter
    words = Words(lang)
    live.venue = Venue(live, listening, access, networks, lambda *given: tell(words, *given))
    with journal(session.folder, words):
        server = _server(
            live, listening, access, Connections(allow_files(cap), crowd_behind(access.proxies))
        )
        say(live, access, listening.port, words)
        if os.environ.get(LEASH_VARIABLE):
            threading.Thread(target=_hold_leash, args=(server,), daemon=True).start()
        server.run()
    log.close()
    return 0


def facilitator_secret(file: Path) -> str:
    """Return the facilitator's secret; a new one is kept in a file nobody else may read."""
    kept = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    if len(kept) >= SECRET_LENGTH:
        return kept
    # Whole or not at all: a power cut must not leave an empty key, which everybody has.
    draft = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(secrets.token_urlsafe(18))
    draft.replace(file)
    return file.read_text(encoding="utf-8")


def _listen(access: Access, before: Door | None) -> list[socket.socket]:
    """Return listening sockets on one port: of the network's address, and of this computer."""
    hosts = list(dict.fromkeys([access.host, LOOPBACK]))
    if access.port is not None:
        return bind(hosts, access.port)
    last = urlsplit(before.address).port if before else None
    with suppress(WorkshopError):
        return bind(hosts, last or USUAL_PORT)
    return bind(hosts, 0)


def _door(access: Access, port: int, cap: int, before: Door | None) -> Door:
    return Door(
        code=before.code if before else new_code(),
        key=before.key if before else secrets.token_urlsafe(9),
        address=access.address(access.host, port),
        reach=access.reaches(access.host),
        cap=cap,
        room=(before.room if before else "") or secrets.token_hex(ROOM_BYTES),
    )


def _server(live: LiveRoom, listening: Listening, access: Access, places: Connections) -> _Server:
    config = uvicorn.Config(
        live_app(live, access.root_path),
        access_log=False,  # it would hold addresses
        log_config=None,  # see `workshop.room.server.journal`
        log_level="warning",
        loop="asyncio",
        ws="none",
        server_header=False,
        # Nobody speaks for others but who was named on the command line.
        proxy_headers=bool(access.proxies),
        forwarded_allow_ips=[str(network) for network in access.proxies],
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=IDLE_SECONDS,
    )
    return _Server(config, live, listening, access, places)


class _Server(uvicorn.Server):
    """A server that follows its networks, keeps its places, and ends in peace.

    uvicorn's own listens where it was started, takes in whoever comes, and sends itself the
    signal once more.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        live: LiveRoom,
        listening: Listening,
        access: Access,
        places: Connections,
    ) -> None:
        super().__init__(config)
        self._live = live
        self._listening = listening
        self._context = access.certificate.context if access.certificate else None
        self._places = places
        self._watch: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        # Sockets come and go here; uvicorn starts the app and thinks there are none.
        await super().startup(sockets=[])
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(note_accident)
        await self._listening.start(self._serve_at)
        self.servers = self._listening.servers
        if self._live.venue:
            self._watch = loop.create_task(self._live.venue.watch())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before the connections are counted: a stream that nobody ends would be cut off.
        self._live.close()
        if self._watch:
            self._watch.cancel()
        for place in self._places.silent:
            place.cut()
        # What does not end by itself is not worth an error on the terminal.
        asyncio.get_running_loop().call_later(STOP_SECONDS / 2, self._places.cut_all)
        await super().shutdown(sockets)

    async def _serve_at(self, bound: socket.socket) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(self._answer, sock=bound, backlog=ACCEPTED_AT_ONCE)

    def _answer(self) -> asyncio.Protocol:
        line = Line(
            self._places,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        return Greeting(line, self._context, self._places) if self._context else line

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {stop: signal.signal(stop, self.handle_exit) for stop in STOPS}
        try:
            yield
        finally:
            for stop, handler in before.items():
                signal.signal(stop, handler)


def _hold_leash(server: uvicorn.Server) -> None:
    # Not sys.stdin: its lock, held here, would break the interpreter's end.
    while os.read(STDIN, 1024):
        pass
    server.should_exit = True
