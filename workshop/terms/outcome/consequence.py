"""What a rule would mean for the work: cases a week, hours a week, wins it would have missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.terms.outcome.comparison import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.crm import Crm
    from workshop.terms.outcome.comparison import Comparison
    from workshop.terms.rules.entity import Entity
    from workshop.terms.rules.rule import Rule

MINUTES = 20
"""What looking at one case and calling takes, unless the group says otherwise."""
FEWEST_WEEKS = 4
"""With fewer full weeks of data a mean says nothing about the next one."""
WORK: tuple[Entity, ...] = ("contacts", "deals")
"""Entities somebody has to work through one by one; a campaign is none."""


@dataclass(frozen=True)
class Consequence:
    """What one rule would mean.

    Attributes:
        per_week: covered cases that began in a week, the mean of the last full weeks; None where
            nobody works through them, or with too few weeks of data.
        weeks: how many full weeks that mean is of, at most 52.
        minutes: what each case takes.
        wins: cases that began in these weeks and have won by the as-of day.
        missed: how many of them the rule does not cover.
    """

    per_week: float | None
    weeks: int
    minutes: int
    wins: int
    missed: int

    @property
    def hours_per_week(self) -> float | None:
        """Work a week in hours, None where there is no `per_week`."""
        return None if self.per_week is None else self.per_week * self.minutes / 60


def consequences(
    crm: Crm, rules: Mapping[str, Rule], *, minutes: int = MINUTES
) -> dict[str, Consequence]:
    """Return what each rule would mean, by its name; in one query.

    Args:
        crm: the data.
        rules: at least one, all about the same entity.
        minutes: what each case takes.

    Raises:
        WorkshopError: see `workshop.terms.outcome.comparison.compare`.
    """
    return consequences_of(compare(crm, rules), minutes=minutes)


def consequences_of(found: Comparison, *, minutes: int = MINUTES) -> dict[str, Consequence]:
    """Return what each rule of a comparison would mean, by its name."""
    wins = sum(part.won for part in found.recent.values())
    return {name: _consequence(found, name, minutes, wins) for name in found.names}


def _consequence(found: Comparison, name: str, minutes: int, wins: int) -> Consequence:
    covered = [part for names, part in found.recent.items() if name in names]
    works = found.entity in WORK and found.weeks >= FEWEST_WEEKS
    return Consequence(
        per_week=sum(part.cases for part in covered) / found.weeks if works else None,
        weeks=found.weeks,
        minutes=minutes,
        wins=wins,
        missed=wins - sum(part.won for part in covered),
    )
