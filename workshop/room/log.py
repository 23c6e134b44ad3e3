"""The event log: append-only, in SQLite, shared by every open act."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from errno import EACCES
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateTable

from workshop.errors import WorkshopError
from workshop.room.event import Event, EventKind
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

BUSY_MS = 5000
_events = Table(
    "events",
    MetaData(),
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String, unique=True, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("item", String, nullable=False),
    Column("side", String, nullable=False),
    Column("body", JSON, nullable=False),
)


class EventLog:
    """The events of one workshop, in order.

    Args:
        path: the SQLite file; it is made if it is not there.

    Raises:
        WorkshopError: if the file cannot be written, is damaged, is no event log, or holds
            what only a newer kit understands; it is never changed then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._refuse_read_only()
        self._refuse_foreign()
        self._engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self._engine, "connect", _set_pragmas)
        with self._connection() as connection:
            # Not create_all: two acts that open a new workshop at once would both create it.
            connection.execute(CreateTable(_events, if_not_exists=True))

    def append(self, one: Event) -> None:
        """Add an event and return when it is on disk; an id that is there already adds nothing.

        Raises:
            WorkshopError: if it cannot be stored; nothing is then.
        """
        row = insert(_events).values(one.model_dump()).on_conflict_do_nothing(["id"])
        with self._connection() as connection:
            connection.execute(row)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, oldest first, each with its own position.

        Raises:
            WorkshopError: if the file cannot be read, or an event is of no kind we know.
        """
        query = select(_events).where(_events.c.position > after).order_by(_events.c.position)
        try:
            with self._connection() as connection:
                found = connection.execute(query).mappings().all()
            return [(row["position"], _event(dict(row))) for row in found]
        except ValueError as error:  # no JSON, or not the fields of an event
            raise self._unknown(str(error).splitlines()[0]) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _refuse_read_only(self) -> None:
        if not os.access(self.path if self.path.exists() else self.path.parent, os.W_OK):
            raise self._unusable(os.strerror(EACCES))

    def _refuse_foreign(self) -> None:
        """Look into a file that is there, without a write, before it is taken for our own."""
        if not self.path.exists():
            return
        try:
            with closing(_open_to_look(self.path)) as connection:
                self._check(connection)
        except sqlite3.OperationalError as error:
            raise self._unusable(str(error)) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error

    def _check(self, connection: sqlite3.Connection) -> None:
        if (health := _column(connection, "PRAGMA quick_check(1)")) != ["ok"]:
            raise self._damaged(health[0].splitlines()[-1])
        tables = _column(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not tables:  # another act has begun the file a moment ago
            return
        columns = [row[1] for row in connection.execute("PRAGMA table_info(events)")]
        if columns != _events.columns.keys():
            raise self._unknown(", ".join(tables))
        kinds = _column(connection, "SELECT DISTINCT kind FROM events")
        if strange := set(kinds) - set(get_args(EventKind)):
            raise self._unknown(", ".join(sorted(strange)))

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise self._unusable(str(error.orig)) from error

    def _unusable(self, reason: str) -> WorkshopError:
        return WorkshopError(
            N_("The workshop's memory cannot be written."),
            found="{file}: {reason}",
            hint=N_("What was stored before is untouched. Is the disk full, or the folder locked?"),
            file=self.path,
            reason=reason,
        )

    def _damaged(self, reason: str) -> WorkshopError:
        return WorkshopError(
            N_("The workshop's memory is damaged."),
            found="{file}: {reason}",
            hint=N_("The file stays as it is; keep a copy. Begin anew with another --session."),
            file=self.path,
            reason=reason,
        )

    def _unknown(self, reason: str) -> WorkshopError:
        return WorkshopError(
            N_("The workshop's memory holds what this version of the kit does not know."),
            found="{file}: {reason}",
            hint=N_("Nothing was changed. Update the kit, or take another name with --session."),
            file=self.path,
            reason=reason,
        )


def _open_to_look(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _column(connection: sqlite3.Connection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query)]


def _event(row: dict[str, Any]) -> Event:
    del row["position"]
    return Event.model_validate(row)


def _set_pragmas(connection: Any, _: object) -> None:
    # WAL lets every act's kernel read while one writes; FULL keeps what was acknowledged.
    for pragma in (f"busy_timeout = {BUSY_MS}", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
