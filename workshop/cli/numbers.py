"""Numbers at the terminal: KPIs of any data, and the sample company."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.cli.asked import add_asked, asked
from workshop.cli.start import add_data
from workshop.cli.values import one_of, whole
from workshop.command import SCRIPT, command
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.cli.parser import Parser
    from workshop.crm.crm import Crm
    from workshop.crm.sample.stories import Story
    from workshop.kpis.core.scope import Scope
    from workshop.words import Words

    Page = tuple[Any, str]

MOST_CONTACTS, MOST_SEED = 1_000_000, 2**63 - 1
"""A typing error must not eat all memory."""
TABLES = ("funnel", "workload", "consistency")
"""Names that --kpi takes beside those of KPIs."""


def add_kpis(parser: Parser, words: Words) -> None:
    """Add what `workshop kpis` takes."""
    # `workshop --data X kpis` means X, too: a default here would silently take its place.
    add_data(parser, words, default=argparse.SUPPRESS)
    parser.add("--json", action="store_true", help=words("print a JSON list"))
    one = words(
        "which KPI; also funnel, workload, consistency; with --by, the conversion rate by default"
    )
    parser.add("--kpi", metavar=words("NAME"), help=one)
    about = words("one KPI by group: source, quarter, answered_within, reason …")
    parser.add("--by", metavar=words("FIELD"), help=about)
    same = words("with --by: as if every group had the same mix of this")
    parser.add("--mix", metavar=words("FIELD"), action="append", default=[], help=same)
    add_asked(parser, words)
    query = words("print the SQL that computes each KPI")
    parser.add("--sql", action="store_true", help=query)
    credit = words("who gets the credit for won deals, by five models")
    parser.add("--attribution", action="store_true", help=credit)
    ends = words("with --attribution: look back from when the deal was won or opened")
    parser.add("--before", type=one_of("won", "opened"), metavar="won|opened", help=ends)
    target = words("write the KPIs to this file as YAML for MetricFlow, for a BI team")
    parser.add("--metricflow", type=Path, metavar=words("FILE"), help=target)
    parser.set_defaults(run=_kpis)


def add_sample(parser: Parser, words: Words) -> None:
    """Add what `workshop sample` takes."""
    target = words("folder to write to")
    parser.add("--out", type=Path, required=True, metavar=words("FOLDER"), help=target)
    for option, usual, most, about in (
        ("--seed", 7, MOST_SEED, words("random seed")),
        ("--contacts", 4000, MOST_CONTACTS, words("number of contacts")),
    ):
        parser.add(option, type=whole(0, most), default=usual, metavar=words("NUMBER"), help=about)
    about = words("write Parquet files instead of CSV")
    parser.add("--parquet", action="store_true", help=about)
    about = words("the second export, five weeks later: for a reunion, and to try the check")
    parser.add("--later", action="store_true", help=about)
    parser.set_defaults(run=_sample)


def add_stories(parser: Parser, words: Words) -> None:  # noqa: ARG001 - every command has words
    """Add what `workshop stories` takes: nothing but the language."""
    parser.set_defaults(run=_stories)


def _stories(_options: argparse.Namespace, words: Words) -> int:
    """Print each story: what to look for, where, what is true, what to ask."""
    from workshop.crm.sample.later_stories import LATER_STORIES  # noqa: PLC0415
    from workshop.crm.sample.stories import STORIES  # noqa: PLC0415

    _tell(STORIES, words)
    later = words("Five weeks later ({command} sample --later --out FOLDER)", command=command())
    print(f"{later}\n")
    _tell(LATER_STORIES, words)
    return 0


def _tell(stories: Iterable[Story], words: Words) -> None:
    for story in stories:
        lines = [story.look_for, story.where, story.truth, story.question]
        said = [f"  {words(line)}" for line in lines]
        if story.command:
            said.append(f"  $ {command()}{story.command.removeprefix(SCRIPT)}")
        print("\n".join([words(story.title), *said, ""]))


def _kpis(options: argparse.Namespace, words: Words) -> int:
    if options.attribution or options.before:
        return _credit(options, words)
    if options.metricflow:
        return _metricflow(options, words)
    if options.by:
        return _groups(options, words)
    if options.mix:
        raise WorkshopError(
            N_("--mix only works with --by."),
            found=N_("no --by"),
            hint=N_("For example: {command} kpis --by source --mix segment"),
            command=command(),
        )
    crm = opened(options)
    page = _sql_page if options.sql else _kpi_page
    data, text = page(options.kpi, asked(options, crm), words)
    _print(data, text, options)
    return 0


def _metricflow(options: argparse.Namespace, words: Words) -> int:
    """Write the KPIs as MetricFlow's YAML."""
    from workshop.kpis.catalogue.answers import KPIS, kpi  # noqa: PLC0415
    from workshop.kpis.metricflow.export import metricflow_yaml  # noqa: PLC0415

    if options.by or options.mix or options.sql or options.json or options.assume:
        raise WorkshopError(
            N_("--metricflow doesn’t go with --by, --mix, --sql, --json or --assume."),
            found=N_("another option as well"),
            hint=N_("For example: {command} kpis --metricflow kpis.yaml"),
            command=command(),
        )
    names = KPIS if options.kpi is None else [kpi(options.kpi).name]
    window_days = asked(options, opened(options)).window_days
    text = metricflow_yaml(words, names=names, window_days=window_days)
    options.metricflow.write_text(text, encoding="utf-8")
    print(words("The YAML for MetricFlow is in {file}.", file=options.metricflow))
    return 0


def _credit(options: argparse.Namespace, words: Words) -> int:
    """Print who gets the credit for won deals."""
    from workshop.kpis.formulas.attribution import attribution  # noqa: PLC0415
    from workshop.kpis.text.tables import attribution_report  # noqa: PLC0415

    others = options.by, options.kpi, options.mix, options.sql, options.metricflow
    if any(others) or not options.attribution:
        raise WorkshopError(
            N_(
                "--attribution doesn’t go with --by, --kpi, --mix, --sql or --metricflow, "
                "and --before only goes with --attribution."
            ),
            found=N_("another option, or --before on its own"),
            hint=N_("For example: {command} kpis --attribution --before opened"),
            command=command(),
        )
    crm = opened(options)
    found = attribution(asked(options, crm), options.before or "won")
    _print(found.as_json(words), attribution_report(found, words), options)
    return 0


def _groups(options: argparse.Namespace, words: Words) -> int:
    """Print one KPI by groups; reasons for rejecting are a list of their own."""
    from workshop.kpis.catalogue.answers import conversion  # noqa: PLC0415
    from workshop.kpis.groups.breakdown import breakdown  # noqa: PLC0415
    from workshop.kpis.groups.mix import same_mix  # noqa: PLC0415
    from workshop.kpis.groups.reasons import reasons  # noqa: PLC0415
    from workshop.kpis.text.answers import breakdown_report, reasons_report  # noqa: PLC0415
    from workshop.kpis.text.mix import mix_report  # noqa: PLC0415

    if options.sql:
        raise WorkshopError(
            N_("--sql prints whole KPIs, not groups."),
            found=N_("--by and --sql together"),
            hint=N_("For example: {command} kpis --kpi win_rate --sql"),
            command=command(),
        )
    crm = opened(options)
    scope = asked(options, crm)
    if options.by == "reason":
        why = reasons(scope)
        _print(why.as_json(words), reasons_report(why, words), options)
        return 0
    name = options.kpi or conversion(scope).name
    if options.mix:
        mix = same_mix(scope, name, options.by, options.mix)
        _print(mix.as_json(words), mix_report(mix, words), options)
    else:
        groups = breakdown(scope, name, options.by)
        _print(groups.as_json(words), breakdown_report(groups, words), options)
    return 0


def _print(data: object, text: str, options: argparse.Namespace) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if options.json else text)


def _kpi_page(name: str | None, scope: Scope, words: Words) -> Page:
    """Return one KPI or all of them as JSON and as text; all of them after the check.

    Raises:
        WorkshopError: if there is no KPI of this name.
    """
    from workshop.kpis.catalogue.answers import KPIS, ask_all, kpi  # noqa: PLC0415 - see `cli.asked`
    from workshop.kpis.catalogue.lacks import lacks  # noqa: PLC0415
    from workshop.kpis.text.answers import report  # noqa: PLC0415
    from workshop.kpis.text.lacks import NOT_YET, lack_lines  # noqa: PLC0415

    if name in TABLES:
        return _table(name, scope, words)
    names = KPIS if name is None else [kpi(name).name]
    answers = ask_all(scope, names)
    text = report(answers, words)
    if name is None:
        unsaid = lacks(scope)
        silent = {each for one in unsaid for each in one.kpis}
        said = [one for one in answers if one.name not in silent]
        parts = [_table("consistency", scope, words)[1], report(said, words)]
        if unsaid:
            lines = (f"  – {line}" for line in lack_lines(unsaid, words))
            parts.append("\n".join([words(NOT_YET), *lines]))
        text = "\n\n".join(part for part in parts if part)
    return [one.as_json(words) for one in answers], text


def _table(name: str, scope: Scope, words: Words) -> Page:
    from workshop.kpis.tables import consistency, funnel, workload  # noqa: PLC0415
    from workshop.kpis.text import tables  # noqa: PLC0415

    if name == "funnel":
        stages = funnel.funnel(scope)
        return stages.as_json(words), tables.funnel_report(stages, words)
    if name == "workload":
        load = workload.workload(scope)
        return load.as_json(words), tables.workload_report(load, words)
    found = consistency.consistency(scope)
    return found.as_json(words), tables.consistency_report(found, words)


def _sql_page(name: str | None, scope: Scope, words: Words) -> Page:
    """Return the SQL of one KPI or of all of them, as JSON and as text.

    Raises:
        WorkshopError: if there is no KPI of this name.
    """
    from workshop.kpis.catalogue.answers import KPIS, kpi  # noqa: PLC0415
    from workshop.kpis.catalogue.sql import kpi_sql  # noqa: PLC0415

    chosen = list(KPIS.values()) if name is None else [kpi(name)]
    found = [(one, kpi_sql(one, scope)) for one in chosen]
    none = words("more than one query, or can’t be computed here")
    text = "\n\n".join(f"-- {words(one.label)}\n{sql or f'-- {none}'}" for one, sql in found)
    return [{"name": one.name, "sql": sql} for one, sql in found], text


def opened(options: argparse.Namespace) -> Crm:
    """Return the data that --data names, else the sample company."""
    from workshop.acts import shipped  # noqa: PLC0415
    from workshop.crm.open import open_data  # noqa: PLC0415

    return open_data(
        options.data or shipped("datasets"), options.mapping, getattr(options, "as_of", None)
    )


def _sample(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.sample import write_sample  # noqa: PLC0415

    write_sample(
        options.out,
        seed=options.seed,
        contacts=options.contacts,
        progress=words,
        parquet=options.parquet,
        later=options.later,
    )
    print(words("The sample company is in {folder}.", folder=options.out))
    return 0
