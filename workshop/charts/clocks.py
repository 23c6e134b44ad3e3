"""Two clocks: the same business as sales feels it by the day, and marketing by the quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.charts.lettering import wrapped
from workshop.charts.rows import level, sheets
from workshop.charts.sheet import (
    SHAPE,
    Item,
    Label,
    Mark,
    Stroke,
    at_ends,
    blank,
    sheet,
    tag,
)
from workshop.charts.theme import (
    BOTH,
    INK,
    LINE,
    MARKETING,
    MUTED,
    PAGE,
    SALES,
    SIDE_COLOURS,
    SMALL,
)
from workshop.journey.path.text import day_text
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from workshop.journey.clocks.two_clocks import Clocks, QuarterRow
    from workshop.words import Words

STEP, STRIP, BELOW, EDGE = 24, 54, 14, 2
LEFT, VALUE, BESIDE = 104, 150, 10
"""Where the bars of quarters begin, the room behind them for a value, and the gap before it."""
DAYS = {
    "seen": (N_("New contacts"), MARKETING),
    "touched": (N_("Personal touchpoints"), SALES),
    "won": (N_("Deals won"), BOTH),
}
LEADS = N_("New leads, by your rule")
"""What new contacts are called once Lead is agreed: only leads count then."""
YOUNG = N_("too young")


def clocks_charts(clocks: Clocks, words: Words) -> tuple[alt.TopLevelMixin, ...]:
    """Return both clocks: a sheet with strips of days, then those with rows of quarters."""
    days = [sheet(*_days(clocks, words), days_text(clocks, words))] if clocks.days else []
    blocks = list(_blocks(clocks, words))
    quarters = sheets(
        blocks,
        lambda run: _quarters(run, clocks.quarters, words),
        lambda run: _quarters_text(run, clocks.quarters, words),
    )
    return level([*days, *quarters]) or (blank(words),)


def days_text(clocks: Clocks, words: Words) -> str:
    """Return the strips of days as sentences."""
    parts = []
    for name, label, _ in _strips(clocks):
        counts = [n for n in (getattr(day, name) for day in clocks.days) if n is not None]
        if counts:
            parts.append(f"{words(label)}: {_spread(counts, words)}")
    return "; ".join(parts)


def _spread(counts: Sequence[int], words: Words) -> str:
    return words(
        "{least} to {most} a day, {sum} in {days} business days",
        least=words.number(min(counts)),
        most=words.number(max(counts)),
        sum=words.number(sum(counts)),
        days=words.number(len(counts)),
    )


def _seen_label(clocks: Clocks) -> str:
    return LEADS if clocks.by_rule else DAYS["seen"][0]


def _strips(clocks: Clocks) -> Iterator[tuple[str, str, str]]:
    """Yield what is counted by the day: its name, what it is called, and its colour."""
    for name, (label, colour) in DAYS.items():
        yield name, _seen_label(clocks) if name == "seen" else label, colour


def _days(clocks: Clocks, words: Words) -> tuple[list[Item], float]:
    days = clocks.days
    head = words("By day: the last {n} business days", n=words.number(len(days)))
    items, y = _head("sales", head)
    for name, label, colour in _strips(clocks):
        counts = [getattr(day, name) for day in days]
        if any(n is not None for n in counts):
            drawn, y = _strip(words(label), [n or 0 for n in counts], colour, y, words)
            items += drawn
    if days:
        first, last = (day_text(day.day, words) for day in (days[0], days[-1]))
        items.append(Label(0, y + STEP / 2, first, MUTED, SMALL))
        items.append(Label(PAGE, y + STEP / 2, last, MUTED, SMALL, "right"))
        y += STEP
    return items, y


def _head(side: str, text: str) -> tuple[list[Item], float]:
    """Return a side's shape and what its clock is called."""
    first, *more = wrapped(text, PAGE - SHAPE - 6, bold=True)
    items = tag(0, STEP / 2, side, first)
    colour, y = SIDE_COLOURS[side], STEP
    for line in more:
        items.append(Label(SHAPE + 6, y + STEP / 2, line, colour, bold=True))
        y += STEP
    return items, y + BELOW


def _strip(
    label: str, counts: Sequence[int], colour: str, y: float, words: Words
) -> tuple[list[Item], float]:
    """Return a thin bar for each day, each strip on its own scale, and what its highest says."""
    most = max(counts, default=0)
    name = Label(0, y, label, colour, SMALL, bold=True)
    spread = Label(0, y, _spread_short(counts, words), MUTED, SMALL)
    items, y = at_ends(name, spread, y, STEP)
    bottom = y + STRIP
    items.append(Stroke(0, bottom, PAGE, bottom, LINE, 1))
    each = (PAGE - 2 * EDGE) / max(1, len(counts))
    for place, n in enumerate(counts):
        if n:
            x = EDGE + each * (place + 0.5)
            items.append(Stroke(x, bottom, x, bottom - STRIP * n / most, colour, each * 0.7))
    return items, bottom + BELOW


def _spread_short(counts: Sequence[int], words: Words) -> str:
    least, most = words.number(min(counts, default=0)), words.number(max(counts, default=0))
    return words("{least} to {most} a day", least=least, most=most)


@dataclass(frozen=True)
class _Block:
    """One thing told quarter by quarter: what it is, a row for each, and the same in words."""

    label: str
    colour: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True)
class _Row:
    """A quarter in a block: its bar or its point, all as shares of the longest, and its value."""

    text: str
    said: str
    share: float | None = None
    between: tuple[float, float] | None = None
    pale: bool = False


def _blocks(clocks: Clocks, words: Words) -> Iterator[_Block]:
    """Yield what is known quarter by quarter."""
    rows = clocks.quarters
    seen = [row.seen for row in rows]
    if any(n is not None for n in seen):
        said = ["" if n is None else words.number(n) for n in seen]
        yield _counted(words(_seen_label(clocks)), MARKETING, rows, seen, said)
    if not all(row.conversion.missing for row in rows):
        yield _converted(rows, words)
    values = [row.value for row in rows]
    if any(n is not None for n in values):
        said = ["" if n is None else words.money(n, clocks.currency) for n in values]
        label = words("Won value, whenever the journey began")
        yield _counted(label, BOTH, rows, values, said)


def _counted(
    label: str,
    colour: str,
    rows: Sequence[QuarterRow],
    counts: Sequence[float | None],
    said: Sequence[str],
) -> _Block:
    most = max((n for n in counts if n), default=1)
    found = [
        _Row(text, text, n / most if n else None, pale=not row.whole)
        for row, n, text in zip(rows, counts, said, strict=True)
    ]
    return _Block(label, colour, tuple(found))


def _converted(rows: Sequence[QuarterRow], words: Words) -> _Block:
    days = max((row.conversion.window_days or 0 for row in rows), default=0)
    label = words("Of these, won within {days} days, with 95% interval", days=days)
    most = max((row.conversion.high or 0 for row in rows), default=0) or 1
    found = []
    for row in rows:
        one = row.conversion
        if one.value is None or one.low is None or one.high is None:
            young = words(YOUNG)
            found.append(_Row(young, "" if one.missing else young))
            continue
        share = words.percent(one.value)
        low, high = words.percent(one.low), words.percent(one.high)
        said = f"{share} ({words('{low} to {high}', low=low, high=high)})"
        found.append(_Row(share, said, one.value / most, (one.low / most, one.high / most)))
    return _Block(label, INK, tuple(found))


def _quarters(
    blocks: Sequence[_Block], rows: Sequence[QuarterRow], words: Words
) -> tuple[list[Item], float]:
    items, y = _head("marketing", words("By quarter"))
    names = [row.quarter.text(words) for row in rows]
    for one in blocks:
        for line in wrapped(one.label, PAGE, SMALL, bold=True):
            items.append(Label(0, y + STEP / 2, line, one.colour, SMALL, bold=True))
            y += STEP
        for name, row in zip(names, one.rows, strict=True):
            items.append(Label(0, y + STEP / 2, name, INK, SMALL))
            items += _row(row, one.colour, y + STEP / 2)
            y += STEP
        y += BELOW
    return items, y - BELOW


def _row(row: _Row, colour: str, y: float) -> Iterator[Item]:
    room = PAGE - LEFT - VALUE
    if row.share is None:
        yield Label(LEFT + BESIDE, y, row.text, MUTED, SMALL)
    elif row.between:
        low, high = (LEFT + room * share for share in row.between)
        yield Stroke(low, y, high, y, MARKETING, 6, 0.4)
        yield Mark(LEFT + room * row.share, y, "marketing", 160)
        yield Label(high + BESIDE, y, row.text, INK, SMALL)
    else:
        end = LEFT + room * row.share
        yield Stroke(LEFT, y, end, y, colour, 14, 0.45 if row.pale else 1)
        yield Label(end + BESIDE, y, row.text, INK, SMALL)


def _quarters_text(blocks: Sequence[_Block], rows: Sequence[QuarterRow], words: Words) -> str:
    """Return the blocks as sentences."""
    parts = []
    for one in blocks:
        told = [
            f"{row.quarter.text(words)} {found.said}"
            for row, found in zip(rows, one.rows, strict=True)
            if found.said
        ]
        parts.append(f"{one.label}: {', '.join(told)}")
    return "; ".join(parts)
