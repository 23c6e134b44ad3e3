"""One KPI as data: what it says, how it is computed, who feels it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.question import Needs, Question
    from workshop.kpis.value import KpiValue, Unit

Side = Literal["sales", "marketing", "both"]
LEADS = ("contacts.contact_id", "contacts.created_at")
CLOSED = ("deals.status", "deals.closed_at")
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
        assumes: names of the `Assumptions` without which there is no number.
    """

    name: str
    label: str
    formula: str
    says: str
    cheat: str
    unit: Unit
    needs: Needs
    compute: Callable[[Question, KpiValue], KpiValue]
    better: str = "up"
    joint: bool = True
    term: str = ""
    counter: str = ""
    feels: Side = "both"
    assumes: tuple[str, ...] = ()
