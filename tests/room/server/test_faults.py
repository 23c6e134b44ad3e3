"""What goes wrong on the day: power cuts, full disks, damaged files."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlalchemy import event
from support.room.live import (
    ACT,
    QUESTIONS,
    Phone,
    ask_everything,
    inside,
    outside,
    runs,
    served,
    serving,
    token,
)

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.participant import answer_id

if TYPE_CHECKING:
    from pathlib import Path

    from support.room.live import Served

FULL = "PRAGMA max_page_count = 1"  # SQLite takes the present size for it
FREE = ("--port", "0")
"""The usual port may be somebody else's by the time of a restart."""
READ_ONLY = "PRAGMA query_only = ON"


class Crowd:
    """Phones that write until the server is gone, and remember what it said it stored."""

    def __init__(self, running: Served, count: int, enough: int) -> None:
        self._running = running
        self._phones = count
        self._enough = enough
        self.stored: dict[int, int] = {}
        """Phone to the revision of its last answer that was called stored."""
        self.acknowledged = 0

    async def write(self) -> None:
        """Write; after `enough` answers the server is killed under everybody's hands."""
        async with outside(self._running.address) as http:
            phones = {number: Phone(http, number) for number in range(self._phones)}
            await asyncio.gather(*(one.join(self._running.code) for one in phones.values()))
            await asyncio.gather(*(self._keep_writing(*one) for one in phones.items()))

    async def _keep_writing(self, number: int, phone: Phone) -> None:
        for rev in range(1, 100):
            message, text = f"message-{rev:03}", f"phone {number}, wording {rev}"
            try:
                reply = await phone.answer("text", {"text": text}, message=message, rev=rev)
            except httpx.HTTPError:
                return
            if reply.status_code == 200:
                self.stored[number] = rev
                self.acknowledged += 1
            if self.acknowledged >= self._enough:
                self._running.process.kill()


@pytest.mark.parametrize("enough", [1, 150, 400])
def test_what_was_acknowledged_survives_a_power_cut(tmp_path: Path, enough: int) -> None:
    """Killed while a hundred phones write, the server finds every answer it said it had."""
    with served(tmp_path) as running:
        with running.log() as log:
            ask_everything(log)
        before = running.door
        crowd = Crowd(running, 100, enough)
        asyncio.run(crowd.write())
    with served(tmp_path) as again:
        with again.log() as log:
            kept = {answer.item: answer for answer in Room(log).state.said("text")}
        after = again.door
    lost = {
        number: rev
        for number, rev in crowd.stored.items()
        if kept[answer_id(token(number), "text")].rev < rev
    }

    assert crowd.acknowledged >= enough
    assert {} == lost
    assert all(answer.body["text"].endswith(f"wording {answer.rev}") for answer in kept.values())
    assert (before.code, before.key, before.room) == (after.code, after.key, after.room)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
@runs
async def test_a_room_whose_file_is_gone_calls_nothing_stored(tmp_path: Path) -> None:
    """Deleted under a running room, as by hand or by a sync program: every later answer is refused
    in words, nothing is made up in memory, and the terminal says it once.
    """
    with served(tmp_path) as running:
        with running.log() as log:
            ask_everything(log)
        async with outside(running.address) as http:
            phone = Phone(http)
            await phone.join(running.code)
            assert 200 == (await phone.answer("text", {"text": "before"})).status_code
            for file in running.folder.glob("room.sqlite*"):
                file.unlink()
            replies = [
                await phone.answer("text", {"text": f"after {rev}"}, rev=rev) for rev in (2, 3, 4)
            ]
            mine = await phone.mine("text")

    assert [507] * 3 == [reply.status_code for reply in replies]
    assert all(reply.json()["lines"] for reply in replies)
    assert {"text": "before"} == mine


@pytest.mark.parametrize("second", [("room", "--session", "room"), ("forget", "room", "--yes")])
def test_nobody_shares_a_session_that_is_served(tmp_path: Path, second: tuple[str, ...]) -> None:
    """While a room runs, neither a second room nor `forget` gets at its folder."""
    with served(tmp_path) as running:
        tried = subprocess.run(
            [sys.executable, "-m", "workshop", *second, "--lang", "en"],
            env={**os.environ, "WORKSHOP_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        with running.log() as log:
            still = log.read()

    assert 2 == tried.returncode
    assert "already open" in tried.stderr
    assert still


@runs
async def test_phones_go_on_after_a_restart(tmp_path: Path) -> None:
    """Same address, same code, same secret; nobody sits down anew and nothing is typed again."""
    with served(tmp_path, *FREE) as running:
        with running.log() as log:
            ask_everything(log)
        async with outside(running.address) as http:
            await Phone(http).join(running.code)
            await Phone(http).answer("text", {"text": "before"})
    with served(tmp_path) as again:
        async with outside(again.address) as http:
            found = await Phone(http).mine("text")
            reply = await Phone(http).answer("text", {"text": "after"}, rev=2)

    assert ({"text": "before"}, 200) == (found, reply.status_code)
    assert (running.address, running.code, running.secret) == (
        again.address,
        again.code,
        again.secret,
    )


def limit(log: EventLog, pragma: str) -> None:
    """Let a log's connections run under a limit, as on a disk that is full or locked."""
    event.listen(log._engine, "connect", lambda connection, _: connection.execute(pragma))
    log._engine.dispose()


@pytest.mark.parametrize("pragma", [FULL, READ_ONLY])
@runs
async def test_a_disk_that_takes_nothing_is_said_and_stores_nothing(
    tmp_path: Path, pragma: str
) -> None:
    """Who hears 507 was not stored and reads why; who heard "stored" is still there."""
    path = tmp_path / "room.sqlite"
    with closing(EventLog(path)) as notebook, closing(EventLog(path)) as log:
        ask_everything(notebook)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            limit(log, pragma)
            # More than fits into the last page of the file, however full it is.
            words = [letter * 200 for letter in "abcdefghijklmnopqrst"]
            replies = {
                text: await phone.answer("text", {"text": text}, rev=n)
                for n, text in enumerate(words)
            }
        kept = {one.body.get("text") for _, one in notebook.read() if one.subject == "text"}
    taken = {text for text, reply in replies.items() if reply.status_code == 200}
    refused = [reply for reply in replies.values() if reply.status_code != 200]

    assert {507} == {reply.status_code for reply in refused}
    assert [["The room can’t store anything right now."]] * len(refused) == [
        reply.json()["lines"] for reply in refused
    ]
    assert taken | {None} == kept


@runs
async def test_the_room_goes_on_when_there_is_space_again(tmp_path: Path) -> None:
    """A phone that tries again is stored then, without a restart; looking works all the time."""
    path = tmp_path / "room.sqlite"
    with closing(EventLog(path)) as notebook, closing(EventLog(path)) as log:
        ask_everything(notebook)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            limit(log, READ_ONLY)
            refused = await phone.answer("scale", {"value": 3}, message="the-same")
            seen = await phone.mine("scale")
            limit(log, "PRAGMA query_only = OFF")
            taken = await phone.answer("scale", {"value": 3}, message="the-same")

            assert (507, None) == (refused.status_code, seen)
            assert (200, {"value": 3}) == (taken.status_code, await phone.mine("scale"))


@runs
async def test_one_bad_answer_spoils_no_other(tmp_path: Path) -> None:
    """Good and bad answers that are stored together: each gets its own reply."""
    with closing(EventLog(tmp_path / "log")) as log:
        ask_everything(log)
        async with serving(log) as app:
            phones = [Phone(inside(app), number) for number in range(12)]
            await asyncio.gather(*(phone.join() for phone in phones))
            values = [(3, 99)[number % 2] for number in range(12)]
            replies = await asyncio.gather(
                *(p.answer("scale", {"value": v}) for p, v in zip(phones, values, strict=True))
            )

    assert [(200, 422)[number % 2] for number in range(12)] == [r.status_code for r in replies]


@runs
async def test_a_question_declared_anew_as_another_kind_stops_nobody(tmp_path: Path) -> None:
    """Answers to what it was before are no answers now, and no reason to fall silent."""
    with closing(EventLog(tmp_path / "log")) as log:
        room = ask_everything(log)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            await phone.answer("single", {"choice": "a"})
            declared = QUESTIONS["text"].model_copy(update={"key": "single"})
            room.open_question(ACT, declared)
            room.reveal_question("single")
            reply = await asyncio.wait_for(phone.answer("scale", {"value": 3}), 5)
            seen = await phone.look()

    assert (200, "revealed") == (reply.status_code, seen["questions"][0]["status"])


@runs
async def test_a_desk_that_stumbles_while_looking_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a listener of changes does wrong, the next answer is taken and acknowledged."""
    monkeypatch.setattr("workshop.room.server.writer.LOOK_SECONDS", 0.02)
    with closing(EventLog(tmp_path / "log")) as log, closing(EventLog(tmp_path / "log")) as other:
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            desk = app.state.room.writer
            fine, desk._changed = desk._changed, lambda _: 1 / 0
            room = ask_everything(other)
            await asyncio.sleep(0.2)
            desk._changed = fine
            reply = await asyncio.wait_for(phone.answer("scale", {"value": 3}), 5)

    assert (200, ACT) == (reply.status_code, room.state.activity)


@pytest.mark.parametrize("damage", ["header", "cut"])
def test_a_damaged_memory_is_reported_and_kept(tmp_path: Path, damage: str) -> None:
    """The command ends with 2 and a sentence; the file's bytes are for a rescuer."""
    file = tmp_path / "room" / "room.sqlite"
    file.parent.mkdir()
    with closing(EventLog(file)) as log:
        ask_everything(log)
    whole = file.read_bytes()
    broken = b"X" * 100 + whole[100:] if damage == "header" else whole[: len(whole) // 2]
    file.write_bytes(broken)
    ended = subprocess.run(
        [sys.executable, "-m", "workshop", "room", "--session", "room", "--lang", "en"],
        env={**os.environ, "WORKSHOP_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (2, "") == (ended.returncode, ended.stdout)
    assert ended.stderr.startswith("The workshop file is damaged.")
    assert "Traceback" not in ended.stderr
    assert broken == file.read_bytes()


@runs
async def test_a_retry_after_the_close_of_what_was_stored_is_no_late_answer(
    tmp_path: Path,
) -> None:
    """The reply was lost, not the answer: who asks again hears "stored", also a moment later."""
    with closing(EventLog(tmp_path / "log")) as log:
        room = ask_everything(log)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            await phone.answer("scale", {"value": 3}, message="the-same")
            Room(log).close_question("scale")
            again = await phone.answer("scale", {"value": 3}, message="the-same")
            late = await phone.answer("scale", {"value": 4}, rev=2)

    assert (200, 409) == (again.status_code, late.status_code)
    assert [{"value": 3}] == [one.body for one in room.catch_up().said("scale")]
