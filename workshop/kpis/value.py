"""What a KPI says: its value, and everything that keeps it honest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.kpis.unit import Unit
from workshop.stats import MIN_N, wilson
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.words import Words

__all__ = ["CAVEATS", "Beside", "Caveat", "KpiValue", "Unit", "counted", "ratio"]

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
CAVEATS: dict[str, str] = {
    "missing_columns": N_("Cannot be computed: the data lacks {columns}."),
    "no_cases": N_("No case to compute it from."),
    "small_n": N_("Too few cases ({n}); below {least} the kit shows no rate."),
    "no_interval": N_("Too few cases ({n}) for an interval."),
    "immature_cohorts": N_(
        "Left out: leads younger than {days} days ({n}); they have not had their time yet."
    ),
    "no_agreed_term": N_("Counted without an agreed rule for “{term}”: every {case} is one."),
    "needs_term": N_("Only an agreed rule for “{term}” can say who has reached this stage."),
    "leakage": N_(
        "Refused: the rule for “{term}” asks for {fields}, which is known only afterwards;"
        " it would find what it looks for."
    ),
    "left_truncated": N_(
        "Left out: leads from before the first recorded outcome, {first} ({n}); what became of them"
        " then, nobody wrote down."
    ),
    "breach_never": N_("Of the broken promises, {n} never got an answer at all."),
    "pending": N_("Left out: hand-offs that still have time for an answer ({n})."),
    "not_due": N_("Left out: leads whose deadline has not passed yet ({n})."),
    "stale_pipeline": N_(
        "{share} of the open deals are older than nine out of ten won deals ever got;"
        " they may be forgotten, not open."
    ),
    "implausible": N_(
        "Does not fit what was really won per day: it says {share} of that. Look at old open deals"
        " and at their values first."
    ),
    "unvalued_open": N_("Open deals without a value ({n}) add nothing to the sum."),
    "whole_pipeline": N_(
        "Every open deal counts, whenever it may close: planned close dates are not kept as they"
        " were on that day."
    ),
    "goal_reached": N_("The goal is reached already; there is nothing left to cover."),
    "not_observed": N_("Too few leads ({n}) have been watched for that long."),
    "contradiction": N_("Rows that contradict each other ({n}): see the check of consistency."),
    "join_misses": N_("Rows that name what is not in the data ({n}) belong to nobody."),
    "default_as_missing": N_(
        "Counted as empty: cells that hold what forms write by themselves ({n})."
    ),
    "assumption_missing": N_("Cannot be computed: nobody has said yet: {assumption}."),
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
    "undecided": N_(
        "Hand-offs without an answer after {days} business days ({n}) count as not accepted."
    ),
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
    "credit_no_cause": N_(
        "These models hand out credit; none of them shows a cause. Read the span, not one column."
    ),
    "lookback_short": N_(
        "A deal takes longer ({cycle} days) than the look-back ({lookback} days): most of what led"
        " to these deals lies before it."
    ),
    "unlinked_closed": N_("Left out: closed deals without an id, a contact or a close date ({n})."),
    "cost_period": N_(
        "Costs of {first} to {last}; customers are counted {lag} months later, for so long a deal"
        " takes."
    ),
    "cohort_period": N_("Leads first seen from {first} to {last}, and the costs of these months."),
    "people_cost_missing": N_(
        "Refused: the costs hold no people of {sides}. What is left is no full cost."
    ),
    "months_without_cost": N_(
        "Months in which nothing was booked ({n}) make the cost look smaller than it is."
    ),
    "unlinked_customers": N_(
        "Not counted: won deals that belong to no account and no contact ({n})."
    ),
    "young_customers": N_(
        "Left out: customers won less than {days} days ago ({n}); their year is not over."
    ),
    "as_assumed": N_("Stands on what you assumed, not on data."),
    "no_rule": N_("Refused: no rule for “{term}” is agreed yet, so nobody knows what to count."),
    "rate_only": N_("The interval is that of the rate; goal, share and deal size are as given."),
    "unknown_source": N_("Deals without a source the kit knows ({n}) are counted for nobody."),
    "unvalued_deals": N_("Deals without a value ({n}) add nothing to the sum."),
    "tied_touches": N_(
        "Deals whose first touches of both sides carry the same time ({n}) are counted for nobody."
    ),
    "never_add": N_("Never add it to the sourced value: the same deals stand in both."),
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
    if isinstance(value, tuple):
        return ", ".join(_said(one, words) for one in value)
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, float):
        return words.percent(value, 0)
    return words.number(value) if isinstance(value, int) else words(str(value))


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


def share_beside(name: str, numerator: int, denominator: int) -> Beside:
    """Return a share beside a KPI, with its Wilson interval; without a value if n is small."""
    if denominator < MIN_N:
        return Beside(name, None, Unit.RATIO.value, denominator)
    low, high = wilson(numerator, denominator)
    return Beside(name, numerator / denominator, Unit.RATIO.value, denominator, low, high)
