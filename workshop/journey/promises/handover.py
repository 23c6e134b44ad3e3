"""The hand-over: taken, turned down with a reason or without, or met with silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import ibis

from workshop.journey.events.log import NEEDS
from workshop.kpis.core.business_hours import span_of
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.measure import MEDIAN
from workshop.kpis.core.quarter import quarter_at, quarter_number
from workshop.kpis.core.timing import calendar_caveat, timed
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.formulas.shares import handed_over
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.scope import Scope

Answer = Literal["accepted", "with_reason", "without_reason", "silent"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
LABELS: dict[Answer, str] = {
    "accepted": N_("accepted"),
    "with_reason": N_("rejected, with a reason"),
    "without_reason": N_("rejected, without a reason"),
    "silent": N_("no answer"),
}
HANDED = (*NEEDS["handed"], "handoffs.decided_at", "handoffs.outcome")
REASON = "handoffs.reason"


@dataclass(frozen=True)
class Given:
    """What became of some hand-offs.

    Attributes:
        quarter: in which they were handed over; None for all.
        n: those whose deadline has passed; all shares are of these.
        counts: how many of each answer; together they are `n`.
        shares: the same as shares, with interval and n; without a value below 30.
        answer_hours: median business hours until the answer, of those answered.
        pending: whose deadline has not passed; answered or not, they are in no share.
    """

    quarter: Quarter | None
    n: int
    counts: Mapping[Answer, int]
    shares: Mapping[Answer, KpiValue]
    answer_hours: KpiValue
    pending: int = 0


@dataclass(frozen=True)
class Handover:
    """The hand-overs of a company.

    Attributes:
        as_of: the last day that counts.
        deadline_days: business days after which silence is an answer.
        whole: all of them together; None where the data cannot say.
        quarters: the same by quarter, the oldest first.
        reasons_known: whether the data has a column for reasons; without one every rejection
            stands as one without a reason.
        caveats: reservations.
        missing: columns without which there is no number.
    """

    as_of: date
    deadline_days: int
    whole: Given | None = None
    quarters: tuple[Given, ...] = ()
    reasons_known: bool = True
    caveats: tuple[Caveat, ...] = field(default=())
    missing: tuple[str, ...] = ()


def handover(scope: Scope) -> Handover:
    """Return what sales made of what it was handed, all in all and by quarter.

    Args:
        scope: the data, and what counts as what, see `Scope`.
    """
    deadline_days = scope.assumptions.silence_days
    missing = tuple(scope.crm.missing(HANDED))
    if missing:
        lack = lack_of(scope.crm, missing)
        return Handover(scope.as_of, deadline_days, caveats=(lack,), missing=missing)
    cases = _cases(scope)
    tallies = scope.engine.rows(_sums(cases.group_by("number")), _Tally)
    quarters = {row.number: row for row in tallies if row.number is not None}
    whole = _given(scope, None, scope.engine.row(_sums(cases), _Tally))
    lacks_reason = scope.crm.missing((REASON,))
    caveats = (
        Caveat("silence_is_a_no", {"days": deadline_days}) if whole.n else None,
        Caveat("missing_columns", {"columns": REASON}) if lacks_reason else None,
        counted(whole.pending, "not_due_yet"),
        counted(sum(row.missing_dates or 0 for row in tallies), "missing_dates"),
        counted(sum(row.backwards or 0 for row in tallies), "negative_durations"),
    )
    return Handover(
        scope.as_of,
        deadline_days,
        whole,
        tuple(_given(scope, quarter_at(n), row) for n, row in sorted(quarters.items())),
        not lacks_reason,
        (*(caveat for caveat in caveats if caveat), calendar_caveat(scope)),
    )


def _cases(scope: Scope) -> ibis.Table:
    """Return the hand-offs with a flag for each answer, the hours until it, and the quarter."""
    given = handed_over(scope)
    ends = ("handed_at", "decided_at")
    within = span_of(scope.engine, given, *ends)
    waited = timed(scope, given, *ends, within=within)
    because = ibis.literal(False)
    if "reason" in waited.columns:
        because = (waited.reason.strip() != "").fill_null(False)
    decided = waited.accepted | waited.rejected
    backwards = decided & (waited.decided_at.date() < waited.handed_at.date()).fill_null(False)
    return waited.mutate(
        with_reason=waited.rejected & because,
        without_reason=waited.rejected & ~because,
        silent=waited.undecided,
        timed=decided & ~backwards & waited.hours.notnull(),
        hours=waited.hours.clip(lower=0),
        backwards=backwards,
        number=quarter_number(waited.handed_at),
    )


class _Tally(NamedTuple):
    """Hand-offs of a quarter, or all of them: how many of each sort, and hours until answers."""

    counted: int | None
    accepted: int | None
    with_reason: int | None
    without_reason: int | None
    silent: int | None
    pending: int | None
    missing_dates: int | None
    backwards: int | None
    durations: list[float] | None
    number: int | None = None


def _sums(cases: Any) -> ibis.Table:
    one = ibis._
    flags = ("counted", *ANSWERS, "pending", "missing_dates", "backwards")
    sums = {name: one[name].sum() for name in flags}
    summed: ibis.Table = cases.aggregate(**sums, durations=one.hours.collect(where=one.timed))
    return summed


def _given(scope: Scope, quarter: Quarter | None, tally: _Tally) -> Given:
    n = tally.counted or 0
    counts: dict[Answer, int] = {
        "accepted": tally.accepted or 0,
        "with_reason": tally.with_reason or 0,
        "without_reason": tally.without_reason or 0,
        "silent": tally.silent or 0,
    }
    empty = KpiValue("handover", Unit.RATIO.value, scope.as_of)
    hours = replace(empty, name="answer_hours", unit=Unit.HOURS.value)
    return Given(
        quarter,
        n,
        counts,
        {answer: ratio(replace(empty, name=answer), k, n) for answer, k in counts.items()},
        MEDIAN.fill(hours, tally._asdict()),
        tally.pending or 0,
    )
