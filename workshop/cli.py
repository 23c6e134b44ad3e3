"""The command `workshop`: start the kit, or ask for numbers."""

from __future__ import annotations

import argparse
import json
import os
import sys
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from workshop import __version__
from workshop.errors import WorkshopError
from workshop.session import DATABASE_VARIABLE
from workshop.words import N_, Words, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.words import Lang

BAD_INPUT = 2
MOST_PHONES = 5000
MOST_CONTACTS, MOST_SEED = 1_000_000, 2**63 - 1
"""A typing error must not eat all memory."""


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the kit's languages and complains with the kit's own error."""

    def __init__(self, words: Words, given: Sequence[str], **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
        self.given = given
        self.options = self.add_argument_group(words("Options"))
        self.add("-h", "--help", action="help", help=words("show this help"))
        self.add("--lang", default="de", metavar="de|en", help=words("language"))

    def add(self, *names: str, **settings: Any) -> None:
        """Add an option to the one group that the help shows."""
        self.options.add_argument(*names, **settings)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", self.words("Usage:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", self.words("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Say what was typed: argparse's own `message` is English only."""
        raise WorkshopError(
            N_("This is not a command the kit understands."),
            found="{line}",
            hint=N_("{command} --help shows what there is."),
            line=" ".join(["workshop", *self.given]),
            command=self.prog,
        ) from ValueError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 where the input was at fault.

    Args:
        arguments: what follows ``workshop`` on the command line; the process's own by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words("de")
    _speak_utf8()
    try:
        words = Words(_lang(given))
        options = _parser(words, given).parse_args(given)
        return int(options.run(options, words))
    except WorkshopError as error:
        return _complain(error, words)
    except OSError as error:
        return _complain(_no_access(error), words)


def _speak_utf8() -> None:
    """Let narrow spaces and ÷ through, whatever a pipe on this computer is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _complain(error: WorkshopError, words: Words) -> int:
    print("\n".join(error.lines(words)), file=sys.stderr)
    return BAD_INPUT


def _no_access(error: OSError) -> WorkshopError:
    return WorkshopError(
        N_("A file or folder cannot be used."),
        found="{file}: {reason}",
        hint=N_("Is the name right, and may you write there?"),
        file=error.filename or "–",
        reason=error.strerror or str(error),
    )


def _lang(given: list[str]) -> Lang:
    """Find the language before anything is said in it."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", default="de")
    try:
        found, _ = finder.parse_known_args(given)
    except argparse.ArgumentError:
        return "de"
    return check_lang(found.lang)


def _parser(words: Words, given: Sequence[str]) -> _Parser:
    parser = _Parser(
        words,
        given,
        prog="workshop",
        description=words("One Table: sales and marketing agree on words, numbers and promises."),
    )
    parser.add("--version", action="version", version=__version__, help=words("show the version"))
    _add_start(parser, words)
    commands = parser.add_subparsers(title=words("Commands"), metavar=words("COMMAND"))
    for name, about, fill in (
        ("room", words("serve the phones of a session, without the acts"), _add_room),
        ("kpis", words("print the KPIs of a data folder"), _add_kpis),
        ("sample", words("make the sample company anew"), _add_sample),
    ):
        command = commands.add_parser(name, words=words, given=given, help=about, description=about)
        fill(command, words)
    return parser


def _add_start(parser: _Parser, words: Words) -> None:
    _add_session(parser, words, default="workshop")
    _add_data(parser, words, default=None)
    parser.add("--no-browser", action="store_true", help=words("only print the address to open"))
    parser.add("--port", type=int, help=words("port to use; a free one by default"))
    _add_network(parser, words, default=None)
    about = words("port of the room; the one of last time by default")
    parser.add("--room-port", type=int, metavar=words("NUMBER"), help=about)
    parser.add("--no-room", action="store_true", help=words("no phones and no presenter view"))
    parser.set_defaults(run=_start)


def _add_room(parser: _Parser, words: Words) -> None:
    _add_session(parser, words, default=argparse.SUPPRESS)
    _add_network(parser, words, default=argparse.SUPPRESS)
    about = words("port of the room; the one of last time by default")
    parser.add("--port", type=int, default=argparse.SUPPRESS, metavar=words("NUMBER"), help=about)
    parser.set_defaults(run=_room)


def _add_session(parser: _Parser, words: Words, default: str) -> None:
    about = words("name of the workshop; the same name goes on where you stopped")
    parser.add("--session", default=default, metavar=words("NAME"), help=about)


def _add_network(parser: _Parser, words: Words, default: object) -> None:
    where = words("address of this computer that phones reach, or auto; none by default")
    parser.add("--host", default=default, metavar=words("ADDRESS"), help=where)
    phones = partial(_whole, least=1, most=MOST_PHONES)
    many = words("how many phones may come in; 300 by default")
    parser.add("--cap", type=phones, default=default, metavar=words("NUMBER"), help=many)
    store = words("PostgreSQL to store contributions in, instead of a file")
    parser.add("--database", default=default, metavar="URL", help=store)


def _add_data(parser: _Parser, words: Words, default: object) -> None:
    sample = words("folder with CRM tables; the sample company by default")
    parser.add("--data", type=Path, default=default, metavar=words("FOLDER"), help=sample)
    meaning = words("which column of the export means what")
    parser.add("--mapping", type=Path, default=default, metavar=words("FILE"), help=meaning)


def _add_kpis(parser: _Parser, words: Words) -> None:
    # `workshop --data X kpis` means X, too: a default here would silently take its place.
    _add_data(parser, words, default=argparse.SUPPRESS)
    parser.add("--json", action="store_true", help=words("print a JSON list"))
    parser.set_defaults(run=_kpis)


def _add_sample(parser: _Parser, words: Words) -> None:
    target = words("folder to write to")
    parser.add("--out", type=Path, required=True, metavar=words("FOLDER"), help=target)
    for option, usual, most, about in (
        ("--seed", 7, MOST_SEED, words("start of the dice")),
        ("--contacts", 4000, MOST_CONTACTS, words("number of contacts")),
    ):
        whole = partial(_whole, most=most)
        parser.add(option, type=whole, default=usual, metavar=words("NUMBER"), help=about)
    parser.set_defaults(run=_sample)


def _whole(text: str, most: int, least: int = 0) -> int:
    """Return a whole number from `least` to `most`; argparse refuses the rest."""
    number = int(text)
    if least <= number <= most:
        return number
    raise ValueError(text)


def _start(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.bring import bring_data  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.lab.phones import Phones  # noqa: PLC0415
    from workshop.lab.server import serve  # noqa: PLC0415
    from workshop.session import open_session, session_folder  # noqa: PLC0415

    session = open_session(session_folder(options.session))
    _name_database(options)
    bring_data(session.crm, options.data, options.mapping)
    phones = None
    if not options.no_room:
        phones = Phones(session, words.lang, options.host, options.room_port, options.cap)
    return serve(
        session, words.lang, port=options.port, browser=not options.no_browser, phones=phones
    )


def _room(options: argparse.Namespace, words: Words) -> int:
    from workshop.room.door import CAP  # noqa: PLC0415
    from workshop.room.host import LOOPBACK  # noqa: PLC0415
    from workshop.room.server.serve import serve_room  # noqa: PLC0415
    from workshop.session import open_session, session_folder  # noqa: PLC0415

    _name_database(options)
    return serve_room(
        open_session(session_folder(options.session)),
        words.lang,
        host=options.host or LOOPBACK,
        port=options.port,
        cap=options.cap or CAP,
    )


def _name_database(options: argparse.Namespace) -> None:
    """Tell this process and all it starts: an address on a command line is seen by everybody."""
    if options.database:
        os.environ[DATABASE_VARIABLE] = options.database


def _kpis(options: argparse.Namespace, words: Words) -> int:
    from workshop.acts import shipped  # noqa: PLC0415
    from workshop.crm.store import load_crm  # noqa: PLC0415
    from workshop.kpis.catalogue import ask_all  # noqa: PLC0415
    from workshop.kpis.said import report  # noqa: PLC0415

    crm = load_crm(options.data or shipped("datasets"), options.mapping)
    answers = ask_all(crm)
    if options.json:
        print(json.dumps([a.as_json(words) for a in answers], ensure_ascii=False, indent=2))
    else:
        print(report(answers, words))
    return 0


def _sample(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.sample import write_sample  # noqa: PLC0415

    write_sample(options.out, seed=options.seed, contacts=options.contacts)
    print(words("The sample company lies in {folder}.", folder=options.out))
    return 0
