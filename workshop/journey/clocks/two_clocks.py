"""The same business on two clocks: the days that sales lives in, the quarters of marketing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.crm.refunds import WON
from workshop.kpis.core.business_hours import hours_of
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.quarter import last_full, quarter_number, quarter_of
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue
from workshop.kpis.formulas.shares import lead_to_won

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.scope import Scope

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


def clocks(scope: Scope, *, days: int = WORKING_DAYS) -> Clocks:
    """Return the business by day and by quarter.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        days: how many working days to show.
    """
    missing = scope.crm.missing(dict.fromkeys((*SEEN, *TOUCHED, *CONVERTED, "deals.value")))
    rows, caveats = _quarters(scope)
    return Clocks(
        scope.as_of,
        _days(scope, days),
        rows,
        scope.crm.currency,
        caveats,
        tuple(missing),
        scope.rule("lead") is not None,
    )


def _days(scope: Scope, count: int) -> tuple[Day, ...]:
    first = scope.as_of - timedelta(days=2 * count + 14)
    hours = hours_of(scope.calendar, first, scope.as_of)
    working = [day for day, n in hours.items() if n][-count:]
    if not working:
        return ()
    counts = {name: _by_day(scope, name, first) for name in EVENTS}
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


def _seen(scope: Scope) -> Any:
    return scope.leads().created_at


def _touched(scope: Scope) -> Any:
    touches = scope.crm.table("touchpoints")
    return touches.filter(touches.human).happened_at


def _won(scope: Scope) -> Any:
    return scope.closed_deals(WON).closed_at


EVENTS = {"seen": (SEEN, _seen), "touched": (TOUCHED, _touched), "won": (CLOSED, _won)}


class _OnDay(NamedTuple):
    day: date
    n: int


class _InQuarter(NamedTuple):
    number: int
    n: int


class _WonInQuarter(NamedTuple):
    number: int
    n: int
    value: float | None


def _by_day(scope: Scope, name: str, first: date) -> dict[date, int] | None:
    needs, moments = EVENTS[name]
    if scope.crm.missing(needs):
        return None
    days = moments(scope).name("at").as_table()
    days = days.filter(scope.known(days["at"]), days["at"].date() >= ibis.date(first.isoformat()))
    counts = days.group_by(day=days["at"].date()).aggregate(n=days.count())
    return dict(scope.engine.rows(counts, _OnDay))


def _quarters(scope: Scope) -> tuple[tuple[QuarterRow, ...], tuple[Caveat, ...]]:
    running = quarter_of(scope.as_of)
    asked = [running.back(n) for n in reversed(range(QUARTERS))]
    seen, conversions, caveats = _cohorts(scope)
    won = _won_by_quarter(scope)
    rows = [
        QuarterRow(
            one,
            one <= last_full(scope.as_of),
            None if seen is None else seen.get(one.place, 0),
            _conversion(scope, one, conversions),
            None if won is None else won.get(one.place, (0, None))[0],
            None if won is None else won.get(one.place, (0, None))[1],
        )
        for one in asked
    ]
    while rows and not (rows[0].seen or rows[0].won):
        rows.pop(0)
    return tuple(rows), caveats


def _cohorts(
    scope: Scope,
) -> tuple[dict[int, int] | None, dict[int, KpiValue] | None, tuple[Caveat, ...]]:
    """Return the contacts of each quarter, their conversion, and reservations about it."""
    crm = scope.crm
    if crm.missing(SEEN):
        return None, None, ()
    empty = KpiValue("lead_to_won", Unit.RATIO.value, scope.as_of)
    if crm.missing(CONVERTED):
        leads = scope.leads()
        table = leads.mutate(number=quarter_number(leads.created_at))
        return _by_quarter(scope, table), None, ()
    cases = lead_to_won(scope)
    table = cases.table.mutate(number=quarter_number(cases.table.moment))
    cases = replace(cases, table=table, notes={**cases.notes})
    tallies = cases.tallies(scope.engine, "number")
    return (
        _by_quarter(scope, table),
        {tally["number"]: cases.fill(empty, tally) for tally in tallies},
        tuple(caveat for caveat in cases.caveats if caveat),
    )


def _by_quarter(scope: Scope, table: ibis.Table) -> dict[int, int]:
    counts = table.group_by("number").aggregate(n=table.count())
    return dict(scope.engine.rows(counts, _InQuarter))


def _conversion(scope: Scope, one: Quarter, conversions: Mapping[int, KpiValue] | None) -> KpiValue:
    """Return the conversion of a quarter, without a value while somebody in it is too young."""
    days = scope.window_days
    empty = KpiValue("lead_to_won", Unit.RATIO.value, scope.as_of, window_days=days)
    if conversions is None:
        missing = tuple(scope.crm.missing(CONVERTED))
        lack = lack_of(scope.crm, missing)
        return replace(empty, missing=missing).refused(lack)
    if one.end + timedelta(days=days) > scope.end:
        return empty.refused(Caveat("young_quarter", {"days": days}))
    return conversions.get(one.place, empty.refused(Caveat("no_cases")))


def _won_by_quarter(scope: Scope) -> dict[int, tuple[int, float | None]] | None:
    if scope.crm.missing(CLOSED):
        return None
    won = scope.closed_deals(WON)
    table = won.filter(won.closed_at.notnull()).mutate(number=quarter_number(won.closed_at))
    value = table.value.sum() if "value" in table.columns else ibis.null("float64")
    grouped = table.group_by("number").aggregate(n=table.count(), value=value)
    rows = scope.engine.rows(grouped, _WonInQuarter)
    return {row.number: (row.n, row.value) for row in rows}
