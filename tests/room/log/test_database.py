"""Both kinds of database keep the same promises; what cannot be opened says so and stays whole."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from support.room.live import postgres

from workshop.errors import WorkshopError
from workshop.room.log.database import EVENTS
from workshop.room.log.event import VERSION, Event
from workshop.room.log.log import ConflictError, EventLog
from workshop.room.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Opener = Callable[[], EventLog]

PASSWORD = "very-secret"  # noqa: S105 - of nobody
BEFORE = """
CREATE TABLE events (
    position INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL UNIQUE, kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, item VARCHAR NOT NULL, side VARCHAR NOT NULL, body JSON NOT NULL
)
"""
"""The table as the first kits laid it out."""


@pytest.fixture(params=["sqlite", "postgres"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Open the same room any number of times, on each kind of database."""
    room = uuid4().hex
    with ExitStack() as opened:

        def one_more() -> EventLog:
            on_postgres = request.param == "postgres"
            log = EventLog(postgres(), room) if on_postgres else EventLog(tmp_path / "log")
            return opened.enter_context(closing(log))

        yield one_more


def said(key: str, text: str = "") -> Event:
    return Event(id=key, kind="contributed", subject="q", item=key, body={"text": text})


def ids(log: EventLog) -> list[str]:
    return [event.id for _, event in log.read()]


def test_events_come_back_as_they_were(opener: Opener) -> None:
    """Any JSON, any script, every field, in the order in which it was said."""
    body = {"text": "Grüße 🎉\n'; --\x00", "votes": {"a": 3, "b": 0.5}, "none": None, "yes": True}
    events = [
        Event(kind="contributed", subject="q", item="i", side="sales", rev=7, body=body),
        Event(kind="decided", subject="größe", body={}),
    ]
    log = opener()
    for event in events:
        log.append(event)
    positions = [position for position, _ in log.read()]

    assert events == [event for _, event in opener().read()]
    assert sorted(set(positions)) == positions


def test_the_same_event_three_times_counts_once(opener: Opener) -> None:
    """Also through two connections; and its id used for anything else is refused."""
    one, other = opener(), opener()
    for log in (one, other, one):
        log.append(said("a", "first"))
    with pytest.raises(ConflictError):
        other.append(said("a", "second"))

    assert [said("a", "first")] == [event for _, event in one.read()]


def test_reading_on_gives_only_what_is_new(opener: Opener) -> None:
    """A reader that knows a position gets what came after it."""
    log = opener()
    log.append(said("a"))
    position = log.read()[-1][0]
    log.append(said("b"))

    assert ["b"] == [event.id for _, event in opener().read(position)]


def test_many_writers_lose_nothing(opener: Opener) -> None:
    """Eight hands on four connections: every acknowledged event is there, once."""
    logs = [opener() for _ in range(4)]
    keys = [f"{number:03}" for number in range(120)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: logs[int(key) % 4].append(said(key)), keys))

    assert keys == sorted(ids(logs[0]))


def test_a_reader_that_goes_on_from_its_position_misses_nothing(opener: Opener) -> None:
    """However writers overtake each other, no event appears behind what was read already."""
    logs, reader = [opener() for _ in range(4)], opener()
    ended = Flag()
    seen: list[str] = []

    def follow() -> None:
        position, last = 0, False
        while not last:
            last = ended.is_set()
            for position, event in reader.read(position):  # noqa: B007, B020 - it goes on from there
                seen.append(event.id)

    follower = Thread(target=follow)
    follower.start()

    def write(number: int) -> None:
        with logs[number % 4].writing() as pen:
            for part in "abc":
                pen.append(said(f"{number:03}{part}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    ended.set()
    follower.join()

    assert ids(reader) == seen
    assert 180 == len(seen)


def test_a_transaction_that_fails_leaves_nothing(opener: Opener) -> None:
    """All of it or none of it: an error in between takes back what was written before."""
    log = opener()

    def fail() -> None:
        with log.writing() as pen:
            pen.append(said("a"))
            assert ["a"] == [event.id for _, event in pen.read()]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [] == ids(opener())


def test_what_is_checked_in_a_transaction_still_holds_when_it_writes(opener: Opener) -> None:
    """Ten who each write only if nobody did: one does."""
    logs = [opener() for _ in range(5)]

    def first(number: int) -> None:
        with logs[number % 5].writing() as pen:
            if not pen.read():
                pen.append(said(str(number)))

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(first, range(10)))

    assert 1 == len(ids(logs[0]))


def test_many_may_begin_at_once(opener: Opener) -> None:
    """Nobody fails because somebody else laid out the table a moment before."""
    with ThreadPoolExecutor(6) as pool:
        logs = list(pool.map(lambda _: opener(), range(6)))

    assert [[]] * 6 == [log.read() for log in logs]


def test_a_kind_from_a_newer_kit_is_reported(opener: Opener) -> None:
    """What this kit does not know is not left out in silence."""
    log = opener()
    log.append(said("a"))
    newer = EVENTS.c.version == VERSION + 1
    with log._engine.begin() as connection:
        change = EVENTS.update().where(EVENTS.c.id == "a")
        connection.execute(change.values(side="finance", version=VERSION + 1))

    with pytest.raises(WorkshopError, match="doesn’t know"):
        log.read()
    with log._engine.begin() as connection:
        connection.execute(EVENTS.delete().where(newer))


def test_a_damaged_row_is_set_aside(opener: Opener) -> None:
    """Of what no kit has ever written, one row costs that row."""
    log = opener()
    log.append(said("a"))
    log.append(said("b"))
    with log._engine.begin() as connection:
        connection.execute(EVENTS.update().where(EVENTS.c.id == "a").values(side="finance"))
    kinds = [event.kind for _, event in log.read()]
    with log._engine.begin() as connection:
        connection.execute(EVENTS.delete().where(EVENTS.c.side == "finance"))

    assert ["set_aside", "contributed"] == kinds


def test_two_rooms_of_one_database_do_not_see_each_other() -> None:
    """The same event ids, the same questions: each room has its own."""
    names = [uuid4().hex for _ in range(2)]
    with (
        closing(EventLog(postgres(), names[0])) as one,
        closing(EventLog(postgres(), names[1])) as two,
    ):
        for log, text in ((one, "one"), (two, "two")):
            log.append(said("same", text))
        Room(one).decide("terms.lead", {"n": 1})

        assert [said("same", "one")] == [event for _, event in one.read()][:1]
        assert [said("same", "two")] == [event for _, event in two.read()]
        assert (1, 0) == (len(Room(one).state.decisions), len(Room(two).state.decisions))


def test_a_database_that_was_away_for_a_moment_is_found_again() -> None:
    """Its connections may end, as on a restart; the next look makes new ones."""
    with closing(EventLog(postgres(), uuid4().hex)) as log:
        log.append(said("a"))
        with closing(EventLog(postgres(), "other")) as other, other._engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        log.append(said("b"))

        assert ["a", "b"] == ids(log)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (f"postgresql://anna:{PASSWORD}@127.0.0.1:1/x", "can’t be saved"),
        (f"postgresql+psycopg://anna:{PASSWORD}@127.0.0.1:1/x", "can’t be saved"),
        (f"postgresql://127.0.0.1:1/x?user=anna&password={PASSWORD}", "can’t be saved"),
        (f"postgresql://anna:{PASSWORD}@127.0.0.1:port/x", "takes the address of a PostgreSQL"),
        (f"postgresql://anna:{PASSWORD}@[::1/x", "takes the address of a PostgreSQL"),
        (f"mysql://anna:{PASSWORD}@127.0.0.1/x", "takes the address of a PostgreSQL"),
        ("sqlite:///x", "takes the address of a PostgreSQL"),
        (f"{PASSWORD}", "takes the address of a PostgreSQL"),
        ("", "takes the address of a PostgreSQL"),
    ],
)
def test_what_is_no_postgresql_is_refused_without_the_password(url: str, sentence: str) -> None:
    """A wrong address ends in a sentence; nothing secret is in it."""
    with pytest.raises(WorkshopError, match=sentence) as caught:
        EventLog(url, "room")

    assert PASSWORD not in str(caught.value)


def test_a_wrong_name_in_a_database_is_reported_without_the_password() -> None:
    """The server answers and refuses: the same sentence, the same silence."""
    url = postgres().replace("postgres:@/postgres", f"nobody:{PASSWORD}@/nowhere")

    with pytest.raises(WorkshopError, match="can’t be saved") as caught:
        EventLog(url, "room")
    assert PASSWORD not in str(caught.value)


def test_a_file_of_the_first_kits_is_opened_and_kept(tmp_path: Path) -> None:
    """It has no revisions and no rooms; nothing in it is lost, and it goes on."""
    path = tmp_path / "log"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(BEFORE)
        row = (7, "a", "contributed", "q", "a", "sales", '{"text": "x"}')
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        connection.commit()
    with closing(EventLog(path)) as log:
        with pytest.raises(ConflictError):
            log.append(said("a", "the same id again"))
        log.append(said("b"))
        found = log.read()
    with closing(EventLog(path)) as again:
        assert found == again.read()

    frame = {"id": "a", "kind": "contributed", "subject": "q", "item": "a", "side": "sales"}
    old = Event(**frame, body={"text": "x"}, version=1)  # type: ignore[arg-type]
    assert [(7, old), (8, said("b"))] == found


def test_a_file_of_the_first_kits_is_opened_by_many_at_once(tmp_path: Path) -> None:
    """Of several acts that start together, one adds the columns and none fails."""
    for attempt in range(5):
        path = tmp_path / str(attempt)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(BEFORE)
        with ThreadPoolExecutor(4) as pool:
            logs = list(pool.map(EventLog, [path] * 4))
        found = [log.read() for log in logs]
        for log in logs:
            log.close()

        assert [[]] * 4 == found
