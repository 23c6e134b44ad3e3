"""How long somebody waited for sales: touches by a person, and bands of business hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from workshop.crm.single import single
from workshop.kpis.business_hours import with_business_hours
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.question import Question

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


def human_touches(question: Question) -> ibis.Table:
    """Return who was touched and when: by a person of sales, by the as-of date."""
    touches = question.crm.table("touchpoints")
    human = touches.filter(
        touches.human, touches.side == "sales", question.known(touches.happened_at)
    )
    return human.select(touched=human.contact_id, answered_at=human.happened_at)


def with_band(question: Question, entity: str, cases: ibis.Table, name: str) -> ibis.Table:
    """Return the cases with the band of each wait in column `name`; none doubled, none lost.

    The wait begins when the case was handed over, or first seen where nobody handed it over,
    and ends with the first human touch of sales since. It is null where it has no beginning,
    no contact, or an end that lies before its beginning on the same day.
    """
    started = _started(question, entity, cases)
    asked = started.filter(started.contact_id.notnull(), started.began_at.notnull())
    banded = _banded(question, asked.select("contact_id", "began_at").distinct(), name)
    joined = started.left_join(banded, [("contact_id", "waiting"), ("began_at", "since")])
    return joined.select(*cases.columns, name)


def _started(question: Question, entity: str, cases: ibis.Table) -> ibis.Table:
    if entity == "handoffs":
        return cases.mutate(began_at=cases.moment)
    begins = _begins(question)
    joined = cases.left_join(begins, [("contact_id", "person")])
    return joined.select(*cases.columns, "began_at")


def _begins(question: Question) -> ibis.Table:
    """Return when each contact's wait began: its first hand-over, else when it was first seen."""
    contacts = question.crm.table("contacts")
    people = single(contacts, "contact_id")
    seen = people.select(person=people.contact_id, began_at=people.created_at)
    if question.crm.missing(HANDED_OVER):
        return seen
    handoffs = question.crm.table("handoffs")
    handed = handoffs.filter(question.known(handoffs.handed_at))
    first = handed.group_by(given=handed.contact_id).aggregate(first_handed=handed.handed_at.min())
    joined = seen.left_join(first, [("person", "given")])
    return joined.select("person", began_at=ibis.coalesce(joined.first_handed, joined.began_at))


def _banded(question: Question, asked: ibis.Table, name: str) -> ibis.Table:
    """Return the band for each pair of contact and beginning (``waiting``, ``since``)."""
    touches = human_touches(question)
    pairs = asked.inner_join(touches, [("contact_id", "touched")])
    since = pairs.filter(pairs.answered_at.date() >= pairs.began_at.date())
    first = since.group_by(waiting=since.contact_id, since=since.began_at).aggregate(
        answered_at=since.answered_at.min()
    )
    joined = asked.left_join(first, [("contact_id", "waiting"), ("began_at", "since")])
    waits = joined.select("contact_id", "began_at", "answered_at")
    timed = with_business_hours(waits, "began_at", "answered_at", question.calendar)
    return timed.select(waiting="contact_id", since="began_at", **{name: _band(timed)})


def _band(timed: ibis.Table) -> ibis.ir.StringValue:
    never = timed.answered_at.isnull()
    # A touch without a time stands for its midnight: nobody knows how long that wait was.
    reversed_ = timed.answered_at < timed.began_at
    bands = ((timed.hours <= most, key) for key, _, most in BANDS)
    return ibis.cases((never, NEVER), (reversed_, ibis.null("string")), *bands, else_=LATER)
