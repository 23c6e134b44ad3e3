"""The stages of the way, where those who go no further stand, and how long each took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import ibis

from workshop.journey.events.log import NEEDS
from workshop.kpis.core.business_hours import span_of
from workshop.kpis.core.timing import timed
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope

StageKey = Literal["seen", "human", "handed", "accepted", "deal", "won"]
Fate = Literal["won", "lost", "rejected", "silent", "stalled", "moving"]
STAGES: tuple[StageKey, ...] = get_args(StageKey)
FATES: tuple[Fate, ...] = get_args(Fate)
MOMENT: dict[StageKey, str] = {
    "seen": "created_at",
    "human": "human_at",
    "handed": "handed_at",
    "accepted": "accepted_at",
    "deal": "opened_at",
    "won": "won_at",
}
"""The milestone at which a stage is reached."""
NEEDED: dict[StageKey, tuple[str, ...]] = {
    "seen": NEEDS["seen"],
    "human": (*NEEDS["touches"], "touchpoints.human"),
    "handed": NEEDS["handed"],
    "accepted": (*NEEDS["handed"], *NEEDS["answered"]),
    "deal": NEEDS["opened"],
    "won": NEEDS["closed"],
}
LABELS: dict[str, str] = {
    "seen": N_("First seen"),
    "human": N_("In touch with one of us"),
    "handed": N_("Handed over"),
    "accepted": N_("Accepted"),
    "deal": N_("Deal opened"),
    "won": N_("Won"),
}
FATE_LABELS: dict[str, str] = {
    "won": N_("won"),
    "lost": N_("lost"),
    "rejected": N_("rejected"),
    "silent": N_("no answer"),
    "stalled": N_("nothing for 30 days"),
    "moving": N_("still moving"),
}
STALLED_DAYS = 30
"""Without any sign of life for so long, somebody stands still."""
DAY_SECONDS = 86_400


def with_stage(scope: Scope, moments: ibis.Table, deadline: float) -> ibis.Table:
    """Return contacts with how far they came and how it stood when their time was over.

    Args:
        scope: the data, and when the teams work.
        moments: as `milestones` gives them.
        deadline: business hours after which a hand-over without an answer counts as silent.

    Returns:
        The contacts with ``reach`` (the place of their furthest stage in `STAGES`), ``fate``
        (see `FATES`), and for each stage but the last ``days_0`` … ``days_4``: from there to the
        next stage they reached; null where they went no further, negative where the data has
        them in the wrong order.
    """
    ends = ("last_handed_at", "until")
    within = span_of(scope.engine, moments, *ends)
    waited = timed(scope, moments, *ends, within=within, name="open_hours")
    order = reversed(list(enumerate(STAGES)))
    reach = ibis.cases(
        *((waited[MOMENT[stage]].notnull(), place) for place, stage in order if place), else_=0
    )
    days = {f"days_{place}": _days_on(waited, place) for place in range(len(STAGES) - 1)}
    reached = waited.mutate(reach=reach, **days)
    return reached.mutate(fate=_fate(reached, deadline)).drop("open_hours")


def _fate(one: ibis.Table, deadline: float) -> Any:
    at = {stage: one.reach == place for place, stage in enumerate(STAGES)}
    lost = at["deal"] & (one.deals_lost >= one.deals_opened)
    rejected = (one.last_rejected_at >= one.last_handed_at).fill_null(False)
    latest = ibis.coalesce(one.alive_at, one.created_at)
    still = _days(latest, one.until) >= STALLED_DAYS
    return ibis.cases(
        (at["won"], "won"),
        (lost, "lost"),
        (at["handed"] & rejected, "rejected"),
        (at["handed"] & (one.open_hours >= deadline), "silent"),
        (still, "stalled"),
        else_="moving",
    )


def _days_on(one: ibis.Table, place: int) -> Any:
    """Return the days from a stage to the next one that was reached, whichever it is."""
    later = [one[MOMENT[stage]] for stage in STAGES[place + 1 :]]
    own, onward = one[MOMENT[STAGES[place]]], ibis.coalesce(*later)
    days = _days(own, onward)
    # A date without a time is midnight and may lie before what happened that day.
    return ibis.ifelse((own.date() == onward.date()) & (days < 0), 0.0, days)


def _days(start: Any, end: Any) -> Any:
    return (end.epoch_seconds() - start.epoch_seconds()) / DAY_SECONDS
