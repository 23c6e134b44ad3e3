"""Removal effects: by hand, and as laws."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.kpis.formulas.markov import NOTHING, START, WON, chance, credits_of, removal_effects

if TYPE_CHECKING:
    from workshop.kpis.formulas.markov import Moves

PATHS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6), st.booleans()),
    min_size=1,
    max_size=30,
)


def moves(paths: list[tuple[list[str], bool]]) -> Moves:
    """Return the moves of whole paths."""
    found: Counter[tuple[str, str]] = Counter()
    for channels, won in paths:
        whole = [START, *channels, WON if won else NOTHING]
        found.update(pairwise(whole))
    return dict(found)


def test_an_example_by_hand() -> None:
    """a→b→won, a→nothing, b→a→won, a→b→a→nothing: 4 paths, worked out on paper.

    From the start: a 3/4, b 1/4. From a (5 visits): b 2/5, won 1/5, nothing 2/5. From b (3): a 2/3,
    won 1/3. So A = 1/5 + 2/5 B and B = 1/3 + 2/3 A: A = 5/11, B = 7/11, chance 3/4 A + 1/4 B = 1/2.
    Without a only b→won remains: 1/4 · 1/3 = 1/12, effect 5/6. Without b: 3/4 · 1/5, effect 7/10.
    """
    went = moves([(["a", "b"], True), (["a"], False), (["b", "a"], True), (["a", "b", "a"], False)])

    assert chance(went) == pytest.approx(1 / 2)
    assert removal_effects(went) == pytest.approx({"a": 5 / 6, "b": 7 / 10})
    assert credits_of(went) == pytest.approx({"a": 2 * 25 / 46, "b": 2 * 21 / 46})


@given(PATHS)
def test_credits_add_up_to_the_conversions(paths: list[tuple[list[str], bool]]) -> None:
    """No conversion is handed out twice, none is lost, none is taken away."""
    found = credits_of(moves(paths))

    assert sum(found.values()) == pytest.approx(sum(won for _, won in paths))
    assert all(credit >= 0 for credit in found.values())


@given(PATHS)
def test_the_chance_of_the_chain_is_the_share_of_paths_that_won(
    paths: list[tuple[list[str], bool]],
) -> None:
    """With nothing removed, the chain says what was counted."""
    assert chance(moves(paths)) == pytest.approx(sum(won for _, won in paths) / len(paths))


@given(PATHS)
def test_staying_in_a_channel_changes_nothing(paths: list[tuple[list[str], bool]]) -> None:
    """Three mails in a row are one visit to the mail."""
    short = [
        ([c for k, c in enumerate(path) if k == 0 or c != path[k - 1]], won) for path, won in paths
    ]

    assert removal_effects(moves(paths)) == pytest.approx(removal_effects(moves(short)))


def test_the_only_channel_takes_all() -> None:
    """Without it nothing would be won."""
    went = moves([(["a"], True), (["a"], False)])

    assert ({"a": 1.0}, {"a": 1.0}) == (removal_effects(went), credits_of(went))


def test_nothing_won_gives_no_credit() -> None:
    """And divides by nothing."""
    assert {"a": 0.0, "b": 0.0} == credits_of(moves([(["a", "b"], False)]))


def test_no_path_is_no_error() -> None:
    """A chain without moves has no chance and no channels."""
    assert (0.0, {}) == (chance({}), credits_of({}))
