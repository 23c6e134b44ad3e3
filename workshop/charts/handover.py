"""What sales made of what it was handed, quarter by quarter: parts of a whole, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.lettering import width
from workshop.charts.rows import sheets
from workshop.charts.sheet import Item, Label, at_ends, blank, block
from workshop.charts.theme import BOTH, INK, MARKETING, MUTED, NEITHER, PAGE, SMALL
from workshop.colours import LIGHT
from workshop.journey.promises.handover import ANSWERS, LABELS
from workshop.kpis.text.answers import headline
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import altair as alt

    from workshop.journey.promises.handover import Answer, Given, Handover
    from workshop.words import Words

STEP, BAR, ABOVE, BELOW, GAP = 24, 30, 10, 16, 16
COLOURS: dict[Answer, str] = {
    "accepted": BOTH,
    "with_reason": MARKETING,
    "without_reason": LIGHT["marketing-soft"],
    "silent": NEITHER,
}
INKS: dict[Answer, str] = {
    "accepted": BOTH,
    "with_reason": MARKETING,
    "without_reason": LIGHT["marketing-deep"],
    "silent": MUTED,
}
ON: dict[Answer, str] = {
    "accepted": "white",
    "with_reason": "white",
    "without_reason": INK,
    "silent": INK,
}
"""Colours of parts, of the words that name them, and of numbers that stand in them."""
ALL = N_("All quarters")


def handover_charts(found: Handover, words: Words) -> tuple[alt.TopLevelMixin, ...]:
    """Return a bar for each quarter, its parts the answers as shares of what is due.

    Beside its name stand how many were due and after how long half of those answered were.
    Every sheet names the answers in their colours; the first one's words begin with all quarters.
    """
    rows = [one for one in found.quarters if one.n]
    whole = found.whole
    if not rows or whole is None:
        return (blank(words),)
    return sheets(
        rows,
        lambda run: _laid(run, words),
        lambda run: handover_text([whole, *run] if run[0] is rows[0] else run, words),
    )


def handover_text(rows: Iterable[Given], words: Words) -> str:
    """Return the same as sentences."""
    return "; ".join(_said(one, words) for one in rows)


def _laid(rows: Sequence[Given], words: Words) -> tuple[list[Item], float]:
    items, y = _head(words)
    for one in rows:
        drawn, y = _row(one, y, words)
        items += drawn
    return items, y - BELOW + GAP


def _head(words: Words) -> tuple[list[Item], float]:
    items: list[Item] = []
    x, y = 0.0, STEP / 2
    for answer in ANSWERS:
        text = words(LABELS[answer])
        broad = 18 + width(text, SMALL, bold=True)
        if x and x + broad > PAGE:
            x, y = 0.0, y + STEP
        items.append(block(x, x + 12, y, 12, COLOURS[answer]))
        items.append(Label(x + 18, y, text, INKS[answer], SMALL, bold=True))
        x += broad + GAP
    return items, y + STEP / 2 + ABOVE


def _row(one: Given, y: float, words: Words) -> tuple[list[Item], float]:
    name = one.quarter.text(words) if one.quarter else words(ALL)
    head = Label(0, y, name, bold=True)
    items, y = at_ends(head, Label(0, y, _beside(one, words), MUTED, SMALL), y, STEP)
    y += 4
    return [*items, *_parts(one, y + BAR / 2, words)], y + BAR + BELOW


def _parts(one: Given, y: float, words: Words) -> Iterator[Item]:
    x = 0.0
    for answer in ANSWERS:
        share = one.counts[answer] / one.n
        end = x + PAGE * share
        if share:
            yield block(x, end, y, BAR, COLOURS[answer])
            text = _in_it(one, answer, words)
            if width(text, SMALL, bold=True) + 8 < end - x:
                yield Label((x + end) / 2, y, text, ON[answer], SMALL, "center", bold=True)
        x = end


def _in_it(one: Given, answer: Answer, words: Words) -> str:
    """Return the share, or the bare count where there are too few for a share."""
    share = one.shares[answer].value
    return words.number(one.counts[answer]) if share is None else words.percent(share, 0)


def _beside(one: Given, words: Words) -> str:
    return words(
        "n = {n} · answered after {hours}",
        n=words.number(one.n),
        hours=headline(one.answer_hours, words),
    )


def _said(one: Given, words: Words) -> str:
    name = one.quarter.text(words) if one.quarter else words(ALL)
    parts = [f"{words(LABELS[a])} {_in_it(one, a, words)}" for a in ANSWERS]
    return f"{name}: {', '.join(parts)} ({_beside(one, words)})"
