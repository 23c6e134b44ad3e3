"""KPIs that are shares, each as its cases: who is counted, and who of those succeeded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.cases import IMMATURE, Cases, key_of, linked
from workshop.kpis.measure import SHARE
from workshop.kpis.question import LOST, WON
from workshop.kpis.value import Caveat, counted
from workshop.terms.outcome import judge, since_seen, wins, with_first

if TYPE_CHECKING:
    from workshop.kpis.question import Question


def lead_to_won(question: Question) -> Cases:
    """Cohort conversion: mature leads with a deal won within the window / mature leads."""
    leads = with_first(question.leads(), wins(question.crm.table("deals")), question.end)
    won = question.closed_deals(WON)
    unlinked = _unlinked(question, won, won.closed_at)
    return _cohort(question, leads, "won_before_seen", counted(unlinked, "unlinked_wins"))


def lead_to_deal(question: Question) -> Cases:
    """Cohort conversion: mature leads that became a deal within the window / mature leads.

    A lead became a deal at the first of two moments: the one its own row names
    (``converted_at``), and the opening of its first deal. One of the two is enough.
    """
    leads, unlinked = _with_first_deal(question)
    if "converted_at" in leads.columns:
        leads = _or_converted(question, leads)
    return _cohort(question, leads, "deal_before_seen", unlinked)


def _with_first_deal(question: Question) -> tuple[ibis.Table, Caveat | None]:
    """Return the leads with their first deal, and the caveat about deals of nobody."""
    leads = question.leads()
    if question.crm.missing(("contacts.contact_id", "deals.contact_id", "deals.created_at")):
        return leads.mutate(first_at=ibis.null("timestamp"), had_any=ibis.literal(False)), None
    deals = question.crm.table("deals")
    opened = deals.filter(question.known(deals.created_at) | deals.created_at.isnull())
    events = opened.select(who=opened.contact_id, happened_at=opened.created_at)
    unlinked = counted(_unlinked(question, opened, opened.created_at), "unlinked_deals")
    return with_first(leads, events, question.end), unlinked


def _or_converted(question: Question, leads: ibis.Table) -> ibis.Table:
    """Let the moment in the lead's own row count as well, if it is the earlier one."""
    known = question.known(leads.converted_at)
    since = known & since_seen(leads.converted_at, leads.created_at).fill_null(False)
    own = since.ifelse(leads.converted_at, ibis.null("timestamp"))
    # Engines disagree about the least of a value and null.
    first = ibis.coalesce(ibis.least(leads.first_at, own), leads.first_at, own)
    return leads.mutate(first_at=first, had_any=leads.had_any | known)


def _cohort(question: Question, leads: ibis.Table, before: str, unlinked: Caveat | None) -> Cases:
    judged = linked(judge(leads, question.end, question.window_days))
    undated = judged.created_at.isnull()
    table = judged.mutate(
        key=key_of(judged, "contact_id"),
        moment=judged.created_at,
        counted=judged.mature,
        success=judged.in_time,
        immature_cohorts=~judged.mature & ~undated,
        missing_dates=undated,
        **{before: judged.mature & judged.only_before},
    )
    days = question.window_days
    notes: dict[str, dict[str, Any]] = {IMMATURE: {"days": days}, "missing_dates": {}, before: {}}
    caveats = (question.no_term(), unlinked)
    return Cases(SHARE, table, notes, caveats, question.window_days)


def _unlinked(question: Question, deals: ibis.Table, moment: Any) -> int:
    """Return how many deals no contact can be given credit for."""
    contacts = question.crm.table("contacts")
    people = contacts.filter(contacts.contact_id.notnull())
    by_somebody = deals.contact_id.isin(people.contact_id).fill_null(False)
    found = deals.aggregate(n=(moment.isnull() | ~by_somebody).sum())
    return int(found.to_pyarrow().to_pylist()[0]["n"] or 0)


def win_rate(question: Question) -> Cases:
    """Won deals / (won + lost), by close date."""
    deals = linked(question.closed_deals(WON, LOST))
    dated = deals.closed_at.notnull()
    table = deals.mutate(
        key=key_of(deals, "deal_id"),
        moment=deals.closed_at,
        counted=dated,
        success=deals.status == WON,
        missing_dates=~dated,
    )
    return Cases(SHARE, table, {"missing_dates": {}})


def acceptance_rate(question: Question) -> Cases:
    """Accepted hand-offs / all hand-offs; silence is not acceptance and is shown apart.

    The table has a flag ``rejected`` as well, for those who ask for the reasons.
    """
    given = question.crm.table("handoffs")
    given = linked(given.filter(question.known(given.handed_at) | given.handed_at.isnull()))
    # An answer without a date may have come after the as-of date: no way to count it.
    undated = given.handed_at.isnull() | (given.outcome.notnull() & given.decided_at.isnull())
    decided = ~undated & question.known(given.decided_at) & given.outcome.notnull()
    table = given.mutate(
        key=key_of(given, "handoff_id"),
        moment=given.handed_at,
        counted=~undated,
        success=decided & (given.outcome == "accepted").fill_null(False),
        rejected=decided & (given.outcome == "rejected").fill_null(False),
        undecided=~undated & ~decided,
        missing_dates=undated,
    )
    notes: dict[str, dict[str, Any]] = {"undecided": {}, "missing_dates": {}}
    return Cases(SHARE, table, notes)
