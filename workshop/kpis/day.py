"""A day somebody asks about: one that the data knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.last_day import RECORDED
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm


def first_day(crm: Crm) -> date | None:
    """Return the first day on which anything is recorded, or None."""
    found = []
    for name in RECORDED.keys() & crm.tables:
        table = crm.table(name)
        moments = [table[column] for column in RECORDED[name] if column in table.columns]
        if moments:
            facts = {f"moment{n}": moment.min() for n, moment in enumerate(moments)}
            found += list(table.aggregate(**facts).to_pyarrow().to_pylist()[0].values())
    return min((moment.date() for moment in found if moment), default=None)


def known_day(crm: Crm, day: date | None) -> date | None:
    """Return the day if the data can say anything about it; None stands for its last one.

    Raises:
        WorkshopError: if it lies after the last day of the data, or before the first.
    """
    if day is None:
        return None
    if day > crm.as_of:
        raise WorkshopError(
            N_("The data knows nothing of this day yet."),
            found="{day}",
            hint=N_("The last day it knows of is {last}."),
            day=day,
            last=crm.as_of,
        )
    first = first_day(crm)
    if first is None or day < first:
        raise WorkshopError(
            N_("On this day nothing had been recorded yet."),
            found="{day}",
            hint=N_("The first day it knows of is {first}."),
            day=day,
            first=first or crm.as_of,
        )
    return day
