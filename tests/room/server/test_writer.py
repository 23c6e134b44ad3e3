"""One writer for everybody: it stores in batches and answers after the commit."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, closing, suppress
from typing import TYPE_CHECKING

import pytest
from support.room.live import runs, until

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.room.log.log import EventLog
from workshop.room.server.writer import BatchWriter
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from workshop.room.execution import Command

REFUSAL = WorkshopError("no")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, so that no test waits for it."""
    monkeypatch.setattr("workshop.room.server.writer.LOOK_SECONDS", 0.02)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path / "log")) as opened:
        yield opened


@asynccontextmanager
async def working(log: EventLog) -> AsyncIterator[tuple[BatchWriter, list[RoomState]]]:
    """Let a desk work for a while; the list holds the states it told of."""
    told: list[RoomState] = []
    desk = BatchWriter(log, told.append)
    worker = asyncio.create_task(desk.work())
    try:
        yield desk, told
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


def say(text: str) -> Command:
    event = Event(id=text, kind="contributed", subject="q", item=text, body={"text": text})
    return lambda _: (event,)


def refuse(_: RoomState) -> tuple[Event, ...]:
    raise REFUSAL


def stumble(_: RoomState) -> tuple[Event, ...]:
    raise ZeroDivisionError


@runs
async def test_what_is_handed_in_is_stored_before_it_is_answered(log: EventLog) -> None:
    """The state that comes back holds it, and so does the disk."""
    async with working(log) as (desk, _):
        state = await desk.submit(say("a"))

        assert {"text": "a"} == state.item("q", "a")
        assert ["a"] == [event.id for _, event in log.read()]


@runs
async def test_what_waits_together_is_stored_together(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred at once are a few transactions, in the order in which they came."""
    begun = []
    writing = log.writing
    monkeypatch.setattr(log, "writing", lambda: begun.append(1) or writing())
    names = [f"{number:03}" for number in range(100)]
    async with working(log) as (desk, told):
        await asyncio.gather(*(desk.submit(say(name)) for name in names))

    assert names == [event.id for _, event in log.read()]
    assert len(begun) <= 3
    assert len(told) <= 3


@runs
async def test_each_job_sees_what_those_before_it_did(log: EventLog) -> None:
    """Limits hold in a batch: of ten who want the last place, one gets it."""

    def take(name: str) -> Command:
        return lambda state: refuse(state) if state.said("q") else say(name)(state)

    async with working(log) as (desk, _):
        ends = await asyncio.gather(
            *(desk.submit(take(str(number))) for number in range(10)), return_exceptions=True
        )

    assert [REFUSAL] * 9 == ends[1:]
    assert ["0"] == [event.id for _, event in log.read()]


@runs
async def test_a_refusal_and_an_accident_hit_only_who_caused_them(log: EventLog) -> None:
    """The others of the same batch are stored and answered."""
    jobs = (say("a"), refuse, say("b"), stumble, say("c"))
    async with working(log) as (desk, _):
        ends = await asyncio.gather(*map(desk.submit, jobs), return_exceptions=True)

    assert [RoomState, WorkshopError, RoomState, ZeroDivisionError, RoomState] == [
        type(end) for end in ends
    ]
    assert ["a", "b", "c"] == [event.id for _, event in log.read()]


@runs
async def test_a_phone_that_hangs_up_disturbs_nobody(log: EventLog) -> None:
    """What it handed in is stored; the next one is served."""
    async with working(log) as (desk, _):
        gone = asyncio.create_task(desk.submit(say("a")))
        await asyncio.sleep(0)
        gone.cancel()
        state = await desk.submit(say("b"))

    assert ["a", "b"] == [one.item for one in state.said("q")]


@pytest.mark.parametrize("steps", range(8))
@runs
async def test_a_writer_told_to_end_ends(log: EventLog, steps: int) -> None:
    """Also when somebody hands something in at that very moment."""
    desk = BatchWriter(log, lambda _: None)
    worker = asyncio.create_task(desk.work())
    await asyncio.sleep(0.01)
    last = asyncio.create_task(desk.submit(say("a")))
    for _ in range(steps):
        await asyncio.sleep(0)
    worker.cancel()
    done, _ = await asyncio.wait({worker}, timeout=2)
    last.cancel()

    assert {worker} == done


@runs
async def test_what_others_write_is_seen_without_asking(log: EventLog) -> None:
    """The desk looks by itself, and tells of each change once."""
    async with working(log) as (desk, told):
        log.append(say("a")(desk.state)[0])
        await until(lambda: told)
        await asyncio.sleep(0.1)

    assert [["a"]] == [[one.item for one in state.said("q")] for state in told]


@runs
async def test_a_log_that_cannot_be_read_now_is_asked_again(
    log: EventLog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A locked database is no end of the room, and said once, not at every look."""
    read, tries = log.read, []

    def stuck(after: int = 0) -> list[tuple[int, Event]]:
        tries.append(after)
        if len(tries) <= 3:
            raise REFUSAL
        return read(after)

    monkeypatch.setattr(log, "read", stuck)
    async with working(log) as (desk, _):
        await until(lambda: len(tries) >= 4)
        state = await desk.submit(say("a"))

    assert ["The log cannot be read."] == [record.message for record in caplog.records]
    assert {"text": "a"} == state.item("q", "a")


@runs
async def test_two_desks_on_one_log_end_with_the_same_room(log: EventLog, tmp_path: Path) -> None:
    """Whoever writes in between is folded in before a job looks at the room."""
    with closing(EventLog(tmp_path / "log")) as beside:
        async with working(log) as (one, _), working(beside) as (other, _):
            await asyncio.gather(
                *((one, other)[number % 2].submit(say(str(number))) for number in range(40))
            )
            await asyncio.gather(one.look(), other.look())

            assert one.state == other.state == fold(event for _, event in log.read())
            assert 40 == len(one.state.said("q"))
