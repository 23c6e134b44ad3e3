"""Groups stand to each other as far as their intervals can tell, and no further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.data.tables import AS_OF

from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.groups.dimension import DIMENSIONS
from workshop.kpis.groups.group import Group, Standing, ordered, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

EMPTY = KpiValue("win_rate", "ratio", AS_OF)
BEST, LEVEL, BEHIND = Standing.BEST, Standing.NOT_DISTINGUISHABLE, Standing.BEHIND


def share(key: str | None, successes: int, n: int = 100) -> Group:
    return Group(key, key or "(empty)", ratio(EMPTY, successes, n))


def standings(groups: Sequence[Group], better: str = "up") -> list[Standing | None]:
    return [group.standing for group in ranked(groups, better)]


def test_one_group_may_be_clearly_ahead() -> None:
    """80 of 100 and 20 of 100 do not overlap."""
    assert [BEHIND, BEST, BEHIND] == standings([share("a", 20), share("b", 80), share("c", 30)])


def test_overlapping_intervals_give_no_winner() -> None:
    """50 and 45 of 100 could be the same; 10 could not."""
    assert [LEVEL, LEVEL, BEHIND] == standings([share("a", 45), share("b", 50), share("c", 10)])


def test_where_less_is_better_the_least_is_in_front() -> None:
    """Hours of waiting."""
    assert [BEST, BEHIND] == standings([share("a", 10), share("b", 80)], "down")


def test_where_nothing_is_better_nobody_is_ranked() -> None:
    """A long way to a no is neither good nor bad."""
    assert [None, None] == standings([share("a", 10), share("b", 80)], "none")


def test_alone_nobody_is_the_best() -> None:
    """Neither a missing entry nor a group without a number is a rival."""
    assert [None, None, None] == standings([share("a", 10), share(None, 80), share("b", 9, 10)])


def test_order_is_front_then_no_number_then_no_entry() -> None:
    """A missing entry never stands above a named group, however good it looks."""
    groups = [share(None, 99), share("few", 9, 10), share("a", 20), share("b", 80)]
    found = ordered(ranked(groups, "up"), DIMENSIONS["source"], "up")

    assert ["b", "a", "few", None] == [group.key for group in found]


def test_time_keeps_its_own_order() -> None:
    """A course over time is read from left to right."""
    groups = [share("2026-Q1", 10), share(None, 1), share("2025-Q3", 80)]
    found = ordered(ranked(groups, "up"), DIMENSIONS["quarter"], "up")

    assert ["2025-Q3", "2026-Q1", None] == [group.key for group in found]


@pytest.mark.parametrize("turned", [False, True])
def test_equal_groups_have_a_fixed_order(turned: bool) -> None:  # noqa: FBT001 - a case
    """The same data gives the same page: the larger one first, then by name."""
    groups = [share("b", 10), share("a", 10), share("c", 20, 200)]
    found = ordered(ranked(groups[::-1] if turned else groups, "up"), DIMENSIONS["source"], "up")

    assert ["c", "a", "b"] == [group.key for group in found]


def test_intervals_that_touch_do_overlap() -> None:
    """The end belongs to the interval."""
    one, other = share("a", 80), share("b", 20)
    other = replace(other, answer=replace(other.answer, high=one.answer.low))

    assert [LEVEL, LEVEL] == standings([one, other])
