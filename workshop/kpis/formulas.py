"""The formulas, each an Ibis expression on the canonical tables.

Every function takes a `Case` (data, as-of date, window, agreed rule) and an empty answer,
and returns the answer filled. Definitions follow the usual ones of the field; where several
are in use, the docstring says which one this is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.business_hours import Calendar, with_business_hours
from workshop.kpis.value import Caveat, KpiValue, counted, ratio
from workshop.stats import quantile_ranks
from workshop.terms.compile import covers
from workshop.terms.entity import rows
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule

DAY_SECONDS = 86_400
WON, LOST = "won", "lost"


@dataclass(frozen=True)
class Question:
    """What a KPI is asked about.

    Attributes:
        crm: the data.
        as_of: nothing after this day is known.
        window_days: how long a lead has to win.
        lead: the agreed rule for Lead, or None while there is none.
        calendar: when the teams work.
    """

    crm: Crm
    as_of: date
    window_days: int = 180
    lead: Rule | None = None
    calendar: Calendar = Calendar()

    @property
    def end(self) -> datetime:
        """The first moment that is no longer known."""
        return datetime.combine(self.as_of + timedelta(days=1), datetime.min.time())

    def known(self, moment: Any) -> Any:
        """Return whether a moment had happened by the as-of date."""
        return moment < ibis.timestamp(self.end.isoformat())

    def leads(self) -> ibis.Table:
        """Return the contacts first seen by the as-of date that count as leads."""
        contacts = rows("contacts", self.crm.table, self.crm.tables)
        seen = contacts.filter(self.known(contacts.created_at))
        return seen if self.lead is None else seen.filter(covers(self.lead, seen))

    def closed_deals(self) -> ibis.Table:
        """Return the deals won or lost by the as-of date."""
        deals = self.crm.table("deals")
        return deals.filter(deals.status.isin([WON, LOST]), self.known(deals.closed_at))

    def no_term(self) -> Caveat | None:
        """Return the caveat that no rule for Lead is agreed yet, or None."""
        return Caveat("no_agreed_term") if self.lead is None else None


def _row(expression: ibis.Table) -> dict[str, Any]:
    found: dict[str, Any] = expression.to_pyarrow().to_pylist()[0]
    return {name: 0 if value is None else value for name, value in found.items()}


def lead_to_won(question: Question, answer: KpiValue) -> KpiValue:
    """Cohort conversion: mature leads with a deal won within the window / mature leads."""
    leads = question.leads()
    won = question.closed_deals()
    won = won.filter(won.status == WON)
    first = won.group_by(winner=won.contact_id).aggregate(first_won=won.closed_at.min())
    joined = leads.left_join(first, leads.contact_id == first.winner)
    deadline = question.end - timedelta(days=question.window_days)
    mature = joined.created_at < ibis.timestamp(deadline.isoformat())
    in_time = joined.first_won <= joined.created_at + ibis.interval(days=question.window_days)
    got = _row(
        joined.aggregate(
            all=joined.count(),
            mature=mature.sum(),
            won=(mature & in_time.fill_null(False)).sum(),  # noqa: FBT003
        )
    )
    young = counted(got["all"] - got["mature"], "immature_cohorts", days=question.window_days)
    answer = replace(answer, window_days=question.window_days)
    return ratio(answer, got["won"], got["mature"]).noting(question.no_term(), young)


def win_rate(question: Question, answer: KpiValue) -> KpiValue:
    """Won deals / (won + lost), by close date."""
    deals = question.closed_deals()
    got = _row(deals.aggregate(n=deals.count(), won=(deals.status == WON).sum()))
    return ratio(answer, got["won"], got["n"])


def win_rate_by_value(question: Question, answer: KpiValue) -> KpiValue:
    """Won value / (won + lost value); refused where lost deals were not given a value."""
    deals = question.closed_deals()
    lost = deals.status == LOST
    worth = deals.value.fill_null(0)
    got = _row(
        deals.aggregate(
            n=deals.count(),
            lost=lost.sum(),
            blank=(lost & (worth <= 0)).sum(),
            won=worth.sum(where=~lost),
            all=worth.sum(),
        )
    )
    filled = replace(answer, n=got["n"])
    if not got["n"]:
        return filled.refused(Caveat("no_cases"))
    if got["lost"] and got["blank"] * 2 > got["lost"]:
        return filled.refused(
            Caveat("value_missing_for_lost", {"share": got["blank"] / got["lost"]})
        )
    if not got["all"]:
        return filled.refused(Caveat("no_cases"))
    # A ratio of sums is no share of independent cases: the Wilson interval does not hold here.
    return replace(
        filled,
        value=got["won"] / got["all"],
        numerator=got["won"],
        denominator=got["all"],
    )


def won_value(question: Question, answer: KpiValue) -> KpiValue:
    """Sum of the value of all won deals, by close date; a total, so it has no interval."""
    deals = question.closed_deals()
    won = deals.filter(deals.status == WON)
    got = _row(
        won.aggregate(n=won.count(), blank=won.value.isnull().sum(), total=won.value.sum())
    )
    currency = question.crm.currency
    filled = replace(answer, unit=currency, n=got["n"])
    if not got["n"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=float(got["total"])).noting(
        counted(got["blank"], "missing_value"),
        Caveat("no_currency") if currency == NO_CURRENCY else None,
    )


def sales_cycle_won(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, won deals only."""
    return _cycle(question, answer, [WON])


def sales_cycle_lost(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, lost deals only."""
    return _cycle(question, answer, [LOST])


def sales_cycle_closed(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, won and lost; another number than won only."""
    return _cycle(question, answer, [WON, LOST])


def _cycle(question: Question, answer: KpiValue, statuses: list[str]) -> KpiValue:
    deals = question.closed_deals()
    deals = deals.filter(deals.status.isin(statuses))
    # Epoch seconds, because `delta` does not run on every engine.
    seconds = deals.closed_at.epoch_seconds() - deals.created_at.epoch_seconds()
    return median(deals.select(duration=seconds / DAY_SECONDS), answer)


def median(durations: ibis.Table, answer: KpiValue) -> KpiValue:
    """Return the answer filled with the median of column ``duration`` and its interval.

    Negative and unknown durations are left out and said so. The interval is the one of
    `quantile_ranks`: two order statistics, no assumption about the distribution.
    """
    duration = durations.duration
    kept = durations.filter(duration >= 0)
    got = _row(
        durations.aggregate(
            n=(duration >= 0).sum(),
            negative=(duration < 0).sum(),
            unknown=duration.isnull().sum(),
        )
    )
    filled = replace(answer, n=got["n"]).noting(
        counted(got["negative"], "negative_durations"), counted(got["unknown"], "missing_dates")
    )
    if not got["n"]:
        return filled.refused(Caveat("no_cases"))
    ranks = quantile_ranks(0.5, got["n"])
    places = {"value": 0.5}
    if ranks:
        low, high = ((rank - 1) / (got["n"] - 1) for rank in ranks)
        places |= {"low": low, "high": high}
    found = _row(kept.aggregate(**{k: kept.duration.quantile(at) for k, at in places.items()}))
    return replace(filled, **found).noting(
        None if ranks else Caveat("no_interval", {"n": got["n"]})
    )


def response_time(question: Question, answer: KpiValue) -> KpiValue:
    """Median business hours from lead created to the first human touch of sales."""
    leads = question.leads()
    touches = question.crm.table("touchpoints")
    human = touches.filter(
        touches.human, touches.side == "sales", question.known(touches.happened_at)
    )
    first = human.group_by(touched=human.contact_id).aggregate(
        answered_at=human.happened_at.min()
    )
    joined = leads.left_join(first, leads.contact_id == first.touched)
    moments = joined.select("contact_id", "created_at", "answered_at")
    answered = moments.filter(moments.answered_at.notnull())
    timed = with_business_hours(answered, "created_at", "answered_at", question.calendar)
    silent = _row(moments.aggregate(n=moments.answered_at.isnull().sum()))["n"]
    return median(timed.select(duration=timed.hours), answer).noting(
        counted(silent, "never_answered"), question.no_term()
    )


def acceptance_rate(question: Question, answer: KpiValue) -> KpiValue:
    """Accepted hand-offs / all hand-offs; silence is not acceptance and is shown apart."""
    handoffs = question.crm.table("handoffs")
    given = handoffs.filter(question.known(handoffs.handed_at))
    decided = question.known(given.decided_at).fill_null(False)  # noqa: FBT003
    accepted = decided & (given.outcome == "accepted").fill_null(False)  # noqa: FBT003
    got = _row(
        given.aggregate(n=given.count(), accepted=accepted.sum(), open=(~decided).sum())
    )
    return ratio(answer, got["accepted"], got["n"]).noting(counted(got["open"], "undecided"))
