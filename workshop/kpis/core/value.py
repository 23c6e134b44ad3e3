"""What a KPI says: its value, and everything that keeps it honest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Any

from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.unit import Unit
from workshop.policy import MIN_N
from workshop.stats import wilson
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words

BESIDES: dict[str, str] = {
    "p90": N_("nine out of ten within"),
    "never": N_("without an answer so far"),
    "median": N_("median"),
    "stock": N_("open deals"),
    "win_rate": N_("win rate"),
    "deal_size": N_("average deal size"),
    "cycle": N_("days to a yes"),
    "stale_share": N_("open for longer than nine out of ten won deals took"),
    "won_per_day": N_("really won per day"),
    "needed": N_("needed (1 ÷ win rate)"),
    "after_180_days": N_("after 180 days"),
    "after_365_days": N_("after 365 days"),
}
"""Stable names of numbers beside a KPI's own, each with what people call it."""


@dataclass(frozen=True)
class Beside:
    """A number to read with a KPI, such as the P90 beside the median.

    Attributes:
        name: stable, a key of `BESIDES`.
        value: None where there are too few cases.
        unit: as in `KpiValue`.
        n: cases it rests on.
        low, high: 95 % interval, in the unit of the value, or None.
    """

    name: str
    value: float | None
    unit: str
    n: int
    low: float | None = None
    high: float | None = None

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: its stable name, what people call it, the numbers."""
        return {"name": self.name, "label": words(BESIDES[self.name])} | {
            key: getattr(self, key) for key in ("value", "unit", "n", "low", "high")
        }


@dataclass(frozen=True)
class KpiValue:
    """A KPI's answer on one set of data.

    Attributes:
        name: the KPI's key.
        value: None where it cannot or should not be computed; a ratio is between 0 and 1.
        unit: see `Unit`; for money an ISO 4217 currency code, ``EUR/day`` for money per day.
        n: cases it rests on.
        numerator, denominator: of a ratio, else None.
        low, high: 95 % interval, in the unit of the value, or None.
        window_days: time each case was given, or None where there is no window.
        as_of: the last day that counts.
        caveats: reservations, worst first.
        missing: columns without which it cannot be computed.
        beside: numbers to read with it.
    """

    name: str
    unit: str
    as_of: date
    value: float | None = None
    n: int = 0
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    window_days: int | None = None
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()

    def with_beside(self, *numbers: Beside | None) -> KpiValue:
        """Return the same answer with further numbers beside it; None adds nothing."""
        return replace(self, beside=(*self.beside, *(one for one in numbers if one)))

    def noting(self, *caveats: Caveat | None) -> KpiValue:
        """Return the same answer with further reservations; None adds nothing."""
        return replace(self, caveats=(*self.caveats, *(c for c in caveats if c)))

    def refused(self, caveat: Caveat) -> KpiValue:
        """Return the answer without a value, for this reason."""
        return replace(self, value=None, low=None, high=None, caveats=(caveat, *self.caveats))

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return the answer in the shape that ``workshop kpis --json`` promises."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "n": self.n,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "low": self.low,
            "high": self.high,
            "window_days": self.window_days,
            "as_of": self.as_of.isoformat(),
            "caveats": [{"code": c.code, "text": c.text(words)} for c in self.caveats],
            "missing": list(self.missing),
            "beside": [one.as_json(words) for one in self.beside],
        }


def ratio(answer: KpiValue, numerator: int, denominator: int) -> KpiValue:
    """Return the answer filled with a share, its Wilson interval and n; refused if n is small."""
    filled = replace(answer, n=denominator, numerator=numerator, denominator=denominator)
    if not denominator:
        return filled.refused(Caveat("no_cases"))
    if denominator < MIN_N:
        return filled.refused(Caveat("small_n", {"n": denominator, "least": MIN_N}))
    low, high = wilson(numerator, denominator)
    return replace(filled, value=numerator / denominator, low=low, high=high)


def share_beside(name: str, numerator: int, denominator: int) -> Beside:
    """Return a share beside a KPI, with its Wilson interval; without a value if n is small."""
    if denominator < MIN_N:
        return Beside(name, None, Unit.RATIO.value, denominator)
    low, high = wilson(numerator, denominator)
    return Beside(name, numerator / denominator, Unit.RATIO.value, denominator, low, high)
