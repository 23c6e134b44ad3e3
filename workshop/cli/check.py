"""A charter held against data, for a person or for a scheduler."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.charter_source import charter_from
from workshop.cli.numbers import opened
from workshop.cli.start import add_data, add_database
from workshop.cli.values import DAY
from workshop.session import DEFAULT_NAME

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.story.check.types import Check
    from workshop.words import Words


def add_check(parser: Parser, words: Words) -> None:
    """Add what `workshop check` takes."""
    where = words("name of a session or a charter.json; the session “workshop” by default")
    parser.add("--charter", default=DEFAULT_NAME, metavar=words("FILE|SESSION"), help=where)
    add_data(parser, words, default=argparse.SUPPRESS)
    about = words("as-of date: nothing later counts; by default, the last day in the data")
    parser.add("--as-of", type=DAY, metavar=words("DATE"), help=about)
    parser.add("--json", action="store_true", help=words("print everything as JSON"))
    page = words("also write a page for the projector to this file")
    parser.add("--html", type=Path, metavar=words("FILE"), help=page)
    chat = words("print just the sentence for the chat")
    parser.add("--chat", action="store_true", help=chat)
    lines = words("print just the agenda of your next standing date")
    parser.add("--agenda", action="store_true", help=lines)
    parser.add("--schema", action="store_true", help=words("print the JSON Schema of --json"))
    add_database(parser, words, default=None)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace, words: Words) -> int:
    """Print a check and return its exit code: 0 well, 1 to talk about, 2 not computed."""
    from workshop.story.check.report import CheckReport, check_schema  # noqa: PLC0415 - see `cli.dashboard`

    if options.schema:
        print(json.dumps(check_schema(), ensure_ascii=False, indent=2))
        return 0
    from workshop.story.check.checking import check  # noqa: PLC0415

    charter = charter_from(options.charter, options)
    found = check(charter, opened(options), options.as_of)
    report = CheckReport.of(found)
    if options.html:
        _write(found, options.html, words)
    if options.json:
        print(_whole(report.to_json()))
    elif options.agenda:
        print(_whole("\n".join(_agenda(found, words))))
    elif options.chat:
        print(_whole(report.sentence.text(words)))
    else:
        _print(found, words)
    return report.status


def _agenda(found: Check, words: Words) -> list[str]:
    from workshop.clock import now  # noqa: PLC0415
    from workshop.story.check.agenda import agenda  # noqa: PLC0415

    return agenda(found, now().date(), words)


def _print(found: Check, words: Words) -> None:
    from workshop.charter.check_page import check_lines  # noqa: PLC0415
    from workshop.story.check.text import check_sheet  # noqa: PLC0415

    print(_whole(check_lines(check_sheet(found, words))))


def _whole(text: str) -> str:
    """Return text without half emojis, cut off by a text field: no terminal takes them."""
    return text.encode("utf-8", "replace").decode()


def _write(found: Check, file: Path, words: Words) -> None:
    from workshop.charter.check_page import check_page  # noqa: PLC0415
    from workshop.story.check.text import check_sheet  # noqa: PLC0415

    file.write_bytes(check_page(check_sheet(found, words)).encode("utf-8", "replace"))
