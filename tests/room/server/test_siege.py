"""Somebody who takes every place there is: the others still come in, and the terminal is quiet."""

from __future__ import annotations

import resource
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from support.room.live import Phone, ask_everything, outside, runs, served, token, until
from support.room.siege import Siege, stream_of

from workshop.room.server.journal import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = 1100
"""What a room of three hundred is allowed where a shell allows few."""
OURS = 5000
NEVER = 1e6
SLOW = 20.0
"""Seconds that nobody waits who is not shut out; each phone here is a new connection."""


@pytest.fixture(autouse=True)
def many_files() -> Iterator[None]:
    """Let this process open as many sockets as a siege needs."""
    if shutil.which("prlimit") is None:
        pytest.skip("there is no prlimit (util-linux) to limit the server's open files with")
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < OURS:
        pytest.skip(f"this process may open {most} files only; a siege takes {OURS}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(allowed, OURS), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


async def newcomers(address: str, code: str, first: int, count: int) -> float:
    """Let new phones come in one after the other and answer; return the longest wait."""
    longest = 0.0
    for number in range(first, first + count):
        begun = time.monotonic()
        async with outside(address) as http:
            phone = Phone(http, number)
            replies = [await phone.join(code), await phone.answer("single", {"choice": "a"})]
        longest = max(longest, time.monotonic() - begun)

        assert [200, 200] == [reply.status_code for reply in replies]
    return longest


@runs
async def test_silent_sockets_shut_nobody_out(tmp_path: Path) -> None:
    """1,500 from one address at 1,100 open files: new phones come in and vote, in silence."""
    with served(tmp_path, "--port", "0", files=FILES) as room:
        with room.log() as log:
            ask_everything(log)
        siege = Siege(room.address, 1500)
        siege.begin()
        await until(lambda: siege.opened >= 1500)
        longest = await newcomers(room.address, room.code, 0, 10)
        held = siege.held
        await siege.end()

        assert held > 500
        assert longest < SLOW
        assert (0, "") == (room.stop(), room.said())
        assert not (room.folder / NAME).exists()


@runs
async def test_streams_of_one_phone_shut_nobody_out(tmp_path: Path) -> None:
    """3,000 streams with one token are four; the phones of all others keep theirs."""
    with served(tmp_path, "--port", "0", files=FILES) as room:
        with room.log() as log:
            ask_everything(log)
        await newcomers(room.address, room.code, 0, 2)
        async with outside(room.address) as http:
            who = {"authorization": f"Bearer {token(1)}"}
            async with http.stream("GET", "/api/pulse", headers=who) as mine:
                lines = mine.aiter_lines()
                first = await anext(lines)
                siege = Siege(room.address, 3000, stream_of(token(0)), rest=NEVER)
                siege.begin()
                await until(lambda: siege.opened >= 3000)
                longest = await newcomers(room.address, room.code, 2, 10)
                # A stream that was cut would raise here, or end without another word.
                while not (second := await anext(lines)).startswith("data: "):
                    pass
        await siege.end()

        assert first.startswith("data: ")
        assert second != first
        assert siege.closed >= 2500
        assert longest < SLOW
        assert (0, "") == (room.stop(), room.said())


@runs
async def test_bad_requests_print_nothing_and_are_counted_once(tmp_path: Path) -> None:
    """Neither on the terminal nor line by line in the file, which names nobody."""
    with served(tmp_path, "--port", "0") as room:
        for _ in range(3):
            siege = Siege(room.address, 100, b"\x16\x03\x01 this is no HTTP\r\n\r\n")
            siege.begin()
            await until(lambda siege=siege: siege.closed >= 100)
            await siege.end()

        assert (0, "") == (room.stop(), room.said())
        kept = (room.folder / NAME).read_text("utf-8")
    assert 1 == len(kept.splitlines())
    assert "Invalid HTTP request received." in kept
    assert "127.0.0.1" not in kept


@runs
async def test_a_hall_behind_one_address_comes_in(tmp_path: Path) -> None:
    """300 phones at once from one address, each with a stream, at 1,100 open files: all are in."""
    with served(tmp_path, "--port", "0", files=FILES) as room:
        sieges = []
        async with outside(room.address) as http:
            for number in range(300):
                reply = await Phone(http, number).join(room.code)

                assert 200 == reply.status_code
                sieges.append(Siege(room.address, 1, stream_of(token(number))))
                sieges[-1].begin()
            await until(lambda: sum(one.held for one in sieges) == 300)
        broken = sum(one.closed for one in sieges)
        for one in sieges:
            await one.end()

        assert 0 == broken
        assert "" == room.said()
