"""Dots: every one counts once, ties are ties, and nobody is told apart who may not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.retro.board import TOP, Ballot, heaviest, standings
from workshop.side import SIDES

KEYS = [str(number) for number in range(5)]
DOTS = st.dictionaries(st.sampled_from([*KEYS, "gone"]), st.integers(0, 3))
BALLOTS = st.lists(st.builds(Ballot, st.sampled_from(SIDES), DOTS), max_size=6)


@given(st.permutations(KEYS), BALLOTS)
def test_every_dot_on_a_theme_counts_once(keys: list[str], ballots: list[Ballot]) -> None:
    """Dots on what is no theme count for nothing; most come first, equal ones in their order."""
    found = standings(keys, ballots, SIDES)
    dots = {one.theme: one.dots for one in found}

    assert {key: sum(b.dots.get(key, 0) for b in ballots) for key in keys} == dots
    assert found == tuple(sorted(found, key=lambda one: (-one.dots, keys.index(one.theme))))
    assert all(sum(one.by_side.values()) == one.dots for one in found)


@given(st.permutations(KEYS), BALLOTS)
def test_a_tie_has_one_rank(keys: list[str], ballots: list[Ballot]) -> None:
    """As many dots, the same rank, and both say so; nobody drops out of the top for a tie."""
    found = standings(keys, ballots)
    ranks = {one.dots: one.rank for one in found}
    top = heaviest(found)

    assert all(one.rank == ranks[one.dots] for one in found)
    assert [one for one in found if one.is_tied] == [
        one for one in found if sum(other.dots == one.dots for other in found) > 1
    ]
    assert {one.dots for one in top}.isdisjoint(one.dots for one in found if one not in top)
    assert all(one.rank <= TOP and one.dots for one in top)


@pytest.mark.parametrize(
    ("sides", "sales", "marketing", "only"),
    [
        (SIDES, 3, 0, "sales"),
        (SIDES, 0, 2, "marketing"),
        (SIDES, 1, 1, None),
        (SIDES, 0, 0, None),
        ((), 3, 0, None),
        (("sales",), 3, 0, None),
    ],
)
def test_only_one_side_is_said_where_both_may_be_told_apart(
    sides: tuple[str, ...], sales: int, marketing: int, only: str | None
) -> None:
    """Where one side may not be shown, what the other one lacks would give it away."""
    ballots = [Ballot("sales", {"a": sales}), Ballot("marketing", {"a": marketing})]
    (found,) = standings(["a"], ballots, sides)

    assert only == found.only
