"""Names: the same person stays the same, and nobody is known."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.room.state.participant import (
    NAME_LENGTH,
    TOKEN,
    answer_id,
    card_id,
    message_id,
    token_hash,
)

ANN, BEN = "a" * 22, "b" * 22
TOKENS = st.from_regex(TOKEN, fullmatch=True)
KEYS = st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="._"))


def names(token: str, key: str) -> list[str]:
    """Return every name a person has for a question or message of this key."""
    cards = (card_id(token, key, n) for n in range(12))
    return [answer_id(token, key), message_id(token, key), *cards]


@given(TOKENS, KEYS)
def test_the_same_person_has_the_same_names(token: str, key: str) -> None:
    """An answer can be changed, because it is found again."""
    assert [token_hash(token), *names(token, key)] == [token_hash(token), *names(token, key)]


def test_names_have_nothing_in_common() -> None:
    """No two questions, places, purposes or people share a name."""
    keys = ["q", "q1", "q.1", "card", "answer", ""]
    found = [name for token, key in product((ANN, BEN), keys) for name in names(token, key)]

    assert len(found) == len(set(found))


@given(TOKENS, TOKENS, KEYS)
def test_two_people_share_no_name(one: str, other: str, key: str) -> None:
    """Nobody overwrites the answer of somebody else."""
    shared = {token_hash(one), *names(one, key)} & {token_hash(other), *names(other, key)}

    assert (one == other) == bool(shared)


@given(TOKENS, KEYS)
def test_what_is_stored_is_not_the_token(token: str, key: str) -> None:
    """Neither the hash nor any name lets anybody pretend."""
    assert [] == [name for name in (token_hash(token), *names(token, key)) if token in name]


@given(TOKENS, KEYS)
def test_a_badge_is_no_name(token: str, key: str) -> None:
    """Who sees an answer's name finds nobody in the list of phones."""
    assert token_hash(token)[:NAME_LENGTH] not in names(token, key)


@pytest.mark.parametrize(
    ("token", "is_token"),
    [
        ("A" * 22, True),
        ("-_aZ09" * 10, True),
        ("A" * 64, True),
        ("A" * 21, False),
        ("A" * 65, False),
        ("A" * 21 + "ä", False),
        ("A" * 22 + "\n", False),
        ("", False),
    ],
)
def test_a_token_is_long_enough_not_to_be_guessed(token: str, *, is_token: bool) -> None:
    """22 letters of base64 or more, and nothing else."""
    assert is_token == bool(TOKEN.fullmatch(token))
