"""Two circles whose areas are true: as big as the two sets, and overlapping as far as they do."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, cos, hypot, pi, sin, sqrt

POINTS = 360
"""Points of a full circle; the polygon's area is then 0.005 % short of the circle's."""
FEWEST = 24
"""Points of the shortest arc; a sliver's area is then 0.2 % short."""
GAP = 0.06
"""Distance between circles that share nothing, as a share of the bigger radius."""
STEPS = 80
Point = tuple[float, float]


@dataclass(frozen=True)
class Circle:
    """A circle: centre and radius, in units whose square is one case over pi."""

    x: float
    y: float
    radius: float

    @property
    def area(self) -> float:
        """Its area."""
        return pi * self.radius**2


@dataclass(frozen=True)
class Euler:
    """Two circles, left and right, and how much they share.

    Attributes:
        left, right: the circles; a set without cases has radius 0.
        shared: area of both.
    """

    left: Circle
    right: Circle
    shared: float

    def only_left(self) -> list[Point]:
        """Return the outline of what only the left circle covers; empty where there is nothing."""
        return _without(self.left, self.right)

    def only_right(self) -> list[Point]:
        """Return the outline of what only the right circle covers; empty where there is nothing."""
        return _without(self.right, self.left)

    def both(self) -> list[Point]:
        """Return the outline of what both cover; empty where there is nothing."""
        if self.shared <= 0:
            return []
        small, big = sorted((self.left, self.right), key=lambda one: one.radius)
        if _inside(small, big):
            return _arc(small, 0, 2 * pi)
        return _arc_inside(self.left, self.right) + _arc_inside(self.right, self.left)


def euler(left: int, right: int, both: int) -> Euler:
    """Return two circles for two sets.

    Args:
        left: how many cases the left set has.
        right: how many the right one has.
        both: how many are in both.

    Raises:
        ValueError: if `both` is negative or more than either set has.
    """
    if not 0 <= both <= min(left, right):
        message = f"both must lie between 0 and the smaller set, got {both} of {left}, {right}"
        raise ValueError(message)
    radius, other = sqrt(left / pi), sqrt(right / pi)
    distance = _distance(radius, other, both)
    return Euler(Circle(0, 0, radius), Circle(distance, 0, other), float(both))


def lens(radius: float, other: float, distance: float) -> float:
    """Return the area two circles share.

    Formula: E. W. Weisstein, Circle-Circle Intersection, MathWorld, equation 14.
    """
    if distance >= radius + other:
        return 0.0
    small = min(radius, other)
    if distance <= abs(radius - other):
        return pi * small**2
    first, second = _angle(radius, other, distance), _angle(other, radius, distance)
    kite = (
        (radius + other - distance)
        * (distance + radius - other)
        * (distance - radius + other)
        * (distance + radius + other)
    )
    return radius**2 * first + other**2 * second - sqrt(max(0.0, kite)) / 2


def area(points: list[Point]) -> float:
    """Return the area of a polygon (shoelace formula)."""
    turned = points[1:] + points[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, turned, strict=True))) / 2


def _distance(radius: float, other: float, both: int) -> float:
    """Return how far apart the centres are, by halving the range in which the answer lies."""
    if both == 0:
        return radius + other + GAP * max(radius, other)
    low, high = abs(radius - other), radius + other
    if both >= pi * min(radius, other) ** 2 * (1 - 1e-12):
        # Inside, and off the centre, so that one sees two circles.
        return low * 0.6
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if lens(radius, other, middle) > both else (low, middle)
    return (low + high) / 2


def _angle(radius: float, other: float, distance: float) -> float:
    """Return half the angle of a circle's arc that lies in the other circle."""
    value = (distance**2 + radius**2 - other**2) / (2 * distance * radius)
    return acos(min(1.0, max(-1.0, value)))


def _inside(small: Circle, big: Circle) -> bool:
    return hypot(small.x - big.x, small.y - big.y) <= big.radius - small.radius + 1e-9


def _apart(one: Circle, other: Circle) -> bool:
    return abs(one.x - other.x) >= one.radius + other.radius


def _arc(circle: Circle, start: float, end: float) -> list[Point]:
    steps = max(FEWEST, round(POINTS * abs(end - start) / (2 * pi)))
    turns = (start + (end - start) * step / steps for step in range(steps + 1))
    return [(circle.x + circle.radius * cos(t), circle.y + circle.radius * sin(t)) for t in turns]


def _facing(circle: Circle, other: Circle) -> tuple[float, float]:
    """Return the direction to the other circle, and half the angle of the arc inside it."""
    towards = 0.0 if other.x >= circle.x else pi
    return towards, _angle(circle.radius, other.radius, abs(other.x - circle.x))


def _arc_inside(circle: Circle, other: Circle) -> list[Point]:
    towards, half = _facing(circle, other)
    return _arc(circle, towards - half, towards + half)


def _without(circle: Circle, other: Circle) -> list[Point]:
    if circle.radius == 0:
        return []
    if other.radius == 0 or _apart(circle, other):
        return _arc(circle, 0, 2 * pi)
    if _inside(circle, other):
        return []
    if _inside(other, circle):
        # Out along a slit of no width, round the hole the other way, and back.
        return _arc(circle, 0, 2 * pi) + _arc(other, 2 * pi, 0)
    towards, half = _facing(circle, other)
    outer = _arc(circle, towards + half, towards + 2 * pi - half)
    return outer + list(reversed(_arc_inside(other, circle)))
