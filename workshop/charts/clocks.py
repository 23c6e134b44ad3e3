"""Two clocks: the same business as sales feels it by the day, and marketing by the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.lettering import wrapped
from workshop.charts.sheet import Item, Label, Mark, Stroke, blank, sheet, tag
from workshop.charts.theme import BOTH, INK, LINE, MARKETING, MUTED, PAGE, SALES, SMALL
from workshop.journey.path.text import day_text
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from workshop.journey.clocks.two_clocks import Clocks, QuarterRow
    from workshop.words import Words

STEP, STRIP, BELOW, APART = 24, 54, 14, 26
LEFT, VALUE = 104, 150
"""Where the bars of quarters begin, and the room behind them for a value."""
DAYS = {
    "seen": (N_("New contacts"), MARKETING),
    "touched": (N_("Personal touchpoints"), SALES),
    "won": (N_("Deals won"), BOTH),
}
LEADS = N_("New leads, by your rule")
"""What new contacts are called once Lead is agreed: only leads count then."""
YOUNG = N_("too young")


def clocks_chart(clocks: Clocks, words: Words) -> alt.TopLevelMixin:
    """Return both clocks, one above the other: strips of days, then rows of quarters."""
    if not clocks.days and not clocks.quarters:
        return blank(words)
    items, y = _days(clocks, words)
    drawn, y = _quarters(clocks, y + APART, words)
    return sheet([*items, *drawn], y, clocks_text(clocks, words))


def clocks_text(clocks: Clocks, words: Words) -> str:
    """Return the same as sentences."""
    parts = []
    for name, label, _ in _strips(clocks):
        counts = [n for n in (getattr(day, name) for day in clocks.days) if n is not None]
        if counts:
            parts.append(f"{words(label)}: {_spread(counts, words)}")
    parts += [_quarter_text(row, clocks, words) for row in clocks.quarters]
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
    items: list[Item] = tag(0, STEP / 2, "sales", head)
    y: float = STEP + BELOW
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


def _strip(
    label: str, counts: Sequence[int], colour: str, y: float, words: Words
) -> tuple[list[Item], float]:
    """Return a thin bar for each day, each strip on its own scale, and what its highest says."""
    most = max(counts, default=0)
    items: list[Item] = [
        Label(0, y + STEP / 2, label, colour, SMALL, bold=True),
        Label(PAGE, y + STEP / 2, _spread_short(counts, words), MUTED, SMALL, "right"),
    ]
    bottom = y + STEP + STRIP
    items.append(Stroke(0, bottom, PAGE, bottom, LINE, 1))
    each = PAGE / max(1, len(counts))
    for place, n in enumerate(counts):
        if n:
            x = each * (place + 0.5)
            items.append(Stroke(x, bottom, x, bottom - STRIP * n / most, colour, each * 0.7))
    return items, bottom + BELOW


def _spread_short(counts: Sequence[int], words: Words) -> str:
    least, most = words.number(min(counts, default=0)), words.number(max(counts, default=0))
    return words("{least} to {most} a day", least=least, most=most)


def _quarters(clocks: Clocks, y: float, words: Words) -> tuple[list[Item], float]:
    items: list[Item] = tag(0, y + STEP / 2, "marketing", words("By quarter"))
    y += STEP + BELOW
    rows = clocks.quarters
    values = [row.value for row in rows if row.value is not None]
    for draw in (_seen_rows, _conversion_rows):
        drawn, y = draw(clocks, y, words)
        items += drawn
    if values:
        drawn, y = _value_rows(rows, clocks.currency, y, words)
        items += drawn
    return items, y


def _block(
    label: str, colour: str, rows: Sequence[QuarterRow], y: float, words: Words
) -> tuple[list[Item], float]:
    items: list[Item] = []
    for line in wrapped(label, PAGE, SMALL, bold=True):
        items.append(Label(0, y + STEP / 2, line, colour, SMALL, bold=True))
        y += STEP
    for place, row in enumerate(rows):
        at = y + STEP * (place + 0.5)
        items.append(Label(0, at, row.quarter.text(words), INK, SMALL))
    return items, y


def _bars(
    rows: Sequence[QuarterRow],
    counts: Sequence[float | None],
    said: Sequence[str],
    y: float,
    colour: str,
) -> Iterator[Item]:
    most = max((n for n in counts if n), default=1)
    for place, (n, text) in enumerate(zip(counts, said, strict=True)):
        at, end = y + STEP * (place + 0.5), float(LEFT)
        if n:
            end = LEFT + (PAGE - LEFT - VALUE) * n / most
            yield Stroke(LEFT, at, end, at, colour, 14, 1 if rows[place].whole else 0.45)
        yield Label(end + 10, at, text, INK, SMALL)


def _seen_rows(clocks: Clocks, y: float, words: Words) -> tuple[list[Item], float]:
    rows = clocks.quarters
    if all(row.seen is None for row in rows):
        return [], y
    items, y = _block(words(_seen_label(clocks)), MARKETING, rows, y, words)
    counts = [row.seen for row in rows]
    said = ["" if n is None else words.number(n) for n in counts]
    items += _bars(rows, counts, said, y, MARKETING)
    return items, y + STEP * len(rows) + BELOW


def _value_rows(
    rows: Sequence[QuarterRow], currency: str, y: float, words: Words
) -> tuple[list[Item], float]:
    items, y = _block(words("Won value, whenever the journey began"), BOTH, rows, y, words)
    counts = [row.value for row in rows]
    said = ["" if n is None else words.money(n, currency) for n in counts]
    items += _bars(rows, counts, said, y, BOTH)
    return items, y + STEP * len(rows) + BELOW


def _conversion_rows(clocks: Clocks, y: float, words: Words) -> tuple[list[Item], float]:
    rows = clocks.quarters
    if all(row.conversion.missing for row in rows):
        return [], y
    days = max((row.conversion.window_days or 0 for row in rows), default=0)
    label = words("Of these, won within {days} days, with 95% interval", days=days)
    items, y = _block(label, INK, rows, y, words)
    most = max((row.conversion.high or 0 for row in rows), default=0) or 1
    room = PAGE - LEFT - VALUE
    for place, row in enumerate(rows):
        at, one = y + STEP * (place + 0.5), row.conversion
        if one.value is None or one.low is None or one.high is None:
            items.append(Label(LEFT, at, words(YOUNG), MUTED, SMALL))
            continue
        low, high, x = (LEFT + room * share / most for share in (one.low, one.high, one.value))
        items.append(Stroke(low, at, high, at, MARKETING, 6, 0.4))
        items.append(Mark(x, at, "marketing", 160))
        items.append(Label(high + 10, at, words.percent(one.value), INK, SMALL))
    return items, y + STEP * len(rows) + BELOW


def _quarter_text(row: QuarterRow, clocks: Clocks, words: Words) -> str:
    parts = []
    if row.seen is not None:
        parts.append(f"{words(_seen_label(clocks))} {words.number(row.seen)}")
    one = row.conversion
    if one.value is not None and one.low is not None and one.high is not None:
        low, high = words.percent(one.low), words.percent(one.high)
        ends = words("{low} to {high}", low=low, high=high)
        parts.append(f"{words.percent(one.value)} ({ends})")
    elif not one.missing:
        parts.append(words(YOUNG))
    if row.value is not None:
        parts.append(words.money(row.value, clocks.currency))
    return f"{row.quarter.text(words)}: {', '.join(parts)}"
