"""Commands on a log: the notebook and the server carry them out in one way."""

from __future__ import annotations

import asyncio
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.room.commanding import ANN, CHOICE, ME, SINGLE
from support.room.ordering import COMMANDS
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.room.commands.answers import Message, answer
from workshop.room.commands.keyboard import contribute, decide, keep
from workshop.room.execution import Reading, catch_up, execute
from workshop.room.log.event import Event
from workshop.room.log.log import ConflictError, EventLog
from workshop.room.room import Room
from workshop.room.server.writer import BatchWriter
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.room.execution import Command

MANY = 40
NO = WorkshopError("no")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path / "log")) as opened:
        yield opened


def by_notebook(log: EventLog, commands: list[Command]) -> RoomState:
    """Give the commands as a notebook does, one after the other."""
    room = Room(log)
    for command in commands:
        with suppress(WorkshopError):
            room.execute(command)
    return room.state


def by_server(log: EventLog, commands: list[Command]) -> RoomState:
    """Give the commands as phones do, all at once."""

    async def serve() -> RoomState:
        writer = BatchWriter(log, lambda _: None)
        worker = asyncio.create_task(writer.work())
        found = await asyncio.gather(*map(writer.submit, commands), return_exceptions=True)
        worker.cancel()
        assert all(isinstance(one, RoomState | WorkshopError) for one in found)
        return writer.state

    return asyncio.run(serve())


def facts(log: EventLog) -> list[dict[str, Any]]:
    """Return the events of a log without the ids, which are made by chance."""
    return [event.model_dump(exclude={"id"}) for _, event in log.read()]


@given(st.lists(COMMANDS, max_size=12))
@settings(max_examples=examples(25))
def test_notebook_and_server_write_the_same(commands: list[Command]) -> None:
    """Equal commands leave equal logs and equal rooms, whoever carries them out."""
    with (
        TemporaryDirectory() as folder,
        closing(EventLog(Path(folder) / "one")) as one,
        closing(EventLog(Path(folder) / "other")) as other,
    ):
        states = by_notebook(one, commands), by_server(other, commands)

        assert facts(one) == facts(other)
        assert states[0] == states[1] == fold(event for _, event in one.read())


def test_two_writers_in_one_file_lose_and_double_nothing(log: EventLog, tmp_path: Path) -> None:
    """A notebook and a server that write at the same moment: each command sees what stands when it
    is stored, so that every one of them counts once, and versions count all.
    """

    def counted(state: RoomState, name: str) -> tuple[Event, ...]:
        before = state.decision("n") or {"n": 0}
        draft = state.draft("drafts") | {name: before["n"]}
        return (*decide(state, "n", {"n": before["n"] + 1}), *keep(state, "drafts", draft, "both"))

    def notebook() -> None:
        with closing(EventLog(tmp_path / "log")) as beside:
            by_notebook(beside, [partial(counted, name=f"n{place}") for place in range(MANY)])

    thread = Thread(target=notebook)
    thread.start()
    by_server(log, [partial(counted, name=f"s{place}") for place in range(MANY)])
    thread.join()
    state = Room(log).state

    assert ({"n": 2 * MANY}, 2 * MANY) == (state.decision("n"), state.decisions["n"].version)
    assert set(range(2 * MANY)) == set(state.draft("drafts").values())


def test_a_command_sees_what_others_wrote_meanwhile(log: EventLog) -> None:
    """It is decided on the log, not on what was read some time ago: a phone whose question was
    closed in the meantime is told so.
    """
    notebook, phones = Room(log), Room(log)
    notebook.open_act("arriving")
    notebook.open_question("arriving", SINGLE)
    phones.catch_up()
    notebook.close_question("q")

    with pytest.raises(WorkshopError, match="closed"):
        phones.execute(lambda state: answer(state, ANN, ME, Message("m", "q", CHOICE, rev=1)))
    assert not phones.state.questions["q"].is_open


def test_what_fails_stores_nothing_and_spoils_nothing(log: EventLog) -> None:
    """The commands beside it count, and what stands is what the log holds."""
    log.append(Event(id="taken", kind="decided", subject="a", body={"n": 1}))

    def refuse(_: RoomState) -> tuple[Event, ...]:
        raise NO

    def reuse(_: RoomState) -> tuple[Event, ...]:
        return (Event(id="taken", kind="decided", subject="b", body={"n": 2}),)

    commands = [
        refuse,
        partial(contribute, question="q", side="sales", body={"n": 1}, item="a"),
        reuse,
        partial(contribute, question="q", side="sales", body={"n": 2}, item="b"),
    ]
    reading, failed = execute(log, Reading(), commands)

    assert {0: WorkshopError, 2: ConflictError} == {n: type(one) for n, one in failed.items()}
    assert ["a", "b"] == [one.item for one in reading.state.said("q")]
    assert reading == catch_up(log, Reading())


def test_what_cannot_be_stored_is_not_in_the_state(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the room says so, and shows nothing that a restart would take away."""
    room = Room(log)

    def fail(*_: object) -> None:
        raise NO

    monkeypatch.setattr(log, "_append", fail)
    with pytest.raises(WorkshopError, match="no"):
        room.decide("kpis", {"n": 1})

    assert (None, 0) == (room.state.decision("kpis"), room.position)
    assert room.state == Room(log).state


def test_reading_on_from_where_one_was_is_free(log: EventLog) -> None:
    """Where nothing is new, the same reading comes back, and nobody draws anything again."""
    room = Room(log)
    room.decide("kpis", {"n": 1})
    reading = catch_up(log, Reading())

    assert reading is catch_up(log, reading)
    assert (reading.position, reading.state) == (room.position, room.state)
