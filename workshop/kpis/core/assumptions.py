"""What no export can say and a KPI has to take from people: promises, goals, prices."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.policy import SILENCE_DAYS, SLA_HOURS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Assumptions:
    """What the group assumes; None is “nobody said”, and KPIs that need it then refuse.

    Attributes:
        sla_hours: business hours within which sales answers a new lead.
        silence_days: business days after which silence on a hand-off counts as a no.
        goal: revenue of the as-of date's calendar year, in the data's currency.
        gross_margin: gross profit / revenue, between 0 and 1.
        monthly_revenue_per_account: in the data's currency.
        marketing_share: the part of the goal that marketing is to bring, between 0 and 1.
        influence_days: days before a deal in which a touch counts as influence on it.
        lookback_days: days before a win in which touches share its credit.
    """

    sla_hours: float = SLA_HOURS
    silence_days: int = SILENCE_DAYS
    goal: float | None = None
    gross_margin: float | None = None
    monthly_revenue_per_account: float | None = None
    marketing_share: float | None = None
    influence_days: int = 90
    lookback_days: int = 30

    def lacking(self, names: Iterable[str]) -> str | None:
        """Return the first of these that nobody has said, or None."""
        return next((name for name in names if getattr(self, name) is None), None)


@dataclass(frozen=True)
class Range:
    """What an assumption may be.

    Attributes:
        label: what people call it, with its unit; a message.
        most: the largest value; every assumption is above 0.
        whole: whether it has to be a whole number.
    """

    label: str
    most: float
    whole: bool = False


YEARS, MONEY = 3650, 1e15
RANGES: dict[str, Range] = {
    "sla_hours": Range(N_("Business hours until the first answer"), 1000),
    "silence_days": Range(N_("Business days until silence counts as a no"), 250, whole=True),
    "goal": Range(N_("Revenue goal for the year"), MONEY),
    "gross_margin": Range(N_("Gross margin (0 to 1)"), 1),
    "monthly_revenue_per_account": Range(N_("Monthly revenue per account"), MONEY),
    "marketing_share": Range(N_("Marketing’s share of the goal (0 to 1)"), 1),
    "influence_days": Range(
        N_("Days in which a touchpoint counts as influence"), YEARS, whole=True
    ),
    "lookback_days": Range(N_("Look-back window for credit (days)"), YEARS, whole=True),
}
"""Every assumption with its words and limits."""
assert RANGES.keys() == {one.name for one in fields(Assumptions)}  # noqa: S101 - one list, twice


def assumed(said: Iterable[str], base: Assumptions | None = None) -> Assumptions:
    """Return the assumptions with what was said instead, each as ``name=value``.

    Numbers are written with a decimal point; ``_`` may group digits.

    Raises:
        WorkshopError: if a name is unknown, or a value is no number within its limits.
    """
    found = base or Assumptions()
    for one in said:
        name, sign, value = one.partition("=")
        if not sign or name not in RANGES:
            raise WorkshopError(
                N_("There’s no assumption by that name."),
                found="{said}",
                hint=N_("Write NAME=VALUE; names: {known}"),
                said=one,
                known=", ".join(RANGES),
            )
        given: dict[str, Any] = {name: _number(name, value)}
        found = replace(found, **given)
    return found


def _number(name: str, value: str) -> float:
    limits = RANGES[name]
    try:
        number = int(value) if limits.whole else float(value)
    except ValueError:
        number = 0
    # Not a number is not within limits either.
    if 0 < number <= limits.most:
        return number
    raise WorkshopError(
        N_("This assumption needs a whole number above 0, up to {most}.")
        if limits.whole
        else N_("This assumption needs a number above 0, up to {most}."),
        found="{said}",
        hint=N_("Decimals with a point, for example 0.35."),
        said=f"{name}={value}",
        most=limits.most,
    )
