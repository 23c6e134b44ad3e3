"""The charter at the terminal, without any notebook: of a session, or of a charter.json."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.start import add_database, name_database
from workshop.errors import WorkshopError
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    import argparse

    from workshop.charter.document import Charter
    from workshop.cli.parser import Parser
    from workshop.story.charter import CharterData


def add_charter(parser: Parser, words: Words) -> None:
    """Add what `workshop charter` takes."""
    name = words("name of the session; “workshop” by default")
    parser.add("--session", metavar=words("NAME"), help=name)
    file = words("a charter.json instead of a session")
    parser.add("--from", dest="file", type=Path, metavar=words("FILE"), help=file)
    folder = words(
        "folder for the pages in both languages and the data; without it, the "
        "charter is printed here"
    )
    parser.add("--out", type=Path, metavar=words("FOLDER"), help=folder)
    parser.add("--schema", action="store_true", help=words("print the JSON Schema of charter.json"))
    add_database(parser, words, default=None)
    parser.set_defaults(run=_charter)


def _charter(options: argparse.Namespace, words: Words) -> int:
    """Print the charter in the language asked for, or write it in all of them."""
    if options.schema:
        from workshop.story.charter import charter_schema  # noqa: PLC0415 - see `cli.dashboard`

        print(json.dumps(charter_schema(), ensure_ascii=False, indent=2))
        return 0
    if options.file and options.session:
        raise _one_of_two()
    data = _data(options)
    if options.out:
        from workshop.charter.export import export  # noqa: PLC0415

        pages = [_document(data, Words(lang)) for lang in LANGS]
        for place in export(pages, data.to_json(), options.out):
            print(words("Written: {file}", file=place))
        return 0
    from workshop.charter.export import markdown  # noqa: PLC0415

    text = markdown(_document(data, words))
    # Half an emoji, cut off by a text field, must not keep the charter from the terminal.
    print(text.encode("utf-8", "replace").decode(), end="")
    return 0


def _document(data: CharterData, words: Words) -> Charter:
    from workshop.story.charter import charter_document  # noqa: PLC0415

    signed = data.decisions.signed
    return charter_document(data, words, signed.remarks if signed else ())


def _data(options: argparse.Namespace) -> CharterData:
    """Return what the charter holds.

    Raises:
        WorkshopError: if there is no such session, or the file is no charter.
    """
    from workshop.story.charter import charter_of, read_charter  # noqa: PLC0415

    if options.file:
        return read_charter(options.file)
    from workshop.cli.forget import check_session  # noqa: PLC0415
    from workshop.crm.session_tables import data_here  # noqa: PLC0415
    from workshop.room.log.log import open_log  # noqa: PLC0415
    from workshop.room.room import Room  # noqa: PLC0415
    from workshop.session import DEFAULT_NAME, Session, session_folder  # noqa: PLC0415

    name_database(options)
    session = Session(session_folder(options.session or DEFAULT_NAME))
    check_session(session.folder)
    with closing(open_log(session)) as log:
        state = Room(log).state
    return charter_of(session.folder.name, data_here(session.crm), state)


def _one_of_two() -> WorkshopError:
    return WorkshopError(
        N_("A charter comes from a session or from a file, not from both."),
        found="{options}",
        hint=N_("Leave one of them out."),
        options="--session, --from",
    )
