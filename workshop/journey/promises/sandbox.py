"""What would have been kept: a promise tried on the last quarter, at every value at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.journey.promises.measures import BY_HOURS, MEASURES, NOTES
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.quarter import Quarter, last_full
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.stats import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.crm import Crm
    from workshop.journey.promises.promise import Promise
    from workshop.kpis.core.period import Period
    from workshop.kpis.core.scope import Scope

NOT_MEASURED = Caveat("no_measure")


@dataclass(frozen=True)
class Kept:
    """How often a promise would have been kept.

    Attributes:
        promise: its key.
        value: of its parameter; None where it has none.
        quarter: when it was due.
        answer: the share with its interval, n and reservations; without a value where fewer
            than 30 cases are due, or the data cannot say.
    """

    promise: str
    value: int | None
    quarter: Quarter
    answer: KpiValue

    @property
    def kept(self) -> int | None:
        """How many were kept; None where the data cannot say."""
        return None if self.answer.numerator is None else int(self.answer.numerator)

    @property
    def n(self) -> int:
        """How many were due."""
        return self.answer.n

    @property
    def share(self) -> float | None:
        """Kept / due, between 0 and 1; None below 30."""
        return self.answer.value

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the share."""
        low, high = self.answer.low, self.answer.high
        return None if low is None or high is None else Interval(low, high)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Reservations, worst first."""
        return self.answer.caveats


def kept(
    scope: Scope, promise: Promise, value: int | None = None, *, quarter: Quarter | None = None
) -> Kept:
    """Return how often a promise would have been kept.

    Args:
        scope: the data and the day.
        promise: which one.
        value: of its parameter, any number; the default without one.
        quarter: when it was due; the last that is over by the as-of date without one.
    """
    if value is None and promise.parameter:
        value = promise.parameter.default
    return _kept(scope, promise, (value,), quarter)[0]


def sandbox(scope: Scope, promise: Promise, *, quarter: Quarter | None = None) -> list[Kept]:
    """Return how often a promise would have been kept at each value it may take, in one query.

    A single one, with the parameter None, where there is nothing to turn; see `kept`.
    """
    values = promise.parameter.values if promise.parameter else (None,)
    return _kept(scope, promise, values, quarter)


def kept_in(scope: Scope, promise: Promise, value: int | None, period: Period) -> KpiValue:
    """Return how often a promise was kept in a period: the share with interval, n, reservations.

    Args:
        scope: the data and the day.
        promise: which one.
        value: of its parameter; None where there is nothing to turn.
        period: when it was due.
    """
    return _answers(scope, promise, (value,), period)[0]


def _within(scope: Scope, span: Quarter | Period) -> tuple[Any, Any]:
    end = min(span.end, scope.end)
    return ibis.timestamp(span.begin.isoformat()), ibis.timestamp(end.isoformat())


def _empty(name: str, scope: Scope) -> KpiValue:
    return KpiValue(name, Unit.RATIO.value, scope.as_of)


def _kept(
    scope: Scope, promise: Promise, values: Sequence[int | None], quarter: Quarter | None
) -> list[Kept]:
    when = quarter or last_full(scope.as_of)
    answers = _answers(scope, promise, values, when)
    pairs = zip(values, answers, strict=True)
    return [Kept(promise.key, value, when, answer) for value, answer in pairs]


def _answers(
    scope: Scope, promise: Promise, values: Sequence[int | None], when: Quarter | Period
) -> list[KpiValue]:
    crm, empty = scope.crm, _empty(f"kept_{promise.key}", scope)
    refusal = _refusal(crm, promise)
    if refusal or not promise.measure:
        missing = tuple(crm.missing(promise.needs))
        return [replace(empty, missing=missing).refused(refusal or NOT_MEASURED)] * len(values)
    table = MEASURES[promise.measure](scope, _within(scope, when))
    sums = {name: table[name].sum() for name in NOTES}
    for place, value in enumerate(values):
        due, good = _due(table, promise, value)
        sums |= {f"due_{place}": due.sum(), f"good_{place}": (due & good).sum()}
        sums |= {f"young_{place}": (table.counted & ~due).sum()}
    counts = scope.engine.record(table.aggregate(**sums))
    found = {name: int(n or 0) for name, n in counts.items()}
    notes = _notes(scope, promise)
    return [_filled(empty, found, place, notes) for place in range(len(values))]


def _refusal(crm: Crm, promise: Promise) -> Caveat | None:
    if promise.measure is None:
        return NOT_MEASURED
    missing = crm.missing(promise.needs)
    return lack_of(crm, missing) if missing else None


def _due(table: ibis.Table, promise: Promise, value: int | None) -> tuple[Any, Any]:
    """Return which cases' time is up, and which of all kept the promise; neither is ever null."""
    least = promise.parameter is not None and promise.parameter.at_least
    asked = value or 0
    good = table.amount >= asked if least else table.amount <= asked
    # Also those answered already wait for their time: only the quick ones of the young have been.
    over = table.elapsed.isnull() | (table.elapsed >= asked)
    return table.counted & over.fill_null(True), good.fill_null(False)


def _filled(
    empty: KpiValue, found: dict[str, int], place: int, notes: Sequence[Caveat]
) -> KpiValue:
    answer = ratio(empty, found[f"good_{place}"], found[f"due_{place}"])
    left_out = (counted(found[name], name) for name in NOTES)
    answer = answer.noting(counted(found[f"young_{place}"], "not_due_yet"), *left_out)
    return answer.noting(*notes) if answer.n else answer


def _notes(scope: Scope, promise: Promise) -> tuple[Caveat, ...]:
    """Return what is to be said of a promise at every value, where anything was due."""
    if promise.measure == "carried":
        return (Caveat("as_known_today"),)
    return (calendar_caveat(scope),) if promise.measure in BY_HOURS else ()
