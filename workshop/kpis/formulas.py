"""The formulas, each an Ibis expression on the canonical tables.

Every function takes a `Question` (data, as-of date, window, agreed rule) and an empty answer,
and returns the answer filled. Definitions follow the usual ones of the field; where several
are in use, the docstring says which one this is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.business_hours import Calendar, with_business_hours
from workshop.kpis.value import Caveat, KpiValue, counted, ratio
from workshop.stats import MIN_N, quantile_ranks
from workshop.terms.compile import covers
from workshop.terms.entity import rows
from workshop.terms.outcome import with_outcome
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
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer known."""
        return datetime.combine(self.as_of + timedelta(days=1), datetime.min.time())

    def known(self, moment: Any) -> Any:
        """Return whether a moment had happened by the as-of date; never null."""
        return (moment < ibis.timestamp(self.end.isoformat())).fill_null(False)

    def leads(self) -> ibis.Table:
        """Return the contacts that count as leads, with or without a date."""
        contacts = rows("contacts", self.crm.table, self.crm.tables)
        return contacts if self.lead is None else contacts.filter(covers(self.lead, contacts))

    def closed_deals(self, *statuses: str) -> ibis.Table:
        """Return the deals of these statuses that closed by the as-of date, or at no date."""
        deals = self.crm.table("deals")
        undated = deals.closed_at.isnull()
        return deals.filter(deals.status.isin(statuses), self.known(deals.closed_at) | undated)

    def no_term(self) -> Caveat | None:
        """Return the caveat that no rule for Lead is agreed yet, or None."""
        return Caveat("no_agreed_term") if self.lead is None else None


def _row(expression: ibis.Table) -> dict[str, Any]:
    found: dict[str, Any] = expression.to_pyarrow().to_pylist()[0]
    return {name: 0 if value is None else value for name, value in found.items()}


def _undated(table: ibis.Table, moment: str) -> Caveat | None:
    """Return the caveat about rows that cannot be placed in time."""
    return counted(_row(table.aggregate(n=table[moment].isnull().sum()))["n"], "missing_dates")


def lead_to_won(question: Question, answer: KpiValue) -> KpiValue:
    """Cohort conversion: mature leads with a deal won within the window / mature leads."""
    leads = question.leads()
    deals = question.crm.table("deals")
    cases = with_outcome(leads, deals, question.end, question.window_days)
    got = _row(
        cases.aggregate(
            all=cases.count(),
            mature=cases.mature.sum(),
            won=(cases.mature & cases.won_in_time).sum(),
            before=(cases.mature & cases.won_before).sum(),
        )
    )
    answer = replace(answer, window_days=question.window_days)
    return ratio(answer, got["won"], got["mature"]).noting(
        question.no_term(),
        counted(got["all"] - got["mature"], "immature_cohorts", days=question.window_days),
        _undated(leads, "created_at"),
        counted(got["before"], "won_before_seen"),
        counted(_unlinked(question), "unlinked_wins"),
    )


def _unlinked(question: Question) -> int:
    """Return how many won deals no contact can be given credit for."""
    won = question.closed_deals(WON)
    contacts = question.crm.table("contacts")
    people = contacts.filter(contacts.contact_id.notnull())
    linked = won.contact_id.isin(people.contact_id).fill_null(False)
    return int(_row(won.aggregate(n=(won.closed_at.isnull() | ~linked).sum()))["n"])


def win_rate(question: Question, answer: KpiValue) -> KpiValue:
    """Won deals / (won + lost), by close date."""
    deals = question.closed_deals(WON, LOST)
    dated = deals.closed_at.notnull()
    won = dated & (deals.status == WON)
    got = _row(deals.aggregate(n=dated.sum(), won=won.sum(), undated=(~dated).sum()))
    return ratio(answer, got["won"], got["n"]).noting(counted(got["undated"], "missing_dates"))


def win_rate_by_value(question: Question, answer: KpiValue) -> KpiValue:
    """Won value / (won + lost value); refused where lost deals were not given a value."""
    deals = question.closed_deals(WON, LOST)
    undated = _undated(deals, "closed_at")
    got = _values(deals.filter(deals.closed_at.notnull()))
    filled = replace(answer, n=got["n"]).noting(undated, counted(got["blank_won"], "missing_value"))
    if refusal := _refusal(got):
        return filled.refused(refusal)
    filled = filled.noting(counted(got["blank_lost"], "missing_value_lost"))
    # A ratio of sums is no share of independent cases: the Wilson interval does not hold here.
    return replace(
        filled, value=got["won"] / got["all"], numerator=got["won"], denominator=got["all"]
    )


def _values(deals: ibis.Table) -> dict[str, Any]:
    lost = deals.status == LOST
    worth = deals.value.fill_null(0)
    return _row(
        deals.aggregate(
            n=deals.count(),
            lost=lost.sum(),
            blank_lost=(lost & (worth <= 0)).sum(),
            blank_won=(~lost & deals.value.isnull()).sum(),
            won=worth.sum(where=~lost),
            all=worth.sum(),
        )
    )


def _refusal(got: dict[str, Any]) -> Caveat | None:
    if not got["n"]:
        return Caveat("no_cases")
    if got["blank_lost"] * 2 > got["lost"]:
        return Caveat("value_missing_for_lost", {"share": got["blank_lost"] / got["lost"]})
    if got["n"] < MIN_N:
        return Caveat("small_n", {"n": got["n"], "least": MIN_N})
    return None if got["all"] > 0 else Caveat("no_cases")


def won_value(question: Question, answer: KpiValue) -> KpiValue:
    """Sum of the value of all won deals, by close date; a total, so it has no interval."""
    deals = question.closed_deals(WON)
    won = deals.filter(deals.closed_at.notnull())
    got = _row(won.aggregate(n=won.count(), valued=won.value.count(), total=won.value.sum()))
    currency = question.crm.currency
    filled = replace(answer, unit=currency, n=got["n"]).noting(
        counted(got["n"] - got["valued"], "missing_value"),
        _undated(deals, "closed_at"),
        Caveat("no_currency") if currency == NO_CURRENCY else None,
    )
    if not got["valued"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=float(got["total"]))


def sales_cycle_won(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, won deals only."""
    return _cycle(question, answer, WON)


def sales_cycle_lost(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, lost deals only."""
    return _cycle(question, answer, LOST)


def sales_cycle_closed(question: Question, answer: KpiValue) -> KpiValue:
    """Median days from deal created to closed, won and lost; another number than won only."""
    return _cycle(question, answer, WON, LOST)


def _cycle(question: Question, answer: KpiValue, *statuses: str) -> KpiValue:
    deals = question.closed_deals(*statuses)
    # Epoch seconds, because `delta` does not run on every engine.
    seconds = deals.closed_at.epoch_seconds() - deals.created_at.epoch_seconds()
    # A close date without a time stands for its midnight, hours before the deal was opened.
    same_day = deals.closed_at.date() == deals.created_at.date()
    seconds = ibis.ifelse(same_day & (seconds < 0), 0, seconds)
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
    undated = _undated(leads, "created_at")
    leads = leads.filter(question.known(leads.created_at))
    first = _first_human(question)
    joined = leads.left_join(first, leads.contact_id == first.touched)
    moments = joined.select("contact_id", "created_at", "answered_at")
    answered = moments.filter(moments.answered_at.notnull())
    timed = with_business_hours(answered, "created_at", "answered_at", question.calendar)
    # At night a reversed pair lies 0 hours apart and would look like the quickest answer.
    hours = ibis.ifelse(timed.answered_at < timed.created_at, -1.0, timed.hours)
    silent = _row(moments.aggregate(n=moments.answered_at.isnull().sum()))["n"]
    return median(timed.select(duration=hours), answer).noting(
        counted(silent, "never_answered"), undated, question.no_term()
    )


def _first_human(question: Question) -> ibis.Table:
    touches = question.crm.table("touchpoints")
    human = touches.filter(
        touches.human, touches.side == "sales", question.known(touches.happened_at)
    )
    return human.group_by(touched=human.contact_id).aggregate(answered_at=human.happened_at.min())


def acceptance_rate(question: Question, answer: KpiValue) -> KpiValue:
    """Accepted hand-offs / all hand-offs; silence is not acceptance and is shown apart."""
    given = question.crm.table("handoffs")
    # An answer without a date may have come after the as-of date: no way to count it.
    undated = given.handed_at.isnull() | (given.outcome.notnull() & given.decided_at.isnull())
    counts = question.known(given.handed_at) & ~undated
    decided = counts & question.known(given.decided_at) & given.outcome.notnull()
    accepted = decided & (given.outcome == "accepted").fill_null(False)
    got = _row(
        given.aggregate(
            n=counts.sum(),
            accepted=accepted.sum(),
            open=(counts & ~decided).sum(),
            undated=undated.sum(),
        )
    )
    return ratio(answer, got["accepted"], got["n"]).noting(
        counted(got["open"], "undecided"), counted(got["undated"], "missing_dates")
    )
