"""The broadcast tells everybody that something changed, delays nobody, and never says who."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from support.room.live import (
    ACT,
    QUESTIONS,
    Phone,
    ask_everything,
    bearer,
    outside,
    runs,
    served,
    token,
    until,
)

from workshop.room.log.event import Event
from workshop.room.room import Room
from workshop.room.server.broadcast import Broadcast, DeskBroadcast
from workshop.room.state.fold import fold

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from workshop.room.state.state import RoomState

PATIENCE = 5.0


def room_of(people: int) -> RoomState:
    """Return a room with so many people in it."""
    body = {"side": "sales", "lang": "en"}
    return fold(
        Event(kind="joined", subject="room", item=str(one), body=body) for one in range(people)
    )


async def heard(stream: AsyncIterator[str]) -> dict[str, Any]:
    """Return the next message of a stream, heartbeats left out."""
    async for said in stream:
        if said.startswith("data: "):
            found: dict[str, Any] = json.loads(said.removeprefix("data: "))
            return found
    raise AssertionError


async def soon(stream: AsyncIterator[str]) -> int:
    """Return how many people the next message counts; it must come soon."""
    return int((await asyncio.wait_for(heard(stream), PATIENCE))["people"])


@asynccontextmanager
async def listening(broadcast: Broadcast, count: int) -> AsyncIterator[list[AsyncIterator[str]]]:
    """Listen several times, and let go afterwards."""
    streams = [broadcast.listen() for _ in range(count)]
    try:
        yield streams
    finally:
        for stream in streams:
            await stream.aclose()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rest shortly, for tests have no hall of phones."""
    monkeypatch.setattr("workshop.room.server.broadcast.REST_SECONDS", 0.02)


@runs
async def test_who_comes_later_hears_what_stands() -> None:
    """The first message is the present one, not the next change."""
    broadcast = Broadcast()
    broadcast.publish(room_of(3))
    async with listening(broadcast, 1) as (stream,):
        assert 3 == await soon(stream)


@runs
async def test_a_message_counts_and_names_nobody() -> None:
    """Scene, counts and the state of the door are all there is in it; the desk hears the step."""
    phones, desk = Broadcast(), DeskBroadcast()
    for one in (phones, desk):
        one.publish(room_of(3))
    told = {"scene", "people", "ready", "answered", "door"}

    assert told == set(json.loads(phones.message))
    assert {*told, "step"} == set(json.loads(desk.message))


@runs
async def test_a_step_wakes_no_phone_and_the_desk_hears_each() -> None:
    """A phone that rests after a step would hear later of what the step led to."""
    phones, desk = Broadcast(), DeskBroadcast()
    asked = Event(kind="step_asked", subject=ACT, item="both", body={"to": "talk"})
    before, after = room_of(3), fold([asked], room_of(3))
    for one in (phones, desk):
        one.publish(before)
    first = phones.message, desk.message
    for one in (phones, desk):
        one.publish(after)

    assert first[0] == phones.message
    assert first[1] != desk.message


@runs
async def test_many_changes_are_one_message() -> None:
    """Whoever is slow hears the latest, not everything that happened meanwhile."""
    broadcast = Broadcast()
    broadcast.publish(room_of(1))
    async with listening(broadcast, 1) as (stream,):
        first = await soon(stream)
        for people in range(2, 100):
            broadcast.publish(room_of(people))

        assert (1, 99) == (first, await soon(stream))


@runs
async def test_nothing_new_is_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same state again wakes nobody; a heartbeat keeps the line open."""
    monkeypatch.setattr("workshop.room.server.broadcast.HEARTBEAT_SECONDS", 0.05)
    broadcast = Broadcast()
    broadcast.publish(room_of(1))
    async with listening(broadcast, 1) as (stream,):
        await soon(stream)
        broadcast.publish(room_of(1))

        assert ": still here\n\n" == await asyncio.wait_for(anext(stream), PATIENCE)


@runs
async def test_a_slow_listener_delays_nobody() -> None:
    """One that stopped reading waits alone; the others hear each change, and it hears the last."""
    broadcast = Broadcast()
    broadcast.publish(room_of(1))
    async with listening(broadcast, 3) as (slow, *quick):
        for stream in (slow, *quick):
            await soon(stream)
        counts = []
        for people in (2, 3, 4):
            broadcast.publish(room_of(people))
            counts.append([await soon(stream) for stream in quick])

        assert [[2, 2], [3, 3], [4, 4]] == counts
        assert 4 == await soon(slow)


@runs
async def test_who_goes_is_forgotten() -> None:
    """A closed page leaves no bell behind."""
    broadcast = Broadcast()
    broadcast.publish(room_of(1))
    async with listening(broadcast, 4) as streams:
        for stream in streams:
            await soon(stream)
        before = broadcast.listeners

    assert (4, 0) == (before, broadcast.listeners)


@runs
async def test_closing_lets_everybody_go() -> None:
    """All streams end by themselves, also those that wait for a change."""
    broadcast = Broadcast()
    broadcast.publish(room_of(1))
    async with listening(broadcast, 3) as streams:
        for stream in streams:
            await soon(stream)
        broadcast.close()
        ends = await asyncio.wait_for(
            asyncio.gather(*(anext(stream, "end") for stream in streams)), PATIENCE
        )

    assert ["end"] * 3 == ends


@contextmanager
def deaf(address: str, path: str, secret: str) -> Iterator[None]:
    """Open a stream through a socket and never read from it."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        request = f"GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {secret}\r\n\r\n"
        line.sendall(request.encode())
        yield


@runs
async def test_a_question_that_opens_is_heard_at_once(tmp_path: Path) -> None:
    """The notebook asks, and phones and facilitator learn it, beside one that does not read."""
    with served(tmp_path) as running, deaf(running.address, "/api/presenter/pulse", running.secret):
        async with outside(running.address) as http:
            await Phone(http).join(running.code)
            paths = {
                "/api/pulse": bearer(token(0)),
                "/api/presenter/pulse": bearer(running.secret),
            }
            for path, who in paths.items():
                async with http.stream("GET", path, headers=who) as stream:
                    text = stream.aiter_text()
                    before = await asyncio.wait_for(heard(text), PATIENCE)
                    key = "single" if path == "/api/pulse" else "scale"
                    with running.log() as log:
                        room = Room(log)
                        room.open_act(ACT)
                        room.open_question(ACT, QUESTIONS[key])
                    after = before
                    while key not in after["answered"]:
                        after = await asyncio.wait_for(heard(text), PATIENCE)

                assert before["scene"] != after["scene"]
                assert 0 == after["answered"][key]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@runs
async def test_a_server_that_is_told_to_stop_does_so_with_open_streams(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Three seconds at most, exit code 0, every stream ended, and not a word of complaint."""
    with served(tmp_path) as running:
        with running.log() as log:
            ask_everything(log)
        async with outside(running.address) as http:
            await asyncio.gather(*(Phone(http, one).join(running.code) for one in range(10)))

            async def listen(one: int) -> None:
                async with http.stream("GET", "/api/pulse", headers=bearer(token(one))) as stream:
                    heard_of.append(one)
                    async for _ in stream.aiter_text():
                        pass

            heard_of: list[int] = []
            streams = [asyncio.create_task(listen(one)) for one in range(10)]
            await until(lambda: len(heard_of) == 10)
            begun = time.monotonic()
            code = await asyncio.to_thread(running.stop, number)
            took = time.monotonic() - begun
            ends = await asyncio.gather(*streams, return_exceptions=True)

            assert took < 3
            assert 0 == code
            assert [None] * 10 == ends
