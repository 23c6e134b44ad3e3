"""A bar of a sheet: a filled block, which a thick line would be too broad for at the edge."""

from __future__ import annotations

from workshop.charts.sheet import Patch


def block(x: float, end: float, y: float, high: float, colour: str) -> Patch:
    """Return a bar from `x` to `end` around the height `y`, in pixels."""
    top, bottom = y - high / 2, y + high / 2
    return Patch(((x, top), (end, top), (end, bottom), (x, bottom)), colour)
