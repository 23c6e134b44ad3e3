"""The last day a set of CRM tables knows of."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import ibis

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

RECORDED: dict[str, tuple[str, ...]] = {
    "contacts": ("created_at", "converted_at"),
    "touchpoints": ("happened_at",),
    "handoffs": ("handed_at", "decided_at"),
    "deals": ("created_at", "closed_at"),
}
"""Moments written down when they happened; plans (a campaign's end) are not among them."""
ENDED = ("won", "lost")
"""Deals whose close date is a fact; before that, several CRMs keep a plan there."""


def last_day(table: Callable[[str], ibis.Table], present: Collection[str]) -> date:
    """Return the last day on which anything is recorded.

    Args:
        table: gives a canonical table by name.
        present: the names there are.

    Raises:
        WorkshopError: if no table holds any date.
    """
    days = [
        day
        for name in RECORDED.keys() & {*present}
        for day in _last_days(table(name), RECORDED[name])
    ]
    if not days:
        raise WorkshopError(
            N_("The data holds no date at all, so no number can say as of when it is."),
            found="{tables}",
            hint=N_("Map at least when contacts or deals were created."),
            tables=", ".join(sorted(present)) or "–",
        )
    return max(days)


def _last_days(table: ibis.Table, columns: tuple[str, ...]) -> list[date]:
    present = [column for column in columns if column in table.columns]
    if not present:
        return []
    facts = {column: table[column].max() for column in present}
    if "closed_at" in present:
        ended = table.status.isin(ENDED) if "status" in table.columns else ibis.literal(False)
        facts["closed_at"] = table.closed_at.max(where=ended)
    last = table.aggregate(**facts).to_pyarrow().to_pylist()[0]
    return [moment.date() for moment in last.values() if isinstance(moment, datetime)]
