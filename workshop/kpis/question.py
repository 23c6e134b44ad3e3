"""What a KPI is asked about: the data, the day it is asked, and who counts as a lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.business_hours import Calendar
from workshop.kpis.value import Caveat
from workshop.terms.compile import covers
from workshop.terms.entity import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule

WON, LOST = "won", "lost"
WINDOW_DAYS = 180
"""How long a lead has to succeed unless somebody says otherwise."""
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
        lead: the agreed rule for Lead, or None while there is none.
        calendar: when the teams work.
    """

    crm: Crm
    as_of: date
    window_days: int = WINDOW_DAYS
    lead: Rule | None = None
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer known."""
        return datetime.combine(self.as_of + timedelta(days=1), datetime.min.time())

    def known(self, moment: Any) -> Any:
        """Return whether a moment had happened by the as-of date; never null."""
        return (moment < ibis.timestamp(self.end.isoformat())).fill_null(False)

    def leads(self) -> ibis.Table:
        """Return the contacts that count as leads, first seen by the as-of date or undated."""
        contacts = rows("contacts", self.crm.table, self.crm.tables)
        leads = contacts if self.lead is None else contacts.filter(covers(self.lead, contacts))
        return leads.filter(self.known(leads.created_at) | leads.created_at.isnull())

    def closed_deals(self, *statuses: str) -> ibis.Table:
        """Return the deals of these statuses that closed by the as-of date, or at no date."""
        deals = self.crm.table("deals")
        undated = deals.closed_at.isnull()
        return deals.filter(deals.status.isin(statuses), self.known(deals.closed_at) | undated)

    def no_term(self) -> Caveat | None:
        """Return the caveat that no rule for Lead is agreed yet, or None."""
        return Caveat("no_agreed_term") if self.lead is None else None


def lacking(crm: Crm, needs: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the fewest columns that would have to be added; nothing where nothing is lacking."""
    return min((tuple(crm.missing(one)) for one in needs), key=len, default=())
