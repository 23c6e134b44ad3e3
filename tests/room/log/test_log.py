"""The event log keeps what was acknowledged, and leaves alone what is not its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from workshop.errors import WorkshopError
from workshop.room.log.event import VERSION, Event
from workshop.room.log.log import ConflictError, EventLog
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from workshop.room.log.event import Event
from workshop.room.log.log import EventLog
log = EventLog(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for i in range(40):
    log.append(Event(id=f"{sys.argv[2]}-{i}", kind="contributed", subject="q", item=str(i)))
log.close()
"""


def said(key: str, text: str = "") -> Event:
    return Event(id=key, kind="contributed", subject="q", item=key, body={"text": text})


def filled(path: Path, count: int = 300) -> bytes:
    """Write a log of several pages and return its bytes."""
    with closing(EventLog(path)) as log:
        for number in range(count):
            log.append(said(str(number), "x" * 200))
    return path.read_bytes()


def ids(path: Path) -> list[str]:
    with closing(EventLog(path)) as log:
        return [event.id for _, event in log.read()]


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_events_come_back_as_they_were(tmp_path: Path) -> None:
    """Any JSON, any script, in the order in which it was said."""
    body = {"text": "Grüße 🎉\n'; DROP TABLE events; --", "votes": {"a": 3}, "none": None}
    events = [Event(kind="contributed", subject="q", side="sales", body=body), said("b")]
    with closing(EventLog(tmp_path / "log")) as log:
        for event in events:
            log.append(event)
        found = log.read()

    assert events == [event for _, event in found]
    assert sorted(position for position, _ in found) == [position for position, _ in found]


def test_an_event_survives_its_process(tmp_path: Path) -> None:
    """What was stored is there when the file is opened anew."""
    filled(tmp_path / "log", 3)

    assert ["0", "1", "2"] == ids(tmp_path / "log")


def test_the_same_event_three_times_counts_once(tmp_path: Path) -> None:
    """A phone that repeats itself says it once."""
    with closing(EventLog(tmp_path / "log")) as log:
        for _ in range(3):
            log.append(said("a", "first"))
        found = log.read()

    assert [said("a", "first")] == [event for _, event in found]


@pytest.mark.parametrize("other", [{"body": {"text": "second"}}, {"subject": "r"}, {"item": "b"}])
def test_an_id_stands_for_one_thing(tmp_path: Path, other: dict[str, object]) -> None:
    """The id of what is stored, used for anything else, is never taken for stored."""
    with closing(EventLog(tmp_path / "log")) as log:
        log.append(said("a", "first"))

        with pytest.raises(ConflictError):
            log.append(said("a", "first").model_copy(update=other))
        assert [said("a", "first")] == [event for _, event in log.read()]


def test_reading_on_gives_only_what_is_new(tmp_path: Path) -> None:
    """A reader that knows a position gets what came after it."""
    with closing(EventLog(tmp_path / "log")) as log:
        log.append(said("a"))
        position = log.read()[-1][0]
        log.append(said("b"))

        assert ["b"] == [event.id for _, event in log.read(position)]
        assert [] == log.read(position + 1)


def test_two_readers_see_each_others_events(tmp_path: Path) -> None:
    """Every open act reads what the others wrote, at once."""
    with closing(EventLog(tmp_path / "log")) as one, closing(EventLog(tmp_path / "log")) as other:
        one.append(said("a"))
        other.append(said("b"))

        assert ["a", "b"] == [event.id for _, event in one.read()]
        assert one.read() == other.read()


def test_threads_lose_nothing(tmp_path: Path) -> None:
    """Many hands on two logs of one file: every acknowledged event is there, once."""
    path = tmp_path / "log"
    with closing(EventLog(path)) as one, closing(EventLog(path)) as other:
        keys = [str(number) for number in range(60)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda key: (one, other)[int(key) % 2].append(said(key)), keys))

    assert sorted(keys) == sorted(ids(path))


def test_processes_that_begin_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two acts open a new workshop in the same moment and write into it together."""
    path = tmp_path / "log"
    command = [sys.executable, "-c", WRITER, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen([*command, name], **pipes) for name in "ab"]  # type: ignore[call-overload]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)

    assert [0, 0] == [writer.returncode for writer in writers]
    assert {f"{name}-{i}" for name in "ab" for i in range(40)} == set(ids(path))


def test_threads_may_make_the_file_together(tmp_path: Path) -> None:
    """Nobody fails because somebody else made the file a moment before."""
    for attempt in range(5):
        with ThreadPoolExecutor(4) as pool:
            logs = list(pool.map(EventLog, [tmp_path / str(attempt)] * 4))
        for log in logs:
            log.close()

        assert [] == ids(tmp_path / str(attempt))


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    """A start that was killed before its first write is no damage."""
    (tmp_path / "log").touch()
    filled(tmp_path / "log", 1)

    assert ["0"] == ids(tmp_path / "log")


@pytest.mark.parametrize("damage", ["text", "header", "cut", "scribbled"])
def test_a_damaged_file_is_reported_and_kept(tmp_path: Path, damage: str) -> None:
    """A rescuer gets the very bytes: nothing is repaired, emptied or silently left out."""
    path, whole = tmp_path / "log", filled(tmp_path / "log")
    broken = {
        "text": b"this is no database\n" * 100,
        "header": b"X" * 100 + whole[100:],
        "cut": whole[: len(whole) // 2],
        "scribbled": whole[:5000] + b"\xff" * 4000 + whole[9000:],
    }[damage]
    path.write_bytes(broken)

    with pytest.raises(WorkshopError, match=r"file is damaged.*log.*keep a copy"):
        EventLog(path)
    assert broken == path.read_bytes()


@pytest.mark.parametrize("table", ["notes (text)", "events (id, title)"])
def test_another_programs_database_is_left_alone(tmp_path: Path, table: str) -> None:
    """A file that is not ours gets no table of ours."""
    path = tmp_path / "log"
    run(path, f"CREATE TABLE {table}")
    before = path.read_bytes()

    with pytest.raises(WorkshopError, match="doesn’t know"):
        EventLog(path)
    assert before == path.read_bytes()


def test_a_newer_kits_log_is_left_alone(tmp_path: Path) -> None:
    """An unknown kind of event means: update; guessing would lose what people said."""
    path = tmp_path / "log"
    filled(path, 2)
    newer = f"UPDATE events SET kind = 'sung', version = {VERSION + 1} WHERE id = '1'"  # noqa: S608
    run(path, newer)
    before = path.read_bytes()

    with pytest.raises(WorkshopError, match=r"doesn’t know.*sung.*Update the kit"):
        EventLog(path)
    assert before == path.read_bytes()


def test_a_newer_kit_at_the_same_time_is_reported(tmp_path: Path) -> None:
    """What arrives while the log is open is checked as well, when it is read."""
    with closing(EventLog(tmp_path / "log")) as log:
        log.append(said("a"))
        run(tmp_path / "log", f"UPDATE events SET version = {VERSION + 1}")  # noqa: S608 - ours

        with pytest.raises(WorkshopError, match="doesn’t know"):
            log.read()


DAMAGES = (
    "kind = 'sung'",
    "side = 'finance'",
    "body = '{'",
    "body = '3'",
    "body = x'ff00'",
    "rev = 'many'",
    "kind = 'joined'",
    """kind = 'joined', body = '{"side": "sales", "lang": "fr"}'""",
    "kind = 'beat_entered'",
    """kind = 'beat_entered', body = '{"beat": "dance"}'""",
    "kind = 'room_opened'",
    "kind = 'timer_set', body = '{\"ends\": \"soon\"}'",
    'kind = \'question_opened\', body = \'{"activity": "a", "question": {"kind": "x"}}\'',
    "kind = 'step_asked'",
    "kind = 'threshold_set', body = '{\"fewest\": 1}'",
)


@pytest.mark.parametrize("change", DAMAGES)
def test_a_damaged_row_is_set_aside_and_named(tmp_path: Path, change: str) -> None:
    """One row that cannot be read costs that row: the others count, and the state names it."""
    with closing(EventLog(tmp_path / "log")) as log:
        for name in "abc":
            log.append(said(name))
        run(tmp_path / "log", f"UPDATE events SET {change} WHERE id = 'b'")  # noqa: S608 - ours
        state = fold(event for _, event in log.read())

    assert ("2",) == state.set_aside
    assert ["a", "c"] == [answer.item for answer in state.said("q")]


def test_known_fields_of_a_fuller_row_are_read(tmp_path: Path) -> None:
    """A field this kit does not know is no reason to lose the rest of a row."""
    me = {"side": "sales", "lang": "de", "people": 2, "shoes": "red"}
    with closing(EventLog(tmp_path / "log")) as log:
        log.append(Event(kind="joined", subject="room", item="hash", body=me))
        state = fold(event for _, event in log.read())

    assert {"hash": Participant("sales", "de", 2)} == state.participants


def test_a_file_for_reading_only_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better no act than one whose answers cannot be stored."""
    before = filled(tmp_path / "log", 1)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(WorkshopError, match=r"can’t be saved.*permission is missing"):
        EventLog(tmp_path / "log")
    assert before == (tmp_path / "log").read_bytes()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    """The same with the file system's own permissions."""
    filled(tmp_path / "log", 1)
    (tmp_path / "log").chmod(0o400)

    with pytest.raises(WorkshopError, match="can’t be saved"):
        EventLog(tmp_path / "log")


@pytest.mark.parametrize("place", ["file/log", "nowhere/log", "."])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str) -> None:
    """A wrong folder ends in a sentence that names it."""
    (tmp_path / "file").touch()

    with pytest.raises(WorkshopError, match=r"can’t be saved.*untouched"):
        EventLog(tmp_path / place)


def test_a_write_that_fails_is_never_acknowledged(tmp_path: Path) -> None:
    """Whoever is told "stored" finds it again; whoever is not, knows it."""
    with closing(EventLog(tmp_path / "log")) as log:
        log.append(said("a"))
        run(
            tmp_path / "log",
            "CREATE TRIGGER t BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END",
        )

        with pytest.raises(WorkshopError, match=r"can’t be saved.*full.*untouched"):
            log.append(said("b"))
        assert ["a"] == [event.id for _, event in log.read()]


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    """Folders of people have spaces, question marks and percent signs."""
    folder = tmp_path / "Größe 100 %?#&x=1"
    folder.mkdir()
    filled(folder / "log", 1)

    assert ["0"] == ids(folder / "log")
    assert folder / "log" in folder.iterdir()
