"""Two rules on the same cases as two circles, areas true: what both cover, what only one does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from math import hypot
from typing import TYPE_CHECKING

from workshop.charts.euler import Circle, euler
from workshop.charts.lettering import apart, width
from workshop.charts.sheet import Item, Label, Patch, Ring, Stroke, sheet, tag, tag_width
from workshop.charts.theme import BIG, BOTH, INK, MARKETING, MUTED, PAGE, SALES, SMALL
from workshop.side import SIDES, side_name
from workshop.terms.rules.entity import entity_count
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

    from workshop.terms.outcome.comparison import Comparison
    from workshop.words import Words

HEIGHT, ABOVE, STEP = 288, 48, 28
"""The most room for the circles, the room for the names above them, and for a line of text."""
RIM = 2
"""Room beside the circles for their edges."""
COLOURS = {"sales": SALES, "both": BOTH, "marketing": MARKETING}
SAYS = {"sales": N_("sales only"), "both": N_("both"), "marketing": N_("marketing only")}
HEADS = {"contacts": N_("Contacts"), "deals": N_("Deals"), "campaigns": N_("Campaigns")}


@dataclass(frozen=True)
class _Counts:
    """How many cases each part has, whatever a third rule says of them."""

    sales: int
    both: int
    marketing: int
    neither: int

    def part(self, name: str) -> int:
        return int(getattr(self, name))

    def side(self, side: str) -> int:
        return self.part(side) + self.both

    @property
    def total(self) -> int:
        return self.sales + self.both + self.marketing + self.neither


@dataclass(frozen=True)
class _Picture:
    """The circles in pixels, and what each of their parts looks like."""

    circles: dict[str, Circle]
    outlines: dict[str, tuple[tuple[float, float], ...]]

    @property
    def bottom(self) -> float:
        return max(one.y + one.radius for one in self.circles.values())

    def holds(self, part: str, x: float, y: float) -> bool:
        """Return whether a point lies in a part."""
        return all(
            (hypot(x - one.x, y - one.y) < one.radius) == (part in (side, "both"))
            for side, one in self.circles.items()
        )

    def middle(self, part: str) -> tuple[float, float]:
        """Return the middle of the part where it is broadest."""
        y = self.circles["sales"].y
        edges = sorted(x for c in self.circles.values() for x in (c.x - c.radius, c.x + c.radius))
        inside = [(a, b) for a, b in pairwise(edges) if self.holds(part, (a + b) / 2, y)]
        left, right = max(inside or [(edges[1], edges[2])], key=lambda one: one[1] - one[0])
        return (left + right) / 2, y

    def fits(self, part: str, broad: float, high: float) -> bool:
        """Return whether a box of this size lies in the part, around its middle."""
        x, y = self.middle(part)
        turns = product((-broad / 2, 0, broad / 2), (-high / 2, 0, high / 2))
        return all(self.holds(part, x + right, y + down) for right, down in turns)


def overlap_chart(comparison: Comparison, words: Words) -> alt.TopLevelMixin:
    """Return the cases of both sides as two circles; areas are counts, on one scale for all."""
    counts = _counts(comparison)
    picture = _picture(counts)
    items = [*_areas(picture), *_names(picture, counts, words)]
    outside = []
    for part in SAYS:
        inside = list(_inside(part, counts.part(part), picture, words))
        items += inside
        if not inside and _is_told(part, counts):
            outside.append(part)
    y = picture.bottom + STEP
    if outside:
        items += _outside(outside, picture, counts, y + STEP / 2, words)
        y += 2 * STEP
    rest = words(
        "Neither side: {cases}", cases=entity_count(comparison.entity, counts.neither, words)
    )
    items.append(Label(PAGE / 2, y, rest, MUTED, SMALL, "center"))
    return sheet(items, y + STEP / 2, _description(comparison, counts, words))


def overlap_table(comparison: Comparison, words: Words) -> tuple[list[str], list[list[str]]]:
    """Return the same counts as a table, with their shares of all cases: head and body."""
    counts = _counts(comparison)
    rows = {**SAYS, "neither": N_("neither")}
    body = [
        [words(said), words.number(counts.part(part)), _share(counts, part, words)]
        for part, said in rows.items()
    ]
    return ["", words(HEADS[comparison.entity]), words("Share of all")], body


def _counts(comparison: Comparison) -> _Counts:
    parts: list[frozenset[str]] = [frozenset(), frozenset(SIDES)]
    found = dict.fromkeys([*parts, *(frozenset({side}) for side in SIDES)], 0)
    for part, tally in comparison.parts.items():
        found[part & frozenset(SIDES)] += tally.cases
    return _Counts(
        sales=found[frozenset({"sales"})],
        both=found[frozenset(SIDES)],
        marketing=found[frozenset({"marketing"})],
        neither=found[frozenset()],
    )


def _picture(counts: _Counts) -> _Picture:
    shape = euler(counts.side("sales"), counts.side("marketing"), counts.both)
    left = min(c.x - c.radius for c in (shape.left, shape.right))
    broad = max(c.x + c.radius for c in (shape.left, shape.right)) - left
    radius = max(shape.left.radius, shape.right.radius)
    scale = min((PAGE - 2 * RIM) / broad, HEIGHT / 2 / radius) if radius else 0.0
    off, down = (PAGE - scale * broad) / 2 - scale * left, ABOVE + scale * radius
    outlines = {"sales": shape.only_left(), "both": shape.both(), "marketing": shape.only_right()}
    return _Picture(
        {
            side: Circle(off + scale * one.x, down, scale * one.radius)
            for side, one in (("sales", shape.left), ("marketing", shape.right))
        },
        {
            part: tuple((off + scale * x, down + scale * y) for x, y in points)
            for part, points in outlines.items()
        },
    )


def _areas(picture: _Picture) -> Iterator[Item]:
    for part, points in picture.outlines.items():
        if points:
            yield Patch(points, COLOURS[part])
    for one in picture.circles.values():
        if one.radius:
            yield Ring(one.x, one.y, one.radius)


def _names(picture: _Picture, counts: _Counts, words: Words) -> Iterator[Item]:
    """Yield each side's name and count above its circle, and a line to it."""
    texts = [f"{side_name(side, words)}: {words.number(counts.side(side))}" for side in SIDES]
    broad = [tag_width(text) for text in texts]
    middles = apart([picture.circles[side].x for side in SIDES], broad)
    for side, text, x, wide in zip(SIDES, texts, middles, broad, strict=True):
        circle = picture.circles[side]
        yield from tag(x - wide / 2, STEP / 2, side, text)
        if circle.radius:
            yield from _line(x, STEP, circle.x, circle.y - circle.radius)


def _inside(part: str, count: int, picture: _Picture, words: Words) -> Iterator[Label]:
    """Yield the count in its part, with words where there is room; nothing where there is none."""
    x, y = picture.middle(part)
    number, said = words.number(count), words(SAYS[part])
    broad = width(number, BIG, bold=True) + 8
    if picture.fits(part, max(broad, width(said, SMALL) + 8), BIG + STEP):
        yield Label(x, y - STEP / 2 + 2, number, "white", BIG, "center", bold=True)
        yield Label(x, y + STEP / 2, said, "white", SMALL, "center")
    elif picture.fits(part, broad, BIG):
        yield Label(x, y, number, "white", BIG, "center", bold=True)


def _is_told(part: str, counts: _Counts) -> bool:
    """Return whether a part that has no room is named below: what is there, and a missing both."""
    return counts.part(part) > 0 or (part == "both" and min(counts.sales, counts.marketing) > 0)


def _outside(
    parts: list[str], picture: _Picture, counts: _Counts, y: float, words: Words
) -> Iterator[Item]:
    """Yield the counts of slivers below the circles, each with a line from its part."""
    texts = [f"{words(SAYS[part])}: {words.number(counts.part(part))}" for part in parts]
    places = [picture.middle(part) for part in parts]
    middles = apart([x for x, _ in places], [width(text, SMALL, bold=True) for text in texts])
    for part, text, x, (start, top) in zip(parts, texts, middles, places, strict=True):
        yield Label(x, y, text, COLOURS[part], SMALL, "center", bold=True)
        if counts.part(part):
            yield from _line(x, y - STEP / 2, start, top)


def _line(x: float, y: float, x2: float, y2: float) -> Iterator[Stroke]:
    """Yield a thin dark line with a light edge, so that it is seen on any ground."""
    yield Stroke(x, y, x2, y2, "white", 5)
    yield Stroke(x, y, x2, y2, INK, 1.5)


def _share(counts: _Counts, part: str, words: Words) -> str:
    return words.percent(counts.part(part) / counts.total) if counts.total else "–"


def _description(comparison: Comparison, counts: _Counts, words: Words) -> str:
    parts = {words(SAYS[part]): words.number(counts.part(part)) for part in SAYS}
    return words(
        "Sales {sales}, Marketing {marketing}, of {all}: {parts}; neither {neither}",
        sales=words.number(counts.side("sales")),
        marketing=words.number(counts.side("marketing")),
        all=entity_count(comparison.entity, counts.total, words),
        parts=", ".join(f"{name} {n}" for name, n in parts.items()),
        neither=words.number(counts.neither),
    )
