"""What became of contacts: who had the time to succeed, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from datetime import datetime


def with_outcome(
    contacts: ibis.Table, deals: ibis.Table, end: datetime, window_days: int
) -> ibis.Table:
    """Return the contacts first seen before `end`, with four flags that are never null.

    Args:
        contacts: one row for each contact; may carry further columns.
        deals: every deal there is; several of one contact count once.
        end: the first moment that is not known any more.
        window_days: how long a contact has to win.

    Returns:
        The contacts with ``mature`` (seen a whole window before `end`), ``has_won``,
        ``won_in_time`` (within the window) and ``won_before`` (only before it was seen,
        which is no success of this contact and counts as none).
    """
    seen = contacts.filter(contacts.created_at < ibis.timestamp(end.isoformat()))
    judged = judge(with_first(seen, wins(deals), end), end, window_days)
    return judged.rename(has_won="succeeded", won_in_time="in_time", won_before="only_before")


def wins(deals: ibis.Table) -> ibis.Table:
    """Return who won and when: one row for each won deal, for `with_first`."""
    won = deals.filter(deals.status == "won")
    return won.select(who=won.contact_id, happened_at=won.closed_at)


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
