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

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import ibis

from workshop.crm.refunds import WON
from workshop.journey.events import log as events
from workshop.journey.events.stages import MOMENT, STAGES
from workshop.kpis.core.scope import LOST
from workshop.side import LABELS, SIDES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from workshop.crm.engine import Engine
    from workshop.journey.events.stages import StageKey

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
    **{side: LABELS[side] for side in SIDES},
    "customer": N_("Customer"),
    "nobody": N_("Nobody"),
}
DAY_SECONDS = 86_400
CODES = len(HOLDERS) + 1


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


def _holder_of(what: ibis.Value) -> ibis.Value:
    """Return the expression of who has the ball after a step, null where it changes nothing."""
    return ibis.cases(*((what == name, holder) for name, holder in HOLDER.items() if holder))


class _Summed(NamedTuple):
    """Places in `STAGES` and `HOLDERS`, days, and those that come back to sales."""

    stage: int
    holder: int
    days: float
    over: float


def ball_days(
    engine: Engine, found: ibis.Table, moments: ibis.Table
) -> dict[tuple[StageKey, Holder], float]:
    """Return stage and who had the ball to days; nobody's days are not among them.

    Args:
        engine: what holds these tables.
        found: what `happened`.
        moments: the `milestones` of those who count; others are left out.
    """
    spans = _spans(_steps(found), moments)
    summed = spans.group_by("stage", "holder").aggregate(
        days=spans.days.sum(), over=spans.over.sum()
    )
    days: dict[tuple[StageKey, Holder], float] = defaultdict(float)
    for row in engine.rows(summed, _Summed):
        stage = STAGES[row.stage]
        days[stage, HOLDERS[row.holder]] += row.days
        days[stage, "sales"] += row.over
    return {key: n for key, n in days.items() if n and key[1] != "nobody"}


def _steps(found: ibis.Table) -> ibis.Table:
    """Return what may change who has the ball: ``contact_id``, ``at``, ``step``."""
    own = found.filter(~found.early)
    steps = own.filter(own.what != events.TOUCH).select("contact_id", "at", step="what")
    asked = own.filter((own.what == events.TOUCH) & own.human & (own.side == "sales"))
    return ibis.union(
        steps,
        asked.select("contact_id", "at", step=ibis.literal(ASKED)),
        taken(own).select("contact_id", "at", step=ibis.literal(TAKEN)),
    )


def _spans(steps: ibis.Table, moments: ibis.Table) -> ibis.Table:
    """Return stretches between steps: ``stage``, ``holder`` (a place in `HOLDERS`), ``days``,
    and ``over``, the days of the customer's that come back to sales.
    """
    named = [name for name in MOMENT.values() if name != "created_at"]
    whose = moments.select("contact_id", "created_at", "until", *named)
    mine = steps.inner_join(whose, "contact_id")
    rank = ibis.cases(*((mine.step == name, place) for name, place in RANK.items()))
    code = ibis.cases(*((_holder_of(mine.step) == name, n) for n, name in enumerate(HOLDERS)))
    told = mine.mutate(rank=rank, code=code)
    order = {"group_by": "contact_id", "order_by": ["at", "rank"]}
    told = told.mutate(
        place=ibis.row_number().over(**order), next_at=told["at"].lead().over(**order)
    )
    # The latest step that says something: of place and code in one number the largest so far.
    marked = told.mutate(mark=told.place * CODES + told.code)
    so_far = marked.mark.max().over(**order, rows=(None, 0))
    holder = so_far % CODES
    until = ibis.coalesce(marked.next_at, marked.until)
    days = (until.epoch_seconds() - marked["at"].epoch_seconds()) / DAY_SECONDS
    spans = marked.select(stage=_stage_at(marked), holder=holder, whole=days)
    patient = (spans.holder == HOLDERS.index("customer")) & (spans.whole > PATIENCE_DAYS)
    return spans.mutate(
        days=ibis.ifelse(patient, float(PATIENCE_DAYS), spans.whole),
        over=ibis.ifelse(patient, spans.whole - PATIENCE_DAYS, 0.0),
    )


def _stage_at(step: ibis.Table) -> Any:
    """Return the place of the furthest stage that was reached when a stretch began."""
    order = reversed(list(enumerate(STAGES)))
    return ibis.cases(
        *((step[MOMENT[stage]] <= step["at"], place) for place, stage in order if place), else_=0
    )
