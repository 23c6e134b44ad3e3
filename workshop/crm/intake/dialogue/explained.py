"""A proposal in plain words: what a column was taken for, and what its cells were read as."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from workshop.crm.chain import READABLE as TABLES
from workshop.crm.intake.dialogue.questions import (
    A_DATE,
    ANSWERS,
    KEY,
    LINK,
    QUESTIONS,
    SHARED,
    TELLING,
    WHICH,
)
from workshop.crm.intake.doubt import MAY_BE_SILENT, NO_ANSWER, Topic
from workshop.crm.intake.rows.errors import plain, shown
from workshop.crm.readings.moments import DATE
from workshop.crm.schema import Kind
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.intake.dialogue.look import Understood
    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt, Sample
    from workshop.crm.schema import Field
    from workshop.words import Words

SHOWN_COLUMNS = 10
"""So many columns of a sheet are shown at once: more do not fit on a screen."""
THOUSAND, MILLION = 1_000, 1_000_000
OWNERS = N_(
    "Also keep who each record’s owner is, as a hash. No analysis shows it; groups with "
    "fewer than {k} record owners are then combined. Ask your works council first: data "
    "like this could be used to monitor how individuals perform."
)
"""What follows from switching the columns on that point at a colleague."""

NO_CUSTOMER_YET = N_("Not a customer (yet)")
COUNTS_FOR = {
    "marketing": N_("Credited to marketing: {sources}"),
    "sales": N_("Credited to sales: {sources}"),
    "nobody": N_("Credited to nobody or to both sides: {sources}"),
}


def label(table: str, field: str, words: Words) -> str:
    """Return what people call a canonical field."""
    known = TABLES[table].field(field)
    if known is None and field in TELLING:
        return words(TELLING[field])
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
        return words("an ID; only a hash is kept")
    return plain(words(field.choice_label(value)))


def _meant(field: Field | None, canonical: str, silent: str, words: Words) -> str:
    if canonical == NO_ANSWER:
        return words(silent)
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


def _meanings(proposal: Proposal, table: str) -> dict[str, dict[str, str]]:
    """Return what the values of a table's lists mean, in all its files."""
    found: dict[str, dict[str, str]] = {}
    for part in proposal.mapping.parts(table):
        for key, meanings in part.values.items():
            found.setdefault(key, {}).update(meanings)
    return found


def value_lines(proposal: Proposal, table: str, words: Words) -> list[str]:
    """Return what the values of lists mean, one line a field: Status: Open is Demo, Trial."""
    lines = []
    for key, meanings in _meanings(proposal, table).items():
        field = TABLES[table].field(key)
        is_silent = (table, key) in MAY_BE_SILENT
        silent = ANSWERS[Topic.VALUE, NO_ANSWER] if is_silent else NO_CUSTOMER_YET
        meant: dict[str, list[str]] = {}
        for value, canonical in meanings.items():
            meant.setdefault(canonical, []).append(value)
        said = [
            words(
                "{meaning} is {values}",
                meaning=_meant(field, canonical, silent, words),
                values=_quoted(values, words),
            )
            for canonical, values in meant.items()
        ]
        lines.append(f"{label(table, key, words)}: {'; '.join(said)}")
    return [*lines, *_outcome_lines(proposal, table, words), *_side_lines(proposal, table, words)]


def _side_lines(proposal: Proposal, table: str, words: Words) -> list[str]:
    """Return for whom the sources count that are none of the kit's own."""
    sources: dict[str, list[str]] = {}
    parts = proposal.mapping.parts(table)
    for source, side in (pair for one in parts for pair in one.sides.items()):
        sources.setdefault(side, []).append(source)
    return [
        words(COUNTS_FOR[side], sources=_quoted(listed, words)) for side, listed in sources.items()
    ]


def _outcome_lines(proposal: Proposal, table: str, words: Words) -> list[str]:
    """Return which columns say besides the status how a deal ended."""
    told = [one.outcome.sources for one in proposal.mapping.parts(table) if one.outcome]
    named = dict.fromkeys(column for columns in told for column in columns)
    if not named:
        return []
    columns = _quoted(named, words)
    return [words("How a deal ended can also be seen from {columns}.", columns=columns)]


def understood_in(proposal: Proposal, table: str, source: str) -> list[Understood]:
    """Return the examples of a table, or of one of its files."""
    mine = [one for one in proposal.understood if one.table == table]
    return [one for one in mine if one.source in ("", source)]


def proposal_lines(proposal: Proposal, words: Words) -> list[str]:
    """Return the proposal as lines of plain text."""
    lines = []
    for table, sources in proposal.sources.items():
        for source in sources:
            head = words(
                "{source} holds: {table}", source=plain(source), table=words(TABLES[table].label)
            )
            mine = understood_in(proposal, table, source)
            lines += ["", head, *(f"  {example_line(one, words)}" for one in mine)]
        lines += [f"  {line}" for line in value_lines(proposal, table, words)]
    lines += ["", *(note.said(words) for note in proposal.notes)] if proposal.notes else []
    for source, reason in proposal.unknown.items():
        lines += [
            "",
            words("{source} is left out: {reason}", source=plain(source), reason=words(reason)),
        ]
    for source, columns in proposal.personal.items():
        listed = plain(", ".join(columns))
        lines.append(
            words(
                "{source}, not imported because it’s personal: {columns}",
                source=plain(source),
                columns=listed,
            )
        )
    for source, columns in proposal.owners.items():
        listed = plain(", ".join(columns))
        lines.append(
            words(
                "{source}, left out because it points to colleagues: {columns}",
                source=plain(source),
                columns=listed,
            )
        )
    return lines[1:]


def doubt_line(doubt: Doubt, words: Words) -> str:
    """Return a doubt as a question."""
    field = label(doubt.table, doubt.field, words) if doubt.field else ""
    is_day = doubt.topic is Topic.AS_OF
    question = words(
        _which(doubt) if doubt.topic is Topic.WHICH else QUESTIONS[doubt.topic],
        example=_day(doubt.example, words) if is_day else shown(doubt.example) or words("(empty)"),
        column=plain(doubt.column),
        field=field,
        other=plain(doubt.other),
        row=doubt.row,
        table=words(TABLES[doubt.table].label) if doubt.table else "",
    )
    if doubt.topic is Topic.SHEET and doubt.other:
        named = {"example": doubt.example, "column": doubt.column, "other": doubt.other}
        shared = words(SHARED, **{key: plain(one) for key, one in named.items()})
        return f"{shared} {question}"
    if not doubt.rows:
        return question
    return f"{question} {words('Rows: {n}.', n=words.number(doubt.rows))}"


def _which(doubt: Doubt) -> str:
    """Return the question which column it is, in words that fit the field."""
    known = TABLES[doubt.table].field(doubt.field)
    if known is not None and known.kind is Kind.ID:
        return KEY if known == TABLES[doubt.table].key else LINK
    return WHICH.get(doubt.field, QUESTIONS[Topic.WHICH])


def _column(doubt: Doubt, column: str, words: Words) -> str:
    """Return a column as an answer, with what stands in it."""
    sample = next((one for one in doubt.samples if one.column == column), None)
    cells = sample_cells(sample, words) if sample else ""
    is_date = sample and all(DATE.fullmatch(cell) for cell in sample.cells)
    if is_date and doubt.field in A_DATE:
        return words(A_DATE[doubt.field], column=plain(column), cells=cells)
    return words("“{column}”: {cells}", column=plain(column), cells=cells)


def sample_cells(sample: Sample, words: Words) -> str:
    """Return the examples of a column in one line."""
    if sample.hidden:
        return words("not shown: could be people’s names")
    return ", ".join(map(shown, sample.cells)) or words("empty")


def sample_lines(samples: Iterable[Sample], words: Words) -> list[str]:
    """Return columns with their examples, one line each; of many the last ones by name only."""
    columns = [*samples]
    lines = [
        words("“{column}”: {cells}", column=plain(one.column), cells=sample_cells(one, words))
        for one in columns[:SHOWN_COLUMNS]
    ]
    rest = [plain(one.column) for one in columns[SHOWN_COLUMNS:]]
    if rest:
        more = words("and {n} more: {columns}", n=words.number(len(rest)), columns=", ".join(rest))
        lines.append(more)
    return lines


def _day(written: str, words: Words) -> str:
    return words.date(date.fromisoformat(written))


def option_line(doubt: Doubt, option: str, words: Words) -> str:
    """Return one answer to a doubt as people say it."""
    if (doubt.topic, option) in ANSWERS:
        names = {"column": plain(doubt.column), "other": plain(doubt.other)}
        return words(ANSWERS[doubt.topic, option], **names)
    if doubt.topic is Topic.AS_OF:
        return _day(option, words)
    if doubt.topic is Topic.WHICH:
        return _column(doubt, option, words)
    field = TABLES[doubt.table].field(doubt.field)
    if doubt.topic is Topic.FACTOR:
        return words("Multiply by {times}", times=words.number(int(option)))
    if doubt.topic in (Topic.VALUE, Topic.SIDE, Topic.CONSTANT) and field:
        return words(field.choice_label(option))
    return plain(option)
