"""One step up or down for a threshold, as long as a step is in this data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, log, log10
from typing import TYPE_CHECKING, Any

from workshop.crm.schema import Kind
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import ibis

    from workshop.crm.engine import Engine, Record

THRESHOLDS = (Op.AT_LEAST, Op.AT_MOST, Op.SINCE, Op.BEFORE)
FEW = 25
"""Up to so many different whole numbers a step leads to the next one that occurs."""
STEPS_IN_RANGE = 20
BULK = (0.05, 0.95)
"""The quantiles that bound the range; a few giants must not make every step gigantic."""
ROUND = (1, 2, 5, 10)
DAYS = (1, 7, 30, 91, 365)
"""A day, a week, a month, a quarter, a year."""
PRECISION = 9
"""Decimals that survive adding steps; further ones are noise."""


@dataclass(frozen=True)
class Scale:
    """What the values of a field look like in the data.

    Attributes:
        low, high: the smallest and the largest one.
        values: all of them, in order, where they are a few whole numbers; else empty.
        step: a round number (days for dates) near a twentieth of the range.
    """

    low: Any
    high: Any
    values: tuple[float, ...] = ()
    step: float = 1


ASKS_NOTHING: dict[Op, Callable[[Any, Scale], bool]] = {
    Op.AT_LEAST: lambda value, scale: bool(value <= scale.low),
    Op.AT_MOST: lambda value, scale: bool(value >= scale.high),
    Op.SINCE: lambda value, scale: bool(value <= scale.low),
    Op.BEFORE: lambda value, scale: bool(value > scale.high),
}
"""Whether every value there is passes a threshold."""


def scales(
    engine: Engine, table: ibis.Table, entity: Any, criteria: Iterable[Criterion]
) -> dict[str, Scale]:
    """Return the scale of each field that some criteria hold against a threshold.

    Fields without any value have none. One query, and one more where there are small counts.

    Args:
        engine: what holds the table.
        table: the entity's rows, with these fields.
        entity: see `workshop.terms.rules.entity.Entity`.
        criteria: what is asked.
    """
    known = fields(entity)
    asked = {one.field: known[one.field].kind for one in criteria if one.op in THRESHOLDS}
    if not asked:
        return {}
    facts = [fact for name, kind in asked.items() for fact in _facts(table[name], kind)]
    found = engine.record(table.aggregate(**dict(facts)))
    filled = {name: kind for name, kind in asked.items() if found[f"{name} low"] is not None}
    few = [name for name in filled if found.get(f"{name} whole") and found[f"{name} n"] <= FEW]
    occur = {name: table[name].collect(distinct=True) for name in few}
    values = engine.record(table.aggregate(**occur)) if occur else {}
    return {
        name: _scale(name, kind, found, tuple(sorted(values.get(name, ()))))
        for name, kind in filled.items()
    }


def step(criterion: Criterion, scale: Scale, direction: int) -> Criterion | None:
    """Return the criterion with its threshold one step lower (-1) or higher (+1).

    The new threshold stays within what occurs; None where the old one is already at the end, or
    where the new one would ask nothing any more, as “at least 0” does of a count.
    """
    value = criterion.value
    if isinstance(value, date):
        new: Any = _date_step(value, scale, direction)
    elif scale.values:
        new = _next(criterion, scale.values, direction)
    else:
        new = _round_step(value, scale, direction)
    if new is None or ASKS_NOTHING[criterion.op](new, scale):
        return None
    return Criterion(field=criterion.field, op=criterion.op, value=new)


def round_step(width: float) -> float:
    """Return the 1, 2 or 5 times a power of ten that lies nearest to a width, by its ratio."""
    power: float = 10.0 ** floor(log10(width))
    return min((one * power for one in ROUND), key=lambda one: abs(log(one / width)))


def _facts(column: Any, kind: Kind) -> list[tuple[str, Any]]:
    name = column.get_name()
    facts = [(f"{name} low", column.min()), (f"{name} high", column.max())]
    if kind is Kind.MOMENT:
        return facts
    return [
        *facts,
        (f"{name} n", column.nunique()),
        (f"{name} whole", (column == column.floor()).all()),
        (f"{name} from", column.quantile(BULK[0])),
        (f"{name} to", column.quantile(BULK[1])),
    ]


def _scale(name: str, kind: Kind, found: Record, values: tuple[float, ...]) -> Scale:
    low, high = found[f"{name} low"], found[f"{name} high"]
    if kind is Kind.MOMENT:
        width = max((high - low) / timedelta(days=STEPS_IN_RANGE), 1)
        return Scale(low.date(), high.date(), step=min(DAYS, key=lambda d: abs(log(d / width))))
    bulk = found[f"{name} to"] - found[f"{name} from"]
    width = (bulk or high - low) / STEPS_IN_RANGE
    rounded = round_step(width) if width > 0 else 1
    return Scale(low, high, values, max(rounded, 1) if found[f"{name} whole"] else rounded)


def _next(criterion: Criterion, values: tuple[float, ...], direction: int) -> float | None:
    """Return the next value that makes a difference: what occurs, not what could."""
    held: Any = criterion.value
    above = [one for one in values if one > held]
    below = [one for one in values if one < held]
    if criterion.op is Op.AT_LEAST and direction > 0:
        # “At least 1.5” means 2 here, so the next one is after that.
        above = above if held in values else above[1:]
    if criterion.op is Op.AT_MOST and direction < 0:
        below = below if held in values else below[:-1]
    ends = above[:1] if direction > 0 else below[-1:]
    return ends[0] if ends else None


def _round_step(value: Any, scale: Scale, direction: int) -> float | None:
    if (value <= scale.low) if direction < 0 else (value >= scale.high):
        return None
    moved = round(value + direction * scale.step, PRECISION)
    return float(min(max(moved, scale.low), scale.high))


def _date_step(value: date, scale: Scale, direction: int) -> date | None:
    if (value <= scale.low) if direction < 0 else (value > scale.high):
        return None
    moved = value + timedelta(days=direction * scale.step)
    low, last = scale.low, scale.high + timedelta(days=1)
    within: date = min(max(moved, low), last)
    return within
