"""An export as people look at it: what was understood, what is open, what became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import shown
from workshop.crm.intake.explained import doubt_line, label, meaning, option_line, value_lines
from workshop.crm.intake.said import aside_line, finding_line
from workshop.crm.schema import TABLES
from workshop.widgets.fields import choice
from workshop.widgets.html import block, esc, heading, rows, table

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.crm.intake.proposal import Doubt, Proposal
    from workshop.crm.intake.report import Report
    from workshop.words import Words


UNDECIDED = "?"
"""Stands in a list of answers before anybody has chosen one."""


def understood_html(proposal: Proposal, words: Words) -> str:
    """Return, for each table, its columns with an example of what a cell means."""
    parts = []
    head = [words("Column"), words("is for us"), words("for example"), words("means")]
    for name, source in proposal.sources.items():
        body = [
            [
                esc(", ".join(one.columns)),
                f"<b>{esc(label(name, one.field, words))}</b>",
                esc(shown(one.cell)),
                esc(meaning(one, words)),
            ]
            for one in proposal.understood
            if one.table == name
        ]
        title = words("{source} holds: {table}", source=source, table=words(TABLES[name].label))
        parts.append(table(head, body, title))
        said = value_lines(proposal, name, words)
        parts += [f"<p class='ot-muted'>{esc(line)}</p>" for line in said]
    return "".join(parts)


def outside_html(proposal: Proposal, words: Words) -> str:
    """Return what is not read, and why."""
    lines = [
        words("{source} stays out: {reason}", source=source, reason=words(reason))
        for source, reason in proposal.unknown.items()
    ]
    for source, columns in proposal.personal.items():
        message = "{source}, never read because it is personal: {columns}"
        lines.append(words(message, source=source, columns=", ".join(columns)))
    return "".join(f"<p class='ot-muted'>{esc(line)}</p>" for line in lines)


def doubt_field(doubt: Doubt, words: Words, decide: Callable[[str], None]) -> w.Widget:
    """Return a question with its answers; nothing is chosen where the kit has none to propose."""
    question = f"<p><b>{esc(doubt_line(doubt, words))}</b></p>"
    options = [(option_line(doubt, one, words), one) for one in doubt.options]
    if not doubt.proposed:
        options = [(words("Please choose"), UNDECIDED), *options]
    field = choice(words("Answer"), options, doubt.proposed or UNDECIDED, decide)
    return rows(block(question), field)


def report_widget(report: Report, words: Words) -> w.Widget:
    """Return what became of the rows: counts as a table, then the oddities of each table."""
    head = [words("Table"), words("read"), words("kept"), words("set aside")]
    body = [
        [
            f"{esc(words(TABLES[one.table].label))}<br><small>{esc(one.source)}</small>",
            words.number(one.read),
            words.number(one.kept),
            words.number(one.read - one.kept),
        ]
        for one in report.tables
    ]
    parts: list[w.Widget] = [block(table(head, body))]
    for one in report.tables:
        lines = [aside_line(group, words) for group in one.set_aside]
        lines += [finding_line(f, words) for f in report.findings if f.table == one.table]
        if lines:
            parts.append(heading(words(TABLES[one.table].label)))
            parts.append(block("<ul>" + "".join(f"<li>{esc(s)}</li>" for s in lines) + "</ul>"))
    return rows(*parts)
