"""The list of cases that moved, which no single number can replace."""

from __future__ import annotations

from support.data.sortings import sorting

from workshop.terms.agreement.moves import Move, moved


def test_the_furthest_moved_comes_first() -> None:
    """Then those whose dispute changed most, then the rest; only cases sorted twice."""
    before = {
        "a": {"far": 0, "near": 1, "calm": 2, "still": 1, "gone": 3},
        "b": {"far": 0, "near": 1, "calm": 3, "still": 1},
    }
    after = {
        "c": {"far": 3, "near": 2, "calm": 2, "still": 1, "new": 0},
        "d": {"far": 3, "near": 2, "calm": 2, "still": 1},
    }
    found = moved(before, after)

    assert ["far", "near", "calm", "still"] == [move.unit for move in found]
    assert [3, 1, 0, 0] == [move.classes for move in found]
    assert [0.0, 0.0, 1.0, 0.0] == [move.closer for move in found]


def test_a_move_up_or_down_with_its_dispute() -> None:
    """Half of the people reach the class, the lower one of two."""
    (found,) = moved(sorting("0033"), sorting("2223"))

    assert Move("u01", 0, 2, 4 / 6, 0.5) == found


def test_one_person_has_no_dispute() -> None:
    """With one rater before, nothing can have come closer."""
    (found,) = moved(sorting("1"), sorting("22"))

    assert (None, 0.0, None) == (found.disputed_before, found.disputed_after, found.closer)


def test_sortings_of_other_cases_share_nothing() -> None:
    """Fresh cases cannot have moved."""
    assert [] == moved(sorting("11", "old"), sorting("22", "new"))
