"""The joint dashboard of any data, as pages and pictures."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.asked import add_asked, asked
from workshop.cli.numbers import opened
from workshop.cli.start import add_data
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.dashboard.compose import Card
    from workshop.kpis.core.scope import Scope
    from workshop.words import Words

USUAL = ("acceptance_rate", "response_time", "lead_to_won")
"""What both sides can pull on, from the hand-over to the win."""


def add_dashboard(parser: Parser, words: Words) -> None:
    """Add what `workshop dashboard` takes."""
    add_data(parser, words, default=argparse.SUPPRESS)
    one = words("which KPI, up to six times; three shared ones by default")
    parser.add("--kpi", metavar=words("NAME"), action="append", default=[], help=one)
    file = words("a charter.json: its KPIs, targets and owners; once for each version")
    parser.add(
        "--charter", type=Path, metavar=words("FILE"), action="append", default=[], help=file
    )
    about = words("folder to write to; “dashboard” by default")
    parser.add("--out", type=Path, default=Path("dashboard"), metavar=words("FOLDER"), help=about)
    add_asked(parser, words)
    parser.set_defaults(run=_dashboard)


def _dashboard(options: argparse.Namespace, words: Words) -> int:
    """Write the dashboard in every language and say where it lies."""
    from workshop.dashboard.compose import Card, compose, suggested  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.dashboard.export import export  # noqa: PLC0415
    from workshop.words import LANGS  # noqa: PLC0415

    if options.charter and options.kpi:
        raise WorkshopError(
            N_("The KPIs come from the charter or from --kpi, not from both."),
            found="{options}",
            hint=N_("Leave one of them out."),
            options="--charter, --kpi",
        )
    scope = asked(options, opened(options))
    if options.charter:
        scope, cards = _agreed(options.charter, scope)
    else:
        cards = [Card(name) for name in options.kpi or suggested(scope, USUAL)]
    pages = compose(scope, cards, LANGS)
    for place in export(pages, options.out):
        print(words("Written: {file}", file=place))
    return 0


def _agreed(files: list[Path], scope: Scope) -> tuple[Scope, list[Card]]:
    """Return what the latest version holds, with the targets of all; its rules count.

    Raises:
        WorkshopError: if a file is no charter, or the latest holds no KPI.
    """
    from workshop.dashboard.compose import Card, Signing  # noqa: PLC0415
    from workshop.story.charter import read_charter  # noqa: PLC0415
    from workshop.story.decisions.decisions import SIGNED  # noqa: PLC0415
    from workshop.story.decisions.history import target_history  # noqa: PLC0415
    from workshop.terms.rules.term import TERMS  # noqa: PLC0415

    versions = [read_charter(file).decisions for file in files]
    versions.sort(key=lambda each: each.versions.get(SIGNED, 0))
    last = versions[-1]
    if last.kpis is None:
        raise WorkshopError(
            N_("There are no shared numbers in this charter."),
            found="{file}",
            hint=N_("Name KPIs with --kpi instead."),
            file=files[-1],
        )
    cards = []
    for agreed in last.kpis.kpis:
        signings = tuple(Signing(*each) for each in target_history(versions, agreed.name))
        owners = agreed.owners
        cards.append(Card(agreed.name, agreed.target, owners.sales, owners.marketing, signings))
    rules = {key: rule for key, rule in last.rules.items() if key in TERMS}
    return replace(scope, terms=rules), cards
