"""One customer's way as a line of time: marketing on the left of it, sales on its right."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from workshop.charts.lettering import wrapped
from workshop.charts.rows import sheets
from workshop.charts.sheet import Item, Label, Mark, Stroke, tag, tag_width
from workshop.charts.theme import INK, LINE, MARKETING, MUTED, PAGE, SALES, SIDE_COLOURS, SMALL
from workshop.crm.refunds import WON
from workshop.journey.events.log import HANDED, REJECTED, SEEN, TOUCH
from workshop.journey.path.ball import holder_at
from workshop.journey.path.path import TODAY
from workshop.journey.path.text import ball_text, days_text, path_lines, stop_text, wait_text
from workshop.kpis.core.scope import LOST
from workshop.side import SIDES, side_name
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from workshop.journey.path.ball import Holder
    from workshop.journey.path.path import Path, Wait
    from workshop.journey.path.stops import Stop
    from workshop.words import Words

MIDDLE, OFF, TEXT_OFF = PAGE / 2, 15, 32
"""Where the line is, and how far from it marks and words stand."""
ROOM = MIDDLE - TEXT_OFF
STEP, GAP, LEAST_DAYS = 24, 10, 2
"""Height of a line of text, room between stops, and from which wait on one is told."""
SHORTEST, LONGEST = 50, 84
"""Heights of a wait; in between they grow with the logarithm of its days."""
COLOURS: dict[Holder, str] = {
    "marketing": MARKETING,
    "sales": SALES,
    "customer": MUTED,
    "nobody": LINE,
}
CUSTOMER = "other"
"""The side whose shape stands for the customer."""
ABOUT_CUSTOMER = (SEEN, WON, LOST, TODAY)
THICK, THIN = 7, 3


PLACES = {CUSTOMER: MIDDLE, "marketing": MIDDLE - OFF, "sales": MIDDLE + OFF}
BIG_MARK, SMALL_MARK = 300, 200


@dataclass(frozen=True)
class _Place:
    """Where a stop's words stand: its side, and whether that is left of the line."""

    side: str
    left: bool

    @property
    def ink(self) -> str:
        return INK if self.side == CUSTOMER else SIDE_COLOURS[self.side]


def path_charts(path: Path, words: Words, currency: str = "") -> tuple[alt.TopLevelMixin, ...]:
    """Return the way from top to bottom; a thick line is a wait, its colour who had the ball.

    Every sheet names the sides. Where the way goes on, so does the line at its foot; the next
    sheet begins with the wait in between.

    Args:
        path: the way.
        words: the language.
        currency: of won deals; without one no money is shown.
    """
    lines = path_lines(path, words, currency)
    return sheets(
        range(len(path.stops)),
        lambda run: _laid(path, run, words, currency),
        lambda run: "; ".join(lines[place] for place in run),
    )


def _laid(
    path: Path, places: Sequence[int], words: Words, currency: str
) -> tuple[list[Item], float]:
    items: list[Item] = list(_head(words))
    y: float = STEP + GAP
    for place in places:
        stop = path.stops[place]
        if place:
            drawn, y = _between(path, place, path.waits[place], y, words)
            items += drawn
        holder = holder_at(stop.last, path.turns)
        drawn, y = _stop(stop, holder, y, words, currency)
        items += drawn
        if place == places[-1] and place + 1 < len(path.stops):
            items.append(Stroke(MIDDLE, y, MIDDLE, y + GAP - THIN, COLOURS[holder], THIN))
    return items, y + GAP


def _head(words: Words) -> Iterator[Item]:
    left, middle, right = (
        side_name("marketing", words),
        words(N_("Customer")),
        side_name("sales", words),
    )
    y = STEP / 2
    yield from tag(0, y, "marketing", left, SMALL)
    yield from tag(MIDDLE - tag_width(middle, SMALL) / 2, y, CUSTOMER, middle, SMALL)
    yield from tag(PAGE - tag_width(right, SMALL), y, "sales", right, SMALL)


def _between(
    path: Path, place: int, wait: Wait | None, y: float, words: Words
) -> tuple[list[Item], float]:
    """Return the line from one stop to the next, with the wait that ends there if it is long."""
    if wait is None or wait.days < LEAST_DAYS:
        holder = holder_at(path.stops[place - 1].at, path.turns)
        return [Stroke(MIDDLE, y, MIDDLE, y + GAP, COLOURS[holder], THIN)], y + GAP
    texts = [(line, True) for line in wrapped(wait_text(wait, words), ROOM, SMALL, bold=True)]
    if wait.ball != "nobody":
        texts += [(line, False) for line in wrapped(ball_text(wait, words), ROOM, SMALL)]
    high = max(min(LONGEST, SHORTEST + 5 * log2(wait.days)), STEP * len(texts))
    middle, colour = y + high / 2, COLOURS[wait.ball]
    line: list[Item] = [Stroke(MIDDLE, y, MIDDLE, y + high, colour, THICK)]
    left = wait.ball != "sales"
    ink = INK if wait.ball == "nobody" else colour
    top = middle - STEP * (len(texts) - 1) / 2
    for number, (text, bold) in enumerate(texts):
        line.append(_words(text, top + STEP * number, ink, left=left, bold=bold))
    return line, y + high


def _words(text: str, y: float, colour: str, *, left: bool, bold: bool = False) -> Label:
    x = MIDDLE - TEXT_OFF if left else MIDDLE + TEXT_OFF
    return Label(x, y, text, colour, SMALL, "right" if left else "left", bold=bold)


def _where(stop: Stop) -> _Place:
    if stop.own_act or stop.what in ABOUT_CUSTOMER:
        return _Place(CUSTOMER, left=True)
    by_sales = stop.side == "sales" if stop.what == TOUCH else stop.what != HANDED
    return _Place("sales", left=False) if by_sales else _Place("marketing", left=True)


def _stop(
    stop: Stop, holder: Holder, y: float, words: Words, currency: str
) -> tuple[list[Item], float]:
    where, step = _where(stop), stop.what != TOUCH
    text = stop_text(stop, words, currency)
    lines = wrapped(text, ROOM, SMALL, bold=step)
    days = wrapped(days_text(stop, words), ROOM, SMALL)
    high, middle = STEP * max(len(lines), len(days)), y + STEP / 2
    items: list[Item] = [
        Stroke(MIDDLE, y, MIDDLE, y + high, COLOURS[holder], THIN),
        *_marks(stop, where, middle),
    ]
    for number, line in enumerate(lines):
        at = y + STEP * (number + 0.5)
        items.append(_words(line, at, where.ink, left=where.left, bold=step))
    for number, line in enumerate(days):
        items.append(_words(line, y + STEP * (number + 0.5), MUTED, left=not where.left))
    return items, y + high


def _marks(stop: Stop, where: _Place, y: float) -> Iterator[Item]:
    """Yield the mark of a stop; where the ball changes sides, both marks and what joins them."""
    area = BIG_MARK if stop.what != TOUCH else SMALL_MARK
    if stop.what in (HANDED, REJECTED):
        yield Stroke(PLACES["marketing"], y, PLACES["sales"], y, where.ink, 4)
        others = (side for side in SIDES if side != where.side)
        yield from (Mark(PLACES[side], y, side, SMALL_MARK) for side in others)
    yield Mark(PLACES[where.side], y, where.side, area)
