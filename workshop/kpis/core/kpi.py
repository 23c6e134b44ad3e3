"""One KPI as data: what it says, how it is computed, who feels it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.kpis.core.scope import lacking
from workshop.kpis.core.unit import PER_DAY, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Needs, Scope
    from workshop.kpis.core.value import KpiValue
    from workshop.side import Speaker

LEADS = ("contacts.contact_id", "contacts.created_at")
CLOSED = ("deals.status", "deals.closed_at")
ENDED = ("deals.status",)
VALUED = ("deals.status", "deals.value")
"""What says how many deals ended how, and what they are worth, without saying when."""
CYCLE = (*CLOSED, "deals.created_at")


@dataclass(frozen=True)
class Kpi:
    """One KPI.

    Attributes:
        name: its key.
        label: what people call it.
        formula: how it is computed, in words.
        says: what it tells the two sides.
        cheat: how one would cheat it; the counter-question that keeps it honest.
        unit: see `Unit`.
        needs: columns without which there is no number; see `Needs`.
        compute: fills an empty answer; an `OfCases` can be broken down by groups.
        better: whether ``up`` or ``down`` is the good direction, or ``none``.
        joint: whether both sides can pull on it, so that it is offered for the charter.
        term: key of the agreed term whose cases it counts; empty where it counts events that
            no rule decides on.
        counter: name of the KPI to look at beside it, so that it cannot be cheated unseen.
        feels: the side that feels it first when it changes.
        by_hours: whether it counts business hours, so that the calendar stands beside it.
        assumes: names of the `Assumptions` without which there is no number.
        undated: columns that are enough for the number as it stood in the export, where no date
            says when; see `Needs`.
    """

    name: str
    label: str
    formula: str
    says: str
    cheat: str
    unit: Unit
    needs: Needs
    compute: Callable[[Scope, KpiValue], KpiValue]
    better: str = "up"
    joint: bool = True
    term: str = ""
    counter: str = ""
    feels: Speaker = "both"
    assumes: tuple[str, ...] = ()
    by_hours: bool = False
    undated: Needs = ()

    def lacking(self, scope: Scope) -> tuple[str, ...]:
        """Return the columns without which the data cannot answer this question.

        What the export says without dates holds on its own day and on no earlier one.
        """
        return () if self.is_undated(scope) else lacking(scope.crm, self.needs)

    def is_undated(self, scope: Scope) -> bool:
        """Return whether the answer is that of the export as it stands, for lack of dates."""
        crm = scope.crm
        enough = bool(self.undated) and not lacking(crm, self.undated)
        return enough and bool(lacking(crm, self.needs)) and scope.as_of >= crm.as_of

    def columns(self, scope: Scope) -> frozenset[str]:
        """Return the columns that the answer on this data reads."""
        ways = (*self.needs, *self.undated)
        return frozenset(c for needs in ways if not scope.crm.missing(needs) for c in needs)

    def unit_in(self, currency: str) -> str:
        """Return the unit that the answer carries on data in this currency."""
        match self.unit:
            case Unit.MONEY:
                return currency
            case Unit.MONEY_PER_DAY:
                return currency + PER_DAY
            case _:
                return self.unit.value
