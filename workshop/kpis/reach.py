"""What is within reach: a target for the next quarter against the quarters one has had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.kpis.cases import OfCases
from workshop.kpis.catalogue import NOBODY_SAID, NOTHING_AGREED, answer, kpi, pose
from workshop.kpis.judgement import MESSAGES, Judgement, Verdict
from workshop.kpis.prediction import LEAST_QUARTERS, MOST_QUARTERS, is_sound, predicted
from workshop.kpis.quarters import OwnQuarter, own_quarters
from workshop.kpis.said import ends, written
from workshop.kpis.unit import Unit
from workshop.kpis.value import Caveat, KpiValue
from workshop.stats import MIN_N
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.catalogue import Terms
    from workshop.words import Words


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
        why: the reservation because of which there is no range; its sentence is in `MESSAGES`.
        caveats: about the range; their sentences are in `MESSAGES`.
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

    def ends(self, words: Words) -> tuple[str, str]:
        """Return both ends of the range as they stand in a sentence; dashes without one."""
        filled = replace(self.total, low=self.low, high=self.high)
        return ends(filled, words) or ("–", "–")

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
        return Judgement(verdict, easy, self)

    def judged(self, target: float, words: Words) -> str:
        """Return what a target means in sentences; see `judge`."""
        return self.judge(target).text(words)

    def said(self, words: Words) -> str:
        """Return in sentences what the last quarter was and what the next can bring, or why not."""
        if self.why or not self.last or self.last.answer.value is None:
            return self.why.text(words, MESSAGES) if self.why else ""
        low, high = self.ends(words)
        found = words(
            "{quarter}: {last}. If nothing changes, the next quarter brings {low} to {high}.",
            quarter=self.last.quarter.short,
            last=written(self.last.answer.value, self.unit, words),
            low=low,
            high=high,
        )
        return " ".join([found, *(one.text(words, MESSAGES) for one in self.caveats)])

    def _verdict(self, target: float, low: float, high: float) -> Verdict:
        values = [one.answer.value or 0.0 for one in self.comparable]
        up, down = self.better != "down", self.better != "up"
        if not (up and target > max(values)) and not (down and target < min(values)):
            return Verdict.WITHIN
        beyond = (up and target > high) or (down and target < low)
        return Verdict.NEW if beyond else Verdict.EDGE

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: the range, the quarters, the reservations as stable codes."""
        told = (*((self.why,) if self.why else ()), *self.caveats)
        return {
            "name": self.name,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "quarters": [
                {"quarter": one.quarter.key, **one.answer.as_json(words)} for one in self.quarters
            ],
            "caveats": [{"code": c.code, "text": c.text(words, MESSAGES)} for c in told],
        }


def reach(
    crm: Crm,
    kpi_name: str,
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    quarters: int = 6,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> Reach:
    """Return what a KPI's next quarter can bring, from its own last full quarters.

    Args:
        crm: the data.
        kpi_name: the KPI.
        terms: as in `ask`.
        as_of: as in `ask`.
        quarters: how many, 4 to 12.
        window_days: as in `ask`.
        assumptions: as in `ask`.

    Raises:
        WorkshopError: if there is no such KPI, or not so many quarters can be asked for.
    """
    one = kpi(kpi_name)
    if not LEAST_QUARTERS <= quarters <= MOST_QUARTERS:
        raise WorkshopError(
            N_("So many quarters cannot be compared."),
            found="{n}",
            hint=N_("A number from {least} to {most}."),
            n=quarters,
            least=LEAST_QUARTERS,
            most=MOST_QUARTERS,
        )
    asked = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    total = answer(one, asked)
    empty = Reach(one.name, total.unit, one.better, total)
    if not isinstance(one.compute, OfCases):
        return replace(empty, why=Caveat("no_quarters"))
    # What refuses the whole (a missing column, a circular rule) refuses each quarter.
    if total.value is None and not total.n:
        return replace(empty, why=total.caveats[0])
    return _ranged(replace(empty, quarters=own_quarters(one, asked, quarters)))


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
            N_("No quarter can ever have this value."),
            found="{target}",
            hint=N_("A share lies between 0 and 100 %, everything else at 0 or above."),
            target=f"{target:g}",
        )
