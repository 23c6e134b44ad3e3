"""What stands in a drawn chart, and where: words with their boxes, lines, marks, filled areas."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from workshop.charts.euler import area
from workshop.charts.svg import svg
from workshop.charts.theme import ALONE, PAGE, SMALL, TALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import altair as alt

    from workshop.words import Words

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
MARGINS = 24
"""Half a mark at each end of a narrow picture, and what Vega adds around it."""
EDGE = 2
"""How far anything may stand over a sheet's edge: broader, it would shrink on half a stage."""
LETTER = 0.5
"""Mean width of a letter, as a share of its size: our own guess, not that of the charts."""
GUESSED = 12
"""How far our own guess may leave the picture; what Vega measures makes the picture grow."""


class Text(NamedTuple):
    """Words, and the box they fill."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    colour: str
    size: float

    def meets(self, other: Text) -> bool:
        """Return whether two boxes cover each other."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Drawn:
    """A chart as it is drawn.

    Args:
        chart: what is drawn.
        words: the language.
        most: its most height; less where it is one of several.
    """

    def __init__(self, chart: alt.TopLevelMixin, words: Words, most: float = ALONE) -> None:
        self.most = most
        root = ET.fromstring(svg(chart, words))  # noqa: S314 - our own
        self.width, self.height = (float(root.attrib[name]) for name in ("width", "height"))
        self.found = list(_placed(root, 0, 0))

    @property
    def texts(self) -> list[Text]:
        """All words."""
        return [_text(*one) for one in self.found if one[0].tag == f"{SVG}text"]

    @property
    def words(self) -> list[str]:
        """All words, as text with plain spaces."""
        return [one.text.replace("\u00a0", " ") for one in self.texts]

    def text(self, words: str) -> Text:
        """Return the only label that reads so."""
        (found,) = (one for one in self.texts if one.text.replace("\u00a0", " ") == words)
        return found

    @property
    def collisions(self) -> list[tuple[str, str]]:
        """Words that cover others."""
        return [(a.text, b.text) for a, b in combinations(self.texts, 2) if a.meets(b)]

    @property
    def strays(self) -> list[str]:
        """Words that leave the picture, and the picture if it is broader than its sheet."""
        grown = [f"{self.width} broad"] if self.width > PAGE + EDGE else []
        return grown + [
            one.text
            for one in self.texts
            if min(one.left, one.top) < -GUESSED
            or one.right > self.width + GUESSED
            or one.bottom > self.height
        ]

    @property
    def flaws(self) -> list[object]:
        """All for which a sheet cannot be read on a stage: covered, cut, too tall, too small."""
        small = [one.text for one in self.texts if one.size < SMALL]
        tall = [f"{self.height} tall"] if self.height > self.most else []
        return [*self.collisions, *self.strays, *tall, *small]

    def areas(self) -> dict[str, float]:
        """Return the area of each filled outline by its colour; one colour is one area."""
        return {colour: area(points) for colour, points in self.outlines}

    @property
    def outlines(self) -> list[tuple[str, list[tuple[float, float]]]]:
        """Colour and points of the filled outlines."""
        filled = [one for one in self._paths if "stroke" not in one[0] and "fill" in one[0]]
        return [
            (path["fill"], [(x + right, y + down) for right, down in _points(path["d"])])
            for path, x, y in filled
        ]

    @property
    def rings(self) -> list[tuple[float, float, float]]:
        """Middle and radius of each circle's edge."""
        edges = [one for one in self._paths if "stroke" in one[0] and "fill" not in one[0]]
        return [(x, y, _points(path["d"])[0][0]) for path, x, y in edges]

    @property
    def _paths(self) -> list[tuple[dict[str, str], float, float]]:
        return [(one.attrib, x, y) for one, x, y in self.found if one.tag == f"{SVG}path"]

    def marks(self, colour: str) -> list[tuple[float, float]]:
        """Return where the marks of a colour stand, from left to right."""
        return sorted(
            (x, y)
            for one, x, y in self.found
            if one.attrib.get("fill") == colour and one.attrib.get("stroke") == "white"
        )

    def lines(self, colour: str) -> list[tuple[float, float]]:
        """Return from where to where the lines of a colour go, from left to right."""
        return [
            (min(x, x + end), max(x, x + end))
            for one, x, _ in self.found
            if one.tag == f"{SVG}line" and one.attrib["stroke"] == colour
            for end in [float(one.attrib["x2"])]
        ]


class Sheets(Drawn):
    """Several sheets, as if each stood below the one before."""

    def __init__(self, charts: Iterable[alt.TopLevelMixin], words: Words) -> None:
        charts = list(charts)
        self.said = [getattr(chart, "description", "") for chart in charts]
        self.sheets = [Drawn(chart, words, TALL) for chart in charts]
        self.width = max(one.width for one in self.sheets)
        self.height, self.found = 0.0, []
        for one in self.sheets:
            self.found += [(node, x, y + self.height) for node, x, y in one.found]
            self.height += one.height

    @property
    def flaws(self) -> list[object]:
        """Those of every sheet."""
        return [flaw for one in self.sheets for flaw in one.flaws]


def _placed(node: ET.Element, x: float, y: float) -> Iterator[tuple[ET.Element, float, float]]:
    moved = re.match(rf"translate\(({NUMBER}),({NUMBER})\)", node.attrib.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    yield node, x, y
    for child in node:
        yield from _placed(child, x, y)


def _text(node: ET.Element, x: float, y: float) -> Text:
    text, size = node.text or "", float(node.attrib["font-size"].removesuffix("px"))
    broad = len(text) * size * LETTER
    left = x - {"start": 0.0, "middle": broad / 2, "end": broad}[node.attrib["text-anchor"]]
    return Text(text, left, left + broad, y - 0.75 * size, y, node.attrib["fill"], size)


def _points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}),({NUMBER})", path)]
