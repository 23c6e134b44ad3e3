"""What a KPI says: its value, and everything that keeps it honest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.stats import MIN_N, wilson
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.words import Words


class Unit(StrEnum):
    """What a value is measured in; money takes the data's currency code instead."""

    RATIO = "ratio"
    DAYS = "days"
    HOURS = "business_hours"
    MONEY = "money"


CAVEATS: dict[str, str] = {
    "missing_columns": N_("Cannot be computed: the data lacks {columns}."),
    "no_cases": N_("No case to compute it from."),
    "small_n": N_("Too few cases ({n}); below {least} the kit shows no rate."),
    "no_interval": N_("Too few cases ({n}) for an interval."),
    "immature_cohorts": N_(
        "Left out: leads younger than {days} days ({n}); they have not had their time yet."
    ),
    "no_agreed_term": N_("No rule for Lead is agreed yet; every contact counts as one."),
    "value_missing_for_lost": N_(
        "Refused: lost deals carry no value ({share} of them), so every share by value"
        " would look like 100 %."
    ),
    "negative_durations": N_("Left out: cases that end before they begin ({n})."),
    "missing_dates": N_("Left out: cases without a date ({n})."),
    "missing_value_lost": N_(
        "Lost deals without a value ({n}) make the share look better than it is."
    ),
    "won_before_seen": N_(
        "Not counted as won: leads whose deal was won before they were first seen ({n})."
    ),
    "unlinked_wins": N_("Not counted: won deals without a known contact or a close date ({n})."),
    "deal_before_seen": N_(
        "Not counted: leads whose deal was opened before they were first seen ({n})."
    ),
    "unlinked_deals": N_("Deals without a known contact or a date ({n}) belong to no lead."),
    "missing_value": N_("Won deals without a value ({n}) add nothing to the sum."),
    "never_answered": N_("Not in the median: leads that never got a personal answer ({n})."),
    "undecided": N_("Hand-offs without an answer yet ({n}) count as not accepted."),
    "silent": N_("Hand-offs without an answer yet ({n}) are neither accepted nor rejected."),
    "no_currency": N_("The export does not say in which currency."),
    "set_aside": N_("{n} rows of the export were set aside when it was read."),
    "missing_category": N_(
        "Cases without an entry in this field ({n}) stand in a row of their own, unranked."
    ),
    "known_late": N_(
        "This field is filled in late, often because of how it went: it describes, it does not"
        " explain."
    ),
    "no_cause": N_(
        "Sales may call the promising ones first: this shows no effect of a quick answer."
    ),
    "mix_reversal": N_(
        "With the same mix the difference turns round: the groups differ in what they are made of."
    ),
    "strata_left_out": N_(
        "Left out of the comparison: cases in parts that not every group has ({n})."
    ),
    "groups_left_out": N_(
        "Left out of the comparison: cases of groups that are too small or too young ({n})."
    ),
}
"""Stable codes, each with the sentence it stands for."""


@dataclass(frozen=True)
class Caveat:
    """One reservation: its stable code and what fills its sentence."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, words: Words, messages: Mapping[str, str] = CAVEATS) -> str:
        """Return the reservation as a sentence, or in other words if there are any for its code."""
        values = {name: _said(value, words) for name, value in self.values.items()}
        return words(messages[self.code], **values)


def _said(value: object, words: Words) -> str:
    if isinstance(value, float):
        return words.percent(value, 0)
    return words.number(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class KpiValue:
    """A KPI's answer on one set of data.

    Attributes:
        name: the KPI's key.
        value: None where it cannot or should not be computed; a ratio is between 0 and 1.
        unit: ``ratio``, ``days``, ``business_hours`` or an ISO 4217 currency code.
        n: cases it rests on.
        numerator, denominator: of a ratio, else None.
        low, high: 95 % interval, in the unit of the value, or None.
        window_days: time each case was given, or None where there is no window.
        as_of: the last day that counts.
        caveats: reservations, worst first.
        missing: columns without which it cannot be computed.
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
        }


def counted(n: int, code: str, **values: object) -> Caveat | None:
    """Return the caveat about `n` cases, or None where there are none."""
    return Caveat(code, {"n": n, **values}) if n else None


def ratio(answer: KpiValue, numerator: int, denominator: int) -> KpiValue:
    """Return the answer filled with a share, its Wilson interval and n; refused if n is small."""
    filled = replace(answer, n=denominator, numerator=numerator, denominator=denominator)
    if not denominator:
        return filled.refused(Caveat("no_cases"))
    if denominator < MIN_N:
        return filled.refused(Caveat("small_n", {"n": denominator, "least": MIN_N}))
    low, high = wilson(numerator, denominator)
    return replace(filled, value=numerator / denominator, low=low, high=high)
