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
NARROW = 420
PAGE = 440
"""Width of a sheet: two stand side by side on a stage of 1024 px, each about 470 px wide, and its
smallest words are then 19.2 px, a fortieth of such a window's height."""
TALL = 400
"""Most height of a sheet: below a headline of two lines, a stage of 1280 by 800 leaves a picture
about 460 px, and the smallest words are then still above 20 px, a fortieth of it."""
ALONE = 440
"""Most height of a sheet that stands alone, with its headline beside it."""
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
        "labelFontSize": SMALL,
        "labelLimit": 260,
        "titleColor": MUTED,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
    },
    "axisX": {"grid": True, "gridColor": LINE, "labelFontSize": SMALL, "labelColor": MUTED},
    "text": {"font": FONT, "fontSize": SMALL},
    "legend": {"disable": True},
}
