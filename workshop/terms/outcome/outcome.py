"""What became of contacts, deals and campaigns: who had the time to succeed, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON, told_apart
from workshop.crm.traces import traces
from workshop.terms.rules.derived import first_touches
from workshop.terms.rules.entity import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop.terms.rules.entity import Entity

BEGINS: dict[Entity, str] = {
    "contacts": "created_at",
    "deals": "created_at",
    "campaigns": "starts_at",
}
"""From which moment on an entity has the time to succeed."""
NEEDS: dict[Entity, tuple[str, ...]] = {
    "contacts": (
        "contacts.contact_id",
        "contacts.created_at",
        "deals.contact_id",
        "deals.status",
        "deals.closed_at",
    ),
    "deals": ("deals.deal_id", "deals.created_at", "deals.status", "deals.closed_at"),
    "campaigns": (
        "campaigns.campaign_id",
        "campaigns.starts_at",
        "touchpoints.campaign_id",
        "touchpoints.contact_id",
        "touchpoints.happened_at",
        "deals.contact_id",
        "deals.status",
        "deals.closed_at",
    ),
}
"""The columns without which nobody can say what became of an entity."""


def with_fate(
    cases: ibis.Table,
    entity: Entity,
    give: Callable[[str], ibis.Table],
    end: datetime,
    window_days: int,
) -> ibis.Table:
    """Return the cases that began before `end`, with when they began and what became of them.

    A contact succeeds by a deal won since it was first seen, a deal by being won, a campaign by a
    deal that a contact won after the campaign touched it.

    Args:
        cases: one row for each case of the entity; may carry further columns.
        entity: what the cases are.
        give: gives the canonical tables.
        end: the first moment that is not known any more.
        window_days: how long a case has to succeed.

    Returns:
        The cases with ``began_at`` and three flags that are never null: ``mature`` (began a whole
        window before `end`), ``has_won`` and ``won_in_time`` (within the window).
    """
    key = key_of(entity)
    clock = cases.select(contact_id=cases[key], created_at=cases[BEGINS[entity]])
    seen = clock.filter(clock.created_at < ibis.timestamp(end.isoformat()))
    judged = judge(with_first(seen, _wins(entity, give, end), end), end, window_days)
    fates = judged.select(
        key_of_fate=judged.contact_id,
        began_at=judged.created_at,
        mature=judged.mature,
        has_won=judged.succeeded,
        won_in_time=judged.in_time,
    )
    return cases.inner_join(fates, cases[key] == fates.key_of_fate).drop("key_of_fate")


def _wins(entity: Entity, give: Callable[[str], ibis.Table], end: datetime) -> ibis.Table:
    deals = told_apart(give("deals"))
    won = deals.filter(deals.status == WON)
    if entity == "contacts":
        return wins(deals)
    if entity == "deals":
        return won.select(who=won.deal_id, happened_at=won.closed_at)
    pairs = first_touches(give, end).inner_join(won, "contact_id")
    after = pairs.filter(since_seen(pairs.closed_at, pairs.touched_at))
    return after.select(who=after.campaign_id, happened_at=after.closed_at)


def wins(deals: ibis.Table) -> ibis.Table:
    """Return who won and when: one row for each won deal, for `with_first`.

    Args:
        deals: with refunds told apart, see `told_apart`.
    """
    won = deals.filter(deals.status == WON)
    return won.select(who=won.contact_id, happened_at=won.closed_at, **traces(won))


def with_first(contacts: ibis.Table, events: ibis.Table, end: datetime) -> ibis.Table:
    """Return the contacts with the first event of each, none doubled and none lost.

    Args:
        contacts: one row for each contact, with ``contact_id`` and ``created_at``.
        events: columns ``who`` and ``happened_at``, any number of rows for each contact.
        end: events from this moment on are not known yet.

    Returns:
        The contacts with ``first_at`` (the first event since the contact was seen, or null)
        and ``had_any`` (whether there is one at all, never null).
    """
    known = events.filter(events.happened_at < ibis.timestamp(end.isoformat()))
    seen = contacts.select("contact_id", "created_at")
    pairs = known.inner_join(seen, [("who", "contact_id")])
    since = since_seen(pairs.happened_at, pairs.created_at)
    firsts = pairs.group_by("who").aggregate(first_at=pairs.happened_at.min(where=since))
    joined = contacts.left_join(firsts, [("contact_id", "who")])
    return joined.mutate(had_any=joined.who.notnull()).drop("who")


def since_seen(moment: Any, created_at: Any) -> Any:
    """Return whether something happened since a contact was seen, on the same day included."""
    # By the day, because many exports keep such dates without a time.
    return moment.date() >= created_at.date()


def judge(contacts: ibis.Table, end: datetime, window_days: int) -> ibis.Table:
    """Replace ``first_at`` and ``had_any`` of `with_first` by four flags that are never null.

    Returns:
        The contacts with ``mature`` (seen a whole window before `end`), ``succeeded``,
        ``in_time`` (within the window) and ``only_before`` (only before it was seen).
    """
    window = ibis.interval(days=window_days)
    first, seen = contacts.first_at, contacts.created_at
    return contacts.mutate(
        mature=(seen < ibis.timestamp(end.isoformat()) - window).fill_null(False),
        succeeded=first.notnull(),
        in_time=(first <= seen + window).fill_null(False),
        only_before=contacts.had_any & first.isnull(),
    ).drop("first_at", "had_any")
