"""The hand-over: taken, turned down with a reason or without, or met with silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import ibis

from workshop.journey.log import NEEDS
from workshop.kpis.business_hours import with_business_hours
from workshop.kpis.catalogue import NOBODY_SAID, pose
from workshop.kpis.measure import MEDIAN
from workshop.kpis.quarter import quarter_at, quarter_number
from workshop.kpis.shares import handed_over
from workshop.kpis.value import Caveat, KpiValue, Unit, counted, ratio
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.quarter import Quarter
    from workshop.kpis.question import Question

Answer = Literal["accepted", "with_reason", "without_reason", "silent"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
LABELS: dict[Answer, str] = {
    "accepted": N_("taken"),
    "with_reason": N_("turned down, with a reason"),
    "without_reason": N_("turned down, without a reason"),
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


def handover(
    crm: Crm, *, as_of: date | None = None, assumptions: Assumptions = NOBODY_SAID
) -> Handover:
    """Return what sales made of what it was handed, all in all and by quarter.

    Args:
        crm: the data.
        as_of: nothing after this day counts; the data's own last day at the latest.
        assumptions: say after how many business days silence is an answer.
    """
    question = pose(crm, as_of=as_of, assumptions=assumptions)
    deadline_days = assumptions.silence_days
    missing = tuple(crm.missing(HANDED))
    if missing:
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        return Handover(question.as_of, deadline_days, caveats=(lack,), missing=missing)
    cases = _cases(question)
    rows = _tallies(cases.group_by("number"))
    dated = sorted((row for row in rows if row["number"] is not None), key=_number)
    whole = _given(question, None, _tallies(cases)[0])
    lacks_reason = crm.missing((REASON,))
    caveats = (
        Caveat("silence_is_a_no", {"days": deadline_days}) if whole.n else None,
        Caveat("missing_columns", {"columns": REASON}) if lacks_reason else None,
        counted(whole.pending, "not_due_yet"),
        counted(sum(row["missing_dates"] or 0 for row in rows), "missing_dates"),
        counted(sum(row["backwards"] or 0 for row in rows), "negative_durations"),
    )
    return Handover(
        question.as_of,
        deadline_days,
        whole,
        tuple(_given(question, quarter_at(row["number"]), row) for row in dated),
        not lacks_reason,
        tuple(caveat for caveat in caveats if caveat),
    )


def _number(row: Mapping[str, Any]) -> int:
    return int(row["number"])


def _cases(question: Question) -> ibis.Table:
    """Return the hand-offs with a flag for each answer, the hours until it, and the quarter."""
    given = handed_over(question)
    timed = with_business_hours(given, "handed_at", "decided_at", question.calendar)
    because = ibis.literal(False)
    if "reason" in timed.columns:
        because = (timed.reason.strip() != "").fill_null(False)
    decided = timed.accepted | timed.rejected
    backwards = decided & (timed.decided_at.date() < timed.handed_at.date()).fill_null(False)
    return timed.mutate(
        with_reason=timed.rejected & because,
        without_reason=timed.rejected & ~because,
        silent=timed.undecided,
        timed=decided & ~backwards,
        hours=timed.hours.clip(lower=0),
        backwards=backwards,
        number=quarter_number(timed.handed_at),
    )


def _tallies(cases: Any) -> list[dict[str, Any]]:
    one = ibis._
    flags = ("counted", *ANSWERS, "pending", "missing_dates", "backwards")
    sums = {name: one[name].sum() for name in flags}
    found: list[dict[str, Any]] = (
        cases.aggregate(**sums, durations=one.hours.collect(where=one.timed))
        .to_pyarrow()
        .to_pylist()
    )
    return found


def _given(question: Question, quarter: Quarter | None, row: Mapping[str, Any]) -> Given:
    n = int(row["counted"] or 0)
    counts = {answer: int(row[answer] or 0) for answer in ANSWERS}
    empty = KpiValue("handover", Unit.RATIO.value, question.as_of)
    hours = replace(empty, name="answer_hours", unit=Unit.HOURS.value)
    return Given(
        quarter,
        n,
        counts,
        {answer: ratio(replace(empty, name=answer), k, n) for answer, k in counts.items()},
        MEDIAN.fill(hours, row),
        int(row["pending"] or 0),
    )
