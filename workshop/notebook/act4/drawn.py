"""Cards on a stage: as many on one screen as the last row can read."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from workshop.widgets.elements import Html, block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import ipywidgets as w

WIDE, LINES = 30, 33
"""Characters of a line on a card, and lines of cards on a screen: three columns of them."""
EDGE = 1.5
"""Lines that a card takes beside its own: its edges and what parts it from the next one."""


def pages(texts: Sequence[str]) -> list[Sequence[str]]:
    """Return texts screen by screen, in their order; a long one alone if need be."""
    found: list[list[str]] = []
    room = 0.0
    for text in texts:
        needed = sum(ceil(max(len(line), 1) / WIDE) for line in text.split("\n")) + EDGE
        if not found or needed > room:
            found.append([])
            room = LINES
        found[-1].append(text)
        room -= needed
    return list(found)


def wall(texts: Iterable[str], *classes: str) -> w.Widget:
    """Return texts as cards side by side."""
    cards = Html("<li>{}</li>").each(texts)
    return block(Html('<ul class="ot-laid">{}</ul>').format(cards), *classes)


def finding(text: str, muted: str = "") -> w.Widget:
    """Return the headline of a screen, with small print below it."""
    small = Html("<p class='ot-muted'>{}</p>").format(muted) if muted else Html()
    return block(Html('<h2 class="ot-finding">{}</h2>{}').format(text, small))
