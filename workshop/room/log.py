"""The event log: append-only, in SQLite, shared by every open act."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, create_engine, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from workshop.errors import WorkshopError
from workshop.room.event import Event
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

BUSY_MS = 5000
_metadata = MetaData()
_events = Table(
    "events",
    _metadata,
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
        WorkshopError: if the file cannot be written, or is no event log; it is never changed then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._refuse_read_only()
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _set_pragmas)
        with self._connection() as connection:
            _metadata.create_all(connection)

    def append(self, one: Event) -> None:
        """Add an event and return when it is on disk; an id that is there already adds nothing.

        Raises:
            WorkshopError: if it cannot be stored; nothing is then.
        """
        row = insert(_events).values(one.model_dump()).on_conflict_do_nothing(["id"])
        with self._connection() as connection:
            connection.execute(row)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return the events after a position, oldest first, each with its own position."""
        query = select(_events).where(_events.c.position > after).order_by(_events.c.position)
        with self._connection() as connection:
            found = connection.execute(query).mappings().all()
        return [(row["position"], _event(dict(row))) for row in found]

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _refuse_read_only(self) -> None:
        if not os.access(self.path if self.path.exists() else self.path.parent, os.W_OK):
            raise self._unusable("read-only")

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


def _event(row: dict[str, Any]) -> Event:
    del row["position"]
    return Event.model_validate(row)


def _set_pragmas(connection: Any, _: object) -> None:
    # WAL lets every act's kernel read while one writes; FULL keeps what was acknowledged.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", f"busy_timeout = {BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")
