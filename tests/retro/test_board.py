"""Cards and votes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import WorkshopError
from workshop.retro.board import (
    COUPLE,
    VOTES_EACH,
    VOTES_PER_CARD,
    Card,
    Standing,
    spend,
    standings,
    take_back,
)

Move = tuple[Callable[[dict[str, int], str], dict[str, int]], str]
KEYS = [str(number) for number in range(5)]
MOVES = st.lists(st.tuples(st.sampled_from([spend, take_back]), st.sampled_from(KEYS)), max_size=40)
BALLOTS = st.lists(st.dictionaries(st.sampled_from([*KEYS, "gone"]), st.integers(1, 3)), max_size=4)


def cards(keys: list[str]) -> list[Card]:
    return [Card(key, "wall", "text") for key in keys]


def test_the_couple_has_three_different_columns() -> None:
    """Each column has a key of its own, a heading and a question."""
    assert 3 == len({column.key for column in COUPLE.columns})
    assert all(column.label and column.question for column in COUPLE.columns)


def test_a_vote_is_one_more() -> None:
    """Spending leaves the old ballot as it was."""
    before = {"a": 1}

    assert {"a": 2} == spend(before, "a")
    assert {"a": 1, "b": 1} == spend(before, "b")
    assert {"a": 1} == before


def test_all_votes_spent_is_refused_with_the_way_out() -> None:
    """The sixth vote needs one back first."""
    with pytest.raises(WorkshopError, match=rf"All {VOTES_EACH} votes.*Hint: Take one back"):
        spend({"a": 3, "b": 2}, "c")


def test_one_card_gets_no_more_than_its_share() -> None:
    """Nobody puts everything on one card."""
    with pytest.raises(WorkshopError, match=f"at most {VOTES_PER_CARD} votes"):
        spend({"a": VOTES_PER_CARD}, "a")


def test_taking_back_is_one_less() -> None:
    """The last vote on a card leaves no trace, and the old ballot stays as it was."""
    before = {"a": 2, "b": 1}

    assert {"a": 1, "b": 1} == take_back(before, "a")
    assert {"a": 2} == take_back(before, "b")
    assert {"a": 2, "b": 1} == before


def test_taking_back_where_nothing_is_does_nothing() -> None:
    """No card gets less than no vote."""
    assert {"a": 1} == take_back({"a": 1}, "b")


@given(MOVES)
def test_no_sequence_of_clicks_breaks_the_limits(moves: list[Move]) -> None:
    """Whatever is clicked, a ballot holds whole votes within both limits."""
    ballot: dict[str, int] = {}
    for move, card in moves:
        with suppress(WorkshopError):
            ballot = move(ballot, card)

        assert sum(ballot.values()) <= VOTES_EACH
        assert all(1 <= votes <= VOTES_PER_CARD for votes in ballot.values())


@given(MOVES, st.sampled_from(KEYS))
def test_a_vote_taken_back_can_be_spent_anew(moves: list[Move], card: str) -> None:
    """Spending and taking back are each other's opposite."""
    ballot: dict[str, int] = {}
    for move, key in moves:
        with suppress(WorkshopError):
            ballot = move(ballot, key)
    if card in ballot:
        assert ballot == spend(take_back(ballot, card), card)


@given(st.permutations(KEYS), BALLOTS)
def test_standings_count_every_vote_on_a_card_there_is(
    keys: list[str], ballots: list[dict[str, int]]
) -> None:
    """No vote is lost or made up; votes for a card that was taken away count for nobody."""
    shown = standings(cards(keys), iter(ballots))
    given_votes = sum(ballot.get(key, 0) for ballot in ballots for key in keys)

    assert given_votes == sum(standing.votes for standing in shown)
    assert sorted(keys) == sorted(standing.card.key for standing in shown)


@given(st.permutations(KEYS), BALLOTS)
def test_standings_are_sorted_and_stable(keys: list[str], ballots: list[dict[str, int]]) -> None:
    """Most votes first; equal cards keep the order in which they were written."""
    shown = standings(cards(keys), ballots)
    ranks = [(-standing.votes, keys.index(standing.card.key)) for standing in shown]

    assert sorted(ranks) == ranks


def test_a_card_without_votes_is_shown_too() -> None:
    """Nobody's card disappears because nobody voted for it."""
    assert [Standing(Card("0", "wall", "text"), 0)] == standings(cards(["0"]), [])
