"""Starting the kit, or the room alone."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.network import add_network, as_arguments, check_network, network_wishes
from workshop.cli.values import PORT, whole
from workshop.policy import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.session import DATA_VARIABLE, DATABASE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.cli.parser import Parser
    from workshop.session import Session
    from workshop.words import Words

MOST_PHONES = 5000
"""A typing error must not eat all memory."""


def add_start(parser: Parser, words: Words) -> None:
    """Add what `workshop` without a command takes."""
    add_session(parser, words, default="workshop")
    add_data(parser, words, default=None)
    parser.add(
        "--no-browser",
        action="store_true",
        help=words("only print the address, without opening a browser"),
    )
    about = words("port to use; a free one by default")
    parser.add("--port", type=PORT, metavar=words("NUMBER"), help=about)
    _add_network(parser, words, default=None)
    about = words("port of the room; the same as last time by default")
    parser.add("--room-port", type=PORT, metavar=words("NUMBER"), help=about)
    parser.add("--no-room", action="store_true", help=words("no phones and no presenter view"))
    parser.set_defaults(run=_start)


def add_room(parser: Parser, words: Words) -> None:
    """Add what `workshop room` takes."""
    add_session(parser, words, default=argparse.SUPPRESS)
    _add_network(parser, words, default=argparse.SUPPRESS)
    about = words("port of the room; the same as last time by default")
    parser.add("--port", type=PORT, default=argparse.SUPPRESS, metavar=words("NUMBER"), help=about)
    parser.set_defaults(run=_room)


def add_session(parser: Parser, words: Words, default: str) -> None:
    """Add the name of a session."""
    about = words("name of the workshop; the same name carries on where you left off")
    parser.add("--session", default=default, metavar=words("NAME"), help=about)


def add_data(parser: Parser, words: Words, default: object) -> None:
    """Add where the data lies and how it is to be read."""
    sample = words("folder with CRM tables or address of a database; the sample company by default")
    parser.add("--data", default=default, metavar=words("FOLDER"), help=sample)
    meaning = words("which column of the export means what")
    parser.add("--mapping", type=Path, default=default, metavar=words("FILE"), help=meaning)


def add_database(parser: Parser, words: Words, default: object) -> None:
    """Add the database that stores contributions."""
    store = words("PostgreSQL database for the contributions, instead of a file")
    parser.add("--database", default=default, metavar="URL", help=store)


def _add_network(parser: Parser, words: Words, default: object) -> None:
    add_network(parser, words, default)
    phones = whole(1, MOST_PHONES)
    many = words("how many phones may join; 300 by default")
    parser.add("--cap", type=phones, default=default, metavar=words("NUMBER"), help=many)
    answers = whole(LOWEST_THRESHOLD, HIGHEST_THRESHOLD)
    few = words("answers a group needs to be shown separately, 5 to 20; 5 by default")
    parser.add("--fewest", type=answers, default=default, metavar=words("NUMBER"), help=few)
    add_database(parser, words, default)


def _start(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.alone import alone, set_threshold  # noqa: PLC0415 - `--help` must not wait
    from workshop.lab.home import Home  # noqa: PLC0415
    from workshop.lab.phones import Phones  # noqa: PLC0415
    from workshop.lab.server import serve  # noqa: PLC0415
    from workshop.lab.twin import refuse_twin  # noqa: PLC0415
    from workshop.session import open_session, session_folder  # noqa: PLC0415

    wishes = None if options.no_room else network_wishes(options, options.room_port)
    if wishes:
        check_network(wishes)
    session = open_session(session_folder(options.session))
    name_database(options)
    refuse_twin(Home(session))
    with alone(session, "kit", words):
        _bring(session, options)
        set_threshold(session, options.fewest)
        phones = None
        if wishes:
            phones = Phones(session, words.lang, options.cap, as_arguments(wishes))
        return serve(
            session,
            words.lang,
            here=_whereabouts(session),
            port=options.port,
            browser=not options.no_browser,
            phones=phones,
        )


def _bring(session: Session, options: argparse.Namespace) -> None:
    """Give the session the data that was asked for, unless it has its own already."""
    from workshop.crm.session_tables import bring_data  # noqa: PLC0415

    place = options.data or (None if session.crm.exists() else os.environ.get(DATA_VARIABLE))
    bring_data(session.crm, place, options.mapping)
    if place and not session.crm.exists():
        os.environ[DATA_VARIABLE] = _lasting(place)


def _whereabouts(session: Session) -> Callable[[], str | None]:
    """Return a function that says which act the room of a session is in; None before the first."""
    from workshop.acts import act_of  # noqa: PLC0415
    from workshop.errors import WorkshopError  # noqa: PLC0415
    from workshop.room.log.log import open_log  # noqa: PLC0415
    from workshop.room.room import Room  # noqa: PLC0415

    def here() -> str | None:
        try:
            with closing(open_log(session)) as log:
                act = act_of(Room(log).state.activity)
        except WorkshopError:
            # Each act says itself, where people see it, that its room cannot be opened.
            return None
        return act.key if act else None

    return here


def _lasting(place: str) -> str:
    """Return a place as kernels find it, whose folder is another one."""
    from workshop.crm.open import is_address  # noqa: PLC0415

    return place if is_address(place) else str(Path(place).absolute())


def _room(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.alone import alone, serving_alone, set_threshold  # noqa: PLC0415
    from workshop.room.server.serve import serve_room  # noqa: PLC0415
    from workshop.room.state.door import CAP  # noqa: PLC0415
    from workshop.session import open_session, session_folder  # noqa: PLC0415

    name_database(options)
    session = open_session(session_folder(options.session))
    with alone(session, "room", words), serving_alone(session):
        set_threshold(session, options.fewest)
        return serve_room(
            session,
            words.lang,
            wishes=network_wishes(options, options.port),
            cap=options.cap or CAP,
        )


def name_database(options: argparse.Namespace) -> None:
    """Tell this process and all it starts: an address on a command line is seen by everybody."""
    if options.database:
        os.environ[DATABASE_VARIABLE] = options.database
