"""Two circles whose areas are true, drawn and computed, whatever the sets are like."""

from __future__ import annotations

from math import hypot, pi, sqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.charts.euler import Euler, area, euler, lens

if TYPE_CHECKING:
    from collections.abc import Callable

TRUE = 0.02
UNSEEN = 0.0002
"""Less than this share of all cases is thinner than the lines, on any screen."""


@st.composite
def sets(draw: st.DrawFn) -> tuple[int, int, int]:
    """Return two sets and what they share: empty, equal, nested and disjoint ones, too."""
    left, right = draw(st.integers(0, 100_000)), draw(st.integers(0, 100_000))
    smaller = min(left, right)
    return left, right, draw(st.just(0) | st.just(smaller) | st.integers(0, smaller))


def parts(left: int, right: int, both: int) -> list[tuple[int, float]]:
    """Return count and drawn area of the three parts."""
    shape = euler(left, right, both)
    drawn = (shape.only_left(), shape.both(), shape.only_right())
    counts = (left - both, both, right - both)
    return list(zip(counts, map(area, drawn), strict=True))


@given(sets())
def test_areas_are_counts(three: tuple[int, int, int]) -> None:
    """Each drawn part is as big as its count, to two percent."""
    left, right, both = three
    unseen = UNSEEN * (left + right)

    assert [] == [
        (count, drawn)
        for count, drawn in parts(left, right, both)
        if abs(count - drawn) > max(TRUE * count, unseen)
    ]


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        (0, 0, 0),
        (7, 0, 0),
        (0, 7, 0),
        (50, 50, 50),
        (900, 40, 40),
        (40, 900, 40),
        (900, 40, 0),
        (1000, 1000, 1),
        (100_000, 100_000, 1),
        (1000, 1000, 999),
    ],
)
def test_edges_are_true(left: int, right: int, both: int) -> None:
    """Empty, equal, nested, disjoint and nearly so: two percent there, too, and of each part."""
    expected = [left - both, both, right - both]

    assert [pytest.approx(count, rel=TRUE) for count in expected] == [
        drawn for _, drawn in parts(left, right, both)
    ]


@pytest.mark.parametrize(
    ("three", "outlines"),
    [
        ((0, 0, 0), ["only_left", "both", "only_right"]),
        ((5, 0, 0), ["both", "only_right"]),
        ((5, 5, 5), ["only_left", "only_right"]),
        ((9, 5, 5), ["only_right"]),
        ((5, 9, 5), ["only_left"]),
        ((5, 9, 0), ["both"]),
    ],
)
def test_what_is_not_there_has_no_outline(three: tuple[int, int, int], outlines: list[str]) -> None:
    """A part without cases is not drawn as a dot or a line."""
    shape = euler(*three)
    found: dict[str, Callable[[], list[tuple[float, float]]]] = {
        "only_left": shape.only_left,
        "both": shape.both,
        "only_right": shape.only_right,
    }

    assert outlines == [name for name, outline in found.items() if not outline()]


def test_sets_that_share_nothing_do_not_touch() -> None:
    """Circles that touch would look as if they shared something."""
    shape = euler(30, 200, 0)

    assert shape.right.x - shape.left.x > shape.left.radius + shape.right.radius


def test_a_set_in_another_lies_off_its_centre() -> None:
    """Two circles with one centre look like one with an edge."""
    shape = euler(400, 100, 100)

    assert 0 < shape.right.x < shape.left.radius - shape.right.radius


@given(sets())
def test_no_part_covers_another(three: tuple[int, int, int]) -> None:
    """What only one side covers ends where the other's circle begins."""
    shape = euler(*three)
    slack = 1e-6 * (shape.left.radius + shape.right.radius) + 1e-9

    assert not [p for p in shape.only_left() if _depth(p, shape, "right") > slack]
    assert not [p for p in shape.only_right() if _depth(p, shape, "left") > slack]


@pytest.mark.parametrize("three", [(5, 5, -1), (5, 9, 6), (9, 5, 6)])
def test_more_shared_than_there_is_is_an_error(three: tuple[int, int, int]) -> None:
    """Such counts are a mistake of the caller's; a picture would hide it."""
    with pytest.raises(ValueError, match="both must lie between"):
        euler(*three)


@pytest.mark.parametrize(
    ("other", "distance", "expected"),
    [
        (2, 0, pi),
        (2, 1, pi),
        (1, 2, 0),
        (1, 3, 0),
        (1, 1, 2 * pi / 3 - sqrt(3) / 2),
    ],
)
def test_the_lens_is_that_of_the_books(other: float, distance: float, expected: float) -> None:
    """Inside: the smaller circle; apart: nothing; two unit circles through each other's centre."""
    assert pytest.approx(expected) == lens(1, other, distance)


def _depth(point: tuple[float, float], shape: Euler, side: str) -> float:
    """Return how far a point lies inside a circle; negative outside."""
    circle = shape.right if side == "right" else shape.left
    return circle.radius - hypot(point[0] - circle.x, point[1] - circle.y)
