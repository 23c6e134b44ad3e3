"""`workshop import --explain`: each number down to the rows of the files that were brought."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.command import command
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.crm.traces import Traced
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.explain.explanation import Explanation
    from workshop.words import Words

EVERY = ""
"""What `--explain` stands for without a name: all KPIs on one page."""


def add_explain(parser: Parser, words: Words) -> None:
    """Add the options that ask for the rows behind numbers."""
    about = words("show which rows are in each number and which aren’t; with a KPI, row by row")
    parser.add("--explain", nargs="?", const=EVERY, metavar=words("KPI"), help=about)
    target = words("with --explain: write every row to this CSV file")
    parser.add("--out", type=Path, metavar=words("FILE"), help=target)


def check_explain(options: argparse.Namespace) -> None:
    """Refuse what cannot be explained before anything is read.

    Raises:
        WorkshopError: if there is no KPI of this name, if `--out` stands alone, or if its file is
            there already.
    """
    from workshop.kpis.catalogue.answers import kpi  # noqa: PLC0415 - `--help` must not wait for it

    if options.explain:
        kpi(options.explain)
    if options.out is None:
        return
    if options.explain is None:
        raise WorkshopError(
            N_("--out only works with --explain."),
            found=N_("no --explain"),
            hint=N_("For example: {command} import … --explain win_rate --out rows.csv"),
            command=command(),
        )
    if options.out.exists():
        raise WorkshopError(
            N_("This file already exists."),
            found="{file}",
            hint=N_("Choose another one with --out."),
            file=options.out,
        )


def print_explained(options: argparse.Namespace, traced: Traced, words: Words) -> None:
    """Print the rows behind one KPI, or all KPIs on one page; write all rows where asked to.

    Raises:
        WorkshopError: if the file cannot be written.
    """
    from workshop.kpis.core.scope import Scope  # noqa: PLC0415

    scope = Scope.of(traced.crm)
    found = _one(options.explain, scope, traced, words) if options.explain else None
    explained = [found] if found else _every(scope, traced, words)
    if options.out is not None:
        _write(options.out, explained, traced, words)


def _one(name: str, scope: Scope, traced: Traced, words: Words) -> Explanation:
    from workshop.kpis.catalogue.answers import kpi  # noqa: PLC0415
    from workshop.kpis.explain.explanation import explain  # noqa: PLC0415
    from workshop.kpis.text.answers import report  # noqa: PLC0415
    from workshop.kpis.text.evidence import Evidence  # noqa: PLC0415

    found = explain(kpi(name), scope)
    print("\n" + "\n".join([report([found.answer], words), *Evidence(found, traced, words).text()]))
    return found


def _every(scope: Scope, traced: Traced, words: Words) -> list[Explanation]:
    from workshop.kpis.explain.explanation import explain_all  # noqa: PLC0415
    from workshop.kpis.explain.unused import unused  # noqa: PLC0415
    from workshop.kpis.text.explained import overview, unused_lines  # noqa: PLC0415

    found = explain_all(scope)
    left = unused_lines(unused(traced, scope, found), traced.crm.report, words)
    print("\n" + "\n".join([*overview(found, traced.crm.currency, words), "", *left, ""]))
    print(words("Row by row: run it again with --explain and a name from the last column."))
    return found


def _write(file: Path, explained: list[Explanation], traced: Traced, words: Words) -> None:
    from workshop.kpis.text.evidence import spreadsheet  # noqa: PLC0415

    content = spreadsheet(explained, traced, words)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise WorkshopError(
            N_("The rows can’t be written."),
            found="{file}: {reason}",
            hint=N_("Are you allowed to write to the folder, and is there room on the disk?"),
            file=file,
            reason=error,
        ) from error
    print(words("All rows are in {file}.", file=file))
