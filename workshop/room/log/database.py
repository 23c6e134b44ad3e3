"""Where the event log lies: an SQLite file by default, PostgreSQL where many rooms are hosted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from errno import EACCES
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from workshop.errors import WorkshopError
from workshop.reasons import Cause
from workshop.room.log.event import VERSION
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BUSY_MS = 5000
PRIVATE = 0o600
PAUSES = (0.05, 0.1, 0.3, 0.5, 1.0, 2.0)
"""Seconds between tries to lay a file out while another does."""
WRITING = {"workshop_writing": True}
"""Options of a connection whose transaction will write."""
EVENTS = Table(
    "events",
    MetaData(),
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("item", String, nullable=False),
    Column("side", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("rev", Integer, nullable=False, server_default="0"),
    Column("room", String, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("room", "id"),
    Index("events_of_room", "room", "position"),
)
LATER = {
    "rev": "INTEGER NOT NULL DEFAULT 0",
    "room": "VARCHAR NOT NULL DEFAULT ''",
    "version": "INTEGER NOT NULL DEFAULT 1",
}
"""Columns that the first logs did not have, in the order they came; they are added on opening."""
POSTGRES = "postgresql+psycopg"
NOTHING = "–"


class StoreError(WorkshopError):
    """The log cannot be read or written now; what was acknowledged is untouched."""


def open_file(path: Path) -> Engine:
    """Return the engine of an SQLite file; it is made if it is not there.

    Raises:
        WorkshopError: if the file cannot be written, is damaged, is no event log, or holds
            what only a newer kit understands; it is never changed then.
    """
    _refuse_read_only(path)
    _refuse_foreign(path)
    _make_private(path)
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    try:
        _lay_out_patiently(engine)
    except DatabaseError as error:
        raise unusable(path, error) from error
    return engine


def _lay_out_patiently(engine: Engine) -> None:
    """Lay the file out; SQLite does not wait by itself for another that changes the journal."""
    for pause in PAUSES:
        try:
            return _lay_out_now(engine)
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            sleep(pause)
    return _lay_out_now(engine)


def _lay_out_now(engine: Engine) -> None:
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        _lay_out(connection)


def open_url(url: str) -> Engine:
    """Return the engine of a PostgreSQL database.

    Raises:
        WorkshopError: if the URL names no PostgreSQL, its driver is not installed, or it does not
            answer. The message never shows the password.
    """
    try:
        named = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _no_postgres(NOTHING) from error
    if named.get_backend_name() != "postgresql":
        raise _no_postgres(named.get_backend_name())
    shown = f"{named.host}/{named.database}"
    try:
        engine = create_engine(named.set(drivername=POSTGRES), pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise WorkshopError(
            N_("PostgreSQL needs one more package."),
            hint=N_("Install it: pip install 'smarketing-workshop[postgres]'"),
        ) from error
    try:
        with engine.begin() as connection:
            # Two kits that start on an empty database would both create the table.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(0)")
            _create(connection)
            for name, kind in LATER.items():
                column = f"ADD COLUMN IF NOT EXISTS {name} {kind}"
                connection.exec_driver_sql(f"ALTER TABLE events {column}")
    except DatabaseError as error:
        raise unusable(shown, error) from error
    return engine


def unusable(place: object, reason: Exception) -> StoreError:
    """Return the error for a log that cannot be read or written."""
    return StoreError(
        N_("The workshop file can’t be saved."),
        found="{file}: {reason}",
        hint=N_("What was already stored is untouched. Is the disk full or the folder locked?"),
        file=place,
        reason=reason,
    )


def unknown(place: object, reason: str) -> StoreError:
    """Return the error for a log that holds what this kit does not know."""
    return StoreError(
        N_("The workshop file contains something this version of the kit doesn’t know."),
        found="{file}: {reason}",
        hint=N_("Nothing was changed. Update the kit or choose another name with --session."),
        file=place,
        reason=reason,
    )


def _damaged(path: Path, reason: Exception | Cause) -> StoreError:
    return StoreError(
        N_("The workshop file is damaged."),
        found="{file}: {reason}",
        hint=N_(
            "The file stays as it is; keep a copy. Start again under another name with --session."
        ),
        file=path,
        reason=reason,
    )


def _no_postgres(found: str) -> WorkshopError:
    return WorkshopError(
        N_("--database takes the address of a PostgreSQL database."),
        found="{backend}",
        hint=N_("For example postgresql://NAME:PASSWORD@HOST/DATABASE"),
        backend=found,
    )


def _refuse_read_only(path: Path) -> None:
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise unusable(path, PermissionError(EACCES, ""))


def _make_private(path: Path) -> None:
    """Let nobody else on this computer read the file; SQLite gives those beside it its rights."""
    if os.name != "posix":  # elsewhere the home folder's own rights hold
        return
    try:
        # Never opened here where it is there already: closing it again would drop every lock that
        # SQLite holds on it in this process (POSIX advisory locks belong to process and file).
        if path.exists():
            path.chmod(PRIVATE)
        else:
            path.touch(PRIVATE)
    except OSError as error:
        raise unusable(path, error) from error


def _refuse_foreign(path: Path) -> None:
    """Look into a file that is there, without a write, before it is taken for our own."""
    if not path.exists():
        return
    try:
        with closing(_open_to_look(path)) as connection:
            _check(path, connection)
    except sqlite3.OperationalError as error:
        raise unusable(path, error) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _check(path: Path, connection: sqlite3.Connection) -> None:
    if (health := _column(connection, "PRAGMA quick_check(1)")) != ["ok"]:
        raise _damaged(path, Cause(health[0].splitlines()[-1]))
    tables = _column(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    if not tables:  # another act has begun the file a moment ago
        return
    columns = [row[1] for row in connection.execute("PRAGMA table_info(events)")]
    ours = EVENTS.columns.keys()
    known = [ours[: len(ours) - later] for later in range(len(LATER) + 1)]
    if columns not in known:
        raise unknown(path, ", ".join(tables))
    if "version" in columns:
        query = f"SELECT DISTINCT kind FROM events WHERE version > {VERSION}"  # noqa: S608 - ours
        if newer := _column(connection, query):
            raise unknown(path, ", ".join(sorted(newer)))


def _lay_out(connection: Connection) -> None:
    connection.execute(CreateTable(EVENTS, if_not_exists=True))
    found = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(events)")}
    for name, kind in LATER.items():
        if name not in found:
            connection.exec_driver_sql(f"ALTER TABLE events ADD COLUMN {name} {kind}")
    _create(connection)


def _create(connection: Connection) -> None:
    # Not create_all: two acts that open a new workshop at once would both create it.
    connection.execute(CreateTable(EVENTS, if_not_exists=True))
    for index in EVENTS.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))


def _open_to_look(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _column(connection: sqlite3.Connection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query)]


def _set_pragmas(connection: Any, _: object) -> None:
    # Python's driver would begin transactions on its own, too late for BEGIN IMMEDIATE.
    connection.isolation_level = None
    # A text that is damaged costs its own row, not every row that is read with it.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    # WAL lets every act's kernel read while one writes; FULL keeps what was acknowledged.
    # secure_delete overwrites what is taken out of the file.
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(*WRITING)
    # IMMEDIATE: what is checked in the transaction still holds when it writes.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
