"""Who had the ball how long, summed over many contacts in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import ibis

from workshop.journey import log as events
from workshop.journey.ball import ASKED, HOLDERS, PATIENCE_DAYS, RANK, TAKEN, holder_of, taken
from workshop.journey.stage import MOMENT, STAGES

if TYPE_CHECKING:
    from workshop.journey.ball import Holder
    from workshop.journey.stage import StageKey

DAY_SECONDS = 86_400
CODES = len(HOLDERS) + 1


def ball_days(found: ibis.Table, moments: ibis.Table) -> dict[tuple[StageKey, Holder], float]:
    """Return stage and who had the ball to days; nobody's days are not among them.

    Args:
        found: what `happened`.
        moments: the `milestones` of those who count; others are left out.
    """
    spans = _spans(_steps(found), moments)
    summed = spans.group_by("stage", "holder").aggregate(
        days=spans.days.sum(), over=spans.over.sum()
    )
    days: dict[tuple[StageKey, Holder], float] = defaultdict(float)
    for row in summed.to_pyarrow().to_pylist():
        stage = STAGES[row["stage"]]
        days[stage, HOLDERS[row["holder"]]] += row["days"]
        days[stage, "sales"] += row["over"]
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
    code = ibis.cases(*((holder_of(mine.step) == name, n) for n, name in enumerate(HOLDERS)))
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
