"""Numbers at the terminal: KPIs of any data, and the sample company."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.asked import add_asked, asked
from workshop.cli.pages import kpi_page, sql_page
from workshop.cli.parser import whole
from workshop.cli.start import add_data
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.crm.store import Crm
    from workshop.words import Words

MOST_CONTACTS, MOST_SEED = 1_000_000, 2**63 - 1
"""A typing error must not eat all memory."""


def add_kpis(parser: Parser, words: Words) -> None:
    """Add what `workshop kpis` takes."""
    # `workshop --data X kpis` means X, too: a default here would silently take its place.
    add_data(parser, words, default=argparse.SUPPRESS)
    parser.add("--json", action="store_true", help=words("print a JSON list"))
    one = words(
        "which KPI; also funnel, workload, consistency; with --by the conversion by default"
    )
    parser.add("--kpi", metavar=words("NAME"), help=one)
    about = words("one KPI by groups: source, quarter, answered_within, reason …")
    parser.add("--by", metavar=words("FIELD"), help=about)
    same = words("with --by: as if every group had the same mix of this")
    parser.add("--mix", metavar=words("FIELD"), action="append", default=[], help=same)
    add_asked(parser, words)
    query = words("print the SQL that computes each KPI")
    parser.add("--sql", action="store_true", help=query)
    credit = words("who gets the credit for won deals, by five models")
    parser.add("--attribution", action="store_true", help=credit)
    ends = words("with --attribution: look back from the deal being won, or opened")
    parser.add("--before", choices=("won", "opened"), metavar="won|opened", help=ends)
    target = words("write the KPIs to this file as MetricFlow's YAML, for a BI team")
    parser.add("--metricflow", type=Path, metavar=words("FILE"), help=target)
    parser.set_defaults(run=_kpis)


def add_sample(parser: Parser, words: Words) -> None:
    """Add what `workshop sample` takes."""
    target = words("folder to write to")
    parser.add("--out", type=Path, required=True, metavar=words("FOLDER"), help=target)
    for option, usual, most, about in (
        ("--seed", 7, MOST_SEED, words("start of the dice")),
        ("--contacts", 4000, MOST_CONTACTS, words("number of contacts")),
    ):
        kind = partial(whole, most=most)
        parser.add(option, type=kind, default=usual, metavar=words("NUMBER"), help=about)
    about = words("write Parquet files instead of CSV")
    parser.add("--parquet", action="store_true", help=about)
    parser.set_defaults(run=_sample)


def add_stories(parser: Parser, words: Words) -> None:  # noqa: ARG001 - every command has words
    """Add what `workshop stories` takes: nothing but the language."""
    parser.set_defaults(run=_stories)


def _stories(_options: argparse.Namespace, words: Words) -> int:
    """Print each story: what to look for, where, what is true, what to ask."""
    from workshop.crm.sample.stories import STORIES  # noqa: PLC0415

    for story in STORIES:
        lines = [story.look_for, story.where, story.truth, story.question]
        said = [f"  {words(line)}" for line in lines]
        if story.command:
            said.append(f"  $ {story.command}")
        print("\n".join([words(story.title), *said, ""]))
    return 0


def _kpis(options: argparse.Namespace, words: Words) -> int:
    if options.attribution or options.before:
        return _credit(options, words)
    if options.metricflow:
        return _metricflow(options, words)
    if options.by:
        return _groups(options, words)
    if options.mix:
        raise WorkshopError(
            N_("--mix belongs to --by."),
            found=N_("no --by"),
            hint=N_("For example: workshop kpis --by source --mix segment"),
        )
    crm = opened(options)
    page = sql_page if options.sql else kpi_page
    data, text = page(options.kpi, crm, asked(options, crm), words)
    _print(data, text, options)
    return 0


def _metricflow(options: argparse.Namespace, words: Words) -> int:
    """Write the KPIs as MetricFlow's YAML."""
    from workshop.kpis.catalogue import KPIS, kpi  # noqa: PLC0415
    from workshop.kpis.metricflow import metricflow_yaml  # noqa: PLC0415

    if options.by or options.mix or options.sql or options.json or options.assume:
        raise WorkshopError(
            N_("--metricflow takes --kpi and --window, and nothing else."),
            found=N_("another option beside it"),
            hint=N_("For example: workshop kpis --metricflow kpis.yaml"),
        )
    names = KPIS if options.kpi is None else [kpi(options.kpi).name]
    window_days = asked(options, opened(options)).window_days
    text = metricflow_yaml(words, names=names, window_days=window_days)
    options.metricflow.write_text(text, encoding="utf-8")
    print(words("MetricFlow's YAML lies in {file}.", file=options.metricflow))
    return 0


def _credit(options: argparse.Namespace, words: Words) -> int:
    """Print who gets the credit for won deals."""
    from workshop.kpis.attribution import attribution  # noqa: PLC0415
    from workshop.kpis.catalogue import pose  # noqa: PLC0415
    from workshop.kpis.credit_said import attribution_report  # noqa: PLC0415

    others = options.by, options.kpi, options.mix, options.sql, options.metricflow
    if any(others) or not options.attribution:
        raise WorkshopError(
            N_("--attribution stands alone; --before belongs to it."),
            found=N_("another option beside it, or --before by itself"),
            hint=N_("For example: workshop kpis --attribution --before opened"),
        )
    crm = opened(options)
    question = pose(crm, **asked(options, crm).arguments)
    found = attribution(question, options.before or "won")
    _print(found.as_json(words), attribution_report(found, words), options)
    return 0


def _groups(options: argparse.Namespace, words: Words) -> int:
    """Print one KPI by groups; reasons for rejecting are a list of their own."""
    from workshop.kpis.breakdown import breakdown  # noqa: PLC0415
    from workshop.kpis.catalogue import conversion  # noqa: PLC0415
    from workshop.kpis.mix import same_mix  # noqa: PLC0415
    from workshop.kpis.mix_said import mix_report  # noqa: PLC0415
    from workshop.kpis.reasons import reasons  # noqa: PLC0415
    from workshop.kpis.said import breakdown_report, reasons_report  # noqa: PLC0415

    if options.sql:
        raise WorkshopError(
            N_("--sql prints whole KPIs, no groups."),
            found=N_("--by beside it"),
            hint=N_("For example: workshop kpis --kpi win_rate --sql"),
        )
    crm = opened(options)
    given = asked(options, crm)
    if options.by == "reason":
        why = reasons(crm, as_of=given.as_of, assumptions=given.assumptions)
        _print(why.as_json(words), reasons_report(why, words), options)
        return 0
    name = options.kpi or conversion(crm).name
    if options.mix:
        mix = same_mix(crm, name, options.by, options.mix, **given.arguments)
        _print(mix.as_json(words), mix_report(mix, words), options)
    else:
        groups = breakdown(crm, name, options.by, **given.arguments)
        _print(groups.as_json(words), breakdown_report(groups, words), options)
    return 0


def _print(data: object, text: str, options: argparse.Namespace) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if options.json else text)


def opened(options: argparse.Namespace) -> Crm:
    """Return the data that --data names, else the sample company."""
    from workshop.acts import shipped  # noqa: PLC0415
    from workshop.crm.source import open_data  # noqa: PLC0415

    return open_data(options.data or shipped("datasets"), options.mapping)


def _sample(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.sample import write_sample  # noqa: PLC0415

    write_sample(
        options.out,
        seed=options.seed,
        contacts=options.contacts,
        progress=words,
        parquet=options.parquet,
    )
    print(words("The sample company lies in {folder}.", folder=options.out))
    return 0
