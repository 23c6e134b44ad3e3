"""How large page 1 can be set so that it stays one page, reckoned from the lengths of its texts.

For pages that nobody can measure while they are made: HTML and Word are set by somebody else's
program, with whatever fonts it has. Reckoned on the safe side; what typesets itself measures.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workshop.charter.poster import Item, Poster

WIDTH, HEIGHT = 277 / 25.4 * 72, 190 / 25.4 * 72
"""Points of a landscape A4 page within margins of 10 mm."""
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Points of type that are tried, the largest first; smaller than the last nobody reads."""
LETTER, LINE, GAP = 0.45, 1.13, 1.6
"""Width of a letter, height of a line, and what keeps columns apart, each of the size of type."""
LOST = 1.07
"""What breaking lines between words costs."""
AFTER = 0.13
"""What is left free below a paragraph, of the size of type."""
ROUNDS, TURN, NARROWEST, WIDEST = 4, 0.55, 0.62, 1.9
"""How columns are balanced: how often, by how much of the difference, and between which widths."""


class Fit(NamedTuple):
    """The poster that fits.

    Attributes:
        poster: what it says.
        size: of its type, in points.
        weights: how wide each column is; 1 is the mean.
    """

    poster: Poster
    size: float
    weights: tuple[float, ...]


def fitted(posters: tuple[Poster, ...]) -> Fit:
    """Return the fullest poster that fits on a page, and how large; the shortest if none does."""
    for poster in posters:
        for size in SIZES:
            if _height(poster, size) <= HEIGHT:
                return Fit(poster, size, _balanced(poster, size))
    last, least = posters[-1], SIZES[-1]
    return Fit(last, least, _balanced(last, least))


def _height(poster: Poster, size: float) -> float:
    """Return the height of a poster in points at a size of type."""
    loud = 2.2 * size
    customer = _lines(poster.customer, WIDTH - 3 * size, loud) * loud * LINE + 3.5 * size
    line = _lines(poster.line, WIDTH, 1.2 * size) * 1.2 * size * LINE + size
    notices = sum(
        _lines(notice, WIDTH, size) * LINE * size + 1.8 * size for notice in poster.notices
    )
    small = 0.85 * size
    feet = _lines(" ".join(poster.feet), WIDTH, small) * small * LINE
    top = 4 * size + (customer if poster.customer else 0)
    top += line if poster.line else 0
    return top + notices + _columns(poster, size) + _signatures(poster, size) + feet + 3 * size


def _columns(poster: Poster, size: float) -> float:
    """Return the height of the highest column."""
    return max(_heights(poster, size, _balanced(poster, size)), default=0)


@cache
def _balanced(poster: Poster, size: float) -> tuple[float, ...]:
    """Return how wide each column is so that all end at about the same height."""
    weights = (1.0,) * len(poster.columns)
    for _ in range(ROUNDS):
        heights = _heights(poster, size, weights)
        mean = sum(heights) / len(heights) if heights else 1
        turned = [w * (h / mean) ** TURN for w, h in zip(weights, heights, strict=True)]
        kept = [min(WIDEST, max(NARROWEST, weight)) for weight in turned]
        weights = tuple(round(weight * len(kept) / sum(kept), 3) for weight in kept)
    return weights


def _heights(poster: Poster, size: float, weights: tuple[float, ...]) -> list[float]:
    room = WIDTH - GAP * size * (len(poster.columns) - 1)
    heights = []
    for column, weight in zip(poster.columns, weights, strict=True):
        width = room * weight / len(poster.columns)
        entries = (_item(item, width, size) for part in column for item in part.items)
        heights.append(sum(entries) + len(column) * 2.4 * size)
    return heights


def _item(item: Item, width: float, size: float) -> float:
    """Return the height of an entry, and of what is left free below it."""
    inside = width - size if item.side else width
    owners = "    ".join(f"● {owner}" for owner in (item.sales, item.marketing) if owner)
    texts = [(item.title, 1.1), (item.big, 1.5), (item.text, 1.0)]
    texts += [(note, 0.85) for note in item.notes] + [(owners, 0.95)]
    told = [(_lines(text, inside, times * size), times) for text, times in texts if text]
    return sum((lines * times * LINE + AFTER) * size for lines, times in told) + 0.5 * size


def _signatures(poster: Poster, size: float) -> float:
    """Return the height of the lowest band: stamps, who else signed, and the next time."""
    width = WIDTH / (2 + bool(poster.beside) + bool(poster.reunion)) - 3 * size
    stamps = max(_lines(stamp.role, width, 1.25 * size) for stamp in poster.stamps) * 1.5 + 3.8
    beside = sum(
        _lines(f"{label} {text}", width, size) * LINE + AFTER for label, text in poster.beside
    )
    return (max(stamps, beside) + 0.5) * size


def _lines(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes; one word without an end counts by its letters."""
    return ceil(len(text) * LETTER * size * LOST / width) if text else 0
