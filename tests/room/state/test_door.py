"""The door: codes people can read and type, a key, and guessing slowed down."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.room.state.door import (
    ALPHABET,
    CODE_LENGTH,
    WRONG_CODES,
    Door,
    TokenBucket,
    as_code,
    door,
    new_code,
)

DOOR = Door(code="ABCDEF", key="secret-key", address="http://192.0.2.7:8000")
ENOUGH = 30


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def tired() -> tuple[Clock, TokenBucket]:
    """Return a guard that has just seen as many wrong codes as it forgives."""
    clock = Clock()
    guard = TokenBucket(*WRONG_CODES, clock)
    for _ in range(ENOUGH):
        guard.use()
    return clock, guard


def test_no_two_letters_look_alike() -> None:
    """Read from the last row: of I, O, Q, S and all digits there are none."""
    assert set() == set(ALPHABET) & set("IOQS0123456789")
    assert sorted(set(ALPHABET)) == list(ALPHABET)


def test_a_code_is_six_letters_of_the_alphabet() -> None:
    """And no two rooms get the same one."""
    codes = {new_code() for _ in range(50)}

    assert {CODE_LENGTH} == {len(code) for code in codes}
    assert set("".join(codes)) <= set(ALPHABET)
    assert len(codes) > 45


@pytest.mark.parametrize(
    "typed", ["ABCDEF", "abcdef", " abc def\n", "ABC-DEF", "a–b_c.d e\u00a0f", "ABC\u200bDEF"]
)
def test_a_code_may_be_typed_anyhow(typed: str) -> None:
    """Case, blanks and dashes do not keep anybody out."""
    assert "ABCDEF" == as_code(typed)
    assert DOOR.opens_to(typed, "")


@given(st.text())
def test_a_typed_code_is_tidied_once(typed: str) -> None:
    """Tidying what is tidy changes nothing."""
    assert as_code(typed) == as_code(as_code(typed))


@pytest.mark.parametrize(
    ("code", "key", "opens"),
    [
        ("ABCDEF", "", True),
        ("", "secret-key", True),
        ("wrong", "secret-key", True),
        ("ABCDEF", "wrong", True),
        ("ABCDEG", "", False),
        ("ABCDE", "", False),
        ("ABCDEFG", "", False),
        ("ÄBCDEF", "ß", False),
        ("", "SECRET-KEY", False),
        ("", "secret-ke", False),
        ("secret-key", "ABCDEF", False),
        ("", "", False),
    ],
)
def test_a_door_opens_to_its_code_or_its_key(code: str, key: str, *, opens: bool) -> None:
    """Either is enough, and nothing else is."""
    assert opens == DOOR.opens_to(code, key)


def test_an_empty_key_opens_nothing() -> None:
    """A room without a key is not open to everybody who has none."""
    assert not Door(code="ABCDEF", key="", address="").opens_to("", "")


def test_the_link_keeps_the_secrets_behind_the_hash() -> None:
    """What stands after the # is never sent to a server on the way."""
    assert "http://192.0.2.7:8000/#ABCDEF.secret-key" == DOOR.link


def test_a_door_survives_the_log() -> None:
    """What was stored opens the same room; where no server was, there is no door."""
    assert DOOR == door(asdict(DOOR))
    assert door({}) is None


def test_mistyping_is_free() -> None:
    """A hall that types at once does not wait for one another's mistakes."""
    guard = TokenBucket(*WRONG_CODES, Clock())
    waits = []
    for _ in range(ENOUGH):
        waits.append(guard.wait())
        guard.use()

    assert [0.0] * ENOUGH == waits


def test_guessing_has_to_wait() -> None:
    """After thirty wrong codes the next is looked at two seconds later."""
    clock, guard = tired()

    assert 2.0 == guard.wait()
    clock.now += 1
    assert 1.0 == guard.wait()
    clock.now += 1
    assert 0.0 == guard.wait()


def test_the_wait_does_not_grow() -> None:
    """However many guess, a right code gets its turn within two seconds."""
    _, guard = tired()
    for _ in range(1000):
        guard.use()

    assert 2.0 == guard.wait()


def test_one_wait_buys_one_guess() -> None:
    """Waiting once does not open the door to thirty more."""
    clock, guard = tired()
    clock.now += guard.wait()
    before = guard.wait()
    guard.use()

    assert (0.0, 2.0) == (before, guard.wait())


@pytest.mark.parametrize("pause", [60, 100_000])
def test_a_guard_recovers_and_hoards_nothing(pause: float) -> None:
    """After a minute all is forgiven, and a night buys no more guesses than that."""
    clock, guard = tired()
    clock.now += pause
    waits = []
    for _ in range(ENOUGH + 1):
        waits.append(guard.wait())
        guard.use()

    assert [*[0.0] * ENOUGH, 2.0] == waits


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=80))
def test_the_wait_is_never_long(steps: list[tuple[bool, int]]) -> None:
    """Whatever happened before, nobody waits more than two seconds, or less than none."""
    clock = Clock()
    guard = TokenBucket(*WRONG_CODES, clock)
    for is_wrong, pause in steps:
        clock.now += pause / 8
        if is_wrong:
            guard.use()

        assert 0 <= guard.wait() <= 2
