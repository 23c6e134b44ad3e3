"""What the small stations decide: who fills in what, a line, differences, the next campaign."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, model_validator

from workshop.reasons import Unfit
from workshop.side import Side  # noqa: TC001 - pydantic reads it
from workshop.story.decisions.record import Data, Recorded
from workshop.terms.rules.entity import Entity, fields
from workshop.words import N_

Said = Annotated[str, Field(min_length=1)]
MOST_DIFFERENCES = 3
DEADLINES: dict[str, str] = {
    "record": N_("as soon as the record is created"),
    "handover": N_("before the hand-over"),
    "call": N_("right after the first call"),
    "day": N_("on the day someone finds out"),
    "quote": N_("before the quote goes out"),
    "start": N_("before the campaign starts"),
    "end": N_("before the record is closed"),
}
"""By when a field has to be filled in, the earliest first."""
FITTING: dict[Entity, tuple[str, ...]] = {
    "contacts": ("record", "handover", "call", "day"),
    "deals": ("record", "day", "quote", "end"),
    "campaigns": ("record", "start", "day", "end"),
}
"""What a field is about to the deadlines that make sense there."""


class Duty(Data):
    """Who fills in a field that an agreed rule asks for.

    Attributes:
        entity: what the field is about.
        field: its canonical name.
        side: who fills it in.
        by: at the latest; a key of `DEADLINES`.
        filled: in how many cases something stood there on the day.
        cases: all there were.
        as_of: last day that counts.
    """

    entity: Entity
    field: str
    side: Side
    by: str
    filled: NonNegativeInt
    cases: NonNegativeInt
    as_of: date

    @model_validator(mode="after")
    def _can_be_checked(self) -> Self:
        if self.field not in fields(self.entity):
            known = ", ".join(fields(self.entity))
            raise Unfit(
                N_("unknown field “{field}”; known: {known}"), field=self.field, known=known
            )
        if self.by not in DEADLINES:
            raise Unfit(N_("unknown deadline “{by}”"), by=self.by)
        return self

    @property
    def share(self) -> float | None:
        """In which share of the cases something stood there; None where there were none."""
        return self.filled / self.cases if self.cases else None


class FieldDuties(Recorded):
    """Who fills in what, a duty per field."""

    duties: tuple[Duty, ...] = Field(min_length=1)


class Introduction(Recorded):
    """The one line with which both sides introduce the company."""

    text: Said


class Differences(Recorded):
    """In what both sides stay different, on purpose."""

    differences: tuple[Said, ...] = Field(min_length=1, max_length=MOST_DIFFERENCES)


class Capacity(Data):
    """How many cases a week an agreed rule brings, and the time there is for them.

    Attributes:
        term: key of the term whose rule it is.
        label: what the group calls a term of its own; empty for those of the kit.
        per_week: cases that began in a week, the mean of the last full weeks.
        weeks: how many weeks that mean is of.
        minutes: what one case takes.
        hours: a week that people say they have for it.
        as_of: last day that counts.
    """

    term: str
    label: str = ""
    per_week: float = Field(ge=0)
    weeks: int
    minutes: int = Field(ge=1)
    hours: float = Field(ge=0)
    as_of: date

    @property
    def needed(self) -> float:
        """Hours a week that these cases take."""
        return self.per_week * self.minutes / 60

    @property
    def left(self) -> float:
        """Hours a week that are left; negative where they do not suffice."""
        return self.hours - self.needed

    @property
    def more(self) -> int:
        """How many whole cases a week fit in besides; negative where there are too many."""
        return int(self.left * 60 / self.minutes // 1)


class NextCampaign(Recorded):
    """The next joint campaign on one page.

    Attributes:
        audience: for whom it is.
        line: what it says, in one sentence.
        calls: who calls, and when.
        marketing_tells: when marketing tells sales what is coming.
        sales_tells: when sales tells marketing what came of it.
        capacity: whether there is time for what it brings; None where nothing could be computed.
    """

    audience: Said
    line: Said
    calls: Said
    marketing_tells: Said
    sales_tells: Said
    capacity: Capacity | None = None
