"""How many will convert in the end: Kaplan and Meier's estimate, also from leads still young.

Estimate: E. L. Kaplan and P. Meier, J. Am. Stat. Assoc. 53 (1958), 457-481. Variance: M.
Greenwood, Reports on Public Health and Medical Subjects 33 (1926). Interval: on the scale of
log(-log S), which stays between 0 and 1: J. D. Kalbfleisch and R. L. Prentice, The Statistical
Analysis of Failure Time Data (1980), section 1.3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import ibis

from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import DecidingRow, Ledger, one_where
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import Beside, KpiValue
from workshop.kpis.formulas.left_truncation import LEFT_TRUNCATED, first_closing, with_first_win
from workshop.policy import MIN_N
from workshop.stats import Z95, Interval, wilson
from workshop.terms.outcome.outcome import wins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.row_formula import Figures
    from workshop.kpis.core.scope import Scope

HORIZONS = (180, 365)
"""Days after which the estimate is read."""


@dataclass(frozen=True)
class Step:
    """One step of the curve.

    Attributes:
        day: days since the beginning.
        at_risk: cases still watched and not converted just before.
        converted: those that converted on this day.
        survival: the estimated share that has not converted after it.
        spread: Greenwood's sum of d / (n (n - d)) up to here.
    """

    day: float
    at_risk: int
    converted: int
    survival: float
    spread: float

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the survival; None where it is 0 or 1."""
        if not 0 < self.survival < 1:
            return None
        scale = log(self.survival)
        width = Z95 * sqrt(self.spread) / scale
        ends = (exp(scale * exp(sign * width)) for sign in (1, -1))
        low, high = sorted(ends)
        return Interval(low, high)


def curve(watched: Iterable[tuple[float, bool, int]]) -> list[Step]:
    """Return the steps of the estimate, one for each day on which somebody converted.

    Args:
        watched: days, whether these cases converted then (else they were only watched so long),
            and how many; those that converted on a day count as watched until its end.
    """
    ordered = sorted(watched)
    at_risk = sum(n for _, _, n in ordered)
    steps: list[Step] = []
    survival, spread = 1.0, 0.0
    for day in sorted({day for day, _, _ in ordered}):
        events = sum(n for at, converted, n in ordered if at == day and converted)
        leaving = sum(n for at, _, n in ordered if at == day)
        if events:
            survival *= 1 - events / at_risk
            spread += events / (at_risk * (at_risk - events)) if at_risk > events else 0.0
            steps.append(Step(day, at_risk, events, survival, spread))
        at_risk -= leaving
    return steps


def watched(scope: Scope) -> ibis.Table:
    """Return how many leads were watched for how many days, and whether they won: one list."""
    leads, first = _watching(scope), first_closing(scope)
    kept = leads.filter(leads.counted)
    tally = kept.group_by("day", "converted").aggregate(n=kept.count())
    # One list of rows, not three lists: not every engine can keep those in one order. Whole
    # numbers throughout: PostgreSQL hands the fields of a record over as text.
    row = ibis.array([tally.day, tally.converted.ifelse(1, 0).cast("int64"), tally.n])
    lists = tally.aggregate(watched=row.collect())
    others = leads.aggregate(
        truncated=leads[LEFT_TRUNCATED].sum(),
        first=ibis.literal(first).cast("date"),
        undated=leads.missing_dates.sum(),
    )
    return lists.cross_join(others)


def _watching(scope: Scope) -> ibis.Table:
    """Return the leads with the days each was watched for (``day``), and whether it won."""
    leads, first = with_first_win(scope), first_closing(scope)
    cut = ibis.literal(False)
    if first:
        cut = (leads.created_at < ibis.timestamp(first.isoformat())).fill_null(False)
    dated = leads.created_at.notnull()
    until = ibis.coalesce(leads.first_at, ibis.timestamp(scope.end.isoformat()))
    seconds = until.truncate("D").epoch_seconds() - leads.created_at.truncate("D").epoch_seconds()
    return leads.mutate(
        day=(seconds / 86_400).round().cast("int64"),
        converted=leads.first_at.notnull(),
        counted=dated & ~cut,
        missing_dates=~dated,
        **{LEFT_TRUNCATED: dated & cut},
    )


def watched_ledgers(scope: Scope) -> Ledgers:
    """Return the leads behind `watched`; those that have won by now stand for the numerator."""
    leads = _watching(scope)
    rows = leads.mutate(adds=one_where(leads.counted & leads.converted))
    own = Ledger(
        "contacts",
        rows,
        "counted",
        "adds",
        notes=(LEFT_TRUNCATED, "missing_dates"),
        shows=("day",),
        event=DecidingRow("deals", wins(scope.every_deal()), "first_at"),
        behind=("", *(f"after_{days}_days" for days in HORIZONS)),
    )
    return (own,)


def eventual_conversion(scope: Scope, answer: KpiValue, got: Figures) -> KpiValue:
    """Estimated share of leads that have won within 365 days; 180 days stand beside it."""
    found = _watched(got)
    steps = curve(found)
    n = sum(count for _, _, count in found)
    notes = (
        scope.no_term(),
        counted(got["truncated"], LEFT_TRUNCATED, first=got["first"]),
        counted(got["undated"], "missing_dates"),
    )
    besides = (_beside(days, found, steps) for days in HORIZONS[:-1])
    filled = replace(answer, n=n, window_days=HORIZONS[-1]).with_beside(*besides).noting(*notes)
    if not n:
        return filled.refused(Caveat("no_cases"))
    last = _beside(HORIZONS[-1], found, steps)
    if last.value is None:
        watched_long = sum(count for day, _, count in found if day >= HORIZONS[-1])
        return filled.refused(Caveat("not_observed", {"n": watched_long}))
    return replace(filled, value=last.value, low=last.low, high=last.high)


def _watched(got: Figures) -> list[tuple[float, bool, int]]:
    return [(day, bool(converted), n) for day, converted, n in got["watched"] or []]


def _beside(days: int, found: list[tuple[float, bool, int]], steps: list[Step]) -> Beside:
    """Return the estimate at a horizon; none where too few are still watched then."""
    n = sum(count for _, _, count in found)
    empty = Beside(f"after_{days}_days", None, Unit.RATIO.value, n)
    left = sum(count for day, _, count in found if day >= days)
    if left < MIN_N:
        return empty
    reached = [step for step in steps if step.day <= days]
    if not reached:
        # Greenwood's variance of nothing is 0; those watched to the end still leave a doubt.
        return replace(empty, value=0.0, low=0.0, high=wilson(0, left).high)
    last = reached[-1]
    between = last.interval or Interval(0.0, 0.0)
    return replace(empty, value=1 - last.survival, low=1 - between.high, high=1 - between.low)
