"""Each card drawn is as unlike those on the table as the candidates allow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workshop.terms.cards.draw import Candidate, Draw, gap
from workshop.terms.outcome.example import Case


def candidate(
    key: str,
    votes: str = "",
    won: bool = False,  # noqa: FBT001, FBT002 - a fact of the case
    seen: int = 1,
    facts: dict[str, Any] | None = None,
    **flags: bool,
) -> Candidate:
    """Return a candidate whose card is like no other, covered by the rules at each “1”."""
    own = {"role": f"role of {key}", "source": f"source of {key}", **(facts or {})}
    case = Case(key, "contacts", frozenset(), own, date(2026, 1, seen), won)
    return Candidate(case, tuple(vote == "1" for vote in votes), **flags)


def drawn(n: int, *candidates: Candidate, draw: Draw | None = None) -> str:
    draw = draw or Draw()
    draw.fill(candidates, n)
    return "".join(card.key for card in draw.cards)


def test_the_most_disputed_comes_first() -> None:
    """Two of four rules cover it: nobody can guess what the others will say."""
    assert "bac" == drawn(3, candidate("a", "1000"), candidate("b", "1100"), candidate("c", "0000"))


def test_of_equals_the_latest_comes_and_then_the_first_key() -> None:
    """The same candidates give the same cards, whatever their order."""
    some = [candidate("b"), candidate("a"), candidate("c", seen=9)]

    assert "cab" == drawn(3, *some) == drawn(3, *reversed(some))


def test_another_dispute_comes_before_the_same_one() -> None:
    """Once “need without budget” lies there, “budget without need” says more than its like."""
    some = candidate("a", "1100"), candidate("b", "1100"), candidate("c", "0011")

    assert "ac" == drawn(2, *some)


def test_who_is_not_there_yet_comes_before_his_like() -> None:
    """The second head of IT from the fair waits for somebody else."""
    first = candidate("a", facts={"role": "it_lead", "source": "fair"})
    like = candidate("b", facts={"role": "it_lead", "source": "fair", "decides": True})
    like.case.facts.update(score=90.0, webinars=3.0, downloads=9.0, employees=7.0)

    assert "ac" == drawn(2, first, like, candidate("c"))


def test_a_third_of_the_cards_have_won_if_there_are_such() -> None:
    """Wins are rare in the data, and without any nobody learns anything from the end."""
    lost = [candidate(f"{n}") for n in range(9)]
    won = [candidate(key, won=True) for key in "abcdef"]
    mixed, poor = drawn(6, *lost, *won), drawn(6, *lost)

    assert (2, 6) == (sum(key.isalpha() for key in mixed), len(poor))


@pytest.mark.parametrize("lacks", ["recent", "informed"])
def test_old_and_bare_cases_come_last(lacks: str) -> None:
    """Nobody remembers them, or there is nothing to talk about; even a better dispute waits."""
    good, poor = candidate("z"), candidate("a", **{lacks: False})

    assert "za" == drawn(2, poor, good)


def test_a_near_twin_comes_only_where_nothing_else_is_left() -> None:
    """And a card that says exactly the same never comes."""
    facts = {"segment": "dealer", "role": "it_lead", "source": "fair", "decides": True}
    one = candidate("a", "1100", facts=facts)
    twin = candidate("b", "1100", facts={**facts, "decides": False})
    double = candidate("c", "1100", facts={**facts, "score": 0.0})
    other = candidate("d", "0000", recent=False, informed=False)

    assert "adb" == drawn(9, one, twin, double, other)


def test_what_lies_beside_has_no_double_either() -> None:
    """The known cases of a second sorting lie on the same table."""
    known = candidate("a")
    double = Candidate(
        Case("b", "contacts", frozenset(), known.case.facts, date(2026, 1, 1), False)
    )

    assert "c" == drawn(9, double, candidate("c"), draw=Draw([known.case]))


def test_a_draw_is_filled_up_and_not_beyond() -> None:
    """What was taken before counts, and enough is enough."""
    draw = Draw()
    draw.take([candidate("a"), candidate("b")], 1, lambda one: float(one.key == "b"))
    draw.fill([candidate("c"), candidate("d")], 2)
    draw.fill([candidate("e")], 2)

    assert ["b", "c"] == [case.key for case in draw.cases]


@pytest.mark.parametrize(
    ("votes", "share", "yes", "no"),
    [
        ("", 0.5, False, False),
        ("1111111", 1.0, True, False),
        ("1111110", 6 / 7, True, False),
        ("0000001", 1 / 7, False, True),
        ("0000011", 2 / 7, False, False),
        ("0", 0.0, False, True),
    ],
)
def test_when_a_case_is_clear(votes: str, share: float, yes: bool, no: bool) -> None:  # noqa: FBT001
    """Nearly all rules cover it, or hardly any; without rules nothing is clear."""
    found = candidate("a", votes)

    assert (share, yes, no) == (found.share, found.is_clear_yes, found.is_clear_no)
    assert 4 * share * (1 - share) == found.dispute


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, 0.0),
        ({"decides": False, "score": 0.0}, {"score": None}, 0.0),
        ({"role": "it_lead", "decides": True}, {"role": "it_lead"}, 0.5),
        ({"score": 20.0}, {"score": 40.0}, 0.0),
        ({"score": 19.0}, {"score": 40.0}, 1.0),
        ({"score": 1.0}, {"score": 0.0}, 1.0),
        ({"role": "it_lead"}, {"role": "it_staff"}, 1.0),
    ],
)
def test_how_far_two_cards_are_apart(
    one: dict[str, Any], other: dict[str, Any], expected: float
) -> None:
    """The share of what they say that differs; a no, a zero and a gap are not said."""
    assert expected == gap(one, other) == gap(other, one)
