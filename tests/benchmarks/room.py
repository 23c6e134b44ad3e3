"""A hall of phones on one room: how long they wait, and whether anything is lost.

    python tests/benchmarks/room.py [--phones 100 300 1000] [--spread 10]

The server runs as a person starts it. All phones come from one address, join in one wave, hold
their streams, answer a question and vote within the spread, and look again when it is revealed.
The reference is ``GET /api/alive`` in the same run: same phones, same streams, same times.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import TYPE_CHECKING

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.room.live import ACT, QUESTIONS, Phone, Served, bearer, outside, served, token, until

from workshop.room.room import Room
from workshop.room.state.participant import message_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

GLANCE = 0.3
"""Phones look again a little apart, as the page does."""
ASKED = ("single", "dots")


@dataclass
class Times:
    """Seconds from a first try to the reply, how often it was tried again, and refusals."""

    taken: list[float] = field(default_factory=list)
    again: int = 0
    refused: int = 0

    async def of(self, request: Callable[[], Awaitable[httpx.Response]]) -> bool:
        """Time a request, which is tried until there is a reply, and return whether it is good."""
        begun = time.perf_counter()
        while True:
            try:
                reply = await request()
                break
            except httpx.TransportError:
                self.again += 1
                await asyncio.sleep(GLANCE)
        self.taken.append(time.perf_counter() - begun)
        self.refused += not reply.is_success
        return reply.is_success

    def at(self, percent: int) -> float:
        """Return milliseconds that so many percent did not exceed."""
        return quantiles(self.taken, n=100)[percent - 1] * 1000 if len(self.taken) > 1 else 0.0

    def __str__(self) -> str:
        shares = "   ".join(f"p{share} {self.at(share):7.1f}" for share in (50, 95, 99))
        return f"{shares} ms; {self.refused} refused, {self.again} tried again"


class Hall:
    """All phones of a run.

    Args:
        http: the way to the server.
        code: of the room.
        count: how many phones.
        spread: the seconds in which they answer.
    """

    def __init__(self, http: httpx.AsyncClient, code: str, count: int, spread: float) -> None:
        self._http = http
        self._code = code
        self._spread = spread
        self._dice = Random(7)  # noqa: S311 - the same moments in every run
        self.phones = [Phone(http, number) for number in range(count)]
        self.joins, self.submits, self.alive, self.looks = (Times() for _ in range(4))
        self.stored: set[str] = set()
        self.listening: set[int] = set()
        self.messages = self.broken = 0

    async def join(self) -> float:
        """Let everybody in at once and return the seconds until the last one is."""
        begun = time.perf_counter()
        await asyncio.gather(
            *(self.joins.of(partial(phone.join, self._code)) for phone in self.phones)
        )
        return time.perf_counter() - begun

    async def hold(self, number: int) -> None:
        """Hold a stream, and come back as the page does when it breaks."""
        while True:
            with contextlib.suppress(httpx.TransportError):
                await self._hear(number)
            self.broken += 1
            await asyncio.sleep(GLANCE)

    async def _hear(self, number: int) -> None:
        who, scene = bearer(token(number)), None
        look = partial(self._http.get, "/api/room", headers=who)
        async with self._http.stream("GET", "/api/pulse", headers=who) as stream:
            self.listening.add(number)
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    self.messages += 1
                    before, scene = scene, json.loads(line[6:])["scene"]
                    if before not in (None, scene):
                        await asyncio.sleep(GLANCE * self._dice.random())
                        await self.looks.of(look)

    async def spread(self, one: Callable[[int], Awaitable[None]]) -> None:
        """Let every phone do something, spread over the time."""

        async def later(number: int, wait: float) -> None:
            await asyncio.sleep(wait)
            await one(number)

        count = len(self.phones)
        waits = [self._dice.random() * self._spread for _ in range(count)]
        await asyncio.gather(*map(later, range(count), waits))

    async def submit(self, number: int) -> None:
        """Answer, and vote a moment later."""
        answers = ({"choice": "abc"[number % 3]}, {"dots": {"a": 3, "b": 2}})
        for key, body in zip(ASKED, answers, strict=True):
            message = f"message-{key}-{number}"
            answer = partial(self.phones[number].answer, key, body, message=message)
            if await self.submits.of(answer):
                self.stored.add(message_id(token(number), message))

    async def ask_alive(self, number: int) -> None:
        """Ask for as little as there is, as often as `submit` asks for something."""
        for _ in ASKED:
            who = bearer(token(number))
            await self.alive.of(partial(self._http.get, "/api/alive", headers=who))


async def run(server: Served, process: psutil.Process, hall: Hall) -> None:
    """Run one hall of phones and print what it was like."""
    peak = process.memory_info().rss

    async def watch() -> None:
        nonlocal peak
        while True:
            peak = max(peak, process.memory_info().rss)
            await asyncio.sleep(0.1)

    def spent() -> float:
        return sum(process.cpu_times()[:2])

    count, watcher = len(hall.phones), asyncio.create_task(watch())
    begun, own = spent(), time.process_time()
    wave = await hall.join()
    joined = spent()
    streams = [asyncio.create_task(hall.hold(number)) for number in range(count)]
    await until(lambda: len(hall.listening) == count)
    await hall.spread(hall.ask_alive)
    before = spent()
    await hall.spread(hall.submit)
    submitted, own = spent(), time.process_time() - own
    with server.log() as log:
        kept = {event.id for _, event in log.read()}
        room, reveal = Room(log), time.perf_counter()
        room.reveal_question(ASKED[0])
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(until(lambda: len(hall.looks.taken) >= count), 60)
    looked = time.perf_counter() - reveal
    for task in (*streams, watcher):
        task.cancel()
    await asyncio.gather(*streams, watcher, return_exceptions=True)
    ratio = hall.submits.at(95) / hall.alive.at(95)
    print(
        f"{count} phones",
        f"  join, all at once   {wave:.2f} s for all; {hall.joins}",
        f"  submit              {hall.submits}",
        f"  GET /api/alive      {hall.alive}",
        f"  submit against it   {ratio:.1f} times at p95",
        f"  reveal              {looked:.2f} s until {len(hall.looks.taken)} looked",
        f"  lost                {len(hall.stored - kept)} of {len(hall.stored)} acknowledged",
        f"  server              {peak / 2**20:.0f} MB at most; CPU {joined - begun:.2f} s joining,"
        f" {submitted - before:.2f} s submitting, {spent() - begun:.2f} s in all",
        f"  these phones        {own:.2f} s CPU up to the reveal, {hall.messages} messages heard,"
        f" {hall.broken} streams came back",
        sep="\n",
        flush=True,
    )


async def measure(count: int, spread: float, home: Path) -> None:
    """Start a server, fill it, end it."""
    with served(home, "--cap", str(count)) as server:
        with server.log() as log:
            room = Room(log)
            room.open_act(ACT)
            for key in ASKED:
                room.open_question(ACT, QUESTIONS[key])
        async with outside(server.address) as http:
            hall = Hall(http, server.code, count, spread)
            await run(server, psutil.Process(server.process.pid), hall)


def main() -> int:
    """Measure each number of phones; report, never judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--spread", type=float, default=10)
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, {sys.platform}, Python {sys.version.split()[0]}")
    for count in given.phones:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            asyncio.run(measure(count, given.spread, Path(home)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
