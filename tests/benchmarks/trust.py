"""What the room promises, counted: kills while phones write, and calls made up at random.

    python tests/benchmarks/trust.py [--kills 100] [--clients 50] [--calls 10000]

A round of kills: phones answer as fast as they can, the server is killed under their hands, started
again, and each phone's last acknowledged answer is looked up. Calls: half of them are answers that
fit their question, the others are bent in one place; none may be an accident (5xx), and the room
has to stand afterwards. Everything stays on the loopback address and ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import httpx
from support.room.live import Phone, Served, ask_everything, bearer, outside, saying, served, token

from workshop.room.room import Room
from workshop.room.state.participant import answer_id

ENOUGH = (50, 400)
"""Acknowledged answers, at least and at most, before the server is killed."""
BENT: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e400,
    "",
    "a",
    [],
    {},
    ["a"],
    {"a": {}},
    "\ud800",
    "x" * 9000,
)
SEED = 7


class Round:
    """Phones that write until the server is gone."""

    def __init__(self, running: Served, clients: int, enough: int) -> None:
        self._running, self._clients, self._enough = running, clients, enough
        self.stored: dict[int, int] = {}
        self.acknowledged = 0

    async def write(self) -> None:
        """Write; after `enough` answers the server is killed."""
        async with outside(self._running.address) as http:
            phones = [Phone(http, number) for number in range(self._clients)]
            await asyncio.gather(*(phone.join(self._running.code) for phone in phones))
            await asyncio.gather(*(self._write(n, phone) for n, phone in enumerate(phones)))

    async def _write(self, number: int, phone: Phone) -> None:
        for rev in range(1, 200):
            try:
                reply = await phone.answer("number", {"value": rev % 100}, rev=rev)
            except httpx.HTTPError:
                return
            if reply.status_code == httpx.codes.OK:
                self.stored[number] = rev
                self.acknowledged += 1
            if self.acknowledged >= self._enough:
                self._running.process.kill()


def kills(home: Path, rounds: int, clients: int) -> tuple[int, int]:
    """Return how many answers were called stored, and how many of them were gone afterwards."""
    dice, acknowledged, lost = random.Random(SEED), 0, 0  # noqa: S311 - not for secrets
    for number in range(rounds):
        name = f"round-{number}"
        with served(home, "--port", "0", session=name) as running:
            with running.log() as log:
                ask_everything(log)
            crowd = Round(running, clients, dice.randint(*ENOUGH))
            asyncio.run(crowd.write())
        with served(home, "--port", "0", session=name) as again, again.log() as log:
            kept = {answer.item: answer.rev for answer in Room(log).state.said("number")}
        acknowledged += crowd.acknowledged
        lost += sum(
            kept.get(answer_id(token(phone), "number"), 0) < rev
            for phone, rev in crowd.stored.items()
        )
    return acknowledged, lost


def bent(body: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """Return a call with one thing wrong in it."""
    place = dice.choice(sorted(body))
    return body | {place: dice.choice(BENT)}


async def calls(running: Served, count: int) -> Counter[int]:
    """Return how often each status was answered."""
    dice, statuses = random.Random(SEED), Counter[int]()  # noqa: S311
    answers = saying("words")
    async with outside(running.address) as http:
        phones = [Phone(http, number) for number in range(100)]
        for phone in phones:
            await phone.join(running.code)
        for number in range(count):
            key = dice.choice(sorted(answers))
            call = {"message": f"message-{number:08}", "key": key, "rev": number + 1, "turn": 0}
            call |= {"place": 0, "body": answers[key]}
            sent = call if number % 5 < 3 else bent(call, dice)
            try:
                reply = await http.post(
                    "/api/answers", json=sent, headers=phones[number % 100].headers
                )
            except (ValueError, UnicodeEncodeError):  # what no JSON can say is no call either
                continue
            statuses[reply.status_code] += 1
            if reply.status_code == httpx.codes.TOO_MANY_REQUESTS:
                await asyncio.sleep(1)
        for path in ("", "/answers.csv"):
            reply = await http.get(f"/api/presenter{path}", headers=bearer(running.secret))
            statuses[reply.status_code] += 1
    return statuses


def main() -> int:
    """Count, say what was counted, and return 1 if a promise was broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--calls", type=int, default=10_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        acknowledged, lost = kills(home, options.kills, options.clients)
        print(f"{options.kills} kills, {options.clients} clients: {lost} of {acknowledged} lost")
        with served(home, "--port", "0", session="calls") as running:
            with running.log() as log:
                ask_everything(log)
            statuses = asyncio.run(calls(running, options.calls))
            troubles = running.said()
    print(f"calls: {dict(sorted(statuses.items()))}; terminal: {len(troubles)} characters")
    accidents = [status for status in statuses if status >= httpx.codes.INTERNAL_SERVER_ERROR]
    return 1 if lost or accidents else 0


if __name__ == "__main__":
    sys.exit(main())
