"""KPIs that are shares, each as its cases: who is counted, and who of those succeeded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON
from workshop.crm.traces import traces
from workshop.kpis.core.cases import IMMATURE, Cases, key_of, linked
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.ledger import DecidingRow, Ledger
from workshop.kpis.core.measure import SHARE
from workshop.kpis.core.scope import LOST
from workshop.kpis.formulas.left_truncation import (
    LEFT_TRUNCATED,
    first_closing,
    first_day,
    with_first_win,
)
from workshop.kpis.formulas.one_sided import only_won
from workshop.kpis.formulas.sla import silence_hours, with_elapsed
from workshop.terms.outcome.outcome import judge, since_seen, wins, with_first

if TYPE_CHECKING:
    from datetime import date

    from workshop.kpis.core.scope import Scope


DATED = ("contacts.created_at", "deals.closed_at")
OPENED = ("contacts.contact_id", "deals.contact_id", "deals.created_at")


def lead_to_won(scope: Scope) -> Cases:
    """Cohort conversion: mature leads with a deal won within the window / mature leads.

    Where no date says when, all leads are one cohort: those with a won deal / all, see
    `Kpi.undated`.
    """
    if scope.crm.missing(DATED):
        return _ever_won(scope)
    nobodys = _wins_of_nobody(scope)
    unlinked = counted(
        scope.once("unlinked_wins", lambda: _number(scope, nobodys)), "unlinked_wins"
    )
    leads, first = with_first_win(scope), first_closing(scope)
    cases = _cohort(scope, leads, "won_before_seen", unlinked, first)
    event = DecidingRow("deals", wins(scope.every_deal()), "decided_at")
    return replace(cases, event=event, others=(_set_apart(nobodys, "unlinked_wins"),))


def _ever_won(scope: Scope) -> Cases:
    """Return all leads of an export, with whether any deal of theirs is won in it."""
    won = scope.closed_deals(WON)
    leads = linked(scope.leads())
    won_by = won.filter(won.contact_id.notnull()).select("contact_id").distinct()
    table = leads.mutate(
        key=key_of(leads, "contact_id"),
        moment=ibis.null("timestamp"),
        counted=ibis.literal(True),
        success=leads.contact_id.isin(won_by.contact_id).fill_null(False),
    )
    by_somebody = won.semi_join(scope.people(), "contact_id")
    every, known = (scope.engine.value(one.count()) for one in (won, by_somebody))
    unlinked = counted(int(every - known), "unlinked_wins")
    return Cases(SHARE, table, caveats=(scope.no_term(), unlinked))


def _wins_of_nobody(scope: Scope) -> ibis.Table:
    deals = scope.every_deal()
    known = scope.known(deals.closed_at) | deals.closed_at.isnull()
    return _of_nobody(scope, deals.filter(deals.status == WON, known), "closed_at")


def _set_apart(deals: ibis.Table, code: str) -> Ledger:
    """Return deals that a reservation counts and the number does not."""
    return Ledger("deals", deals.mutate(**{code: ibis.literal(True)}), notes=(code,))


def lead_to_deal(scope: Scope) -> Cases:
    """Cohort conversion: mature leads that became a deal within the window / mature leads.

    A lead became a deal at the first of two moments: the one its own row names
    (``converted_at``), and the opening of its first deal. One of the two is enough.
    """
    leads, unlinked = with_first_deal(scope)
    first = scope.once(
        "first_deal", lambda: first_day(scope.engine, scope.leads(), leads, leads.first_at)
    )
    cases = replace(
        _cohort(scope, leads, "deal_before_seen", unlinked, first),
        refusal=_led_nowhere(scope, leads),
    )
    if scope.crm.missing(OPENED):
        return cases
    opened = scope.every_deal()
    nobodys = _set_apart(_of_nobody(scope, opened, "created_at"), "unlinked_deals")
    return replace(
        cases, event=DecidingRow("deals", _openings(opened), "decided_at"), others=(nobodys,)
    )


def _led_nowhere(scope: Scope, leads: ibis.Table) -> Caveat | None:
    """Return why nobody became a deal: the deals lead to nobody, and no lead says so itself."""
    broken = scope.crm.unjoined(OPENED)
    if not broken or scope.engine.value(leads.filter(leads.had_any).count()):
        return None
    return lack_of(scope.crm, [f"{one.table}.{one.field}" for one in broken])


def with_first_deal(scope: Scope) -> tuple[ibis.Table, Caveat | None]:
    """Return the leads with their first deal or conversion, and the caveat about unlinked deals."""
    leads, unlinked = _with_first_deal(scope)
    return (_or_converted(scope, leads) if "converted_at" in leads.columns else leads), unlinked


def _with_first_deal(scope: Scope) -> tuple[ibis.Table, Caveat | None]:
    """Return the leads with their first deal, and the caveat about deals of nobody."""
    leads = scope.leads()
    if scope.crm.missing(OPENED):
        return leads.mutate(first_at=ibis.null("timestamp"), had_any=ibis.literal(False)), None
    opened = scope.every_deal()
    unlinked = counted(_number(scope, _of_nobody(scope, opened, "created_at")), "unlinked_deals")
    return with_first(leads, _openings(opened), scope.end), unlinked


def _openings(opened: ibis.Table) -> ibis.Table:
    return opened.select(who=opened.contact_id, happened_at=opened.created_at, **traces(opened))


def _or_converted(scope: Scope, leads: ibis.Table) -> ibis.Table:
    """Let the moment in the lead's own row count as well, if it is the earlier one."""
    known = scope.known(leads.converted_at)
    since = known & since_seen(leads.converted_at, leads.created_at).fill_null(False)
    own = since.ifelse(leads.converted_at, ibis.null("timestamp"))
    # Engines disagree about the least of a value and null.
    first = ibis.coalesce(ibis.least(leads.first_at, own), leads.first_at, own)
    return leads.mutate(first_at=first, had_any=leads.had_any | known)


def _cohort(
    scope: Scope,
    leads: ibis.Table,
    before: str,
    unlinked: Caveat | None,
    first: date | None,
) -> Cases:
    decided = leads.mutate(decided_at=leads.first_at)
    judged = linked(judge(decided, scope.end, scope.window_days))
    undated = judged.created_at.isnull()
    cut = ibis.literal(False)
    if first:
        cut = (judged.created_at < ibis.timestamp(first.isoformat())).fill_null(False)
    table = judged.mutate(
        key=key_of(judged, "contact_id"),
        moment=judged.created_at,
        counted=judged.mature & ~cut,
        success=judged.in_time,
        immature_cohorts=~judged.mature & ~undated,
        left_truncated=judged.mature & cut,
        missing_dates=undated,
        **{before: judged.mature & ~cut & judged.only_before},
    )
    days = scope.window_days
    notes: dict[str, dict[str, Any]] = {IMMATURE: {"days": days}, "missing_dates": {}, before: {}}
    if first:
        notes = {LEFT_TRUNCATED: {"first": first}, **notes}
    caveats = (scope.no_term(), unlinked)
    return Cases(SHARE, table, notes, caveats, scope.window_days, shows=("decided_at",))


def _of_nobody(scope: Scope, deals: ibis.Table, moment: str) -> ibis.Table:
    """Return the deals that no contact can be given credit for: undated, or of somebody unknown."""
    dated = deals.filter(deals[moment].notnull())
    # A join and no membership: engines may then look the few deals up, not the many contacts.
    strangers = dated.anti_join(scope.people(), "contact_id")
    return deals.filter(deals[moment].isnull()).union(strangers)


def _number(scope: Scope, rows: ibis.Table) -> int:
    return int(scope.engine.value(rows.count()))


def win_rate(scope: Scope) -> Cases:
    """Won deals / (won + lost), by close date; refunds are neither."""
    deals = linked(scope.closed_deals(WON, LOST))
    dated = scope.is_dated(deals)
    table = deals.mutate(
        key=key_of(deals, "deal_id"),
        moment=deals.closed_at,
        counted=dated,
        success=deals.status == WON,
        missing_dates=~dated,
    )
    return Cases(SHARE, table, {"missing_dates": {}}, refusal=only_won(scope))


def acceptance_rate(scope: Scope) -> Cases:
    """Accepted hand-offs / all hand-offs; silence is not acceptance and is shown apart.

    Hand-offs that still have time for an answer (`Assumptions.silence_days`) are left out, answered
    or not. The table has a flag ``rejected`` as well, for those who ask for the reasons.
    """
    given = handed_over(scope)
    # Whenever sales said no, it did not say yes.
    table = given.mutate(
        success=given.accepted,
        counted=given.counted | given.some_no,
        missing_dates=given.missing_dates & ~given.some_no,
    )
    notes: dict[str, dict[str, Any]] = {code: {} for code in HANDED_NOTES}
    notes["undecided"] = {"days": scope.assumptions.silence_days}
    return Cases(SHARE, table, notes)


def rejection_rate(scope: Scope) -> Cases:
    """Rejected hand-offs / all hand-offs; silence is no rejection and is shown apart."""
    given = handed_over(scope)
    notes: dict[str, dict[str, Any]] = {c: {} for c in ("silent", "pending", "missing_dates")}
    table = given.mutate(success=given.rejected, silent=given.undecided)
    return Cases(SHARE, table, notes, refusal=undated_no(scope))


def undated_no(scope: Scope) -> Caveat | None:
    """Return why nothing is said of rejections as of an earlier day, or None.

    A no that has no date stands as of the export; whether it had come by then nobody knows.
    """
    if not _is_earlier(scope):
        return None
    given = scope.crm.table("handoffs")
    no = given.filter(
        scope.known(given.handed_at), given.outcome == "rejected", given.decided_at.isnull()
    )
    if not scope.engine.value(no.count()):
        return None
    return Caveat("undated_answers", {"day": scope.as_of})


def _is_earlier(scope: Scope) -> bool:
    """Return whether answers without a date may have come after the as-of date."""
    return scope.as_of < scope.crm.as_of or "handoffs.outcome" in scope.crm.unknowable


HANDED_NOTES: tuple[str, ...] = ("undecided", "pending", "missing_dates")


def handed_over(scope: Scope) -> ibis.Table:
    """Return the hand-offs as cases, with flags that are never null.

    Returns:
        One row each with ``accepted``, ``rejected`` and ``undecided``, of those that are
        ``counted``; ``pending`` still have time for an answer, ``missing_dates`` lack one. A no
        without a date stands as of the export; on an earlier day it lacks one and is ``some_no``.
    """
    given = scope.crm.table("handoffs")
    given = linked(given.filter(scope.known(given.handed_at) | given.handed_at.isnull()))
    given = with_elapsed(scope, given, "handed_at")
    # An answer without a date may have come after the as-of date: no way to count it.
    open_date = given.outcome.notnull() & given.decided_at.isnull()
    no = open_date & (given.outcome == "rejected").fill_null(False)
    stands = no & ibis.literal(not _is_earlier(scope))
    undated = given.handed_at.isnull() | (open_date & ~stands)
    over = (given.elapsed >= silence_hours(scope)).fill_null(False)
    due = over & ~undated
    decided = due & ((scope.known(given.decided_at) & given.outcome.notnull()) | stands)
    return given.mutate(
        key=key_of(given, "handoff_id"),
        moment=given.handed_at,
        counted=due,
        accepted=decided & (given.outcome == "accepted").fill_null(False),
        rejected=decided & (given.outcome == "rejected").fill_null(False),
        undecided=due & ~decided,
        pending=~undated & ~due,
        missing_dates=undated,
        some_no=over & no & ~stands,
    )
