"""Lone days: a row or two far from all others, and never a busy stretch after a pause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.crm.days.lone_day import Lone, lone_first, lone_last
from workshop.policy import LEAST_COMPANY, LONE_DAYS, MOST_LONE

MARCH = date(2018, 3, 1)
MONTH = {MARCH + timedelta(days=n): 1 for n in range(20)}
LAST = date(2018, 3, 20)


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({date(2023, 4, 21): 1}, (date(2023, 4, 21),)),
        ({date(2023, 4, 21): 2}, (date(2023, 4, 21),)),
        ({date(2023, 4, 21): 1, date(2099, 1, 1): 1}, (date(2099, 1, 1), date(2023, 4, 21))),
        ({date(2018, 6, 21): 1}, (date(2018, 6, 21),)),
    ],
    ids=["one row", "a row and its twin", "two typing errors", "just more than a quarter later"],
)
def test_a_row_or_two_far_from_all_others_are_lone(
    more: dict[date, int], days: tuple[date, ...]
) -> None:
    """The outermost of all others is the day that counts."""
    assert Lone(days, LAST) == lone_last(MONTH | more)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {date(2018, 6, 20): 1},
        {date(2023, 4, 21): MOST_LONE + 1},
        {date(2019, 4, 1): 1, date(2020, 4, 10): 1, date(2021, 4, 20): 1},
    ],
    ids=["nothing", "a quarter later", "three rows", "somebody sells once a year"],
)
def test_habits_and_pauses_are_not_lone(more: dict[date, int]) -> None:
    """Three rows are a habit, and a pause as long as others is one."""
    assert lone_last(MONTH | more) is None


def test_of_few_rows_nobody_can_say_what_is_usual() -> None:
    """With one other less a silence says nothing."""
    few = {MARCH + timedelta(days=n): 1 for n in range(LEAST_COMPANY - 1)}

    assert lone_last(few | {date(2023, 4, 21): 1}) is None


def test_the_beginning_is_judged_like_the_end() -> None:
    """One closing of 2011 in data of 2018."""
    assert Lone((date(2011, 5, 2),), MARCH) == lone_first(MONTH | {date(2011, 5, 2): 1})
    assert lone_first(MONTH | {date(2023, 4, 21): 1}) is None


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=40, unique=True), st.integers(1, 3))
@settings(max_examples=examples(60))
def test_backwards_the_first_is_the_last(places: list[int], n: int) -> None:
    """The same rule at both ends; what is left is more, and lies a silence away."""
    counts = {MARCH + timedelta(days=place): n for place in places}
    mirrored = {MARCH - timedelta(days=place): n for place in places}
    last, first = lone_last(counts), lone_first(mirrored)

    assert (last is None) == (first is None)
    if last and first:
        assert last.next - MARCH == MARCH - first.next
        assert LONE_DAYS < (last.days[-1] - last.next).days
        assert sum(counts[day] for day in last.days) <= MOST_LONE


def test_what_is_lone_at_the_other_end_hides_nothing() -> None:
    """A typing error long ago, and one to come: each is lone beside the other."""
    both = MONTH | {date(1926, 3, 5): 1, date(2062, 4, 14): 1}

    assert Lone((date(2062, 4, 14),), LAST) == lone_last(both)
    assert Lone((date(1926, 3, 5),), MARCH) == lone_first(both)


def test_nothing_has_no_end() -> None:
    """Without a date there is none to be lone."""
    assert lone_last({}) is None
