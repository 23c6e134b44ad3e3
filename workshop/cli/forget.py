"""Letting a session go: its folder, and its room where that lies in a database."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from workshop.cli.backup import no_session
from workshop.crm.session_tables import ELSEWHERE
from workshop.errors import WorkshopError
from workshop.lab.home import Home
from workshop.lab.twin import refuse_twin
from workshop.lock import held, in_use
from workshop.room.log.log import open_log
from workshop.room.views.phrases import PHONE
from workshop.session import Session
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.words import Words


def forget_session(folder: Path) -> None:
    """Delete a session for good: tables, contributions, charter and notebooks.

    Args:
        folder: of the session.

    Raises:
        WorkshopError: if it is no session, is in use by a kit or a room, or cannot be deleted.
    """
    check_session(folder)
    session = Session(folder)
    refuse_twin(Home(session))
    with held(session, "kit", "room"):
        with closing(open_log(session)) as log, log.claimed() as free:
            if not free:
                raise in_use(session)
            log.forget()
        if os.name == "posix":  # elsewhere a file that is held cannot be deleted
            _delete(folder)
    if folder.exists():
        _delete(folder)


def left_behind(folder: Path, words: Words) -> list[str]:
    """Return what forgetting a session leaves where it is, one line for each kind.

    Args:
        folder: of the session, before it is deleted.
        words: the language.
    """
    lines = [
        words("the export itself and folders written by an import (--to)"),
        words("anything written with --out: dashboards, charters"),
        words("the kit’s own backup files and your computer’s backups"),
        words(
            "what phones keep of the room until someone chooses “{leave}” there",
            leave=words(PHONE["leave_forget"]),
        ),
    ]
    if folder.joinpath(ELSEWHERE).exists():
        lines.append(words("the tables in the database named with --data"))
    return lines


def check_session(folder: Path) -> None:
    """Raise `WorkshopError` if no session lies in a folder: nobody is asked about nothing."""
    if not (folder / "session.json").is_file():
        raise no_session(folder)


def _delete(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise WorkshopError(
            N_("The session couldn’t be deleted completely."),
            found="{file}: {reason}",
            hint=N_("Close every program that has it open and try again."),
            file=error.filename or folder,
            reason=error,
        ) from error
