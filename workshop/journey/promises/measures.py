"""How the data show whether a promise was kept: one row for each time it was due.

Each measure gives ``moment`` (to which quarter the case belongs), ``counted`` (never null),
``amount`` (what the parameter is compared with; null for never) and ``elapsed`` (how much of the
same unit had passed by the as-of date; null where there is no deadline), and a flag, never null,
for each of `NOTES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.single import single
from workshop.journey.events.log import OWN_ACTS, REJECTED
from workshop.journey.promises.promise import CARRIED
from workshop.kpis.core.business_hours import is_since, span_of
from workshop.kpis.core.timing import timed
from workshop.kpis.formulas.sla import with_elapsed
from workshop.kpis.formulas.waiting import human_touches

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Scope

DAY_SECONDS = 86_400
BY_HOURS = ("answer", "decide")
"""Measures in business hours or days, so that the calendar stands beside what they give."""
NOTES = ("missing_dates", "negative_durations", "no_contact")
Within = tuple[Any, Any]
"""First moment, and the first one after it."""


def answer(scope: Scope, within: Within) -> ibis.Table:
    """Business hours from a hand-over to the first touch by a person of sales since.

    A touch on the same day without a time counts as no time at all.
    """
    given = with_elapsed(scope, _handed(scope, within), "handed_at")
    first = _first_since(given, "handed_at", human_touches(scope))
    ends = ("handed_at", "next_at")
    days = span_of(scope.engine, first, *ends)
    waited = timed(scope, first, *ends, within=days, name="amount")
    return _cases(waited, waited.handed_at, waited.amount.clip(lower=0), waited.elapsed)


def decide(scope: Scope, within: Within) -> ibis.Table:
    """Business days from a hand-over to the answer of sales, yes or no."""
    calendar = scope.calendar
    day = calendar.closes - calendar.opens
    given = with_elapsed(scope, _handed(scope, within), "handed_at")
    ends = ("handed_at", "decided_at")
    days = span_of(scope.engine, given, *ends)
    waited = timed(scope, given, *ends, within=days, name="took")
    answered = waited.outcome.notnull()
    undated = answered & waited.decided_at.isnull()
    said = answered & scope.known(waited.decided_at)
    backwards = said & (waited.decided_at.date() < waited.handed_at.date()).fill_null(False)
    amount = ibis.ifelse(said, waited.took.clip(lower=0) / day, ibis.null("float64"))
    notes = {"missing_dates": undated, "negative_durations": backwards}
    return _cases(waited, waited.handed_at, amount, waited.elapsed / day, notes)


def reason(scope: Scope, within: Within) -> ibis.Table:
    """Rejections: 0 with a reason, never without one."""
    given = scope.crm.table("handoffs")
    said = given.filter(given.outcome == REJECTED, _inside(given.decided_at, within))
    because = (said.reason.strip() != "").fill_null(False)
    amount = ibis.ifelse(because, 0.0, ibis.null("float64"))
    return _cases(said, said.decided_at, amount, ibis.null("float64"))


def next_step(scope: Scope, within: Within) -> ibis.Table:
    """Days from an acceptance to the first touch by a person of sales, or a deal, since."""
    given = scope.crm.table("handoffs")
    taken = given.filter(given.outcome == "accepted", _inside(given.decided_at, within))
    steps = human_touches(scope)
    if not scope.crm.missing(("deals.contact_id", "deals.created_at")):
        deals = scope.crm.table("deals")
        opened = deals.filter(scope.known(deals.created_at))
        steps = steps.union(opened.select(touched="contact_id", answered_at="created_at"))
    first = _first_since(taken, "decided_at", steps)
    took = _days(first.decided_at, first.next_at).clip(lower=0)
    now = ibis.timestamp(scope.end.isoformat())
    return _cases(first, first.decided_at, took, _days(first.decided_at, now))


def carried(scope: Scope, within: Within) -> ibis.Table:
    """How many of the five facts a lead carries, as far as the data know today."""
    flags = facts(scope, within)
    told = [flags[name].cast("int64") for name in CARRIED]
    count = sum(told[1:], told[0])
    unknown = {"no_contact": ~flags.known}
    return _cases(flags, flags.handed_at, count.cast("float64"), ibis.null("float64"), unknown)


def facts(scope: Scope, within: Within) -> ibis.Table:
    """Return the hand-offs with a flag, never null, for each of the facts, and ``known``."""
    given = _handed(scope, within)
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    told = people.select(person="contact_id", **{name: _told(people[name]) for name in CARRIED})
    joined = given.left_join(told, [("contact_id", "person")])
    filled = {name: joined[name].fill_null(False) for name in CARRIED}
    return joined.mutate(**filled, known=joined.person.notnull())


def fresh(scope: Scope, within: Within) -> ibis.Table:
    """Days from the last act of the customer to the hand-over that follows it."""
    given = _handed(scope, within)
    touches = scope.crm.table("touchpoints")
    own = touches.filter(touches.kind.isin(OWN_ACTS), touches.happened_at.notnull())
    acts = own.select(who="contact_id", acted_at="happened_at")
    asked = given.select("contact_id", "handed_at").distinct()
    pairs = asked.inner_join(acts, [("contact_id", "who")])
    before = pairs.filter(pairs.acted_at.date() <= pairs.handed_at.date())
    last = before.group_by(asked_of=before.contact_id, asked_at=before.handed_at).aggregate(
        acted_at=before.acted_at.max()
    )
    joined = given.left_join(last, [("contact_id", "asked_of"), ("handed_at", "asked_at")])
    took = _days(joined.acted_at, joined.handed_at).clip(lower=0)
    return _cases(joined, joined.handed_at, took, ibis.null("float64"))


MEASURES: dict[str, Callable[[Scope, Within], ibis.Table]] = {
    "answer": answer,
    "decide": decide,
    "reason": reason,
    "next_step": next_step,
    "carried": carried,
    "fresh": fresh,
}


def _inside(moment: Any, within: Within) -> Any:
    return (moment >= within[0]) & (moment < within[1])


def _handed(scope: Scope, within: Within) -> ibis.Table:
    given = scope.crm.table("handoffs")
    return given.filter(_inside(given.handed_at, within))


def _first_since(given: ibis.Table, moment: str, steps: ibis.Table) -> ibis.Table:
    """Return the rows with ``next_at``: the first step since, one without a time on that day."""
    asked = given.select("contact_id", since=given[moment]).distinct()
    pairs = asked.inner_join(steps, [("contact_id", "touched")])
    later = pairs.filter(is_since(pairs.answered_at, pairs.since))
    first = later.group_by(asked_of=later.contact_id, asked_at=later.since).aggregate(
        next_at=later.answered_at.min()
    )
    joined = given.left_join(first, [("contact_id", "asked_of"), (moment, "asked_at")])
    return joined.drop("asked_of", "asked_at")


def _told(column: Any) -> Any:
    if column.type().is_boolean():
        return column.fill_null(False)
    return (column.strip() != "").fill_null(False)


def _days(start: Any, end: Any) -> Any:
    return (end.epoch_seconds() - start.epoch_seconds()) / DAY_SECONDS


def _cases(
    table: ibis.Table, moment: Any, amount: Any, elapsed: Any, notes: dict[str, Any] | None = None
) -> ibis.Table:
    flags = {name: (notes or {}).get(name, ibis.literal(False)) for name in NOTES}
    if "no_contact" not in (notes or {}):
        flags["no_contact"] = table.contact_id.isnull()
    counted = ~(flags["missing_dates"] | flags["negative_durations"] | flags["no_contact"])
    return table.select(moment=moment, amount=amount, elapsed=elapsed, counted=counted, **flags)
