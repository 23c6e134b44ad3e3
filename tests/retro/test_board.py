"""Cards and votes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.retro.board import (
    COUPLE,
    Card,
    Standing,
    standings,
)

KEYS = [str(number) for number in range(5)]
BALLOTS = st.lists(st.dictionaries(st.sampled_from([*KEYS, "gone"]), st.integers(1, 3)), max_size=4)


def cards(keys: list[str]) -> list[Card]:
    return [Card(key, "wall", "text") for key in keys]


def test_the_couple_has_three_different_columns() -> None:
    """Each column has a key of its own, a heading and a question."""
    assert 3 == len({column.key for column in COUPLE.columns})
    assert all(column.label and column.question for column in COUPLE.columns)


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
