"""The event log: append-only, shared by every open act and by the server of the phones."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError

from workshop.room.database import EVENTS, WRITING, open_file, open_url, unknown, unusable
from workshop.room.event import Event
from workshop.session import DATABASE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from workshop.session import Session

FIELDS = tuple(Event.model_fields)
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def open_log(session: Session) -> EventLog:
    """Return a session's log: its file, or its room in the database ``WORKSHOP_DATABASE`` names.

    Raises:
        WorkshopError: see `EventLog`.
    """
    url = os.environ.get(DATABASE_VARIABLE)
    return EventLog(url, session.folder.name) if url else EventLog(session.log)


class EventLog:
    """The events of one workshop, in order.

    Args:
        place: an SQLite file, made if it is not there, or the URL of a PostgreSQL database.
        room: which of the rooms in the database; a file holds one only.

    Raises:
        WorkshopError: see `open_file` and `open_url`.
    """

    def __init__(self, place: Path | str, room: str = "") -> None:
        is_url = isinstance(place, str)
        self._engine = open_url(place) if isinstance(place, str) else open_file(place)
        # A URL may hold a password, which no message should show.
        self._place = "PostgreSQL" if is_url else place
        self._room = room

    def append(self, one: Event) -> None:
        """Add an event and return when it is on disk; an id that is there already adds nothing.

        Raises:
            WorkshopError: if it cannot be stored; nothing is then.
        """
        with self.writing() as pen:
            pen.append(one)

    @contextmanager
    def writing(self) -> Iterator[Pen]:
        """Hold the log for reading and writing in one transaction; nobody writes meanwhile.

        Raises:
            WorkshopError: if it cannot be stored; nothing of it is then.
        """
        with self._transaction(**WRITING) as connection:
            if connection.dialect.name == "postgresql":
                # One writer a room: positions are visible in the order in which they were given.
                lock = func.pg_advisory_xact_lock(func.hashtextextended(self._room, 0))
                connection.execute(select(lock))
            yield Pen(self, connection)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, oldest first, each with its own position.

        Raises:
            WorkshopError: if the log cannot be read, or an event is of no kind we know.
        """
        with self._transaction() as connection:
            return self._read(connection, after)

    def forget(self) -> None:
        """Delete every event of this workshop; nothing can bring them back.

        Raises:
            WorkshopError: if the log cannot be written.
        """
        with self._transaction(**WRITING) as connection:
            connection.execute(EVENTS.delete().where(EVENTS.c.room == self._room))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _read(self, connection: Connection, after: int) -> list[tuple[int, Event]]:
        columns = (EVENTS.c.position, *(EVENTS.c[name] for name in FIELDS))
        mine = (EVENTS.c.room == self._room) & (EVENTS.c.position > after)
        query = select(*columns).where(mine).order_by(EVENTS.c.position)
        try:
            rows = connection.execute(query).all()
            return [
                (row[0], Event.model_validate(dict(zip(FIELDS, row[1:], strict=True))))
                for row in rows
            ]
        except ValueError as error:  # no JSON, or not the fields of an event
            raise unknown(self._place, str(error).splitlines()[0]) from error

    def _append(self, connection: Connection, one: Event) -> None:
        insert = _INSERTS[connection.dialect.name](EVENTS)
        row = insert.values(room=self._room, **one.model_dump()).on_conflict_do_nothing()
        connection.execute(row)

    @contextmanager
    def _transaction(self, **options: bool) -> Iterator[Connection]:
        try:
            connected = self._engine.connect().execution_options(**options)
            with connected as connection, connection.begin():
                yield connection
        except DatabaseError as error:
            raise unusable(self._place, str(error.orig).splitlines()[0]) from error


class Pen:
    """One transaction on a log. Get one from `EventLog.writing`."""

    def __init__(self, log: EventLog, connection: Connection) -> None:
        self._log = log
        self._connection = connection

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, those of this transaction included."""
        return self._log._read(self._connection, after)  # noqa: SLF001 - one noun, two halves

    def append(self, one: Event) -> None:
        """Add an event; an id that is there already adds nothing."""
        self._log._append(self._connection, one)  # noqa: SLF001
