"""What became of contacts: who had the time to win, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    known = ibis.timestamp(end.isoformat())
    window = ibis.interval(days=window_days)
    seen = contacts.filter(contacts.created_at < known)
    won = deals.filter(deals.status == "won", deals.closed_at < known)
    joined = seen.left_join(_first_wins(seen, won), [("contact_id", "winner")])
    first = joined.first_won
    return joined.mutate(
        mature=joined.created_at < known - window,
        has_won=first.notnull(),
        won_in_time=(first <= joined.created_at + window).fill_null(False),
        won_before=joined.winner.notnull() & first.isnull(),
    ).drop("winner", "first_won")


def _first_wins(seen: ibis.Table, won: ibis.Table) -> ibis.Table:
    """Return, for each contact that won, its first win since it was seen, null if all are older."""
    wins = won.select(winner=won.contact_id, won_at=won.closed_at)
    pairs = wins.inner_join(seen.select("contact_id", "created_at"), [("winner", "contact_id")])
    # By the day, because many exports keep the close date without a time.
    since = pairs.won_at.date() >= pairs.created_at.date()
    return pairs.group_by("winner").aggregate(first_won=pairs.won_at.min(where=since))
