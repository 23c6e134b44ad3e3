"""A charter's definitions for other people's systems, as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.charter_source import charter_from
from workshop.cli.numbers import opened
from workshop.cli.start import add_data, add_database
from workshop.session import DEFAULT_NAME
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.words import Words

FORMATS: dict[str, str] = {
    "ossie": N_("semantic model for Apache Ossie: terms as fields, KPIs as metrics"),
    "odcs": N_("data contract (ODCS 3.1): promises and the fields they need"),
    "skos": N_("glossary in SKOS, in both languages"),
    "metricflow": N_("KPIs for MetricFlow"),
    "sql": N_("SQL for PostgreSQL, BigQuery, Snowflake and Databricks"),
}
"""Options, each with what it writes; without any, all are written."""


def add_export(parser: Parser, words: Words) -> None:
    """Add what `workshop export` takes."""
    where = words("name of a session or a charter.json; the session “workshop” by default")
    parser.add("--charter", default=DEFAULT_NAME, metavar=words("FILE|SESSION"), help=where)
    folder = words("folder to write to")
    parser.add("--out", type=Path, required=True, metavar=words("FOLDER"), help=folder)
    for name, about in FORMATS.items():
        parser.add(f"--{name}", action="store_true", help=words(about))
    add_data(parser, words, default=argparse.SUPPRESS)
    add_database(parser, words, default=None)
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace, words: Words) -> int:
    """Write the formats that were asked for and say where they lie."""
    from workshop.story.exchange.exchange import exchange  # noqa: PLC0415 - see `cli.dashboard`

    charter = charter_from(options.charter, options)
    chosen = [name for name in FORMATS if getattr(options, name)]
    for place in exchange(charter, opened(options), chosen or list(FORMATS), options.out, words):
        print(words("Written: {file}", file=place))
    return 0
