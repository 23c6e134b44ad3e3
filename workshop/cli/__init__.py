"""The command `workshop`: start the kit, bring data, or ask for numbers."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from workshop import __version__
from workshop.cli import charter, check, compare, dashboard, data, export, numbers, start
from workshop.cli.complaints import wrong_value
from workshop.cli.parser import Parser
from workshop.cli.values import Value
from workshop.command import command
from workshop.errors import WorkshopError
from workshop.language import check_lang
from workshop.packages import sure_lines, unloadable
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.words import Lang

__all__ = ["main"]

BAD_INPUT = 2
COMMANDS = (
    ("room", N_("open just the room for the phones, without the notebooks"), start.add_room),
    ("import", N_("read in an export from your CRM"), data.add_import),
    ("forget", N_("delete a session and everything in it"), data.add_forget),
    ("backup", N_("save a session to a single file"), data.add_backup),
    ("restore", N_("restore a session from a backup"), data.add_restore),
    ("privacy", N_("print the page for the works council and data protection"), data.add_privacy),
    ("compare", N_("compare rules on the same cases"), compare.add_compare),
    ("kpis", N_("print the KPIs of a data folder"), numbers.add_kpis),
    (
        "dashboard",
        N_("write the shared dashboard as pages and pictures"),
        dashboard.add_dashboard,
    ),
    ("charter", N_("print a session’s charter or write it to files"), charter.add_charter),
    ("export", N_("write a charter’s definitions in other systems’ formats"), export.add_export),
    ("check", N_("hold a charter against data again"), check.add_check),
    (
        "stories",
        N_("the stories hidden in the sample company; for facilitators"),
        numbers.add_stories,
    ),
    ("sample", N_("generate the sample company afresh"), numbers.add_sample),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 where the input was at fault.

    Args:
        arguments: what follows ``workshop`` on the command line; the process's own by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words("de")
    _speak_utf8()
    # What the kit writes is for whoever runs it, and for no other account of this computer.
    os.umask(0o077)
    try:
        words = Words(_lang(given))
        options = _parser(words).parse_args(given)
        return int(options.run(options, words))
    except WorkshopError as error:
        return _complain(error, words)
    except BrokenPipeError:
        # Whoever read the output has had enough of it; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _complain(_no_access(error), words)
    except ImportError as error:
        failure = unloadable(error)
        if failure is None:
            raise
        return _complain(failure, words)


def _speak_utf8() -> None:
    """Let narrow spaces and ÷ through, whatever a pipe on this computer is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _complain(error: WorkshopError, words: Words) -> int:
    print("\n".join(sure_lines(error, words)), file=sys.stderr)
    return BAD_INPUT


def _no_access(error: OSError) -> WorkshopError:
    return WorkshopError(
        N_("A file or folder can’t be used."),
        found="{file}: {reason}",
        hint=N_("Is the name right, and are you allowed to write there?"),
        file=error.filename or "–",
        reason=error,
    )


def _lang(given: list[str]) -> Lang:
    """Find the language before anything is said in it."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", default="de")
    try:
        found, _ = finder.parse_known_args(given)
    except argparse.ArgumentError:
        return "de"
    try:
        return check_lang(found.lang)
    except WorkshopError as error:
        complaint = wrong_value("--lang", found.lang, Value(check_lang, error.fact, {}))
        raise complaint from None


def _parser(words: Words) -> Parser:
    parser = Parser(
        words,
        prog=command(),
        description=words("One Table: sales and marketing agree on terms, numbers and promises."),
    )
    parser.add("--version", action="version", version=__version__, help=words("show the version"))
    start.add_start(parser, words)
    commands = parser.add_subparsers(title=words("Commands"), metavar=words("COMMAND"))
    parser.commands = commands.choices
    for name, about, fill in COMMANDS:
        said = words(about)
        fill(commands.add_parser(name, words=words, help=said, description=said), words)
    return parser
