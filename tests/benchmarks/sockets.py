"""Somebody takes every place of a room: how long the others wait, against a quiet room.

    python tests/benchmarks/sockets.py [--silent 1500] [--streams 3000] [--files 1100]

The server runs as a person starts it, with few open files. 300 phones join from one address, then
new phones come in and vote one after the other: while nothing else happens, while silent sockets
are held (each opened again as often as it is closed), and while one phone asks for thousands of
streams. Everything comes from 127.0.0.1, so the siege shares its address with the phones.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.room.live import Phone, Served, ask_everything, outside, served, token, until
from support.room.siege import Siege, stream_of

PHONES = 300
SAMPLE = 40
"""New phones in each state of the room."""
REST = 0.05
PATIENCE = 60
OURS = 8000
NEVER = 1e6


async def newcomer(address: str, code: str, number: int) -> float:
    """Return the seconds in which a new phone comes in and its vote is stored."""
    begun = time.perf_counter()
    async with outside(address) as http:
        phone = Phone(http, number)
        replies = [await phone.join(code), await phone.answer("single", {"choice": "a"})]
    if any(reply.status_code != 200 for reply in replies):
        message = f"refused: {[reply.status_code for reply in replies]}"
        raise SystemExit(message)
    return time.perf_counter() - begun


async def sample(name: str, address: str, code: str, first: int) -> None:
    """Let phones come in one after the other and print how long they waited."""
    taken = []
    for number in range(first, first + SAMPLE):
        taken.append(await newcomer(address, code, number) * 1000)
        await asyncio.sleep(REST)
    p95 = quantiles(taken, n=20)[-1]
    print(
        f"{name:<28} median {median(taken):7.1f} ms   p95 {p95:7.1f} ms   n = {SAMPLE}", flush=True
    )


async def join_all(address: str, code: str) -> None:
    """Let the hall in, all at once from one address, and print how long it took."""
    begun = time.perf_counter()
    async with outside(address) as http:
        replies = await asyncio.gather(*(Phone(http, one).join(code) for one in range(PHONES)))
    taken = time.perf_counter() - begun
    good = sum(reply.status_code == 200 for reply in replies)
    print(f"{good} of {PHONES} phones joined at once from one address in {taken:.2f} s", flush=True)


async def under(name: str, siege: Siege, room: Served, first: int) -> None:
    """Take a sample while a siege stands."""
    siege.begin()
    try:
        await asyncio.wait_for(until(lambda: siege.opened >= siege.count), PATIENCE)
        await sample(name, room.address, room.code, first)
        print(
            f"{'':<28} {siege.opened} opened, {siege.closed} closed, {siege.held} held", flush=True
        )
    finally:
        await siege.end()
    await asyncio.sleep(1)


async def measure(given: argparse.Namespace, home: Path) -> None:
    """Run all states of one room."""
    with served(home, "--port", "0", "--cap", "1000", files=given.files) as room:
        with room.log() as log:
            ask_everything(log)
        await join_all(room.address, room.code)
        await sample("quiet", room.address, room.code, 1000)
        await under(f"{given.silent} silent", Siege(room.address, given.silent), room, 2000)
        await sample("quiet again", room.address, room.code, 3000)
        for name, rest, first in (("once", NEVER, 4000), ("again and again", 2.0, 5000)):
            siege = Siege(room.address, given.streams, stream_of(token(0)), rest)
            await under(f"{given.streams} streams, {name}", siege, room, first)
        print(f"the terminal: {room.said() or 'nothing'}")


def main() -> int:
    """Measure once; report, never judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--silent", type=int, default=1500)
    parser.add_argument("--streams", type=int, default=3000)
    parser.add_argument("--files", type=int, default=1100)
    given = parser.parse_args()
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = max(allowed, OURS) if most == resource.RLIM_INFINITY else min(OURS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))
    print(f"{os.cpu_count()} cores, {sys.platform}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        asyncio.run(measure(given, Path(home)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
