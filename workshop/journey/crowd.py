"""The whole crowd's way: how far they came, where the others stand, who had the ball meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.journey.events.milestones import happened, kept_milestones, people
from workshop.journey.events.stages import FATES, LABELS, MOMENT, NEEDED, STAGES, with_stage
from workshop.journey.path.ball import ball_days
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.formulas.sla import silence_hours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.journey.events.stages import Fate, StageKey
    from workshop.journey.path.ball import Holder
    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.scope import Scope


@dataclass(frozen=True)
class Days:
    """How long those who went on stood at a stage, in calendar days.

    Attributes:
        n: how many went on, with both dates in the right order.
        median, p90: None where nobody did.
    """

    n: int = 0
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True)
class Stage:
    """One stage of the way.

    Attributes:
        key: see `STAGES`; label: the message that names it.
        came: how many came at least this far.
        passed_by: how many of those went on without this step (the data has none of theirs).
        standing: how it stood with those who came no further, see `FATES`; who won stands here too.
        share: `came` of all, with its interval and n.
        days: how long those who went on stood here.
        ball: who had the ball how many days here.
        missing: columns without which nobody can be seen to reach it.
    """

    key: StageKey
    label: str
    came: int
    passed_by: int
    standing: Mapping[Fate, int]
    share: KpiValue
    days: Days = field(default_factory=Days)
    ball: Mapping[Holder, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Crowd:
    """The way of all contacts of a cohort, each watched for the same time.

    Attributes:
        as_of: the last day that counts.
        window_days: the first days of each contact that are looked at.
        cohort: the quarter in which they were first seen; None for all who had their time.
        n: how many.
        stages: in the order of `STAGES`; none where the data has no contacts with a date.
        moved_on: how many went beyond marketing; the days are theirs.
        caveats: reservations.
        missing: columns without which there is no crowd at all.
        by_rule: whether only those count who fit the agreed rule for Lead.
    """

    as_of: date
    window_days: int
    cohort: Quarter | None
    n: int
    stages: tuple[Stage, ...] = ()
    moved_on: int = 0
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()
    by_rule: bool = False

    @property
    def ball(self) -> dict[Holder, float]:
        """Who had the ball how many days, over all stages."""
        found: dict[Holder, float] = {}
        for stage in self.stages:
            for holder, days in stage.ball.items():
                found[holder] = found.get(holder, 0.0) + days
        return found

    def ball_share(self, holder: Holder) -> float | None:
        """Return which share of all days somebody had the ball; None where nobody had."""
        whole = sum(self.ball.values())
        return self.ball.get(holder, 0.0) / whole if whole else None


def crowd(scope: Scope, *, cohort: Quarter | None = None) -> Crowd:
    """Return where a crowd stands: the first `window_days` of every contact that had so many.

    So everybody has had the same time, and who won is who `lead_to_won` counts.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        cohort: only contacts first seen in this quarter.
    """
    missing = tuple(scope.crm.missing(NEEDED["seen"]))
    if missing:
        lack = lack_of(scope.crm, missing)
        return Crowd(scope.as_of, scope.window_days, cohort, 0, caveats=(lack,), missing=missing)
    moments = _of(kept_milestones(scope, scope.window_days), cohort)
    staged = with_stage(scope, moments, silence_hours(scope))
    standing, sums = _standing(scope, staged), scope.engine.record(_sums(staged))
    watched = happened(scope, people(scope, scope.window_days))
    found = _Found(standing, sums, ball_days(scope.engine, watched, _moved(moments)), scope)
    return Crowd(
        scope.as_of,
        scope.window_days,
        cohort,
        found.n,
        tuple(found.stage(place) for place in range(len(STAGES))),
        int(sums["moved"] or 0),
        _caveats(scope, cohort, found),
        by_rule=scope.rule("lead") is not None,
    )


def _of(moments: ibis.Table, cohort: Quarter | None) -> ibis.Table:
    if cohort is None:
        return moments
    return moments.filter(_within(moments, cohort))


def _moved(moments: ibis.Table) -> ibis.Table:
    """Return those who went beyond marketing; who only reads along is not waiting."""
    return moments.filter(_beyond(moments))


def _beyond(one: ibis.Table) -> Any:
    handed, touched = one.handed_at.notnull(), one.sales_at.notnull()
    return handed | touched | one.opened_at.notnull() | one.won_at.notnull()


class _Standing(NamedTuple):
    reach: int
    fate: Fate
    n: int


def _standing(scope: Scope, staged: ibis.Table) -> dict[tuple[int, Fate], int]:
    counts = staged.group_by("reach", "fate").aggregate(n=staged.count())
    return {(row.reach, row.fate): row.n for row in scope.engine.rows(counts, _Standing)}


def _sums(staged: ibis.Table) -> ibis.Table:
    sums: dict[str, Any] = {"early": (staged.early > 0).sum(), "moved": _beyond(staged).sum()}
    for place, stage in enumerate(STAGES):
        there = staged[MOMENT[stage]].notnull()
        sums[f"passed_{place}"] = ((staged.reach > place) & ~there).sum()
        if place < len(STAGES) - 1:
            days = staged[f"days_{place}"]
            sums[f"n_{place}"] = (days >= 0).sum()
            sums[f"bad_{place}"] = (days < 0).sum()
            sums[f"median_{place}"] = days.quantile(0.5, where=days >= 0)
            sums[f"p90_{place}"] = days.quantile(0.9, where=days >= 0)
    return staged.aggregate(**sums)


@dataclass(frozen=True)
class _Found:
    """What the queries found."""

    standing: Mapping[tuple[int, Fate], int]
    sums: Mapping[str, Any]
    days: Mapping[tuple[StageKey, Holder], float]
    scope: Scope

    @property
    def n(self) -> int:
        return sum(self.standing.values())

    def stage(self, place: int) -> Stage:
        key = STAGES[place]
        came = sum(n for (reach, _), n in self.standing.items() if reach >= place)
        empty = KpiValue(
            f"came_to_{key}",
            Unit.RATIO.value,
            self.scope.as_of,
            window_days=self.scope.window_days,
        )
        return Stage(
            key,
            LABELS[key],
            came,
            int(self.sums[f"passed_{place}"] or 0),
            {f: self.standing[place, f] for f in FATES if (place, f) in self.standing},
            ratio(empty, came, self.n),
            self._days(place),
            {who: days for (stage, who), days in self.days.items() if stage == key},
            tuple(self.scope.crm.missing(NEEDED[key])),
        )

    def _days(self, place: int) -> Days:
        n = self.sums.get(f"n_{place}")
        return Days(n, self.sums[f"median_{place}"], self.sums[f"p90_{place}"]) if n else Days()


class _Dates(NamedTuple):
    undated: int | None
    known: int | None


def _caveats(scope: Scope, cohort: Quarter | None, found: _Found) -> tuple[Caveat, ...]:
    leads = scope.leads()
    undated = leads.created_at.isnull()
    inside = ibis.literal(True) if cohort is None else _within(leads, cohort)
    told = leads.aggregate(undated=undated.sum(), known=(~undated & inside).sum())
    dates = scope.engine.row(told, _Dates)
    sums = found.sums
    backwards = sum(int(sums[f"bad_{place}"] or 0) for place in range(len(STAGES) - 1))
    possible = (
        scope.no_term(),
        counted((dates.known or 0) - found.n, "left_out_young", days=scope.window_days),
        counted(dates.undated or 0, "missing_dates"),
        counted(int(sums["early"] or 0), "steps_before_seen"),
        counted(backwards, "negative_durations"),
        counted(found.n - int(sums["moved"] or 0), "only_moved_on"),
        _silence(scope),
        Caveat("only_who_went_on"),
        Caveat("turn_is_assumed"),
    )
    return tuple(caveat for caveat in possible if caveat)


def _silence(scope: Scope) -> Caveat | None:
    """Return the deadline for an answer; nothing where the data has no hand-overs."""
    if scope.crm.missing(NEEDED["handed"]):
        return None
    return Caveat("silence_is_a_no", {"days": scope.assumptions.silence_days})


def _within(leads: ibis.Table, cohort: Quarter) -> Any:
    begin, end = (ibis.timestamp(m.isoformat()) for m in (cohort.begin, cohort.end))
    return (leads.created_at >= begin) & (leads.created_at < end)
