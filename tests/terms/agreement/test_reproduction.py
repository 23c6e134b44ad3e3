"""The rule is held against what people said about the same cases."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.sortings import RATINGS, sorting
from support.run.profiles import examples

from workshop.stats import wilson
from workshop.terms.agreement.reproduction import reproduction
from workshop.words import Words

DE, EN = Words("de"), Words("en")
VOTES = sorting("1111 0011 0001 3210 0000")
"""Yes by all, a tie, one yes, three yes, no by all."""


def test_matches_misses_and_ties() -> None:
    """A tie is neither right nor wrong; the clearest vote stands first."""
    found = reproduction(VOTES, {"u01", "u02", "u03"})

    assert ["u01", "u05"] == [vote.unit for vote in found.matches]
    assert ["u03", "u04"] == [vote.unit for vote in found.misses]
    assert ["u02"] == [vote.unit for vote in found.ties]
    assert (4, 0.5, wilson(2, 4)) == (
        found.counts.n,
        found.counts.fits / found.counts.n,
        found.counts.interval,
    )


def test_a_miss_says_what_people_said() -> None:
    """Share of yes and what the rule says, to talk about."""
    (miss,) = reproduction(sorting("0111"), set()).misses

    assert (0.75, False, False) == (miss.share, miss.covered, miss.fits)


def test_the_threshold_is_the_lowest_yes() -> None:
    """Whoever asks about MQL counts from two on."""
    assert ["u01"] == [v.unit for v in reproduction(sorting("112"), set(), 2).matches]
    assert ["u01"] == [v.unit for v in reproduction(sorting("112"), set(), 1).misses]


FITS = "The rule says the same as most of you in "
TIE = "1 case is a tie and doesn’t count."


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (VOTES, f"{FITS}2 of 4 cases (95% interval 15% to 85%). {TIE}"),
        (sorting("11"), f"{FITS}1 of 1 case (95% interval 21% to 100%)."),
        (sorting("01"), "No case has a majority to measure the rule against."),
        ({}, "No case has a majority to measure the rule against."),
    ],
)
def test_what_is_said(votes: dict[str, dict[str, int]], said: str) -> None:
    """How many of how many, the interval, and the ties apart."""
    assert said == reproduction(votes, {"u01", "u02", "u03"}).counts.text(EN)


@given(RATINGS, st.sets(st.sampled_from([f"case {n}" for n in range(8)])))
@settings(max_examples=examples(12))
def test_every_case_stands_once(votes: dict[str, dict[str, int]], covered: set[str]) -> None:
    """And the opposite rule gets right what this one gets wrong."""
    found = reproduction(votes, covered)
    units = {unit for one in votes.values() for unit in one}
    opposite = reproduction(votes, units - covered)
    named = [vote.unit for part in (found.matches, found.misses, found.ties) for vote in part]

    assert sorted(units) == sorted(named)
    assert [v.unit for v in found.misses] == [v.unit for v in opposite.matches]
    assert found.counts.text(DE)
