"""What an option may be: both ends of its range, and nothing beyond them."""

from __future__ import annotations

import re

import pytest

from workshop.cli.values import PORT, one_of, whole


@pytest.mark.parametrize("typed", ["5", "12", "20"])
def test_both_ends_of_a_range_are_in_it(typed: str) -> None:
    """“From 5 to 20” promises both."""
    assert int(typed) == whole(5, 20).read(typed)


@pytest.mark.parametrize("typed", ["4", "21", "-5", "5.5", "five", " "])
def test_what_lies_beyond_is_refused(typed: str) -> None:
    """So is what is no whole number at all."""
    with pytest.raises(ValueError, match=re.escape(typed)):
        whole(5, 20).read(typed)


def test_a_port_may_be_any_there_is() -> None:
    """The last one is 65535; 0 leaves the choice to the system."""
    assert [0, 65535] == [PORT.read("0"), PORT.read("65535")]


def test_one_of_a_few_words_is_taken_as_it_is() -> None:
    """Nothing is guessed from half a word."""
    known = one_of("en", "de")

    assert "de" == known.read("de")
    with pytest.raises(ValueError, match="d"):
        known.read("d")
