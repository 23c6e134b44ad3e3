"""The door of a room on the network: the code, the key, those who guess; and who is here."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.room.live import DOOR, Phone, ask_everything, inside, runs, serving, token, until

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.server.room_server import AWAY_SECONDS, MINUTE, Presence
from workshop.room.state.door import MESSAGES, WRONG_CODES, TokenBucket
from workshop.room.state.participant import token_hash
from workshop.room.views.projection import for_everybody

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from fastapi import FastAPI


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path / "log")) as opened:
        yield opened


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def guess(app: FastAPI, count: int) -> AsyncIterator[int]:
    """Try wrong codes, each from another phone at another address."""
    for number in range(count):
        http = inside(app, f"10.0.{number // 250}.{number % 250}")
        yield (await Phone(http, number).join("WRONGS")).status_code


@pytest.mark.parametrize("typed", ["ABCDEF", "abcdef", " abc-def ", "A B C D E F", "abc_def"])
@runs
async def test_a_code_may_be_typed_in_any_way(log: EventLog, typed: str) -> None:
    """Case, blanks and dashes are the typist's own business."""
    async with serving(log) as app:
        assert 200 == (await Phone(inside(app)).join(typed)).status_code


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDEFG", "ABCDE0", "key-of-the-qr", "größer"])
@runs
async def test_a_wrong_code_stays_outside(log: EventLog, typed: str) -> None:
    """403, a sentence, and nobody in the room; the key is no code."""
    async with serving(log) as app:
        reply = await Phone(inside(app)).join(typed)

    assert (403, []) == (reply.status_code, log.read())
    assert "That isn’t the code for this room." == reply.json()["lines"][0]


@runs
async def test_guessing_is_slowed_for_the_room_as_a_whole(log: EventLog) -> None:
    """Thirty wrong codes are forgiven, from wherever they come; then everybody waits."""
    async with serving(log) as app:
        app.state.room.guard = TokenBucket(*WRONG_CODES, Clock())
        found = [status async for status in guess(app, 40)]
        waiting = await Phone(inside(app), 900).join()

    assert [403] * 30 + [429] * 10 == found
    assert (429, "3") == (waiting.status_code, waiting.headers["retry-after"])


@runs
async def test_the_qr_code_gets_in_past_guessers(log: EventLog) -> None:
    """Who scanned the code never waits behind somebody who tries codes."""
    async with serving(log) as app:
        app.state.room.guard = TokenBucket(*WRONG_CODES, Clock())
        _ = [status async for status in guess(app, 40)]
        replies = [await Phone(inside(app), n).join("", key=DOOR.key) for n in range(50, 60)]

    assert [200] * 10 == [reply.status_code for reply in replies]


@runs
async def test_after_a_while_a_typed_code_is_looked_at_again(log: EventLog) -> None:
    """The wait that was named is enough."""
    clock = Clock()
    async with serving(log) as app:
        app.state.room.guard = TokenBucket(*WRONG_CODES, clock)
        _ = [status async for status in guess(app, 40)]
        waiting = await Phone(inside(app), 900).join()
        clock.now += int(waiting.headers["retry-after"])
        later = await Phone(inside(app), 900).join()

    assert (429, 200) == (waiting.status_code, later.status_code)


@runs
async def test_a_hall_behind_one_address_comes_in(log: EventLog) -> None:
    """A hundred right codes from one address are no attack."""
    async with serving(log) as app:
        app.state.room.guard = TokenBucket(*WRONG_CODES, Clock())
        http = inside(app, "10.1.1.1")
        found = [(await Phone(http, number).join()).status_code for number in range(100)]

    assert [200] * 100 == found
    assert 100 == Room(log).state.people


@runs
async def test_who_is_in_needs_no_code_again(log: EventLog) -> None:
    """A phone that changes its side is the same person, also while others guess."""
    async with serving(log) as app:
        app.state.room.guard = TokenBucket(*WRONG_CODES, Clock())
        await Phone(inside(app), 900).join()
        _ = [status async for status in guess(app, 40)]
        reply = await Phone(inside(app), 900).join("", side="other", people=7)

    assert (200, 7) == (reply.status_code, Room(log).state.people)
    assert {"side": "other", "lang": "en", "people": 7} == reply.json()["me"]


def test_forgiveness_comes_back_slowly_and_not_without_end() -> None:
    """One wrong code in two seconds is forgiven; a long silence saves up thirty, not more."""
    clock = Clock()
    guard = TokenBucket(*WRONG_CODES, clock)
    for _ in range(int(WRONG_CODES[0])):
        guard.use()
    spent = guard.wait()
    clock.now += 1 / WRONG_CODES[1]
    after = guard.wait()
    clock.now += 10_000
    guard.wait()
    for _ in range(int(WRONG_CODES[0])):
        guard.use()

    assert (1 / WRONG_CODES[1], 0.0, 1 / WRONG_CODES[1]) == (spent, after, guard.wait())


@runs
async def test_a_phone_that_floods_is_slowed_and_nobody_else(log: EventLog) -> None:
    """Sixty messages at once are put up with; the others go on meanwhile."""
    ask_everything(log)
    async with serving(log) as app:
        http = inside(app)
        loud, quiet = Phone(http, 0), Phone(http, 1)
        await loud.join()
        await quiet.join()
        app.state.room._messages[token_hash(token(0))] = TokenBucket(*MESSAGES, Clock())
        found = [
            (await loud.answer("scale", {"value": 3}, rev=n)).status_code for n in range(1, 63)
        ]
        other = await quiet.answer("scale", {"value": 3})

    assert [200] * 60 + [429] * 2 == found
    assert 200 == other.status_code


def test_joins_are_counted_for_a_minute() -> None:
    """A wave of joins stands out; an hour later it does not."""
    clock = Clock()
    presence = Presence(clock)
    for _ in range(5):
        presence.welcome()
        clock.now += 10
    first = presence.joins_a_minute
    clock.now += MINUTE

    assert (5, 0) == (first, presence.joins_a_minute)


def test_who_is_silent_for_long_is_away() -> None:
    """And back as soon as it is heard of."""
    clock = Clock()
    presence = Presence(clock)
    presence.hear("a")
    presence.hear("b")
    clock.now += AWAY_SECONDS + 1
    presence.hear("b")

    assert ["a"] == presence.away(["a", "b"])
    presence.hear("a")
    assert [] == presence.away(["a", "b"])


@runs
async def test_who_is_away_is_counted_out_and_in_again(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Projector and phones count who is here; a phone that wakes up is one of them at once."""
    monkeypatch.setattr("workshop.room.server.room_server.COUNT_SECONDS", 0.01)
    clock = Clock()
    async with serving(log) as app:
        room = app.state.room
        room.presence = Presence(clock)
        asleep, awake = Phone(inside(app), 0), Phone(inside(app), 1)
        for phone in (asleep, awake):
            await phone.join()
        clock.now += AWAY_SECONDS + 1
        await awake.look()
        await until(lambda: for_everybody(room.writer.state)["people"] == 1)
        assert 1 == for_everybody(Room(log).state)["people"]
        await asleep.look()
        await until(lambda: for_everybody(room.writer.state)["people"] == 2)

    assert 2 == len(Room(log).state.participants)


def test_after_a_start_everybody_has_time_to_come_back() -> None:
    """A server that was restarted has heard of nobody yet."""
    clock = Clock()
    presence = Presence(clock)

    assert [] == presence.away(["a"])
    clock.now += AWAY_SECONDS + 1
    assert ["a"] == presence.away(["a"])
