"""When cells that speak for two readings prove one of them."""

from __future__ import annotations

FAULTS = 0.05
"""Share of cells that may contradict the others and still be slips of the hand."""


def more_by_far(first: int, second: int) -> int | None:
    """Return 0 or 1 for the reading that nearly all cells speak for, None where none does."""
    if min(first, second) > FAULTS * (first + second) or not first + second:
        return None
    return int(second > first)
