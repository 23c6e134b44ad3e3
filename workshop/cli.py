"""The command `workshop`: start the kit, or ask for numbers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from workshop import __version__
from workshop.errors import WorkshopError
from workshop.words import LANGS, N_, Words, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are the kit's own errors."""

    def error(self, message: str) -> NoReturn:
        raise WorkshopError(
            N_("This is not a command the kit understands."),
            found=N_("{message}"),
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


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="workshop",
        allow_abbrev=False,
        description=words("One Table: sales and marketing agree on words, numbers and promises."),
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--lang", default="de", metavar="|".join(LANGS), help=words("language"))
    _add_start(parser, words)
    commands = parser.add_subparsers(metavar="", parser_class=_Parser)
    _add_kpis(commands.add_parser("kpis", help=words("print the KPIs of a data folder")), words)
    _add_sample(commands.add_parser("sample", help=words("make the sample company anew")), words)
    return parser


def _add_start(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--session", default="workshop", metavar="NAME",
        help=words("name of the workshop; the same name goes on where you stopped"),
    )
    _add_data(parser, words)
    parser.add_argument(
        "--no-browser", action="store_true", help=words("only print the address to open")
    )
    parser.add_argument("--port", type=int, help=words("port to use; a free one by default"))
    parser.set_defaults(run=_start)


def _add_data(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER",
        help=words("folder with CRM tables; the sample company by default"),
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help=words("which column of the export means what")
    )


def _add_kpis(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--lang", default="de", metavar="|".join(LANGS), help=words("language"))
    _add_data(parser, words)
    parser.add_argument("--json", action="store_true", help=words("print a JSON list"))
    parser.set_defaults(run=_kpis)


def _add_sample(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--lang", default="de", metavar="|".join(LANGS), help=words("language"))
    parser.add_argument("--seed", type=int, default=7, help=words("start of the dice"))
    parser.add_argument("--contacts", type=int, default=4000, help=words("number of contacts"))
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=words("folder to write to")
    )
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
