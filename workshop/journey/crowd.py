"""The whole crowd's way: how far they came, where the others stand, who had the ball meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ibis

from workshop.journey.ball_days import ball_days
from workshop.journey.milestones import happened, kept_milestones, people
from workshop.journey.stage import FATES, LABELS, MOMENT, NEEDED, STAGES, with_stage
from workshop.kpis.catalogue import NOBODY_SAID, NOTHING_AGREED, pose
from workshop.kpis.promise import silence_hours
from workshop.kpis.value import Caveat, KpiValue, Unit, counted, ratio
from workshop.terms.window import WINDOW_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.journey.ball import Holder
    from workshop.journey.stage import Fate, StageKey
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.quarter import Quarter
    from workshop.kpis.question import Question
    from workshop.terms.rule import Rule


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


def crowd(
    crm: Crm,
    *,
    terms: Mapping[str, Rule] = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    cohort: Quarter | None = None,
    assumptions: Assumptions = NOBODY_SAID,
) -> Crowd:
    """Return where a crowd stands: the first `window_days` of every contact that had so many.

    So everybody has had the same time, and who won is who `lead_to_won` counts.

    Args:
        crm: the data.
        terms: term key to the agreed rule; with one for ``lead``, only leads count.
        as_of: nothing after this day counts; the data's own last day at the latest.
        window_days: how long each contact is watched.
        cohort: only contacts first seen in this quarter.
        assumptions: say after how many business days silence on a hand-over is an answer.
    """
    question = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    missing = tuple(crm.missing(NEEDED["seen"]))
    if missing:
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        return Crowd(question.as_of, window_days, cohort, 0, caveats=(lack,), missing=missing)
    moments = _of(kept_milestones(question, window_days), cohort)
    staged = with_stage(moments, question.calendar, silence_hours(question))
    standing, sums = _standing(staged), _sums(staged)
    watched = happened(question, people(question, window_days))
    found = _Found(standing, sums, ball_days(watched, _moved(moments)), question)
    return Crowd(
        question.as_of,
        window_days,
        cohort,
        found.n,
        tuple(found.stage(place) for place in range(len(STAGES))),
        int(sums["moved"] or 0),
        _caveats(question, cohort, found),
        by_rule=question.rule("lead") is not None,
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


def _standing(staged: ibis.Table) -> dict[tuple[int, Fate], int]:
    counts = staged.group_by("reach", "fate").aggregate(n=staged.count())
    return {(row["reach"], row["fate"]): row["n"] for row in counts.to_pyarrow().to_pylist()}


def _sums(staged: ibis.Table) -> dict[str, Any]:
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
    found: dict[str, Any] = staged.aggregate(**sums).to_pyarrow().to_pylist()[0]
    return found


@dataclass(frozen=True)
class _Found:
    """What the queries found."""

    standing: Mapping[tuple[int, Fate], int]
    sums: Mapping[str, Any]
    days: Mapping[tuple[StageKey, Holder], float]
    question: Question

    @property
    def n(self) -> int:
        return sum(self.standing.values())

    def stage(self, place: int) -> Stage:
        key = STAGES[place]
        came = sum(n for (reach, _), n in self.standing.items() if reach >= place)
        empty = KpiValue(
            f"came_to_{key}",
            Unit.RATIO.value,
            self.question.as_of,
            window_days=self.question.window_days,
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
            tuple(self.question.crm.missing(NEEDED[key])),
        )

    def _days(self, place: int) -> Days:
        n = self.sums.get(f"n_{place}")
        return Days(n, self.sums[f"median_{place}"], self.sums[f"p90_{place}"]) if n else Days()


def _caveats(question: Question, cohort: Quarter | None, found: _Found) -> tuple[Caveat, ...]:
    leads = question.leads()
    undated = leads.created_at.isnull()
    inside = ibis.literal(True) if cohort is None else _within(leads, cohort)
    told = leads.aggregate(undated=undated.sum(), known=(~undated & inside).sum())
    row = told.to_pyarrow().to_pylist()[0]
    sums = found.sums
    backwards = sum(int(sums[f"bad_{place}"] or 0) for place in range(len(STAGES) - 1))
    possible = (
        question.no_term(),
        counted((row["known"] or 0) - found.n, "left_out_young", days=question.window_days),
        counted(row["undated"] or 0, "missing_dates"),
        counted(int(sums["early"] or 0), "steps_before_seen"),
        counted(backwards, "negative_durations"),
        counted(found.n - int(sums["moved"] or 0), "only_moved_on"),
        _silence(question),
        Caveat("only_who_went_on"),
        Caveat("turn_is_assumed"),
    )
    return tuple(caveat for caveat in possible if caveat)


def _silence(question: Question) -> Caveat | None:
    """Return the deadline for an answer; nothing where the data has no hand-overs."""
    if question.crm.missing(NEEDED["handed"]):
        return None
    return Caveat("silence_is_a_no", {"days": question.assumptions.silence_days})


def _within(leads: ibis.Table, cohort: Quarter) -> Any:
    begin, end = (ibis.timestamp(m.isoformat()) for m in (cohort.begin, cohort.end))
    return (leads.created_at >= begin) & (leads.created_at < end)
