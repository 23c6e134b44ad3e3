"""From one sorting to the next: which cases moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.terms.agreement.split import disputed, middle

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Move:
    """One case that was sorted twice.

    Attributes:
        unit: the case.
        before, after: the class that half of the people reached, the lower one of two.
        disputed_before, disputed_after: share (0 to 1) of disagreeing pairs, None with fewer
            than two people.
    """

    unit: str
    before: int
    after: int
    disputed_before: float | None
    disputed_after: float | None

    @property
    def classes(self) -> int:
        """How many classes it moved, up or down."""
        return abs(self.after - self.before)

    @property
    def closer(self) -> float | None:
        """By how much the share of disagreeing pairs fell, None where it cannot be compared."""
        if self.disputed_before is None or self.disputed_after is None:
            return None
        return self.disputed_before - self.disputed_after


def moved(
    before: Mapping[str, Mapping[str, int]], after: Mapping[str, Mapping[str, int]]
) -> list[Move]:
    """Return the cases that both sortings share, the furthest moved first.

    Cases that moved equally far come in order of how much their dispute changed, then by key;
    those that did not move stand at the end.

    Args:
        before: rater to case to class.
        after: the same; the raters need not be the same people.
    """
    first, second = values_of(before), values_of(after)
    moves = [_move(unit, first[unit], second[unit]) for unit in first.keys() & second.keys()]
    return sorted(moves, key=lambda one: (-one.classes, -abs(one.closer or 0.0), one.unit))


def values_of(ratings: Mapping[str, Mapping[str, int]]) -> dict[str, list[int]]:
    """Return case to the classes it was given."""
    found: dict[str, list[int]] = {}
    for one in ratings.values():
        for unit, value in one.items():
            found.setdefault(unit, []).append(value)
    return found


def _move(unit: str, before: list[int], after: list[int]) -> Move:
    return Move(unit, middle(before), middle(after), disputed(before), disputed(after))
