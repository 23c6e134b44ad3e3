"""What a rule would mean for the work: cases a week, hours a week, wins it would have missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import ibis

from workshop.terms.comparison import end_of, judged_cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.store import Crm
    from workshop.terms.entity import Entity
    from workshop.terms.rule import Rule

MINUTES = 20
"""What looking at one case and calling takes, unless the group says otherwise."""
MOST_WEEKS = 52
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
    """Return what each rule would mean, by its name; all in two queries.

    Args:
        crm: the data.
        rules: at least one, all about the same entity.
        minutes: what each case takes.

    Raises:
        WorkshopError: see `workshop.terms.comparison.compare`.
    """
    entity = next(iter(rules.values())).entity
    judged = judged_cases(crm, entity, rules)
    end = end_of(crm)
    weeks = _full_weeks(judged, end)
    recent = judged.filter(_since(judged, end - timedelta(weeks=weeks)))
    covered = {f"n{place}": recent[f"rule{place}"].sum() for place in range(len(rules))}
    hit = {
        f"w{place}": (recent[f"rule{place}"] & recent.has_won).sum() for place in range(len(rules))
    }
    counted = recent.aggregate(**covered, **hit, wins=recent.has_won.sum())
    row = {name: int(n or 0) for name, n in counted.to_pyarrow().to_pylist()[0].items()}
    works = entity in WORK and weeks >= FEWEST_WEEKS
    return {
        name: Consequence(
            per_week=row[f"n{place}"] / weeks if works else None,
            weeks=weeks,
            minutes=minutes,
            wins=row["wins"],
            missed=row["wins"] - row[f"w{place}"],
        )
        for place, name in enumerate(rules)
    }


def _full_weeks(judged: ibis.Table, end: datetime) -> int:
    """Return how many full weeks before `end` the data has cases of, at most a year."""
    in_year = _since(judged, end - timedelta(weeks=MOST_WEEKS))
    # Odd dates such as 1970 say nothing about how far the data goes back; the year before does.
    in_two = _since(judged, end - timedelta(weeks=2 * MOST_WEEKS))
    found = judged.aggregate(
        first=judged.began_at.min(where=in_year), older=(in_two & ~in_year).any()
    ).to_pyarrow()
    first = found["first"][0].as_py()
    if first is None:
        return 0
    return MOST_WEEKS if found["older"][0].as_py() else int((end - first) / timedelta(weeks=1))


def _since(judged: ibis.Table, moment: datetime) -> ibis.ir.BooleanValue:
    return judged.began_at >= ibis.timestamp(moment.isoformat())
