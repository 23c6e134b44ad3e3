"""Who has the ball: whose turn it is while a contact waits.

Nobody writes that down, so it is a rule, and the same one everywhere:

- marketing's, from when the contact was first seen;
- that of sales, from a hand-over on, or from the first time a person of sales gets in touch
  where nobody had handed it over before;
- marketing's again, from when sales says no;
- the customer's, with an open deal, for 30 days after each time a person of sales got in touch
  (the opening counts as one); after that it is that of sales, who might have asked;
- nobody's, once it is won or lost, until the next of these.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import ibis

from workshop.journey import log as events
from workshop.kpis.question import LOST, WON
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

Holder = Literal["marketing", "sales", "customer", "nobody"]
HOLDERS: tuple[Holder, ...] = ("marketing", "sales", "customer", "nobody")
TAKEN = "taken"
"""The first touch by a person of sales with nobody having handed the contact over before."""
ASKED = "asked"
"""Any other touch by a person of sales: it leaves the ball where it is, and with an open deal the
customer's time begins anew."""
PATIENCE_DAYS = 30
"""How long the customer has the ball after somebody of sales got in touch."""
HOLDER: dict[str, Holder | None] = {
    events.SEEN: "marketing",
    TAKEN: "sales",
    events.HANDED: "sales",
    events.ACCEPTED: "sales",
    events.REJECTED: "marketing",
    events.OPENED: "customer",
    WON: "nobody",
    LOST: "nobody",
    ASKED: None,
}
"""What happens to who has the ball from then on; None changes nothing."""
RANK = {what: place for place, what in enumerate(HOLDER)}
"""What comes first of two things that happened in the same moment."""
NAMES: dict[str, str] = {
    "marketing": N_("Marketing"),
    "sales": N_("Sales"),
    "customer": N_("Customer"),
    "nobody": N_("Nobody"),
}


class Turn(NamedTuple):
    """A stretch of time in which one had the ball."""

    holder: Holder
    since: datetime
    until: datetime


def turns(steps: Iterable[tuple[datetime, str]], end: datetime) -> list[Turn]:
    """Return who had the ball when, from the first step to `end`; no two in a row are the same.

    Args:
        steps: moment and what happened (a key of `HOLDER`), in any order.
        end: until when; steps after it do not count.
    """
    known = sorted((s for s in steps if s[0] <= end), key=lambda s: (s[0], RANK[s[1]]))
    found: list[Turn] = []
    holder: Holder = "nobody"
    for (at, what), (until, _) in pairwise([*known, (end, ASKED)]):
        holder = HOLDER[what] or holder
        for turn in _shared(Turn(holder, at, until)):
            if found and found[-1].holder == turn.holder:
                found[-1] = found[-1]._replace(until=turn.until)
            else:
                found.append(turn)
    return found


def _shared(turn: Turn) -> list[Turn]:
    """Return the customer's turn, and what of it comes back to sales."""
    over = turn.since + timedelta(days=PATIENCE_DAYS)
    if turn.holder != "customer" or turn.until <= over:
        return [turn]
    return [turn._replace(until=over), Turn("sales", over, turn.until)]


def holder_at(moment: datetime, found: Sequence[Turn]) -> Holder:
    """Return who had the ball right after a moment; nobody before the first turn."""
    return next((t.holder for t in reversed(found) if t.since <= moment), "nobody")


def mostly(since: datetime, until: datetime, found: Sequence[Turn]) -> Holder:
    """Return who had the ball for most of a time; the first of two that had it equally long."""
    held: dict[Holder, float] = {}
    for turn in found:
        seconds = (min(until, turn.until) - max(since, turn.since)).total_seconds()
        if seconds > 0:
            held[turn.holder] = held.get(turn.holder, 0.0) + seconds
    return max(held, key=lambda holder: held[holder], default=holder_at(since, found))


def taken(happened: ibis.Table) -> ibis.Table:
    """Return who was first touched by a person of sales before any hand-over, and when.

    Args:
        happened: events as `log` gives them, with a date.

    Returns:
        ``contact_id`` and ``at``.
    """
    by_sales = (happened.what == events.TOUCH) & happened.human & (happened.side == "sales")
    firsts = happened.group_by("contact_id").aggregate(
        at=happened.at.min(where=by_sales),
        handed_at=happened.at.min(where=happened.what == events.HANDED),
    )
    alone = firsts.handed_at.isnull() | (firsts.at < firsts.handed_at)
    found = firsts.filter(firsts["at"].notnull(), alone)
    return found.select("contact_id", "at")


def holder_of(what: ibis.Value) -> ibis.Value:
    """Return the expression of who has the ball after a step, null where it changes nothing."""
    return ibis.cases(*((what == name, holder) for name, holder in HOLDER.items() if holder))
