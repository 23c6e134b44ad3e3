"""The same business on two clocks: the days that sales lives in, the quarters of marketing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.catalogue import NOTHING_AGREED, pose
from workshop.kpis.quarter import last_full, quarter_number, quarter_of
from workshop.kpis.question import WON
from workshop.kpis.shares import lead_to_won
from workshop.kpis.value import Caveat, KpiValue, Unit
from workshop.terms.window import WINDOW_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.quarter import Quarter
    from workshop.kpis.question import Question
    from workshop.terms.rule import Rule

WORKING_DAYS, QUARTERS = 60, 6
SEEN = ("contacts.contact_id", "contacts.created_at")
TOUCHED = ("touchpoints.happened_at", "touchpoints.human")
CLOSED = ("deals.closed_at", "deals.status")
CONVERTED = (*SEEN, "deals.contact_id", *CLOSED)


@dataclass(frozen=True)
class Day:
    """One working day; what happened on the days off before it counts with it.

    Attributes:
        day: which.
        seen: contacts first seen; touched: touches by a person; won: deals won. None where the
            data has no such column.
    """

    day: date
    seen: int | None = None
    touched: int | None = None
    won: int | None = None


@dataclass(frozen=True)
class QuarterRow:
    """One quarter.

    Attributes:
        quarter: which.
        whole: whether the data holds all of it.
        seen: contacts first seen in it.
        conversion: the share of them with a won deal within the window, with n and interval;
            without a value where somebody in it has not had the window yet.
        won: deals won in it, whenever they began; a count of the period, no success rate.
        value: money of those deals; None where the data has no values.
    """

    quarter: Quarter
    whole: bool
    seen: int | None
    conversion: KpiValue
    won: int | None = None
    value: float | None = None


@dataclass(frozen=True)
class Clocks:
    """Both clocks.

    Attributes:
        as_of: the last day that counts.
        days: the last working days, the oldest first.
        quarters: the last quarters, the oldest first.
        currency: of the values.
        caveats: reservations.
        missing: columns without which something is not shown.
        by_rule: whether only those count as seen who fit the agreed rule for Lead.
    """

    as_of: date
    days: tuple[Day, ...]
    quarters: tuple[QuarterRow, ...]
    currency: str
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()
    by_rule: bool = False


def clocks(
    crm: Crm,
    *,
    terms: Mapping[str, Rule] = NOTHING_AGREED,
    as_of: date | None = None,
    days: int = WORKING_DAYS,
    window_days: int = WINDOW_DAYS,
) -> Clocks:
    """Return the business by day and by quarter.

    Args:
        crm: the data.
        terms: term key to the agreed rule; with one for ``lead``, only leads count as seen.
        as_of: nothing after this day counts; the data's own last day at the latest.
        days: how many working days to show.
        window_days: how long a contact has to win, for the conversion of a quarter.
    """
    question = pose(crm, terms=terms, as_of=as_of, window_days=window_days)
    missing = crm.missing(dict.fromkeys((*SEEN, *TOUCHED, *CONVERTED, "deals.value")))
    rows, caveats = _quarters(question)
    return Clocks(
        question.as_of,
        _days(question, days),
        rows,
        crm.currency,
        caveats,
        tuple(missing),
        question.rule("lead") is not None,
    )


def _days(question: Question, count: int) -> tuple[Day, ...]:
    first = question.as_of - timedelta(days=2 * count + 14)
    calendar = question.calendar.table(first, question.as_of).to_pyarrow().to_pylist()
    working = [row["day"] for row in calendar if row["today"]][-count:]
    if not working:
        return ()
    counts = {name: _by_day(question, name, first) for name in EVENTS}
    found = {name: _on_working_days(told, working) for name, told in counts.items()}
    return tuple(
        Day(day, **{name: told[day] for name, told in found.items() if told is not None})
        for day in working
    )


def _on_working_days(
    told: Mapping[date, int] | None, working: list[date]
) -> dict[date, int] | None:
    """Return the counts of working days; what happened on a day off counts with the next one."""
    if told is None:
        return None
    found = dict.fromkeys(working, 0)
    for day, n in told.items():
        if day > working[0] - timedelta(days=1):
            found[working[min(bisect_left(working, day), len(working) - 1)]] += n
    return found


def _seen(question: Question) -> Any:
    return question.leads().created_at


def _touched(question: Question) -> Any:
    touches = question.crm.table("touchpoints")
    return touches.filter(touches.human).happened_at


def _won(question: Question) -> Any:
    return question.closed_deals(WON).closed_at


EVENTS = {"seen": (SEEN, _seen), "touched": (TOUCHED, _touched), "won": (CLOSED, _won)}


def _by_day(question: Question, name: str, first: date) -> dict[date, int] | None:
    needs, moments = EVENTS[name]
    if question.crm.missing(needs):
        return None
    days = moments(question).name("at").as_table()
    days = days.filter(
        question.known(days["at"]), days["at"].date() >= ibis.date(first.isoformat())
    )
    counts = days.group_by(day=days["at"].date()).aggregate(n=days.count())
    return {row["day"]: row["n"] for row in counts.to_pyarrow().to_pylist()}


def _quarters(question: Question) -> tuple[tuple[QuarterRow, ...], tuple[Caveat, ...]]:
    running = quarter_of(question.as_of)
    asked = [running.back(n) for n in reversed(range(QUARTERS))]
    seen, conversions, caveats = _cohorts(question)
    won = _won_by_quarter(question)
    rows = [
        QuarterRow(
            one,
            one <= last_full(question.as_of),
            None if seen is None else seen.get(one.place, 0),
            _conversion(question, one, conversions),
            None if won is None else won.get(one.place, (0, None))[0],
            None if won is None else won.get(one.place, (0, None))[1],
        )
        for one in asked
    ]
    while rows and not (rows[0].seen or rows[0].won):
        rows.pop(0)
    return tuple(rows), caveats


def _cohorts(
    question: Question,
) -> tuple[dict[int, int] | None, dict[int, KpiValue] | None, tuple[Caveat, ...]]:
    """Return the contacts of each quarter, their conversion, and reservations about it."""
    crm = question.crm
    if crm.missing(SEEN):
        return None, None, ()
    empty = KpiValue("lead_to_won", Unit.RATIO.value, question.as_of)
    if crm.missing(CONVERTED):
        leads = question.leads()
        table = leads.mutate(number=quarter_number(leads.created_at))
        rows = table.group_by("number").aggregate(n=table.count()).to_pyarrow().to_pylist()
        return {row["number"]: row["n"] for row in rows}, None, ()
    cases = lead_to_won(question)
    table = cases.table.mutate(number=quarter_number(cases.table.moment))
    cases = replace(cases, table=table, notes={**cases.notes})
    seen = table.group_by("number").aggregate(n=table.count()).to_pyarrow().to_pylist()
    conversions = {row["number"]: cases.fill(empty, row) for row in cases.tallies("number")}
    return (
        {row["number"]: row["n"] for row in seen},
        conversions,
        tuple(caveat for caveat in cases.caveats if caveat),
    )


def _conversion(
    question: Question, one: Quarter, conversions: Mapping[int, KpiValue] | None
) -> KpiValue:
    """Return the conversion of a quarter, without a value while somebody in it is too young."""
    days = question.window_days
    empty = KpiValue("lead_to_won", Unit.RATIO.value, question.as_of, window_days=days)
    if conversions is None:
        missing = tuple(question.crm.missing(CONVERTED))
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        return replace(empty, missing=missing).refused(lack)
    if one.end + timedelta(days=days) > question.end:
        return empty.refused(Caveat("young_quarter", {"days": days}))
    return conversions.get(one.place, empty.refused(Caveat("no_cases")))


def _won_by_quarter(question: Question) -> dict[int, tuple[int, float | None]] | None:
    if question.crm.missing(CLOSED):
        return None
    won = question.closed_deals(WON)
    table = won.filter(won.closed_at.notnull()).mutate(number=quarter_number(won.closed_at))
    value = table.value.sum() if "value" in table.columns else ibis.null("float64")
    grouped = table.group_by("number").aggregate(n=table.count(), value=value)
    rows = grouped.to_pyarrow().to_pylist()
    return {row["number"]: (row["n"], row["value"]) for row in rows}
