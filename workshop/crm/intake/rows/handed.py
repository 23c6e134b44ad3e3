"""Sales' answer to a hand-over that stands in a person's row: dates that say yes, and a status.

The first of the dates since the hand-over, by the day, is when sales accepted: a date before it
answered something else. Without one the status decides: rejected, or no answer yet. Where a date
says yes and the status no, nobody but the team can tell which of the two is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.handover import ACCEPTED, HANDED_AT, HANDOFFS, OUTCOME, REJECTED, STATUS
from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.readings import choices
from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import Field, Kind
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping

    Read = Callable[[Field], str]
    """From a field to SQL for what its cell means."""


YES_AT, SAID, UNREAD = "yes at", "status said", "yes unread"
"""Columns that are read once and then stand beside the text: a moment takes long to read."""


@dataclass(frozen=True)
class Answer:
    """Sales' answer in each row, as SQL.

    Attributes:
        first: what counts where both speak and differ, None where nobody has said it.
    """

    first: str | None
    yes_at: str = name(YES_AT)
    unread: str = name(UNREAD)

    @property
    def contradicts(self) -> str:
        """Whether a date says yes and the status no."""
        return f"coalesce({self.yes_at} is not null and {self._no}, false)"

    @property
    def outcome(self) -> str:
        """Accepted, rejected or null."""
        dates = f"when {self.yes_at} is not null then {literal(ACCEPTED)}"
        no = f"when {self._no} then {literal(REJECTED)} {dates}"
        return f"(case {no if self.first == STATUS else dates} else {name(SAID)} end)"

    @property
    def decided_at(self) -> str:
        """When sales said yes; no column says when it said no."""
        by_status = f"not {self.contradicts}" if self.first == STATUS else "true"
        return f"(case when {by_status} then {self.yes_at} end)"

    @property
    def _no(self) -> str:
        return f"{name(SAID)} = {literal(REJECTED)}"


def answer_of(raw: Raw, mapping: TableMapping, read: Read, status: Field) -> Answer | None:
    """Return sales' answer, None where the rows of the sheet are hand-overs themselves.

    Args:
        raw: the text; what its dates and its status mean stands beside it afterwards.
        mapping: how the rows are read.
        read: how a cell is.
        status: the field of the status.
    """
    if mapping.handover is None:
        return None
    said = read(status) if OUTCOME in mapping.columns else "null::varchar"
    day = "handed"
    moments = {day: read(Field(HANDED_AT, Kind.MOMENT, ""))}
    moments |= {one: read(Field(one, Kind.MOMENT, "")) for one in mapping.handover.loaded_as}
    read_once = ", ".join(f"{sql} as {name(f'{key} once')}" for key, sql in moments.items())
    yes, unread = [], []
    for one in mapping.handover.loaded_as:
        moment, text = name(f"{one} once"), name(one)
        yes.append(f"case when {moment}::date >= {name(f'{day} once')}::date then {moment} end")
        unread.append(f"({text} is not null and not {choices.nothing(text)} and {moment} is null)")
    there = ", ".join(name(one) for one in raw.connection.table(raw.table).columns)
    raw.connection.execute(
        f"create or replace table {raw.table} as select {there}, {said} as {name(SAID)},"  # noqa: S608
        f" least({', '.join(yes)}) as {name(YES_AT)}, {' or '.join(unread)} as {name(UNREAD)}"
        f" from (select *, {read_once} from {raw.table})"
    )
    return Answer(mapping.handover.first)


def read_from(mapping: TableMapping, rows: int) -> Finding:
    """Return what is assumed of the columns that hand-overs are read from."""
    answers = mapping.handover.answers if mapping.handover else ()
    names = {"value": ", ".join(mapping.columns_of(HANDED_AT)), "values": ", ".join(answers)}
    return Finding(Oddity.HANDED, HANDOFFS, rows, names=names)


def unanswered(mapping: TableMapping, rows: int) -> WorkshopError:
    """Return the error that a date and a status differ and nobody has said which one counts."""
    return WorkshopError(
        N_("In {file}, a date says that sales accepted, but the same person’s status says no."),
        found=N_("Rows: {n}; “{column}” and “{other}”"),
        hint=N_("Say in the mapping, under handover, which counts: first: dates or first: status"),
        file=mapping.file,
        n=rows,
        column=", ".join(mapping.handover.answers if mapping.handover else ()),
        other=", ".join(mapping.columns_of(OUTCOME)),
    )
