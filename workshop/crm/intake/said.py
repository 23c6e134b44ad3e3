"""The report on an export in sentences, for a terminal, a file and the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import plain
from workshop.crm.intake.report import ODDITIES, REASONS
from workshop.crm.schema import TABLES
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.intake.report import Finding, Report, SetAside, TableReport
    from workshop.words import Words

PROBABLY = N_("Probably “{twin}” is meant.")
ENUMERATED = ("field", "other")
"""Names in a finding that are fields or tables of ours and have a label."""


def table_line(one: TableReport, words: Words) -> str:
    """Return how many rows of a table were read, kept and set aside."""
    return words(
        "{table}, from {source}: {read} rows read, {kept} kept, {aside} set aside",
        table=words(TABLES[one.table].label),
        source=plain(one.source),
        read=words.number(one.read),
        kept=words.number(one.kept),
        aside=words.number(one.read - one.kept),
    )


def aside_line(group: SetAside, words: Words) -> str:
    """Return why some rows were set aside, and which."""
    reason = words(REASONS[group.reason], column=plain(group.column))
    shown = ", ".join(str(row) for row in group.rows) + (" …" if group.n > len(group.rows) else "")
    n = words.number(group.n)
    return words("Set aside: {reason}. Rows: {n} ({rows}).", n=n, reason=reason, rows=shown)


def finding_line(finding: Finding, words: Words) -> str:
    """Return an oddity as a sentence, with rows where they are known."""
    names = {key: plain(value) for key, value in finding.names.items()}
    for key in ENUMERATED:
        if key in names:
            names[key] = words(_label(finding.table, names[key]))
    numbers = {"n": words.number(finding.n), "of": words.number(finding.of)}
    line = words(ODDITIES[finding.code], **numbers, **names)
    if names.get("twin") and "{twin}" not in ODDITIES[finding.code]:
        line += " " + words(PROBABLY, twin=names["twin"])
    if finding.rows:
        line += " " + words("In row: {rows}.", rows=", ".join(map(str, finding.rows)))
    return line


def _label(table: str, name: str) -> str:
    """Return the message that names a field of the table or another table; else the name."""
    if name in TABLES:
        return TABLES[name].label
    field = TABLES[table].field(name)
    return field.label if field else name


def report_lines(report: Report, words: Words) -> list[str]:
    """Return the whole report as lines of plain text, a blank one between tables."""
    lines: list[str] = []
    for one in report.tables:
        lines += ["", table_line(one, words)]
        lines += [f"  – {aside_line(group, words)}" for group in one.set_aside]
        found = [finding for finding in report.findings if finding.table == one.table]
        lines += [f"  ! {finding_line(finding, words)}" for finding in found]
    return lines[1:]


def left_out_lines(report: Report, words: Words) -> list[str]:
    """Return, for each file, the columns that were not read."""
    return [
        words("{file}: not read: {columns}", file=plain(file), columns=plain(", ".join(columns)))
        for file, columns in report.left_out.items()
        if columns
    ]
