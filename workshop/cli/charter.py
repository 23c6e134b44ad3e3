"""The charter at the terminal, without any notebook: of a session, or of a charter.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.charter_source import session_charter
from workshop.cli.start import add_database
from workshop.errors import WorkshopError
from workshop.session import DEFAULT_NAME
from workshop.words import N_

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.story.charter import CharterData
    from workshop.story.decisions.decisions import Decisions
    from workshop.words import Words


def add_charter(parser: Parser, words: Words) -> None:
    """Add what `workshop charter` takes."""
    name = words("name of the session; “workshop” by default")
    parser.add("--session", metavar=words("NAME"), help=name)
    file = words("a charter.json instead of a session")
    parser.add("--from", dest="file", type=Path, metavar=words("FILE"), help=file)
    since = words("an earlier charter.json: what is new, changed or gone since then is shown")
    parser.add("--since", type=Path, metavar=words("FILE"), help=since)
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
    data, since = _data(options)
    if options.out:
        return _write(data, since, options.out, words)
    from workshop.charter.page import markdown  # noqa: PLC0415
    from workshop.story.charter import charter_document  # noqa: PLC0415

    signed = data.decisions.signed
    text = markdown(charter_document(data, words, signed.remarks if signed else (), since))
    # Half an emoji, cut off by a text field, must not keep the charter from the terminal.
    print(text.encode("utf-8", "replace").decode(), end="")
    return 0


def _write(data: CharterData, since: Decisions | None, folder: Path, words: Words) -> int:
    """Write every file of the charter, and say which are written and which could not be made."""
    from workshop.story.act5.exporting import export_charter  # noqa: PLC0415

    exported = export_charter(data, folder, since)
    for place in exported.files:
        print(words("Written: {file}", file=place))
    for failure in exported.failures:
        print(*failure.lines(words), sep="\n", file=sys.stderr)
    return 0


def _data(options: argparse.Namespace) -> tuple[CharterData, Decisions | None]:
    """Return what the charter holds, and what its earlier version held.

    Raises:
        WorkshopError: if there is no such session, or a file is no charter.
    """
    from workshop.story.charter import read_charter  # noqa: PLC0415

    since = read_charter(options.since).decisions if options.since else None
    if options.file:
        return read_charter(options.file), since
    data, before = session_charter(options.session or DEFAULT_NAME, options)
    return data, since or before


def _one_of_two() -> WorkshopError:
    return WorkshopError(
        N_("A charter comes from a session or from a file, not from both."),
        found="{options}",
        hint=N_("Leave one of them out."),
        options="--session, --from",
    )
