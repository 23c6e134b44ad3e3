"""A session as one file, and back: for the day the laptop does not start."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from workshop.command import command
from workshop.errors import WorkshopError
from workshop.room.log.log import EventLog, open_log
from workshop.session import Session, open_session
from workshop.words import N_

if TYPE_CHECKING:
    from zipfile import ZipInfo

MANIFEST, LOG, TABLES, CHARTER = "session.json", "room.sqlite", "crm.duckdb", "charter/"
LARGEST = 4 << 30
"""Bytes of all files together; a file that unpacks to more is no backup of a workshop."""


def back_up(session: Session, target: Path) -> None:
    """Write a session into one file: what people said, the tables, the charter, no key.

    The log is copied as it stands at one moment, also while phones are answering.

    Args:
        session: the session.
        target: a file that is not there yet.

    Raises:
        WorkshopError: if there is no such session, the file is there, or cannot be written.
    """
    if not (session.folder / MANIFEST).is_file():
        raise no_session(session.folder)
    if target.exists():
        raise WorkshopError(
            N_("This file already exists."),
            found="{file}",
            hint=N_("Choose another name; nothing was changed."),
            file=target,
        )
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    try:
        with TemporaryDirectory(prefix="workshop-backup-") as folder:
            log = _copied_log(session, Path(folder) / LOG)
            with ZipFile(draft, "w", ZIP_DEFLATED) as packed:
                packed.write(session.folder / MANIFEST, MANIFEST)
                packed.write(log, LOG)
                for file in (session.crm, *sorted(session.charter.glob("*"))):
                    if file.is_file():
                        packed.write(file, file.relative_to(session.folder).as_posix())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def restore(file: Path, session: Session) -> None:
    """Make a session from a backup; phones that were in it find back as who they were.

    Args:
        file: what `back_up` wrote.
        session: a session that is not there yet.

    Raises:
        WorkshopError: if it is no backup, a newer kit wrote it, or the session is there already.
    """
    if session.folder.exists():
        raise WorkshopError(
            N_("There’s already a session with this name."),
            found="{folder}",
            hint=N_("Choose another name with --session; nothing was changed."),
            folder=session.folder,
        )
    session.folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the place it goes to: it appears there whole, or not at all.
    with TemporaryDirectory(prefix=".restore-", dir=session.folder.parent) as folder:
        draft = Path(folder) / session.folder.name
        draft.mkdir()
        _unpack(file, draft)
        open_session(draft)
        EventLog(draft / LOG).close()
        shutil.move(draft, session.folder)


def no_session(folder: Path) -> WorkshopError:
    """Return the error for a name under which there is no session."""
    return WorkshopError(
        N_("There’s no session in this folder."),
        found="{folder}",
        hint=N_("Use the name you gave with --session."),
        folder=folder,
    )


def _copied_log(session: Session, target: Path) -> Path:
    """Copy the log, from wherever it lies, into a file."""
    with closing(open_log(session)) as log:
        if log.path is None:  # in a database
            with closing(EventLog(target)) as copy, copy.writing() as pen:
                for _, event in log.read():
                    pen.append(event)
        else:
            with (
                closing(sqlite3.connect(log.path)) as source,
                closing(sqlite3.connect(target)) as copy_,
            ):
                source.backup(copy_)
    return target


def _unpack(file: Path, folder: Path) -> None:
    try:
        with ZipFile(file) as packed:
            members = [member for member in packed.infolist() if _belongs(member)]
            names = {member.filename for member in members}
            if not {MANIFEST, LOG} <= names or sum(m.file_size for m in members) > LARGEST:
                raise _no_backup(file)
            for member in members:
                packed.extract(member, folder)
    except (BadZipFile, NotImplementedError, RuntimeError, json.JSONDecodeError) as error:
        raise _no_backup(file) from error


def _belongs(member: ZipInfo) -> bool:
    """Return whether a member is one that a backup has; anything else stays in the file."""
    name = member.filename
    in_charter = name.startswith(CHARTER) and "/" not in name[len(CHARTER) :]
    return name in (MANIFEST, LOG, TABLES) or (
        in_charter and name[len(CHARTER) :] not in ("", "..")
    )


def _no_backup(file: Path) -> WorkshopError:
    return WorkshopError(
        N_("This file isn’t the backup of a session."),
        found="{file}",
        hint=N_("`{command} backup NAME --to FILE` writes one. Nothing was changed."),
        command=command(),
        file=file,
    )
