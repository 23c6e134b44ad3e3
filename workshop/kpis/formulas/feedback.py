"""The feedback loop: does sales say why, how soon, and do leads that came back get their chance?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.crm.single import single
from workshop.crm.traces import traces
from workshop.kpis.core.cases import Cases, key_of, linked
from workshop.kpis.core.ledger import DecidingRow
from workshop.kpis.core.measure import MEDIAN, SHARE
from workshop.kpis.formulas.durations import days_between
from workshop.kpis.formulas.shares import handed_over, undated_no

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.scope import Scope


def reasons_given(scope: Scope) -> Cases:
    """Rejections with a reason / all rejections."""
    given = handed_over(scope)
    table = given.mutate(
        counted=given.rejected,
        success=(given.rejected & (given.reason.strip() != "")).fill_null(False),
    )
    return Cases(SHARE, table, {"missing_dates": {}}, refusal=undated_no(scope))


def feedback_time(scope: Scope) -> Cases:
    """Median days from hand-over to the answer of sales, yes or no; silence is shown apart."""
    given = scope.crm.table("handoffs")
    given = linked(given.filter(scope.known(given.handed_at) | given.handed_at.isnull()))
    answered = given.outcome.notnull() & scope.known(given.decided_at)
    undated = given.handed_at.isnull() | (given.outcome.notnull() & given.decided_at.isnull())
    days = days_between(given.handed_at, given.decided_at)
    table = given.mutate(
        key=key_of(given, "handoff_id"),
        moment=given.handed_at,
        duration=days,
        counted=answered & (days >= 0).fill_null(False),
        negative_durations=answered & (days < 0).fill_null(False),
        silent=~answered & ~undated,
        missing_dates=undated,
    )
    codes = ("negative_durations", "silent", "missing_dates")
    return Cases(MEDIAN, table, {code: {} for code in codes}, shows=("duration",))


def recycled_accepted(scope: Scope) -> Cases:
    """Leads accepted after they came back / leads handed over again after a rejection.

    Each lead counts once, however often it came back.
    """
    given = handed_over(scope)
    rejected = given.filter(_said_no(scope, given))
    no = rejected.group_by(who=rejected.contact_id).aggregate(no_at=rejected.decided_at.min())
    pairs = given.inner_join(no, [("contact_id", "who")])
    again = pairs.filter(pairs.handed_at > pairs.no_at)
    back = again.group_by("who").aggregate(
        again_at=again.handed_at.min(),
        accepted=again.accepted.any(),
        due=again.counted.any(),
    )
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    table = linked(people.inner_join(back, [("contact_id", "who")]))
    table = table.mutate(
        key=table.contact_id,
        moment=table.again_at,
        counted=table.due,
        success=table.accepted,
        pending=~table.due,
    )
    returned = again.select(who=again.who, happened_at=again.handed_at, **traces(again))
    event = DecidingRow("handoffs", returned, "again_at")
    return Cases(SHARE, table, {"pending": {}}, shows=("again_at",), event=event)


def _said_no(scope: Scope, given: ibis.Table) -> Any:
    no = (given.outcome == "rejected") & scope.known(given.decided_at)
    return no.fill_null(False)
