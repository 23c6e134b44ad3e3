"""Contacts with the moments that matter, one row each; who has none of them is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON
from workshop.crm.single import single
from workshop.journey.events import log as events
from workshop.kpis.core.scope import LOST
from workshop.terms.outcome.outcome import since_seen

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope

MOMENTS = (
    "human_at", "sales_at", "alive_at", "own_last_at", "handed_at", "last_handed_at",
    "accepted_at", "rejected_at", "last_rejected_at", "opened_at", "won_at", "last_lost_at",
)  # fmt: skip
COUNTS = ("touches", "humans", "deals_opened", "deals_lost", "early")


def people(scope: Scope, window_days: int | None = None) -> ibis.Table:
    """Return who is looked at, one row each, from when and until when.

    Args:
        scope: the data, the day, and who counts as a lead.
        window_days: look at the first so many days of those who had them; None for everybody's
            whole time up to the as-of date.

    Returns:
        ``contact_id``, ``created_at``, ``until`` (the last moment that counts).
    """
    leads = scope.leads()
    known = single(leads.filter(scope.known(leads.created_at)), "contact_id")
    if window_days is None:
        last = ibis.timestamp(scope.end.isoformat()) - ibis.interval(microseconds=1)
        return known.select("contact_id", "created_at", until=last)
    window = ibis.interval(days=window_days)
    mature = known.filter(known.created_at < ibis.timestamp(scope.end.isoformat()) - window)
    return mature.select("contact_id", "created_at", until=mature.created_at + window)


def happened(scope: Scope, whom: ibis.Table) -> ibis.Table:
    """Return what happened with these people until their time was over, with a date.

    Args:
        scope: the data and the day.
        whom: as `people` gives them.

    Returns:
        The columns of `log`, ``created_at``, ``until``, and ``early``: whether it lies before the
        day on which the contact was first seen.
    """
    events_ = events.log(scope)
    mine = events_.inner_join(whom, "contact_id")
    inside = mine.filter(mine["at"].notnull(), mine["at"] <= mine.until)
    return inside.mutate(early=~since_seen(inside["at"], inside.created_at))


def milestones(whom: ibis.Table, found: ibis.Table) -> ibis.Table:
    """Return the people with the moments of theirs that matter.

    Args:
        whom: as `people` gives them.
        found: what `happened` with them.

    Returns:
        ``contact_id``, ``created_at``, ``until``; the first human touch (``human_at``; none
        where a hand-over came first) and that of sales (``sales_at``), the last sign of life of
        anybody (``alive_at``) and of the customer (``own_last_at``), first and last hand-over, the
        first acceptance, the first and last rejection, the first deal opened and won, the last one
        lost, each null where there was none; `COUNTS`, never null. Steps before the contact was
        seen count as ``early`` only.
    """
    own = found.filter(~found.early)
    touch = own.what == events.TOUCH
    sign = touch & (own.human | own.kind.isin(events.OWN_ACTS).fill_null(False))

    def first(where: Any) -> Any:
        return own["at"].min(where=where)

    def last(where: Any) -> Any:
        return own["at"].max(where=where)

    sums = own.group_by(who=own.contact_id).aggregate(
        human_at=first(touch & own.human),
        sales_at=first(touch & own.human & (own.side == "sales")),
        alive_at=last(sign),
        own_last_at=last(touch & own.kind.isin(events.OWN_ACTS)),
        handed_at=first(own.what == events.HANDED),
        last_handed_at=last(own.what == events.HANDED),
        accepted_at=first(own.what == events.ACCEPTED),
        rejected_at=first(own.what == events.REJECTED),
        last_rejected_at=last(own.what == events.REJECTED),
        opened_at=first(own.what == events.OPENED),
        won_at=first(own.what == WON),
        last_lost_at=last(own.what == LOST),
        touches=touch.sum(),
        humans=(touch & own.human).sum(),
        deals_opened=(own.what == events.OPENED).sum(),
        deals_lost=(own.what == LOST).sum(),
    )
    before = found.filter(found.early, found.what != events.TOUCH)
    early = before.group_by(early_of=before.contact_id).aggregate(early=before.count())
    joined = whom.left_join(sums, [("contact_id", "who")])
    joined = joined.left_join(early, [("contact_id", "early_of")])
    counts = {name: joined[name].fill_null(0) for name in COUNTS}
    later = (joined.human_at > joined.handed_at).fill_null(False)
    human = {"human_at": ibis.ifelse(later, ibis.null("timestamp"), joined.human_at)}
    return joined.mutate(**counts, **human).select(*whom.columns, *MOMENTS, *COUNTS)


def kept_milestones(scope: Scope, window_days: int | None = None) -> ibis.Table:
    """Return the `milestones` of the `people` of a question, computed once."""

    def make() -> ibis.Table:
        whom = people(scope, window_days)
        return milestones(whom, happened(scope, whom))

    rule = scope.rule("lead")
    # A rule holds lists, so its text stands for it.
    leads = rule.model_dump_json() if rule else None
    name = ("milestones", scope.as_of, window_days, leads)
    return scope.crm.once(name, make)
