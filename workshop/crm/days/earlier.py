"""Whole data as they stood on an earlier day, see `workshop.crm.days.as_of`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.crm.crm import Crm
from workshop.crm.days.as_of import end_of_day, proven_counts, rolled_back, undated

if TYPE_CHECKING:
    from datetime import date

    import ibis


@dataclass(frozen=True)
class Earlier(Crm):
    """The same data as of an earlier day.

    Attributes:
        whole: all of it, as of its own last day.
    """

    whole: Crm = field(kw_only=True)

    def _open(self, name: str) -> ibis.Table:
        return rolled_back(
            name, self.whole.table, self.tables, end_of_day(self.as_of), _counts(self.whole)
        )


def as_it_stood(crm: Crm, day: date) -> Crm:
    """Return the data as the team would have seen them on the evening of a day.

    Args:
        crm: the data.
        day: the data's own last day, and any later one, gives the data as they are.
    """
    if day >= crm.as_of:
        return crm

    def make() -> Earlier:
        later = undated(crm.table, crm.tables, _counts(crm))
        return Earlier(
            crm.engine,
            crm.name,
            crm.currency,
            day,
            crm.report,
            crm.fewest_colleagues,
            crm.sides,
            crm.unknowable | later,
            crm.calendar,
            whole=crm,
        )

    return crm.look_up(("as of", day), make)


def _counts(crm: Crm) -> frozenset[str]:
    """Return the fields of contacts that touches prove to count; looked up once."""
    return crm.look_up("counts", lambda: proven_counts(crm.engine, crm.table, crm.tables))
