"""What a KPI is asked about: the data, the day it is asked, and what counts as what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import ibis

from workshop.kpis.assumptions import Assumptions
from workshop.kpis.business_hours import Calendar
from workshop.kpis.value import Caveat
from workshop.terms.compile import covers
from workshop.terms.entity import Entity, rows
from workshop.terms.term import TERMS
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.business_hours import Span
    from workshop.terms.rule import Rule

Found = TypeVar("Found")
WON, LOST, OPEN = "won", "lost", "open"
CASE: dict[Entity, str] = {
    "contacts": N_("contact"),
    "deals": N_("deal"),
    "campaigns": N_("campaign"),
}
"""What one case of an entity is called in a sentence."""
Needs = tuple[tuple[str, ...], ...]
"""Columns (``"deals.closed_at"``) without which there is no number, as alternatives: one whole
set of them is enough."""


@dataclass(frozen=True)
class Question:
    """What a KPI is asked about.

    Attributes:
        crm: the data.
        as_of: nothing after this day is known.
        window_days: how long a lead has to succeed.
        terms: term key to the agreed rule; what is not in it is not agreed.
        calendar: when the teams work.
        assumptions: what people said that no data can say.
    """

    crm: Crm
    as_of: date
    window_days: int = WINDOW_DAYS
    terms: Mapping[str, Rule] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    assumptions: Assumptions = field(default_factory=Assumptions)
    # What one KPI looked up and another asks for again; it goes with the question.
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

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
        first: datetime | None = known[moment].min().to_pyarrow().as_py()
        return first

    @property
    def end(self) -> datetime:
        """The first moment that is no longer known."""
        return datetime.combine(self.as_of + timedelta(days=1), datetime.min.time())

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
        """Return the deals that were opened by the as-of date, or at no date."""
        deals = self.crm.table("deals")
        return deals.filter(self._seen(deals, "created_at"))

    def deals(self) -> ibis.Table:
        """Return those deals that the agreed rule for Opportunity covers; all without one."""
        if self.rule("opportunity") is None:
            return self.every_deal()
        columns = self.crm.table("deals").columns
        covered = self._covered("deals", "opportunity").select(*columns)
        return covered.filter(self._seen(covered, "created_at"))

    def closed_deals(self, *statuses: str) -> ibis.Table:
        """Return the deals of these statuses that closed by the as-of date, or at no date."""
        deals = self.deals()
        return deals.filter(deals.status.isin(statuses), self._seen(deals, "closed_at"))

    def no_term(self, term: str = "lead") -> Caveat | None:
        """Return the caveat that no rule for a term is agreed yet, or None."""
        if self.rule(term) is not None:
            return None
        about = TERMS[term]
        case = CASE[about.entity]
        return Caveat("no_agreed_term", {"term": about.label["en"], "case": case})

    def _covered(self, entity: Entity, term: str) -> ibis.Table:
        rule = self.rule(term)
        wanted = rule.field_names() if rule else ()
        cases = rows(entity, self.crm.table, self.crm.tables, wanted, self.end)
        return cases if rule is None else cases.filter(covers(rule, cases))

    def _seen(self, table: ibis.Table, moment: str) -> Any:
        """Return whether a row's moment had come by the as-of date, or nobody wrote it down."""
        if moment not in table.columns:
            return ibis.literal(True)
        return self.known(table[moment]) | table[moment].isnull()


def lacking(crm: Crm, needs: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the fewest columns that would have to be added; nothing where nothing is lacking."""
    return min((tuple(crm.missing(one)) for one in needs), key=len, default=())
