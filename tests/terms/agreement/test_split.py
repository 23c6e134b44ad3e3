"""Where a group parts is named only where the cases show it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.sortings import RATINGS, sides, sorting
from support.run.profiles import examples

from workshop.terms.agreement.split import case_splits, disputed, middle, within_and_between
from workshop.words import Words

DE, EN = Words("de"), Words("en")
ACROSS = sorting("111000 222111 333111 111000 222000 333222 111000 222111")
IN_SALES = sorting("012333 301111 123000 230222 012111 301333 123000 230222")
IN_MARKETING = sorting("333012 111301 000123 222230 111012 333301 000123 222230")
NOWHERE = sorting("010101 121212 232323 101010 212121 323232 011011 122122")


@pytest.mark.parametrize(
    ("ratings", "where", "said"),
    [
        (ACROSS, "between", "The divide runs between the sides: 100% of the pairs across"),
        (IN_SALES, "sales", "The divide runs right through sales: 100% of the pairs there"),
        (IN_MARKETING, "marketing", "The divide runs right through marketing: 100%"),
        (NOWHERE, "unclear", "No clear difference"),
    ],
)
def test_the_sentence_that_fits(ratings: dict[str, dict[str, int]], where: str, said: str) -> None:
    """Often the split runs inside one department, and that is a finding of its own."""
    found = within_and_between(ratings, sides(ratings, 3))

    assert where == found.where
    assert found.said(EN).startswith(said)


def test_the_three_shares() -> None:
    """Each case counts the same, however many people sorted it."""
    ratings = sorting("0011 00_1 01_1")
    found = within_and_between(ratings, sides(ratings, 2))

    assert {"sales": 1 / 3, "marketing": 0.0} == found.inside
    assert (1 + 1 + 0.5) / 3 == found.between
    assert 3 == found.n_units


def test_chance_alone_is_seldom_a_split() -> None:
    """Both sides sort by the same habit: at most a few in a hundred rooms get a verdict."""
    verdicts = []
    for seed in range(100):
        dice = random.Random(seed)  # noqa: S311 - no secret
        true = [dice.randint(0, 3) for _ in range(12)]
        ratings = {
            f"p{who}": {
                f"u{n:02}": min(3, max(0, level + dice.choice([-1, 0, 0, 1])))
                for n, level in enumerate(true)
            }
            for who in range(10)
        }
        verdicts.append(within_and_between(ratings, sides(ratings, 5)).where)

    assert verdicts.count("unclear") >= 90


@pytest.mark.parametrize(
    ("ratings", "n_sales"),
    [(sorting("01 12 23 01 12 23"), 1), (sorting("0011 1122 2233 0011"), 2), (ACROSS, 0)],
)
def test_what_cannot_be_seen(ratings: dict[str, dict[str, int]], n_sales: int) -> None:
    """One voice a side, four cases, or one side only: no verdict."""
    found = within_and_between(ratings, sides(ratings, n_sales))

    assert "unseen" == found.where
    assert "no telling where" in found.said(EN)


def test_who_belongs_to_no_side_is_left_out() -> None:
    """Guests, and sides too small to be shown, do not move the numbers."""
    guest = {"guest": dict.fromkeys(ACROSS["p0"], 3)}
    own = sides(ACROSS, 3)

    assert within_and_between(ACROSS, own) == within_and_between(
        ACROSS | guest, own | {"guest": "other"}
    )
    assert "unseen" == within_and_between(ACROSS, {}).where


@given(RATINGS, st.integers(0, 5))
@settings(max_examples=examples(12))
def test_every_rating_is_counted_once(ratings: dict[str, dict[str, int]], n_sales: int) -> None:
    """The counts of all cases add up to what was said, and the disputed come first."""
    found = case_splits(ratings, sides(ratings, n_sales))
    given_out = [one.disputed or 0.0 for one in found]

    assert sum(map(len, ratings.values())) == sum(sum(one.total) for one in found)
    assert sorted(given_out, reverse=True) == given_out
    assert within_and_between(ratings, sides(ratings, n_sales)).said(DE)


def test_a_case_by_side_and_class() -> None:
    """Two of sales say lead, one of marketing MQL, one nothing yet."""
    ratings = sorting("1120")
    (found,) = case_splits(ratings, sides(ratings, 2))

    assert {"sales": (0, 2, 0, 0), "marketing": (1, 0, 1, 0)} == found.counts
    assert (1, 2, 1, 0) == found.total
    assert (5 / 6, 1) == (found.disputed, found.middle)


def test_without_sides_there_are_totals() -> None:
    """Under five people a side nobody is shown apart."""
    (found,) = case_splits(sorting("112"), {})

    assert {"other": (0, 2, 1, 0)} == found.counts


@pytest.mark.parametrize(
    ("values", "share", "half"), [([1], None, 1), ([0, 1], 1.0, 0), ([0, 1, 1], 2 / 3, 1)]
)
def test_dispute_and_middle(values: list[int], share: float | None, half: int) -> None:
    """One person has no dispute; of two the lower class is reached by both."""
    assert (share, half) == (disputed(values), middle(values))
