"""The stages from inquiry to won: who reached each, as far as rules and tables can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from workshop.crm.refunds import WON
from workshop.kpis.core.kpi import LEADS
from workshop.terms.outcome.outcome import with_first
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Scope


@dataclass(frozen=True)
class Stage:
    """One stage.

    Attributes:
        key: its name.
        label: what people call it.
        term: the agreed rule that decides who is in it; empty for none.
        needs: the columns that say so where there is no rule; none where only a rule can.
        events: from the question to ``who`` and ``happened_at`` of its entries, where tables say.
    """

    key: str
    label: str
    term: str
    needs: tuple[str, ...] = ()
    events: Callable[[Scope], ibis.Table] | None = None


def _handed(scope: Scope) -> ibis.Table:
    given = scope.crm.table("handoffs")
    return given.select(who=given.contact_id, happened_at=given.handed_at)


def _accepted(scope: Scope) -> ibis.Table:
    given = scope.crm.table("handoffs")
    yes = given.filter(given.outcome == "accepted", scope.known(given.handed_at))
    return yes.select(who=yes.contact_id, happened_at=yes.decided_at)


def _opened(scope: Scope) -> ibis.Table:
    deals = scope.deals()
    return deals.select(who=deals.contact_id, happened_at=deals.created_at)


def _won(scope: Scope) -> ibis.Table:
    deals = scope.every_deal()
    won = deals.filter(deals.status == WON)
    return won.select(who=won.contact_id, happened_at=won.closed_at)


HANDED = ("handoffs.contact_id", "handoffs.handed_at")
ACCEPTED = (*HANDED, "handoffs.decided_at", "handoffs.outcome")
OPENED = ("deals.contact_id", "deals.created_at")
CLOSED = ("deals.contact_id", "deals.status", "deals.closed_at")
INQUIRY = Stage("inquiry", N_("Enquiry"), "lead")
STAGES = (
    Stage("mql", N_("Handed over (MQL)"), "mql", HANDED, _handed),
    Stage("sal", N_("Accepted (SAL)"), "sal", ACCEPTED, _accepted),
    Stage("sql", N_("Qualified by sales (SQL)"), "sql"),
    Stage("opportunity", N_("Opportunity"), "opportunity", OPENED, _opened),
    Stage("won", N_("Won"), "", CLOSED, _won),
)
"""The stages after the inquiry, in their order (Demand Waterfall, SiriusDecisions)."""


def with_stage(scope: Scope, leads: ibis.Table, stage: Stage) -> ibis.Table | None:
    """Return the leads with a column of the stage's name: whether each reached it in time.

    A rule about contacts says who is in it as of the day; it knows no moment. Without one, the
    first event since the lead was seen has to lie within the window. None where neither a rule nor
    the tables can say.
    """
    if stage.term and stage.term != "opportunity" and scope.rule(stage.term):
        inside = scope.leads(stage.term)
        keys = inside.filter(inside.contact_id.notnull()).select("contact_id").distinct()
        member = leads.contact_id.isin(keys.contact_id).fill_null(False)
        return leads.mutate(**{stage.key: member})
    if stage.events is None or scope.crm.missing((*LEADS, *stage.needs)):
        return None
    timed = with_first(leads, stage.events(scope), scope.end)
    window = ibis.interval(days=scope.window_days)
    reached = (timed.first_at <= timed.created_at + window).fill_null(False)
    return timed.mutate(**{stage.key: reached}).drop("first_at", "had_any")
