"""The command that serves a room: what it prints, keeps, and how it ends."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from support.room.live import Served, bearer, postgres, runs, served

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.server.listening import bind
from workshop.room.server.serve import facilitator_secret
from workshop.room.state.door import ALPHABET, CODE_LENGTH

if TYPE_CHECKING:
    from pathlib import Path

FREE = ("--port", "0")
"""The usual port may be somebody else's by the time of a restart."""


def command(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "workshop", "room", "--lang", "en", *options],
        env={**os.environ, "WORKSHOP_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def get(running: Served, path: str, secret: str = "") -> int:
    headers = bearer(secret) if secret else {}
    return httpx.get(running.address + path, headers=headers, trust_env=False).status_code


def test_it_serves_what_it_prints(tmp_path: Path) -> None:
    """Address, code and the facilitator's link work; the log knows the same door."""
    with served(tmp_path) as running:
        found = [
            get(running, "/"),
            get(running, "/presenter"),
            get(running, "/static/phone.js"),
            get(running, "/api/presenter", running.secret),
            get(running, "/api/presenter", "wrong"),
        ]
        opened = running.door

    assert [200, 200, 200, 200, 401] == found
    assert (running.address, running.code) == (opened.address, opened.code)
    assert CODE_LENGTH == len(running.code)
    assert set(running.code) <= set(ALPHABET)


def test_the_secret_lies_where_only_its_owner_reads(tmp_path: Path) -> None:
    """The file of the key is closed to other users of the computer, and holds all of it."""
    with served(tmp_path) as running:
        file = running.folder / "facilitator.key"

        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        assert running.secret == file.read_text("utf-8")
        assert len(running.secret) >= 22


def test_a_key_file_without_a_key_opens_nothing(tmp_path: Path) -> None:
    """A power cut left the file empty: a new key is made, and nobody gets in without one."""
    file = tmp_path / "facilitator.key"
    file.touch()

    assert len(facilitator_secret(file)) >= 22
    assert facilitator_secret(file) == file.read_text("utf-8").strip()


def test_the_same_name_is_the_same_room(tmp_path: Path) -> None:
    """Address, code, key and secret are those of last time: phones find their room again."""
    doors = []
    for options in (FREE, ()):
        with served(tmp_path, *options) as running:
            doors.append((running.door, running.secret))
            running.stop()

    assert doors[0] == doors[1]


def test_another_name_is_another_room(tmp_path: Path) -> None:
    """Neither code, nor key, nor secret open the room next door."""
    with served(tmp_path) as one, served(tmp_path, session="other") as other:
        keys = [(it.code, it.door.key, it.secret) for it in (one, other)]
        found = get(other, "/api/presenter", one.secret)

    assert 401 == found
    assert 6 == len({key for each in keys for key in each})


def test_a_port_that_is_taken_is_reported(tmp_path: Path) -> None:
    """A port somebody asked for is not replaced in silence: a sentence, and exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = command(tmp_path, "--session", "room", "--port", port)

    assert (2, "") == (ended.returncode, ended.stdout)
    assert f"The room can’t be opened on this port.\nFound: {port}:" in ended.stderr


def test_last_times_port_is_replaced_where_it_is_taken(tmp_path: Path) -> None:
    """Nobody asked for it: the room takes a free one and prints it."""
    with served(tmp_path, *FREE) as running:
        before = urlsplit(running.address).port
        running.stop()
    with socket.create_server(("127.0.0.1", before)), served(tmp_path) as again:
        found = get(again, "/api/alive")

        assert before != urlsplit(again.address).port
        assert again.address == again.door.address
    assert 200 == found


@pytest.mark.parametrize("host", ["203.0.113.1", "example.invalid", "::1", "x"])
def test_an_address_that_is_not_here_is_reported(tmp_path: Path, host: str) -> None:
    """The room listens only where it was told to, or not at all."""
    ended = command(tmp_path, "--session", "room", "--host", host)

    assert 2 == ended.returncode
    assert "This computer doesn’t have this address." in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_peace_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM are no accidents: exit code 0, and nothing on the terminal."""
    with served(tmp_path) as running:
        get(running, "/api/alive")

        assert (0, "") == (running.stop(number), running.said())


def test_it_ends_when_whoever_started_it_is_gone(tmp_path: Path) -> None:
    """On a leash, the end of the standard input is the end of the server."""
    with served(tmp_path, WORKSHOP_LEASH="1") as running:
        before = get(running, "/api/alive")
        assert running.process.stdin is not None
        running.process.stdin.close()

        assert (200, 0, "") == (before, running.wait(), running.said())


def test_without_a_leash_it_stays(tmp_path: Path) -> None:
    """Started by hand from a script without input, it serves on."""
    with served(tmp_path) as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        found = [get(running, "/api/alive") for _ in range(3)]

        assert ([200] * 3, None) == (found, running.process.poll())


def test_on_a_leash_a_signal_ends_it_as_well(tmp_path: Path) -> None:
    """The thread that holds the leash keeps nobody from leaving."""
    with served(tmp_path, WORKSHOP_LEASH="1") as running:
        get(running, "/api/alive")

        assert (0, "") == (running.stop(), running.said())


FEW = 2500
"""Open files: more than this process has, fewer than two thousand phones need."""


def test_a_hall_of_phones_may_hold_its_streams(tmp_path: Path) -> None:
    """Two connections a phone, where a shell allows fewer open files and the system more."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FEW, most), most))
    try:
        with served(tmp_path, "--cap", "2000") as running:
            get(running, "/api/alive")
            found, _ = resource.prlimit(running.process.pid, resource.RLIMIT_NOFILE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))

    assert found >= min(2 * 2000, most)


@runs
async def test_small_replies_do_not_wait_for_the_network() -> None:
    """Head and body of a reply leave at once; otherwise the body waits 40 ms for a receipt."""
    (listening,) = bind(["127.0.0.1"], 0)
    found: list[int] = []

    def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = writer.get_extra_info("socket")
        found.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(greet, sock=listening):
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        await reader.read()
        writer.close()
        await writer.wait_closed()

    assert [True] == [bool(one) for one in found]


def test_a_room_in_postgresql_is_kept_there(tmp_path: Path) -> None:
    """Named by a variable, the database holds the room, and the folder holds no log."""
    with served(tmp_path, session=tmp_path.name, WORKSHOP_DATABASE=postgres()) as running:
        code = running.code
        running.stop()
        files = {one.name for one in running.folder.iterdir()}
    with closing(EventLog(postgres(), tmp_path.name)) as log:
        kept = Room(log).state.door["code"]

    assert code == kept
    assert {"session.json", "facilitator.key", ".room.lock"} == files


def test_a_database_that_does_not_answer_is_reported(tmp_path: Path) -> None:
    """Exit code 2 and a sentence; the password is in neither of them."""
    url = "postgresql://anna:very-secret@127.0.0.1:1/x"
    ended = command(tmp_path, "--session", "room", "--database", url)

    assert (2, "") == (ended.returncode, ended.stdout)
    assert "127.0.0.1" in ended.stderr
    assert "very-secret" not in ended.stderr


def test_a_session_that_is_none_is_refused(tmp_path: Path) -> None:
    """A room has a name; without one nothing is made."""
    ended = command(tmp_path, "--session", "../elsewhere")

    assert (2, "") == (ended.returncode, ended.stdout)
    assert ended.stderr.startswith("A session can’t have this name.")
    assert [] == list(tmp_path.iterdir())
