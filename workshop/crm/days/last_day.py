"""The last day a set of CRM tables knows of."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import ibis

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.engine import Engine

RECORDED: dict[str, tuple[str, ...]] = {
    "contacts": ("created_at", "converted_at"),
    "touchpoints": ("happened_at",),
    "handoffs": ("handed_at", "decided_at"),
    "deals": ("created_at", "closed_at"),
}
"""Moments written down when they happened; plans (a campaign's end) are not among them."""
ENDED = ("won", "lost")
"""Deals whose close date is a fact; before that, several CRMs keep a plan there."""


def is_undated(tables: Mapping[str, ibis.Table]) -> bool:
    """Return whether tables say how deals ended and have no date of anything at all.

    Such data is as of the day it is read.
    """
    dated = any(
        {*columns} & {*tables[one].columns} for one, columns in RECORDED.items() if one in tables
    )
    return not dated and "deals" in tables and "status" in tables["deals"].columns


def last_day(engine: Engine, tables: Mapping[str, ibis.Table]) -> date:
    """Return the last day on which anything is recorded.

    Args:
        engine: what holds the tables.
        tables: the canonical ones there are, by name.

    Raises:
        WorkshopError: if no table holds any date.
    """
    days = [
        day
        for name in RECORDED.keys() & tables.keys()
        for day in _last_days(engine, name, tables[name])
    ]
    days = days or _booked(engine, tables)
    if not days:
        raise WorkshopError(
            N_("There isn’t a single date in the data, so no number can have an as-of date."),
            found="{tables}",
            hint=N_("At a minimum, map when contacts or deals were created."),
            tables=", ".join(sorted(tables)) or "–",
        )
    return max(days)


def _booked(engine: Engine, tables: Mapping[str, ibis.Table]) -> list[date]:
    """Return the last day of the last month with costs, where nothing but costs is there."""
    if "costs" not in tables or "month" not in tables["costs"].columns:
        return []
    last = engine.value(tables["costs"].month.max())
    if not isinstance(last, datetime):
        return []
    return [date(last.year, last.month, monthrange(last.year, last.month)[1])]


def days_recorded(engine: Engine, tables: Mapping[str, ibis.Table]) -> dict[date, int]:
    """Return each day on which something is recorded, with how many moments name it."""
    found: Counter[date] = Counter()
    for name in RECORDED.keys() & tables.keys():
        for moment in moments(name, tables[name]).values():
            found.update(counts_by_day(engine, moment))
    return found


def moments(name: str, table: ibis.Table) -> dict[str, Any]:
    """Return the recorded moments of a table by column; plans are null, or not among them."""
    known = RECORDED.get(name, ())
    found = {column: table[column] for column in known if column in table.columns}
    if "closed_at" in found:
        ended = table.status.isin(ENDED) if "status" in table.columns else ibis.literal(False)
        found["closed_at"] = ended.fill_null(False).ifelse(table.closed_at, ibis.null("timestamp"))
    return found


def counts_by_day(engine: Engine, moment: Any) -> dict[date, int]:
    """Return how many rows of a column of moments lie on each day."""
    days = moment.name("moment").as_table()
    known = days.filter(days.moment.notnull()).mutate(day=lambda one: one.moment.date())
    counted = known.group_by("day").aggregate(n=known.count())
    return {row["day"]: row["n"] for row in engine.records(counted)}


def _last_days(engine: Engine, name: str, table: ibis.Table) -> list[date]:
    facts = {column: moment.max() for column, moment in moments(name, table).items()}
    if not facts:
        return []
    last = engine.record(table.aggregate(**facts))
    return [moment.date() for moment in last.values() if isinstance(moment, datetime)]
