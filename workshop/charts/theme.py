"""One look for every chart: readable from the last row, the same two colours for the two sides."""

from __future__ import annotations

from typing import Any

from workshop.colours import LIGHT

SALES, MARKETING, BOTH, NEITHER = (
    LIGHT[name] for name in ("sales", "marketing", "both", "neither")
)
INK, MUTED, LINE = (LIGHT[name] for name in ("ink", "muted", "line"))
SIDE_COLOURS = {
    "sales": SALES,
    "marketing": MARKETING,
    "other": MUTED,
    "all": INK,
    "both": BOTH,
    "agreed": BOTH,
}
SIDE_SHAPES = {
    "sales": "circle",
    "marketing": "triangle-up",
    "other": "square",
    "all": "diamond",
    "both": "diamond",
}
FONT = "Arial, Helvetica, sans-serif"
WIDTH = 760
NARROW = 420
PAGE = 560
"""Width of a sheet: on a phone of 390 px its text shrinks to two thirds and can still be read."""
BIG, TEXT, SMALL = 24, 20, 18
"""Font sizes on a sheet."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "grid": False,
        "ticks": False,
        "labelColor": INK,
        "labelFontSize": 16,
        "labelLimit": 260,
        "titleColor": MUTED,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
    },
    "axisX": {"grid": True, "gridColor": LINE, "labelFontSize": 14, "labelColor": MUTED},
    "text": {"font": FONT, "fontSize": 16},
    "legend": {"disable": True},
}
