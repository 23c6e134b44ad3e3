"""Open a room on the network and serve it until it is told to stop."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import uvicorn

from workshop.errors import WorkshopError
from workshop.room.door import Door, door, new_code
from workshop.room.event import Event
from workshop.room.host import LOOPBACK, check_host, lan_addresses, reachable
from workshop.room.log import open_log
from workshop.room.server.app import live_app
from workshop.room.server.live import LiveRoom
from workshop.room.state import fold
from workshop.session import LEASH_VARIABLE
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.room.log import EventLog
    from workshop.session import Session
    from workshop.words import Lang

USUAL_PORT = 8808
BACKLOG = 1024
STOPS = (signal.SIGINT, signal.SIGTERM)
KEEP_ALIVE_SECONDS = 30
STDIN = 0
STOP_SECONDS = 2
SECRET_LENGTH = 22
"""Letters of base64 that hold 128 bits."""
FILES_A_PHONE, FILES_BESIDE = 3, 200
"""Open files: a stream and a request or two for each phone, and all the rest."""


def serve_room(
    session: Session, lang: Lang, *, host: str = LOOPBACK, port: int | None = None, cap: int
) -> int:
    """Serve a session's room until Ctrl-C, SIGTERM, or the end of the leash.

    Args:
        session: whose room it is.
        lang: of the lines printed.
        host: the address phones reach, or ``auto``; this computer itself can always reach it.
        port: the port, by default the one of last time, the usual one, or a free one.
        cap: how many phones may come in.

    Returns:
        The exit code, 0.

    Raises:
        WorkshopError: if address or port cannot be used, or the log cannot.
    """
    host = check_host(host)
    log = open_log(session)
    before = door(fold(event for _, event in log.read()).door)
    sockets = _listen(host, port, before)
    opened = _open_door(log, host, sockets[0].getsockname()[1], cap, before)
    _allow_files(cap)
    live = LiveRoom(log, opened, facilitator_secret(session.folder / "facilitator.key"))
    _say(live, Words(lang))
    server = _server(live)
    if os.environ.get(LEASH_VARIABLE):
        threading.Thread(target=_hold_leash, args=(server,), daemon=True).start()
    server.run(sockets=sockets)
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


def presenter_link(opened: Door, secret: str, host: str = LOOPBACK) -> str:
    """Return the facilitator's page; after the # nothing is sent, so no log ever holds it."""
    port = opened.address.rpartition(":")[2]
    return f"http://{host}:{port}/presenter#{secret}"


def _listen(host: str, port: int | None, before: Door | None) -> list[socket.socket]:
    """Return listening sockets on one port: of the network's address, and of this computer."""
    hosts = list(dict.fromkeys([host, LOOPBACK]))
    if port is not None:
        return _bind(hosts, port)
    last = int(before.address.rpartition(":")[2]) if before else USUAL_PORT
    for usual in (last, 0):
        try:
            return _bind(hosts, usual)
        except WorkshopError:
            if not usual:
                raise
    raise AssertionError


def _bind(hosts: list[str], port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        for host in hosts:
            # The second address takes the port the first one was given.
            wanted = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_socket(host, wanted))
    except (OSError, OverflowError) as error:
        for one in sockets:
            one.close()
        raise WorkshopError(
            N_("The room cannot be served on this port."),
            found="{port}: {reason}",
            hint=N_("Leave the port out and a free one is taken."),
            port=port,
            reason=getattr(error, "strerror", None) or str(error),
        ) from None
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


def _allow_files(cap: int) -> None:
    """Let the system give us as many connections as phones may come."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit
    except ImportError:
        return
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(allowed, FILES_A_PHONE * cap + FILES_BESIDE)
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))


def _open_door(log: EventLog, host: str, port: int, cap: int, before: Door | None) -> Door:
    opened = Door(
        code=before.code if before else new_code(),
        key=before.key if before else secrets.token_urlsafe(9),
        address=f"http://{host}:{port}",
        reach=reachable(host),
        cap=cap,
    )
    if opened != before:
        log.append(Event(kind="room_opened", subject="room", body=asdict(opened)))
    return opened


def _server(live: LiveRoom) -> uvicorn.Server:
    config = uvicorn.Config(
        live_app(live),
        access_log=False,  # it would hold addresses
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        backlog=BACKLOG,
    )
    return _Server(config, live)


class _Server(uvicorn.Server):
    """A server that ends in peace; uvicorn's own sends itself the signal once more."""

    def __init__(self, config: uvicorn.Config, live: LiveRoom) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before the connections are counted: a stream that nobody ends would be cut off.
        self._live.pulse.close()
        await super().shutdown(sockets)

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


def _say(live: LiveRoom, words: Words) -> None:
    opened = live.door
    lines = [
        words("Phones: {address}, code {code}", address=opened.address, code=opened.code),
        words("Only for you, the presenter view: {link}", link=presenter_link(opened, live.secret)),
    ]
    if opened.reach:
        link = presenter_link(opened, live.secret, opened.host)
        lines.append(words("The same on a second device: {link}", link=link))
    else:
        mine = ", ".join(lan_addresses()) or "–"
        lines.append(
            words(
                "Other devices cannot reach this yet. To let phones in: --host auto (this computer"
                " is {mine}).",
                mine=mine,
            )
        )
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
