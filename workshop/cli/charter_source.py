"""Where a charter comes from: a session, or a charter.json."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.start import name_database

if TYPE_CHECKING:
    import argparse

    from workshop.story.charter import CharterData
    from workshop.story.decisions.decisions import Decisions

SUFFIX = ".json"


def charter_from(place: str, options: argparse.Namespace) -> CharterData:
    """Return the charter that a file holds, or that a session has come to.

    Args:
        place: a file, by its name or because it exists; else the name of a session.
        options: say which database keeps contributions.

    Raises:
        WorkshopError: if the file is no charter, or there is no such session.
        OSError: if the file cannot be read.
    """
    from workshop.story.charter import read_charter  # noqa: PLC0415 - see `cli.dashboard`

    file = Path(place)
    if file.suffix.lower() == SUFFIX or file.is_file():
        return read_charter(file)
    return session_charter(place, options)[0]


def session_charter(name: str, options: argparse.Namespace) -> tuple[CharterData, Decisions | None]:
    """Return the charter of a session, and what its last signed version held.

    Raises:
        WorkshopError: if there is no such session.
    """
    from workshop.cli.forget import check_session  # noqa: PLC0415 - see `cli.dashboard`
    from workshop.crm.session_tables import data_here  # noqa: PLC0415
    from workshop.room.log.log import open_log  # noqa: PLC0415
    from workshop.room.room import Room  # noqa: PLC0415
    from workshop.session import Session, session_folder  # noqa: PLC0415
    from workshop.story.charter import charter_of  # noqa: PLC0415
    from workshop.story.decisions.history import signed_before  # noqa: PLC0415

    name_database(options)
    session = Session(session_folder(name))
    check_session(session.folder)
    with closing(open_log(session)) as log:
        room = Room(log)
        since, state = signed_before(room), room.state
    return charter_of(session.folder.name, data_here(session.crm), state), since
