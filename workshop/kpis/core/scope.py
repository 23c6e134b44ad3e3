"""What a KPI is asked about: the data, the day it is asked, and what counts as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import ibis

from workshop.crm.days.as_of import end_of_day
from workshop.crm.days.calendar import Calendar
from workshop.crm.days.last_day import RECORDED
from workshop.crm.refunds import told_apart
from workshop.errors import WorkshopError
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.caveat import Caveat
from workshop.policy import WINDOW_DAYS
from workshop.terms.rules.compile import covers
from workshop.terms.rules.entity import Entity, rows
from workshop.terms.rules.knowable import labels, unknowable
from workshop.terms.rules.term import TERMS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from datetime import date, datetime

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.kpis.core.business_hours import Span
    from workshop.terms.rules.rule import Rule

Found = TypeVar("Found")
LOST, OPEN = "lost", "open"
MOMENTS = ("created_at", "closed_at")
CASE: dict[Entity, str] = {
    "contacts": N_("contact"),
    "deals": N_("deal"),
    "campaigns": N_("campaign"),
}
"""What one case of an entity is called in a sentence."""
Needs = tuple[tuple[str, ...], ...]
"""Columns (``"deals.closed_at"``) without which there is no number, as alternatives: one whole
set of them is enough."""


Terms = Mapping[str, "Rule"]
"""Term key to the agreed rule; what is not in it is not agreed."""
NOTHING_AGREED: Terms = {}
NOBODY_SAID = Assumptions()


@dataclass(frozen=True)
class Scope:
    """What a number is about: the data, the day, and what counts as what.

    Attributes:
        crm: the data.
        as_of: nothing after this day is known.
        window_days: how long a lead has to succeed.
        terms: term key to the agreed rule; what is not in it is not agreed.
        said_calendar: when the teams work, where somebody says so beside the data.
        assumptions: what people said that no data can say.
    """

    crm: Crm
    as_of: date
    window_days: int = WINDOW_DAYS
    terms: Mapping[str, Rule] = field(default_factory=dict)
    said_calendar: Calendar | None = None
    assumptions: Assumptions = field(default_factory=Assumptions)
    # What one KPI looked up and another asks for again; it goes with the question.
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        crm: Crm,
        *,
        terms: Terms = NOTHING_AGREED,
        as_of: date | None = None,
        window_days: int = WINDOW_DAYS,
        assumptions: Assumptions = NOBODY_SAID,
        calendar: Calendar | None = None,
    ) -> Scope:
        """Return the scope of questions about this data.

        Args:
            crm: the data.
            terms: term key to the agreed rule.
            as_of: nothing after this day counts; the data's own last day at the latest.
            window_days: how long a lead has to succeed.
            assumptions: what people said that no data can say.
            calendar: when the teams work; the data's own where None.
        """
        day = min(as_of or crm.as_of, crm.as_of)
        return cls(crm, day, window_days, terms, calendar, assumptions)

    @property
    def engine(self) -> Engine:
        """What computes the numbers."""
        return self.crm.engine

    @property
    def calendar(self) -> Calendar:
        """When the teams work: what was said, what the data hold, else the kit's own default."""
        return self.said_calendar or self.crm.calendar or Calendar()

    @property
    def nobody_said_when(self) -> bool:
        """Whether the calendar is the kit's own default."""
        return self.said_calendar is None and self.crm.calendar is None

    def once(self, name: Hashable, find: Callable[[], Found]) -> Found:
        """Return what `find` finds, which is looked up for one KPI and kept for the others."""
        if name not in self._found:
            self._found[name] = find()
        found: Found = self._found[name]
        return found

    def days_from(self, table: str, moment: str) -> Span | None:
        """Return the days from the first known moment of a column to the as-of date's end."""
        first = self.once(("first", table, moment), lambda: self._first(table, moment))
        return (first.date(), self.end.date()) if first else None

    def _first(self, table: str, moment: str) -> datetime | None:
        rows = self.crm.table(table)
        known = rows.filter(self.known(rows[moment]))
        first: datetime | None = self.engine.value(known[moment].min())
        return first

    @property
    def end(self) -> datetime:
        """The first moment that is no longer known."""
        return end_of_day(self.as_of)

    def known(self, moment: Any) -> Any:
        """Return whether a moment had happened by the as-of date; never null."""
        return (moment < ibis.timestamp(self.end.isoformat())).fill_null(False)

    def rule(self, term: str) -> Rule | None:
        """Return the agreed rule for a term, or None; one about something else is none."""
        rule = self.terms.get(term)
        return rule if rule and rule.entity == TERMS[term].entity else None

    def leads(self, term: str = "lead") -> ibis.Table:
        """Return the contacts a term covers, first seen by the as-of date or undated.

        Without a rule every contact counts.
        """
        contacts = self._covered("contacts", term)
        return contacts.filter(self._seen(contacts, "created_at"))

    def people(self) -> ibis.Table:
        """Return all contacts first seen by the as-of date, or at no date, whatever a rule says."""
        contacts = self.crm.table("contacts")
        return contacts.filter(self._seen(contacts, "created_at"))

    def every_deal(self) -> ibis.Table:
        """Return the deals that were opened by the as-of date, or at no date.

        A won deal with a negative amount has the status `REFUND`: nothing counts it as a win.
        """
        deals = told_apart(self.crm.table("deals"))
        return deals.filter(self._seen(deals, "created_at"))

    def deals(self) -> ibis.Table:
        """Return those deals that the agreed rule for Opportunity covers; all without one."""
        if self.rule("opportunity") is None:
            return self.every_deal()
        columns = self.crm.table("deals").columns
        covered = told_apart(self._covered("deals", "opportunity").select(*columns))
        return covered.filter(self._seen(covered, "created_at"))

    def closed_deals(self, *statuses: str) -> ibis.Table:
        """Return the deals of these statuses that closed by the as-of date, or at no date.

        Moments that the data does not have are null.
        """
        deals = with_moments(self.deals())
        return deals.filter(deals.status.isin(statuses), self._seen(deals, "closed_at"))

    def is_dated(self, deals: ibis.Table) -> Any:
        """Return whether a closed deal can be placed in time; all can where none has a date.

        Data without any close date is asked about as it stood in the export only, see
        `Kpi.undated`.
        """
        return deals.closed_at.notnull() | ibis.literal(not self.has_close_dates)

    @property
    def has_close_dates(self) -> bool:
        """Whether the data says of any deal when it closed."""
        return not self.crm.missing(("deals.closed_at",))

    def no_term(self, term: str = "lead") -> Caveat | None:
        """Return the caveat that no rule for a term is agreed yet, or None."""
        if self.rule(term) is not None:
            return None
        about = TERMS[term]
        case = CASE[about.entity]
        return Caveat("no_agreed_term", {"term": about.label["en"], "case": case})

    def _covered(self, entity: Entity, term: str) -> ibis.Table:
        rule = self.rule(term)
        if rule is None:
            return rows(entity, self.crm.table, self.crm.tables, (), self.end)
        then = self._then
        cases = rows(entity, then.table, then.tables, rule.field_names(), self.end)
        return cases.filter(covers(rule, cases))

    @property
    def _then(self) -> Crm:
        """The data as they stood on the evening of the as-of date."""
        from workshop.crm.days.earlier import as_it_stood  # noqa: PLC0415 - a rule needs no engine

        return as_it_stood(self.crm, self.as_of)

    def undated(self, term: str) -> Caveat | None:
        """Return the caveat that the rule of a term asks for what no date belongs to, or None.

        As of an earlier day than the data's own, such a field is what it became later.
        """
        rule = self.rule(term) if term else None
        if rule is None:
            return None
        found = unknowable(self._then, rule)
        fields = labels(rule, found)
        return Caveat("undated_fields", {"fields": fields, "day": self.as_of}) if found else None

    def _seen(self, table: ibis.Table, moment: str) -> Any:
        """Return whether a row's moment had come by the as-of date, or nobody wrote it down."""
        if moment not in table.columns:
            return ibis.literal(True)
        return self.known(table[moment]) | table[moment].isnull()


def with_moments(deals: ibis.Table) -> ibis.Table:
    """Return the deals with both moments; one that the export does not have is null everywhere."""
    absent = [name for name in MOMENTS if name not in deals.columns]
    return deals.mutate(**{name: ibis.null("timestamp") for name in absent})


def lacking(crm: Crm, needs: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the fewest columns that would have to be added; nothing where nothing is lacking.

    Where all columns of an alternative are there and only their ids lead nowhere, it is that one.
    """
    found = (tuple(crm.missing(one)) for one in needs)
    return min(found, key=lambda one: (bool(crm.absent(one)), len(one)), default=())


def first_day(crm: Crm) -> date | None:
    """Return the first day on which anything is recorded, or None."""
    found: list[datetime | None] = []
    for name in RECORDED.keys() & crm.tables:
        table = crm.table(name)
        moments = [table[column] for column in RECORDED[name] if column in table.columns]
        if moments:
            facts = {f"moment{n}": moment.min() for n, moment in enumerate(moments)}
            found += crm.engine.record(table.aggregate(**facts)).values()
    return min((moment.date() for moment in found if moment), default=None)


def known_day(crm: Crm, day: date | None) -> date | None:
    """Return the day if the data can say anything about it; None stands for its last one.

    Raises:
        WorkshopError: if it lies after the last day of the data, or before the first.
    """
    if day is None:
        return None
    if day > crm.as_of:
        raise WorkshopError(
            N_("The data doesn’t know about this day yet."),
            found="{day}",
            hint=N_("The last day it knows about is {last}."),
            day=day,
            last=crm.as_of,
        )
    first = first_day(crm)
    if first is None or day < first:
        raise WorkshopError(
            N_("Nothing had been recorded yet on this day."),
            found="{day}",
            hint=N_("The first day it knows about is {first}."),
            day=day,
            first=first or crm.as_of,
        )
    return day
