"""Hand-overs in the rows of persons: what is assumed of dates, and what only a person knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.handover import ACCEPTED, DATES, HANDED_AT, HANDOFFS, OUTCOME, REJECTED, STATUS
from workshop.crm.intake.dialogue.note import Note
from workshop.crm.intake.doubt import LEAVE_OUT, NO_ANSWER, YES, Doubt, Topic
from workshop.crm.intake.rows.cells import answer
from workshop.crm.readings.sql import name
from workshop.crm.recognise import status_sense
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.crm.intake.rows.handed import Answer
    from workshop.crm.intake.rows.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.recognise import Recognised

ASSUMED = N_(
    "Hand-overs are read from each person’s row: handed over to sales on the date in "
    "“{column}”, accepted on the first date since then in “{other}”."
)
"""HubSpot calls marketing qualified who is ready for sales, sales qualified whom sales accepts."""


def status_meanings(entries: Iterable[str]) -> dict[str, str]:
    """Return what entries of a person's status say of sales' answer; unsure ones say nothing."""
    senses = {one: status_sense(one) for one in entries}
    return {one: s.outcome if s and s.sure else NO_ANSWER for one, s in senses.items()}


def handed_notes(mapping: TableMapping) -> list[Note]:
    """Return what is said of hand-overs that are read without a question."""
    if mapping.handover is None or not mapping.handover.confirmed:
        return []
    column, other = _columns(mapping)
    return [Note(ASSUMED, {"column": column, "other": other})]


def handed_doubts(
    found: Recognised, raw: Raw, mapping: TableMapping, rules: Conventions
) -> Iterator[Doubt]:
    """Yield what a person should say of hand-overs in the rows of persons.

    Args:
        found: what the sheet was recognised as.
        raw: the rows that may be hand-overs, as text.
        mapping: how they are read.
        rules: how the sheet writes dates.
    """
    answers = answer(raw, HANDOFFS, mapping, rules)
    if mapping.handover is None or answers is None:
        return
    column, other = _columns(mapping)
    sure = mapping.handover.confirmed
    yield Doubt(
        Topic.LEADS if found.by_creation else Topic.HANDED,
        HANDOFFS,
        column,
        HANDED_AT,
        options=(YES, LEAVE_OUT),
        proposed=LEAVE_OUT if found.by_creation else YES,
        rows=raw.one(n="count(*)")["n"],
        guess=not sure,
        fallback=None if sure else LEAVE_OUT,
        other=other,
    )
    if OUTCOME in mapping.columns:
        yield from _statuses(raw, mapping, answers)
        yield from _both(raw, mapping, answers)


def _columns(mapping: TableMapping) -> tuple[str, str]:
    answers = mapping.handover.answers if mapping.handover else ()
    return ", ".join(mapping.columns_of(HANDED_AT)), ", ".join(answers)


def _statuses(raw: Raw, mapping: TableMapping, answers: Answer) -> Iterator[Doubt]:
    """Yield each status that would decide a hand-over, and of which nobody knows for sure."""
    for entry, rows in _entries(raw, f"{answers.yes_at} is null").items():
        sense = status_sense(entry)
        if sense and sense.sure:
            continue
        yield Doubt(
            Topic.VALUE,
            HANDOFFS,
            mapping.columns[OUTCOME][0],
            OUTCOME,
            entry,
            (ACCEPTED, REJECTED, NO_ANSWER),
            sense.outcome if sense else NO_ANSWER,
            rows,
            guess=True,
            fallback=NO_ANSWER,
        )


def _both(raw: Raw, mapping: TableMapping, answers: Answer) -> Iterator[Doubt]:
    """Yield the question which one counts where a date says yes and the status no."""
    entries = _entries(raw, answers.contradicts)
    if entries:
        yield Doubt(
            Topic.ANSWERED,
            HANDOFFS,
            mapping.columns[OUTCOME][0],
            OUTCOME,
            next(iter(entries)),
            (DATES, STATUS),
            "",
            sum(entries.values()),
            guess=True,
            other=_columns(mapping)[1],
        )


def _entries(raw: Raw, condition: str) -> dict[str, int]:
    """Return the statuses in rows that meet a condition, the most frequent first."""
    text = name(OUTCOME)
    rows = raw.connection.table(raw.table).filter(f"{text} is not null and ({condition})")
    return dict(rows.aggregate(f"{text}, count(*) as n").order(f"n desc, {text}").fetchall())


def answered_handover(mapping: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return the mapping with a question about hand-overs decided."""
    if mapping.handover is None:
        return mapping
    told = {"first": answer} if doubt.topic is Topic.ANSWERED else {"confirmed": answer == YES}
    return mapping.model_copy(update={"handover": mapping.handover.model_copy(update=told)})


def is_over(doubt: Doubt, answer: str, other: Doubt) -> bool:
    """Return whether nobody need answer another question, because no hand-over is read."""
    declined = doubt.topic in (Topic.HANDED, Topic.LEADS) and answer == LEAVE_OUT
    return declined and other.table == HANDOFFS
