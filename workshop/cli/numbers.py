"""Numbers at the terminal: KPIs of any data, and the sample company."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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
    one = words("with --by: which KPI; the conversion by default")
    parser.add("--kpi", metavar=words("NAME"), help=one)
    about = words("one KPI by groups: source, quarter, answered_within, reason …")
    parser.add("--by", metavar=words("FIELD"), help=about)
    same = words("with --by: as if every group had the same mix of this")
    parser.add("--mix", metavar=words("FIELD"), action="append", default=[], help=same)
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
    from workshop.kpis.catalogue import ask_all  # noqa: PLC0415
    from workshop.kpis.said import report  # noqa: PLC0415

    if options.by:
        return _groups(options, words)
    if options.kpi or options.mix:
        raise WorkshopError(
            N_("--kpi and --mix belong to --by."),
            found=N_("no --by"),
            hint=N_("For example: workshop kpis --by source"),
        )
    answers = ask_all(_data(options))
    if options.json:
        print(json.dumps([a.as_json(words) for a in answers], ensure_ascii=False, indent=2))
    else:
        print(report(answers, words))
    return 0


def _groups(options: argparse.Namespace, words: Words) -> int:
    """Print one KPI by groups; reasons for rejecting are a list of their own."""
    from workshop.kpis.breakdown import breakdown  # noqa: PLC0415
    from workshop.kpis.catalogue import conversion  # noqa: PLC0415
    from workshop.kpis.mix import same_mix  # noqa: PLC0415
    from workshop.kpis.mix_said import mix_report  # noqa: PLC0415
    from workshop.kpis.reasons import reasons  # noqa: PLC0415
    from workshop.kpis.said import breakdown_report, reasons_report  # noqa: PLC0415

    crm = _data(options)
    if options.by == "reason":
        why = reasons(crm)
        _print(why.as_json(words), reasons_report(why, words), options)
        return 0
    name = options.kpi or conversion(crm).name
    if options.mix:
        mix = same_mix(crm, name, options.by, options.mix)
        _print(mix.as_json(words), mix_report(mix, words), options)
    else:
        groups = breakdown(crm, name, options.by)
        _print(groups.as_json(words), breakdown_report(groups, words), options)
    return 0


def _print(data: object, text: str, options: argparse.Namespace) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if options.json else text)


def _data(options: argparse.Namespace) -> Crm:
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
