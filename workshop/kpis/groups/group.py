"""A group of cases, and how groups stand to each other: no ranking that chance could make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.kpis.groups.colleagues import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.groups.dimension import Dimension
    from workshop.words import Words


class Standing(StrEnum):
    """How a group stands to the best one, as far as the intervals can tell."""

    BEST = "best"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    BEHIND = "behind"


@dataclass(frozen=True)
class Group:
    """One group of cases.

    Attributes:
        key: the value they share; None where nobody filled the field in.
        label: the message that names it.
        answer: the KPI of these cases only.
        standing: None where the group is not ranked: no number, no interval, no entry.
    """

    key: str | None
    label: str
    answer: KpiValue
    standing: Standing | None = None

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return the group as the KPI's JSON with its key, label and standing before it."""
        named = {"key": self.key, "label": words(self.label), "standing": self.standing}
        return named | self.answer.as_json(words)


def ranked(groups: Sequence[Group], better: str) -> Sequence[Group]:
    """Return the groups with their standing; overlapping intervals tell nothing apart.

    Args:
        groups: a number only where there is an interval, too.
        better: ``up``, ``down``, or ``none`` for no ranking at all.
    """
    unranked = None, TOGETHER
    running = [one for one in groups if one.key not in unranked and one.answer.value is not None]
    if better == "none" or len(running) <= 1:
        return groups
    best = min(running, key=lambda group: _merit(group, better))
    level = [group for group in running if _overlap(group.answer, best.answer)]
    top = Standing.BEST if level == [best] else Standing.NOT_DISTINGUISHABLE
    standings = {group.key: Standing.BEHIND for group in running}
    standings |= {group.key: top for group in level}
    return [replace(group, standing=standings.get(group.key)) for group in groups]


def _overlap(one: KpiValue, other: KpiValue) -> bool:
    ends = one.low, one.high, other.low, other.high
    low, high, other_low, other_high = (end or 0.0 for end in ends)
    return low <= other_high and other_low <= high


def _merit(group: Group, better: str) -> tuple[float, int, str]:
    """Return what sorts the better group first; among equals the larger one."""
    sign = {"up": -1, "down": 1}.get(better, 0)
    return sign * (group.answer.value or 0), -group.answer.n, group.key or ""


def ordered(groups: Sequence[Group], by: Dimension, better: str) -> tuple[Group, ...]:
    """Return the groups in the dimension's own order, else those in front first.

    Groups without a number come next, the larger ones first, and the one without an entry last.
    """

    def place(group: Group) -> tuple[Any, ...]:
        merit = _merit(group, better if group.standing else "none")
        return group.key is None, group.answer.value is None, merit

    def own_place(group: Group) -> tuple[Any, ...]:
        return by.place_of(group.key)

    return tuple(sorted(groups, key=own_place if by.ordered else place))
