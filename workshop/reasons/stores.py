"""What databases say: SQLite, DuckDB, PostgreSQL, and what reaches them through other packages."""

from __future__ import annotations

import sqlite3

from workshop.reasons.phrase import Phrase, first_match, phrase, quoted
from workshop.reasons.system import IN_USE, NO_RIGHTS, NO_WAY, NUMBERS, TOO_LATE
from workshop.words import N_

FULL, GONE = NUMBERS["ENOSPC"], NUMBERS["ENOENT"]
CANNOT_OPEN = N_("the file can’t be opened")
DAMAGED = N_("the file is damaged")
FOREIGN = N_("the file isn’t a database or is damaged")
READ_ONLY = N_("it’s read-only")
REFUSED = N_("nobody’s answering there")
NO_LOGIN = N_("the name or password is wrong")
NO_DATABASE = N_("there’s no database with this name")
NO_TABLE = N_("there’s no table “{name}”")
NO_TABLE_AT_ALL = N_("a table is missing from it")
NO_MEMORY = NUMBERS["ENOMEM"]
BROKEN_OFF = NUMBERS["ECONNRESET"]
NO_NAME = N_("nobody on the network goes by this name")
MANY = N_("there are too many connections already")
STOPPING = N_("it’s just starting up or shutting down")
SQLITE: dict[int, str] = {
    3: NO_RIGHTS,
    5: IN_USE,
    6: IN_USE,
    7: NO_MEMORY,
    8: READ_ONLY,
    10: NUMBERS["EIO"],
    11: DAMAGED,
    13: FULL,
    14: CANNOT_OPEN,
    15: IN_USE,
    26: FOREIGN,
}
"""SQLite's numbers, without what they say in detail in their higher bits."""
POSTGRES: dict[str, str] = {
    "28P01": NO_LOGIN,
    "28000": NO_LOGIN,
    "3D000": NO_DATABASE,
    "42501": NO_RIGHTS,
    "42P01": NO_TABLE_AT_ALL,
    "25006": READ_ONLY,
    "53100": FULL,
    "53200": NO_MEMORY,
    "53300": MANY,
    "55P03": IN_USE,
    "57014": TOO_LATE,
    "57P01": STOPPING,
    "57P03": STOPPING,
}
"""PostgreSQL's states."""
TEXTS: tuple[tuple[str, str], ...] = (
    (r"password authentication failed|no password supplied|no pg_hba\.conf entry", NO_LOGIN),
    (r"role \S+ does not exist", NO_LOGIN),
    (r"database \S+ does not exist", NO_DATABASE),
    (r"connection refused", REFUSED),
    (r"could not translate host name|failed to resolve host|name or service not known", NO_NAME),
    (r"no route to host|network is unreachable", NO_WAY),
    (r"timeout expired|connection timeout|timed out", TOO_LATE),
    (r"server closed the connection|connection reset|terminating connection", BROKEN_OFF),
    (r"too many clients|too many connections", MANY),
    (r"conflicting lock|set lock on file|database is locked|being used by another", IN_USE),
    (r"permission denied|access is denied|insufficient privilege", NO_RIGHTS),
    (r"no space left|disk is full", FULL),
    (r"not a valid duckdb database|not a database|no magic bytes|invalid parquet", FOREIGN),
    (
        r"storage version|newer version|older version",
        N_("it was written by another version of the database program"),
    ),
    (r"table with name (?P<name>[^\s!]+) does not exist", NO_TABLE),
    (r"no such table: (?P<name>\S+)|relation \"(?P<other>[^\"]+)\" does not exist", NO_TABLE),
    (r"no such file|database does not exist|cannot find the (?:file|path)", GONE),
    (r"read-only|readonly", READ_ONLY),
    (r"out of memory|failed to allocate", NO_MEMORY),
    (r"corrupt|malformed|checksum", DAMAGED),
)
"""What DuckDB and PostgreSQL's driver say only in words; the first that fits counts."""
ROOMS = ("sqlalchemy", "sqlite3", "duckdb", "_duckdb", "psycopg", "pyarrow", "ibis", "adbc")
"""The packages whose errors these are. They are told by name: an error may not load them."""


def store(error: BaseException) -> Phrase | None:
    """Return what a database means by an error; None if it is no database's."""
    inner = getattr(error, "orig", None)  # as SQLAlchemy wraps it
    if isinstance(inner, BaseException):
        return store(inner)
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        known = SQLITE.get(code & 0xFF) if code is not None else None
        return phrase(known) if known else _by_text(error)
    state = getattr(error, "sqlstate", None)
    if state in POSTGRES:
        return phrase(POSTGRES[state])
    packages = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    return _by_text(error) if packages & {*ROOMS} else None


def by_text(text: str) -> Phrase | None:
    """Return what words of a database mean; None if nobody knows."""
    known = first_match(text, TEXTS)
    if known and "name" in known.values and known.values["name"] is None:
        return phrase(NO_TABLE, name=known.values["other"])
    return known


def _by_text(error: BaseException) -> Phrase:
    return by_text(str(error)) or quoted(str(error) or type(error).__name__)
