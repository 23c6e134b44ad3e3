"""What is within reach: a target for the next quarter against the quarters one has had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.scope import lacking
from workshop.kpis.core.unit import Unit
from workshop.kpis.targets.prediction import LEAST_QUARTERS, MOST_QUARTERS, is_sound, predicted
from workshop.kpis.targets.quarters import OwnQuarter, own_quarters
from workshop.policy import MIN_N
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue


class Verdict(StrEnum):
    """How a target stands to what there has been."""

    WITHIN = "within"
    EDGE = "edge"
    NEW = "new"


@dataclass(frozen=True)
class Judgement:
    """What a target means.

    Attributes:
        verdict: None where nobody can know.
        is_easy: whether the last quarter was at least as good already.
    """

    verdict: Verdict | None
    is_easy: bool


@dataclass(frozen=True)
class Reach:
    """What one more quarter can bring.

    Attributes:
        name: the KPI's key.
        unit: as in `KpiValue`.
        better: ``up``, ``down`` or ``none``, as in `Kpi`.
        total: the KPI over all cases, as `ask` returns it.
        quarters: own full quarters, the oldest first.
        low, high: 95 % range of the next quarter, in the unit of the value, or None.
        why: the reservation because of which there is no range.
        caveats: about the range; `workshop.kpis.targets.text` has the sentences of both.
    """

    name: str
    unit: str
    better: str
    total: KpiValue
    quarters: tuple[OwnQuarter, ...] = ()
    low: float | None = None
    high: float | None = None
    why: Caveat | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def last(self) -> OwnQuarter | None:
        """The last full quarter."""
        return self.quarters[-1] if self.quarters else None

    @property
    def comparable(self) -> list[OwnQuarter]:
        """The quarters with a value, an interval and enough cases."""
        return [one for one in self.quarters if is_sound(one.answer)]

    @property
    def best(self) -> float | None:
        """The best value of the comparable quarters; the highest where none is better."""
        values = [one.answer.value for one in self.comparable if one.answer.value is not None]
        return (min if self.better == "down" else max)(values, default=None)

    def judge(self, target: float) -> Judgement:
        """Return what a target means, held against the own quarters.

        Args:
            target: in the unit of the KPI: a share is between 0 and 1.

        Raises:
            WorkshopError: if the KPI can never have this value.
        """
        _check(target, self.unit)
        verdict = None
        if self.low is not None and self.high is not None:
            verdict = self._verdict(target, self.low, self.high)
        last = self.last.answer.value if self.last else None
        easy = last is not None and self.better != "none" and not _beats(target, last, self.better)
        return Judgement(verdict, easy)

    def _verdict(self, target: float, low: float, high: float) -> Verdict:
        values = [one.answer.value or 0.0 for one in self.comparable]
        up, down = self.better != "down", self.better != "up"
        if not (up and target > max(values)) and not (down and target < min(values)):
            return Verdict.WITHIN
        beyond = (up and target > high) or (down and target < low)
        return Verdict.NEW if beyond else Verdict.EDGE


def reach(scope: Scope, kpi_name: str, *, quarters: int = 6) -> Reach:
    """Return what a KPI's next quarter can bring, from its own last full quarters.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        kpi_name: the KPI.
        quarters: how many, 4 to 12.

    Raises:
        WorkshopError: if there is no such KPI, or not so many quarters can be asked for.
    """
    one = kpi(kpi_name)
    if not LEAST_QUARTERS <= quarters <= MOST_QUARTERS:
        raise WorkshopError(
            N_("That number of quarters can’t be compared."),
            found="{n}",
            hint=N_("A number from {least} to {most}."),
            n=quarters,
            least=LEAST_QUARTERS,
            most=MOST_QUARTERS,
        )
    total = ask(one, scope)
    empty = Reach(one.name, total.unit, one.better, total)
    if not isinstance(one.compute, OfCases):
        return replace(empty, why=Caveat("no_quarters"))
    # What refuses the whole (a missing column, a circular rule) refuses each quarter.
    if total.value is None and not total.n:
        return replace(empty, why=total.caveats[0])
    if undated := lacking(scope.crm, one.needs):
        return replace(empty, why=Caveat("missing_columns", {"columns": ", ".join(undated)}))
    return _ranged(replace(empty, quarters=own_quarters(one, scope, quarters)))


def _ranged(found: Reach) -> Reach:
    last, sound = found.quarters[-1].answer, [one.answer for one in found.comparable]
    if not is_sound(last):
        few = Caveat("small_quarter", {"n": last.n, "least": MIN_N})
        return replace(found, why=few)
    if len(sound) < LEAST_QUARTERS:
        few = Caveat("few_quarters", {"n": len(sound), "least": LEAST_QUARTERS})
        return replace(found, why=few)
    ahead = predicted(sound)
    if ahead.empty:
        return replace(found, why=Caveat("empty_range"))
    caveats = (Caveat("restless"),) if ahead.restless else ()
    return replace(found, low=ahead.low, high=ahead.high, caveats=caveats)


def _beats(one: float, other: float, better: str) -> bool:
    return one < other if better == "down" else one > other


def _check(target: float, unit: str) -> None:
    most = 1.0 if unit == Unit.RATIO else float("inf")
    if not (isfinite(target) and 0 <= target <= most):
        raise WorkshopError(
            N_("No quarter could ever have this value."),
            found="{target}",
            hint=N_("A share is between 0 and 100%, everything else is 0 or above."),
            target=f"{target:g}",
        )
