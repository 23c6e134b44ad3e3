"""How long somebody waited for sales: touches by a person, and bands of business hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from workshop.crm.single import single
from workshop.crm.traces import traces
from workshop.kpis.core.business_hours import is_since, span_of
from workshop.kpis.core.timing import timed
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope

HUMAN_TOUCHES = (
    "touchpoints.contact_id",
    "touchpoints.happened_at",
    "touchpoints.human",
    "touchpoints.side",
)
HANDED_OVER = ("handoffs.contact_id", "handoffs.handed_at")
BANDS = (
    ("within_1", N_("up to 1 business hour"), 1),
    ("within_8", N_("1 to 8 business hours"), 8),
    ("within_24", N_("8 to 24 business hours"), 24),
)
"""Key, words and the most business hours, that belong to the band; in their order."""
LATER, NEVER = "later", "never"
BAND_LABELS = {
    **{key: label for key, label, _ in BANDS},
    LATER: N_("later"),
    NEVER: N_("never"),
}


def human_touches(scope: Scope) -> ibis.Table:
    """Return who was touched and when: by a person of sales, by the as-of date."""
    touches = scope.crm.table("touchpoints")
    human = touches.filter(touches.human, touches.side == "sales", scope.known(touches.happened_at))
    return human.select(touched=human.contact_id, answered_at=human.happened_at, **traces(human))


def with_band(scope: Scope, entity: str, cases: ibis.Table, name: str) -> ibis.Table:
    """Return the cases with the band of each wait in column `name`; none doubled, none lost.

    The wait begins when the case was handed over, or first seen where nobody handed it over,
    and ends with the first human touch of sales since; one on that day without a time is an answer
    within the day. It is null where it has no beginning or no contact, or where all touches since
    that day lie before its beginning.
    """
    started = _started(scope, entity, cases)
    asked = started.filter(started.contact_id.notnull(), started.began_at.notnull())
    banded = _banded(scope, asked.select("contact_id", "began_at").distinct(), name)
    joined = started.left_join(banded, [("contact_id", "waiting"), ("began_at", "since")])
    return joined.select(*cases.columns, name)


def _started(scope: Scope, entity: str, cases: ibis.Table) -> ibis.Table:
    if entity == "handoffs":
        return cases.mutate(began_at=cases.moment)
    begins = _begins(scope)
    joined = cases.left_join(begins, [("contact_id", "person")])
    return joined.select(*cases.columns, "began_at")


def _begins(scope: Scope) -> ibis.Table:
    """Return when each contact's wait began: its first hand-over, else when it was first seen."""
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    seen = people.select(person=people.contact_id, began_at=people.created_at)
    if scope.crm.missing(HANDED_OVER):
        return seen
    handoffs = scope.crm.table("handoffs")
    handed = handoffs.filter(scope.known(handoffs.handed_at))
    first = handed.group_by(given=handed.contact_id).aggregate(first_handed=handed.handed_at.min())
    joined = seen.left_join(first, [("person", "given")])
    return joined.select("person", began_at=ibis.coalesce(joined.first_handed, joined.began_at))


def _banded(scope: Scope, asked: ibis.Table, name: str) -> ibis.Table:
    """Return the band for each pair of contact and beginning (``waiting``, ``since``)."""
    touches = human_touches(scope)
    pairs = asked.inner_join(touches, [("contact_id", "touched")])
    day = pairs.filter(pairs.answered_at.date() >= pairs.began_at.date())
    later = day.answered_at.min(where=is_since(day.answered_at, day.began_at))
    found = day.group_by(waiting=day.contact_id, since=day.began_at).aggregate(
        later=later, any_at=day.answered_at.min()
    )
    first = found.mutate(answered_at=ibis.coalesce(found.later, found.any_at))
    joined = asked.left_join(first, [("contact_id", "waiting"), ("began_at", "since")])
    waits = joined.select("contact_id", "began_at", "answered_at")
    ends = ("began_at", "answered_at")
    days = span_of(scope.engine, waits, *ends)
    waited = timed(scope, waits, *ends, within=days)
    return waited.select(waiting="contact_id", since="began_at", **{name: _band(waited)})


def _band(waited: ibis.Table) -> ibis.ir.StringValue:
    never = waited.answered_at.isnull()
    reversed_ = ~is_since(waited.answered_at, waited.began_at)
    bands = ((waited.hours <= most, key) for key, _, most in BANDS)
    return ibis.cases((never, NEVER), (reversed_, ibis.null("string")), *bands, else_=LATER)
