"""The joint dashboard of any data, as pages and pictures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.asked import add_asked, asked
from workshop.cli.numbers import opened
from workshop.cli.start import add_data

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.words import Words

USUAL = ("acceptance_rate", "response_time", "lead_to_won")
"""What both sides can pull on, from the hand-over to the win."""


def add_dashboard(parser: Parser, words: Words) -> None:
    """Add what `workshop dashboard` takes."""
    add_data(parser, words, default=argparse.SUPPRESS)
    one = words("which KPI, up to six times; three shared ones by default")
    parser.add("--kpi", metavar=words("NAME"), action="append", default=[], help=one)
    about = words("folder to write to; “dashboard” by default")
    parser.add("--out", type=Path, default=Path("dashboard"), metavar=words("FOLDER"), help=about)
    add_asked(parser, words)
    parser.set_defaults(run=_dashboard)


def _dashboard(options: argparse.Namespace, words: Words) -> int:
    """Write the dashboard in every language and say where it lies."""
    from workshop.dashboard.compose import Card, compose, suggested  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.dashboard.export import export  # noqa: PLC0415
    from workshop.words import LANGS  # noqa: PLC0415

    scope = asked(options, opened(options))
    cards = [Card(name) for name in options.kpi or suggested(scope, USUAL)]
    pages = compose(scope, cards, LANGS)
    for place in export(pages, options.out):
        print(words("Written: {file}", file=place))
    return 0
