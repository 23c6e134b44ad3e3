"""A board on which words and charts are pinned: SVG text, all of it escaped, cut to fit."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Literal

from workshop.charts.lettering import width, wrapped
from workshop.charts.svg import svg
from workshop.charts.theme import FONT, INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from workshop.words import Words

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIRST_TAG = re.compile(r"<svg\b[^>]*>")
SIZE = re.compile(r'\b(width|height)="([\d.]+)"')
SHRINK, LEAD = 0.9, 1.25
"""By what a line that does not fit is made smaller, and the height of a line of text."""


class Board:
    """Collects what is pinned; `svg` is the whole."""

    def __init__(self, wide: int, high: int, colour: str) -> None:
        self.wide, self.high = wide, high
        self._parts: list[str] = []
        self.rect(0, 0, wide, high, colour)

    @property
    def svg(self) -> str:
        """The board as one SVG document."""
        size = f'width="{self.wide}" height="{self.high}" viewBox="0 0 {self.wide} {self.high}"'
        space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        return f"<svg {space} {size}>{''.join(self._parts)}</svg>"

    def rect(
        self, x: float, y: float, wide: float, high: float, colour: str, *, round_: float = 0
    ) -> None:
        """Pin a filled rectangle."""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            f' rx="{round_}" fill="{colour}"/>'
        )

    def line(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str = INK,
        *,
        bold: bool = False,
        anchor: Literal["start", "end"] = "start",
    ) -> None:
        """Pin one line of text; `y` is its foot."""
        weight = "bold" if bold else "normal"
        clean = escape(NO_XML.sub(" ", text))
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size:.1f}"'
            f' font-weight="{weight}" fill="{colour}" text-anchor="{anchor}">{clean}</text>'
        )

    def tick(self, x: float, y: float, size: float, colour: str) -> None:
        """Pin a tick on the foot `y`: few fonts have one, and the line would change its font."""
        path = f"M{x:.1f} {y - 0.33 * size:.1f}l{0.22 * size:.1f} {0.28 * size:.1f}"
        path += f"l{0.42 * size:.1f} {-0.6 * size:.1f}"
        self._parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3.4"/>')

    def chart(
        self, chart: alt.TopLevelMixin, x: float, y: float, wide: float, words: Words
    ) -> float:
        """Pin a chart as wide as that and return how high it is."""
        drawn = svg(chart, words)
        tag = FIRST_TAG.search(drawn)
        assert tag is not None  # noqa: S101 - Vega draws nothing else
        sizes = {name: float(number) for name, number in SIZE.findall(tag[0])}
        high = wide * sizes["height"] / sizes["width"]
        bare = SIZE.sub("", tag[0]).removesuffix(">")
        placed = f'{bare} x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}">'
        self._parts.append(drawn.replace(tag[0], placed, 1))
        return high


def smaller(text: str, room: float, size: float, least: float, *, bold: bool = False) -> float:
    """Return the size at which a line fits, `least` at the least."""
    while size > least and width(text, int(size), bold=bold) > room:
        size *= SHRINK
    return max(size, least)


def cut(text: str, room: float, size: float, most: int, *, bold: bool = False) -> Sequence[str]:
    """Return text in at most so many lines; what does not fit ends in an ellipsis."""
    lines = wrapped(" ".join(text.split()) or " ", room, int(size), bold=bold)
    if len(lines) <= most:
        return lines
    last = " ".join(lines[most - 1 :])
    while last and width(f"{last} …", int(size), bold=bold) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()} …"]
