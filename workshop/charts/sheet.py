"""A sheet of fixed width on which shapes and words stand where they are put, in pixels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from workshop.charts.lettering import width, wrapped
from workshop.charts.svg import svg
from workshop.charts.theme import INK, LINE, MUTED, PAGE, SIDE_COLOURS, SIDE_SHAPES, TEXT
from workshop.kpis.core.caveat import CAVEATS
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

AS_IT_IS = 4
"""The size at which Vega draws a path one to one, and a circle with a radius of one."""
SHAPE = 16
"""Width of a side's shape beside its name."""
BETWEEN = 14
"""Least room between two labels on one line."""
LINE_STEP = 26
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Label:
    """Words; `x` is their left end, middle or right end, `y` their middle."""

    x: float
    y: float
    text: str
    colour: str = INK
    size: int = TEXT
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = LINE
    thick: float = 2
    opacity: float = 1


@dataclass(frozen=True)
class Mark:
    """A side's shape in its colour."""

    x: float
    y: float
    side: str
    area: int = 280


@dataclass(frozen=True)
class Patch:
    """A filled outline."""

    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True)
class Ring:
    """A circle's edge."""

    x: float
    y: float
    radius: float
    colour: str = "white"


Item = Label | Stroke | Mark | Patch | Ring


def sheet(items: Iterable[Item], height: float, description: str) -> alt.TopLevelMixin:
    """Return a chart of these items, each kind above the one before: areas, lines, marks, words.

    Args:
        items: what to draw; of the same kind, the later lies on top.
        height: of the sheet, in pixels.
        description: the same in words, for those who cannot see it.
    """
    found: dict[type[Item], list[Item]] = defaultdict(list)
    for item in items:
        found[type(item)].append(item)
    layers = [draw(found[kind]) for kind, draw in LAYERS.items() if found[kind]]
    chart: alt.TopLevelMixin = alt.layer(*layers).properties(
        width=PAGE, height=height, padding=0, description=description
    )
    return chart


def tag(x: float, y: float, side: str, text: str, size: int = TEXT) -> list[Item]:
    """Return words in a side's colour behind its shape; `x` is the left end."""
    colour = SIDE_COLOURS[side]
    return [
        Mark(x + SHAPE / 2, y, side, 200),
        Label(x + SHAPE + 6, y, text, colour, size, bold=True),
    ]


def tag_width(text: str, size: int = TEXT) -> float:
    """Return about how wide a tag is, in pixels."""
    return SHAPE + 6 + width(text, size, bold=True)


def block(x: float, end: float, y: float, high: float, colour: str) -> Patch:
    """Return a bar from `x` to `end` around the height `y, where a stroke would be too broad."""
    top, bottom = y - high / 2, y + high / 2
    return Patch(((x, top), (end, top), (end, bottom), (x, bottom)), colour)


@cache
def load_drawing() -> None:
    """Load what draws: the first picture of a process takes a second more than all others."""
    words = Words("en")
    svg(nothing(words), words)


def nothing(words: Words) -> alt.TopLevelMixin:
    """Return a sheet that says that there are no answers."""
    return _saying(words("No answers."))


def blank(words: Words) -> alt.TopLevelMixin:
    """Return a sheet that says that there is no case to draw."""
    return _saying(words(CAVEATS["no_cases"]))


def at_ends(left: Label, right: Label, y: float, step: float) -> tuple[list[Item], float]:
    """Return two labels at both ends of a line, and where the next line begins.

    Where the line has no room for both, the right one stands below the left.
    """
    broad = sum(width(one.text, one.size, bold=one.bold) for one in (left, right))
    if broad + BETWEEN <= PAGE:
        middle = y + step / 2
        first, second = replace(left, y=middle), replace(right, x=PAGE, y=middle, align="right")
        return [first, second], y + step
    items: list[Item] = []
    for label in (left, right):
        for line in wrapped(label.text, PAGE, label.size, bold=label.bold):
            items.append(replace(label, x=0, y=y + step / 2, text=line, align="left"))
            y += step
    return items, y


def _saying(text: str) -> alt.TopLevelMixin:
    lines = wrapped(text)
    items = [
        Label(PAGE / 2, 30 + LINE_STEP * number, line, MUTED, align="center")
        for number, line in enumerate(lines)
    ]
    return sheet(items, 60 + LINE_STEP * (len(lines) - 1), text)


def _base(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
        color=alt.Color("colour:N", scale=None),
    )


def _labels(items: Sequence[Any]) -> Any:
    told = {name: alt.expr(f"datum.{name}") for name in ("align", "weight")}
    rows = [asdict(one) | {"weight": "bold" if one.bold else "normal"} for one in items]
    return (
        _base(rows)
        .mark_text(aria=False, align=told["align"], fontWeight=told["weight"])
        .encode(text="text:N", size=alt.Size("size:Q", scale=None))
    )


def _strokes(items: Sequence[Any]) -> Any:
    return (
        _base([asdict(one) for one in items])
        .mark_rule(aria=False, strokeCap="butt")
        .encode(
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
        )
    )


def _marks(items: Sequence[Any]) -> Any:
    rows = [
        asdict(one) | {"colour": SIDE_COLOURS[one.side], "shape": SIDE_SHAPES[one.side]}
        for one in items
    ]
    return (
        _base(rows)
        .mark_point(aria=False, filled=True, opacity=1, stroke="white", strokeWidth=1.5)
        .encode(shape=alt.Shape("shape:N", scale=None), size=alt.Size("area:Q", scale=None))
    )


def _patches(items: Sequence[Any]) -> Any:
    # One row an outline: a row for each of its points takes Altair a second.
    rows = [{"x": 0, "y": 0, "shape": _path(one.points), "colour": one.colour} for one in items]
    return (
        _base(rows)
        .mark_point(aria=False, filled=True, opacity=1, size=AS_IT_IS)
        .encode(shape=alt.Shape("shape:N", scale=None))
    )


def _rings(items: Sequence[Any]) -> Any:
    rows = [asdict(one) | {"area": AS_IT_IS * one.radius**2} for one in items]
    return (
        _base(rows)
        .mark_point(aria=False, filled=False, opacity=1, strokeWidth=1.5, shape="circle")
        .encode(size=alt.Size("area:Q", scale=None))
    )


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points) + "Z"


LAYERS: dict[type[Item], Callable[[Sequence[Any]], Any]] = {
    Patch: _patches,
    Ring: _rings,
    Stroke: _strokes,
    Mark: _marks,
    Label: _labels,
}
