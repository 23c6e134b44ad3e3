"""The event log: append-only, shared by every open act and by the server of the phones."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError

from workshop.errors import WorkshopError
from workshop.room.log.compaction import compact
from workshop.room.log.database import EVENTS, WRITING, open_file, open_url, unknown, unusable
from workshop.room.log.event import VERSION, Event
from workshop.room.log.shape import shaped
from workshop.room.log.upcast import upcast
from workshop.room.log.whereabouts import Whereabouts
from workshop.session import DATABASE_VARIABLE
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Row

    from workshop.room.log.compaction import Compaction
    from workshop.session import Session

FIELDS = tuple(Event.model_fields)
COLUMNS = tuple(
    # As text: one body that is no JSON must not take the rows beside it along.
    cast(EVENTS.c.body, String) if name == "body" else EVENTS.c[name]
    for name in FIELDS
)
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class ConflictError(WorkshopError):
    """The id of an event stands for something else already."""

    def __init__(self) -> None:
        super().__init__(
            N_("This message was already sent with different content, so it wasn’t stored."),
            hint=N_("Send it again."),
        )


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
        self._engine = open_url(place) if isinstance(place, str) else open_file(place)
        # A URL may hold a password, which no message should show.
        self._place = "PostgreSQL" if isinstance(place, str) else place
        self._whereabouts = None if isinstance(place, str) else Whereabouts(place)
        self._room = room

    @property
    def path(self) -> Path | None:
        """The file it lies in; None for a database."""
        return None if isinstance(self._place, str) else self._place

    def append(self, event: Event) -> None:
        """Add an event and return when it is on disk; the same event again adds nothing.

        Raises:
            WorkshopError: if it cannot be stored; nothing is then.
        """
        with self.writing() as pen:
            pen.append(event)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Hold the log for reading and writing in one transaction; nobody writes meanwhile.

        Raises:
            WorkshopError: if it cannot be stored; nothing of it may be called stored then.
        """
        with self._transaction(**WRITING) as connection:
            if connection.dialect.name == "postgresql":
                # One writer a room: positions are visible in the order in which they were given.
                lock = func.pg_advisory_xact_lock(func.hashtextextended(self._room, 0))
                connection.execute(select(lock))
            yield Transaction(self, connection)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, oldest first, each with its own position.

        A row that cannot be read is handed out as an event of the kind ``set_aside``.

        Raises:
            WorkshopError: if the log cannot be read, or a newer kit wrote into it.
        """
        with self._transaction() as connection:
            return self._read(connection, after)

    def compact(self) -> None:
        """Let go of what nobody needs any more; see `workshop.room.log.compaction`.

        In a file, what was taken out is overwritten and the write-ahead log emptied.

        Raises:
            WorkshopError: if the log cannot be written; it is then as it was.
        """
        with self.writing() as pen:
            rows = pen.read()
            plan = compact(rows, secrets.SystemRandom().shuffle)
            if rows:
                pen.carry_out(plan, last=rows[-1][0])
        if self._whereabouts:
            self._purge()

    def forget(self) -> None:
        """Delete every event of this workshop; nothing can bring them back.

        Raises:
            WorkshopError: if the log cannot be written.
        """
        with self._transaction(**WRITING) as connection:
            connection.execute(EVENTS.delete().where(EVENTS.c.room == self._room))

    @contextmanager
    def claimed(self) -> Iterator[bool]:
        """Hold the room as the one who serves it, where it lies in a database that others reach.

        Yields:
            Whether nobody else holds it. A file is held by a lock of its own; see `workshop.lock`.
        """
        if self._whereabouts:
            yield True
            return
        key = func.hashtextextended(f"served {self._room}", 0)
        try:
            # The lock lives as long as this connection does.
            with self._engine.connect() as connection:
                yield bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())
                connection.invalidate()
        except DatabaseError as error:
            raise unusable(self._place, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _purge(self) -> None:
        raw = self._engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement).fetchall()
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise unusable(self._place, error) from error
        finally:
            raw.close()

    def _read(self, connection: Connection, after: int) -> list[tuple[int, Event]]:
        mine = (EVENTS.c.room == self._room) & (EVENTS.c.position > after)
        query = select(EVENTS.c.position, *COLUMNS).where(mine).order_by(EVENTS.c.position)
        return [(row[0], self._event(row)) for row in connection.execute(query)]

    def _event(self, row: Row[Any]) -> Event:
        """Return the event of a row, or one that says that there is none to read.

        Raises:
            WorkshopError: if a newer kit wrote it.
        """
        fields: dict[str, Any] = dict(zip(FIELDS, row[1:], strict=True))
        if isinstance(fields["version"], int) and fields["version"] > VERSION:
            raise unknown(self._place, str(fields["kind"]))
        try:
            fields["body"] = json.loads(fields["body"])
            return shaped(upcast(Event.model_validate(fields)))
        except (ValueError, TypeError):  # no JSON, or not the shape of any event
            return Event(kind="set_aside", subject=str(row[0]))

    def _append(self, connection: Connection, event: Event) -> None:
        insert = _INSERTS[connection.dialect.name](EVENTS)
        row = insert.values(room=self._room, **event.model_dump()).on_conflict_do_nothing()
        if connection.execute(row.returning(EVENTS.c.position)).first():
            return
        standing = (EVENTS.c.room == self._room) & (EVENTS.c.id == event.id)
        query = select(EVENTS.c.position, *COLUMNS).where(standing)
        before = self._event(connection.execute(query).one())
        if (before.subject, before.item, before.rev, before.body) != (
            *(event.subject, event.item, event.rev),
            event.body,
        ):
            raise ConflictError

    @contextmanager
    def _transaction(self, **options: bool) -> Iterator[Connection]:
        try:
            connected = self._engine.connect().execution_options(**options)
            with connected as connection:
                with connection.begin():
                    self._look_around(written=False)
                    yield connection
                # Only now is it on disk, and only if the disk still has the file.
                self._look_around(written=bool(options))
        except DatabaseError as error:
            raise unusable(self._place, error) from error

    def _look_around(self, *, written: bool) -> None:
        if self._whereabouts:
            self._whereabouts.check(written=written)


class Transaction:
    """One transaction on a log. Get one from `EventLog.writing`."""

    def __init__(self, log: EventLog, connection: Connection) -> None:
        self._log = log
        self._connection = connection

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, those of this transaction included."""
        return self._log._read(self._connection, after)  # noqa: SLF001 - one noun, two halves

    def append(self, event: Event) -> None:
        """Add an event; the same event again adds nothing.

        Raises:
            ConflictError: if its id stands for something else already; nothing is added.
        """
        self._log._append(self._connection, event)  # noqa: SLF001

    def carry_out(self, plan: Compaction, last: int) -> None:
        """Compact the log.

        Args:
            plan: what to do.
            last: the highest position there is. Readers have read up to it, so it stays: either as
                the position before the first event that moves, or as a row.
        """
        dropped = plan.dropped if plan.moved else plan.dropped - {last}
        for position in dropped:
            self._connection.execute(EVENTS.delete().where(EVENTS.c.position == position))
        for position, event in plan.rewritten.items():
            mine = EVENTS.update().where(EVENTS.c.position == position)
            self._connection.execute(mine.values(**event.model_dump()))
        room = self._log._room  # noqa: SLF001
        for place, event in enumerate(plan.moved, last + 1):
            row = {"room": room, **event.model_dump()}
            if self._connection.dialect.name == "sqlite":  # which gives deleted positions again
                row["position"] = place
            self._connection.execute(EVENTS.insert().values(**row))
