"""A proposal in plain words: what a column was taken for, and what its cells were read as."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from workshop.crm.intake.doubt import plain, shown
from workshop.crm.intake.proposal import NO_ANSWER, NO_COLUMN, Topic
from workshop.crm.schema import TABLES, Kind
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.intake.proposal import Doubt, Proposal, Understood
    from workshop.crm.schema import Field
    from workshop.words import Words

THOUSAND, MILLION = 1_000, 1_000_000
OWNERS = N_(
    "Also keep who is in charge, as a hash. Then the data can say how many people share the work,"
    " and it is suited to watch individuals: ask your works council first."
)
"""What follows from switching the columns on that point at a colleague."""
QUESTIONS = {
    Topic.DECIMAL: N_("“{example}” in the column “{column}”: what does the sign stand for?"),
    Topic.ORDER: N_("“{example}” in the column “{column}”: what stands first?"),
    Topic.COLUMN: N_("“{field}”: is it the column “{column}”?"),
    Topic.VALUE: N_("“{example}” in the column “{column}”: what does it mean?"),
}
ANSWERS = {
    (Topic.DECIMAL, ","): N_("The comma stands before decimals: 1.234,56"),
    (Topic.DECIMAL, "."): N_("The point stands before decimals: 1,234.56"),
    (Topic.ORDER, "day_first"): N_("The day: 03/04 is 3 April"),
    (Topic.ORDER, "month_first"): N_("The month: 03/04 is 4 March"),
    (Topic.COLUMN, NO_COLUMN): N_("No column. Leave it out."),
    (Topic.VALUE, NO_ANSWER): N_("No answer yet"),
}


def label(table: str, field: str, words: Words) -> str:
    """Return what people call a canonical field."""
    known = TABLES[table].field(field)
    return words(known.label) if known else field


def meaning(one: Understood, words: Words) -> str:
    """Return what an example cell was read as, so that a misreading shows."""
    return _said(one.meaning, one, words)


def _said(value: Any, one: Understood, words: Words) -> str:
    match value:
        case None:
            return words("not readable yet")
        case bool():
            return words("yes") if value else words("no")
        case datetime():
            return _moment(value, words)
        case float():
            return _number(value, words)
        case _:
            return _value(str(value), one, words)


def _moment(value: datetime, words: Words) -> str:
    day = words.date(value.date())
    if not (value.hour or value.minute):
        return day
    return words("{day}, {time}", day=day, time=f"{value:%H:%M}")


def _number(value: float, words: Words) -> str:
    digits = max(2, len(f"{value:.10g}".partition(".")[2])) if value != round(value) else 0
    written = words.number(value, digits)
    if abs(value) >= MILLION:
        return words(
            "{number}, about {n} million", number=written, n=words.number(value / MILLION, 1)
        )
    if abs(value) >= THOUSAND:
        return words(
            "{number}, about {n} thousand", number=written, n=words.number(value / THOUSAND, 1)
        )
    return written


def _value(value: str, one: Understood, words: Words) -> str:
    field = TABLES[one.table].field(one.field)
    if field is None or field.kind is Kind.ID:
        return words("an id; only a hash of it is kept")
    return plain(words(field.choice_label(value)))


def _meant(field: Field | None, canonical: str, words: Words) -> str:
    if canonical == NO_ANSWER:
        return words(ANSWERS[Topic.VALUE, NO_ANSWER])
    return words(field.choice_label(canonical)) if field else canonical


def _quoted(values: Iterable[str], words: Words) -> str:
    return ", ".join(words("“{value}”", value=shown(value)) for value in values)


def example_line(one: Understood, words: Words) -> str:
    """Return one column with an example: “Betrag” is the value: “1.234,56 €” means 1,234.56."""
    columns = _quoted(one.columns, words)
    return words(
        "{columns} → {field}: “{cell}” means {meaning}",
        columns=columns,
        field=label(one.table, one.field, words),
        cell=shown(one.cell),
        meaning=meaning(one, words),
    )


def value_lines(proposal: Proposal, table: str, words: Words) -> list[str]:
    """Return what the values of lists mean, one line a field: Status: Open is Demo, Trial."""
    lines = []
    for key, meanings in proposal.mapping.tables[table].values.items():
        field = TABLES[table].field(key)
        meant: dict[str, list[str]] = {}
        for value, canonical in meanings.items():
            meant.setdefault(canonical, []).append(value)
        said = [
            words(
                "{meaning} is {values}",
                meaning=_meant(field, canonical, words),
                values=_quoted(values, words),
            )
            for canonical, values in meant.items()
        ]
        lines.append(f"{label(table, key, words)}: {'; '.join(said)}")
    return lines


def proposal_lines(proposal: Proposal, words: Words) -> list[str]:
    """Return the proposal as lines of plain text."""
    lines = []
    for table, source in proposal.sources.items():
        head = words(
            "{source} holds: {table}", source=plain(source), table=words(TABLES[table].label)
        )
        mine = [one for one in proposal.understood if one.table == table]
        lines += ["", head, *(f"  {example_line(one, words)}" for one in mine)]
        lines += [f"  {line}" for line in value_lines(proposal, table, words)]
    for source, reason in proposal.unknown.items():
        lines += [
            "",
            words("{source} stays out: {reason}", source=plain(source), reason=words(reason)),
        ]
    for source, columns in proposal.personal.items():
        listed = plain(", ".join(columns))
        lines.append(
            words(
                "{source}, never read because it is personal: {columns}",
                source=plain(source),
                columns=listed,
            )
        )
    for source, columns in proposal.owners.items():
        listed = plain(", ".join(columns))
        lines.append(
            words(
                "{source}, left out because it points at colleagues: {columns}",
                source=plain(source),
                columns=listed,
            )
        )
    return lines[1:]


def doubt_line(doubt: Doubt, words: Words) -> str:
    """Return a doubt as a question."""
    field = label(doubt.table, doubt.field, words) if doubt.field else ""
    return words(
        QUESTIONS[doubt.topic],
        example=shown(doubt.example),
        column=plain(doubt.column),
        field=field,
    )


def option_line(doubt: Doubt, option: str, words: Words) -> str:
    """Return one answer to a doubt as people say it."""
    if (doubt.topic, option) in ANSWERS:
        return words(ANSWERS[doubt.topic, option])
    field = TABLES[doubt.table].field(doubt.field)
    if doubt.topic is Topic.VALUE and field:
        return words(field.choice_label(option))
    return plain(option)
