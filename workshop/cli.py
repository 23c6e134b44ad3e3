"""The command `workshop`: start the kit, or ask for numbers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from workshop import __version__
from workshop.errors import WorkshopError
from workshop.words import N_, Words, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the kit's languages and complains with the kit's own error."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
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
        raise WorkshopError(
            N_("This is not a command the kit understands."),
            found="{message}",
            hint=N_("workshop --help shows what there is."),
            message=message,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 where the input was at fault.

    Args:
        arguments: what follows ``workshop`` on the command line; the process's own by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words("de")
    try:
        words = Words(_lang(given))
        options = _parser(words).parse_args(given)
        return int(options.run(options, words))
    except WorkshopError as error:
        print("\n".join(error.lines(words)), file=sys.stderr)
        return BAD_INPUT


def _lang(given: list[str]) -> str:
    """Find the language before anything is said in it."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", default="de")
    try:
        found, _ = finder.parse_known_args(given)
    except argparse.ArgumentError:
        return "de"
    return check_lang(found.lang)


def _parser(words: Words) -> _Parser:
    parser = _Parser(
        words,
        prog="workshop",
        description=words("One Table: sales and marketing agree on words, numbers and promises."),
    )
    parser.add(
        "--version", action="version", version=__version__, help=words("show the version")
    )
    _add_start(parser, words)
    commands = parser.add_subparsers(title=words("Commands"), metavar="")
    for name, about, fill in (
        ("kpis", words("print the KPIs of a data folder"), _add_kpis),
        ("sample", words("make the sample company anew"), _add_sample),
    ):
        fill(commands.add_parser(name, words=words, help=about, description=about), words)
    return parser


def _add_start(parser: _Parser, words: Words) -> None:
    parser.add(
        "--session",
        default="workshop",
        metavar="NAME",
        help=words("name of the workshop; the same name goes on where you stopped"),
    )
    _add_data(parser, words)
    parser.add("--no-browser", action="store_true", help=words("only print the address to open"))
    parser.add("--port", type=int, help=words("port to use; a free one by default"))
    parser.set_defaults(run=_start)


def _add_data(parser: _Parser, words: Words) -> None:
    sample = words("folder with CRM tables; the sample company by default")
    parser.add("--data", type=Path, metavar="FOLDER", help=sample)
    meaning = words("which column of the export means what")
    parser.add("--mapping", type=Path, metavar="FILE", help=meaning)


def _add_kpis(parser: _Parser, words: Words) -> None:
    _add_data(parser, words)
    parser.add("--json", action="store_true", help=words("print a JSON list"))
    parser.set_defaults(run=_kpis)


def _add_sample(parser: _Parser, words: Words) -> None:
    parser.add("--seed", type=int, default=7, help=words("start of the dice"))
    parser.add("--contacts", type=int, default=4000, help=words("number of contacts"))
    parser.add("--out", type=Path, required=True, metavar="DIR", help=words("folder to write to"))
    parser.set_defaults(run=_sample)


def _start(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.bring import bring_data  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.lab.server import serve  # noqa: PLC0415
    from workshop.session import open_session, session_folder  # noqa: PLC0415

    session = open_session(session_folder(options.session))
    bring_data(session.crm, options.data, options.mapping)
    return serve(session, words.lang, port=options.port, browser=not options.no_browser)


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
