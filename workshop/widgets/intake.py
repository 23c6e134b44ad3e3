"""An export as people look at it: what was understood, what is open, what became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.chain import READABLE as TABLES
from workshop.crm.intake.dialogue.explained import (
    doubt_line,
    label,
    meaning,
    option_line,
    understood_in,
    value_lines,
)
from workshop.crm.intake.rows.errors import shown
from workshop.crm.intake.said import aside_line, finding_line
from workshop.widgets.elements import Html, block, heading, rows, table
from workshop.widgets.fields import choice

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.intake.report import Report
    from workshop.words import Words


UNDECIDED = "?"
"""Stands in a list of answers before anybody has chosen one."""


def understood_html(proposal: Proposal, words: Words) -> Html:
    """Return, for each table, its columns with an example of what a cell means."""
    parts = []
    head = [words("Column"), words("we read it as"), words("for example"), words("means")]
    for name, sources in proposal.sources.items():
        for source in sources:
            body = [
                [
                    ", ".join(one.columns),
                    Html("<b>{}</b>").format(label(name, one.field, words)),
                    shown(one.cell),
                    meaning(one, words),
                ]
                for one in understood_in(proposal, name, source)
            ]
            title = words("{source} holds: {table}", source=source, table=words(TABLES[name].label))
            parts.append(table(head, body, title))
        said = value_lines(proposal, name, words)
        parts += [Html("<p class='ot-muted'>{}</p>").format(line) for line in said]
    return Html().join(parts)


def outside_html(proposal: Proposal, words: Words) -> Html:
    """Return what is not read, and why."""
    lines = [note.said(words) for note in proposal.notes]
    lines += [
        words("{source} is left out: {reason}", source=source, reason=words(reason))
        for source, reason in proposal.unknown.items()
    ]
    for source, columns in proposal.personal.items():
        lines.append(
            words(
                "{source}, not imported because it’s personal: {columns}",
                source=source,
                columns=", ".join(columns),
            )
        )
    return Html("<p class='ot-muted'>{}</p>").each(lines)


def doubt_field(doubt: Doubt, words: Words, decide: Callable[[str], None]) -> w.Widget:
    """Return a question with its answers; nothing is chosen where the kit has none to propose."""
    question = Html("<p><b>{}</b></p>").format(doubt_line(doubt, words))
    options = [(option_line(doubt, one, words), one) for one in doubt.options]
    is_open = not doubt.is_answered or doubt.proposed not in doubt.options
    if is_open:
        options = [(words("Please choose"), UNDECIDED), *options]
    chosen = UNDECIDED if is_open else doubt.proposed
    field = choice(words("Answer"), options, chosen, decide)
    return rows(block(question), field)


def report_widget(report: Report, words: Words) -> w.Widget:
    """Return what became of the rows: counts as a table, then the oddities of each table."""
    head = [words("Table"), words("read"), words("kept"), words("set aside")]
    body = [
        [
            Html("{}<br><small>{}</small>").format(words(TABLES[one.table].label), one.source),
            words.number(one.read),
            words.number(one.kept),
            words.number(one.read - one.kept),
        ]
        for one in report.tables
    ]
    parts: list[w.Widget] = [block(table(head, body))]
    for one in report.tables:
        lines = [aside_line(group, words) for group in one.set_aside]
        lines += [finding_line(finding, words) for finding in report.found_in(one)]
        if lines:
            parts.append(heading(words(TABLES[one.table].label)))
            parts.append(block(Html("<ul>{}</ul>").format(Html("<li>{}</li>").each(lines))))
    return rows(*parts)
