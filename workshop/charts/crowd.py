"""Where a crowd stands: a bar for each stage, who stays there, and who had the ball meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.lettering import width, wrapped
from workshop.charts.rows import sheets
from workshop.charts.sheet import Item, Label, Mark, Stroke, at_ends, blank, block
from workshop.charts.theme import (
    BOTH,
    INK,
    LINE,
    MARKETING,
    MUTED,
    NEITHER,
    PAGE,
    SALES,
    SMALL,
)
from workshop.journey.events.stages import FATE_LABELS
from workshop.journey.path.ball import HOLDERS, NAMES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import altair as alt

    from workshop.journey.crowd import Crowd, Stage
    from workshop.journey.events.stages import Fate
    from workshop.journey.path.ball import Holder
    from workshop.words import Words

STEP, BAR, GAP, BETWEEN = 24, 26, 16, 12
FILLS: dict[Fate, str] = {
    "won": BOTH,
    "lost": MUTED,
    "rejected": MARKETING,
    "silent": SALES,
    "stalled": NEITHER,
    "moving": LINE,
}
INKS: dict[Fate, str] = {"won": BOTH, "rejected": MARKETING, "silent": SALES}
"""Where the fill is too pale for words, words are dark."""
MARKS: dict[Holder, str] = {"marketing": "marketing", "sales": "sales", "customer": "other"}
HOLDER_INKS: dict[Holder, str] = {"marketing": MARKETING, "sales": SALES, "customer": MUTED}
MARK, BESIDE = 150, 16


def crowd_charts(crowd: Crowd, words: Words) -> tuple[alt.TopLevelMixin, ...]:
    """Return the stages from top to bottom; bars are on one scale, all who are looked at.

    The dark part of a bar went on, the other parts stand there. Below stands how many do, how
    long those who went on took, and who had the ball on these days. At the foot of every sheet
    stands who had it over all stages: it names the shapes.
    """
    if not crowd.stages or not crowd.n:
        return (blank(words),)
    came = [stage.came for stage in crowd.stages[1:]]
    return sheets(
        list(zip(crowd.stages, [*came, 0], strict=True)),
        lambda run: _laid(run, crowd, words),
        lambda run: crowd_text([stage for stage, _ in run], crowd, words),
    )


def _laid(run: Sequence[tuple[Stage, int]], crowd: Crowd, words: Words) -> tuple[list[Item], float]:
    items: list[Item] = []
    y: float = 0
    for stage, went_on in run:
        drawn, y = _stage(stage, went_on, crowd.n, y, words)
        items += drawn
    drawn, y = _whole(crowd, y, words)
    return [*items, *drawn], y


def crowd_text(stages: Sequence[Stage], crowd: Crowd, words: Words) -> str:
    """Return the same as sentences."""
    lines = [_stage_text(stage, words) for stage in stages]
    shares = ", ".join(f"{words(NAMES[who])} {said}" for who, said in _shares(crowd.ball, words))
    if shares:
        lines.append(f"{words(WHOLE)} {shares}")
    return "; ".join(lines)


NOT_THERE = N_("This step isn’t in the data.")
WHOLE = N_("Who had the ball on all those days:")


def _stage(stage: Stage, went_on: int, n: int, y: float, words: Words) -> tuple[list[Item], float]:
    name = Label(0, y, words(stage.label), bold=True)
    came = Label(0, y, _came(stage, words), INK, SMALL, bold=True)
    items, y = at_ends(name, came, y, STEP)
    y += 4
    items += _bar(stage, went_on, n, y + BAR / 2, words)
    y += BAR + 4
    if stage.missing:
        items.append(Label(0, y + STEP / 2, words(NOT_THERE), MUTED, SMALL))
        y += STEP
    told, y = _standing(stage, y, words)
    days, y = _days(stage, y, words)
    return [*items, *told, *days], y + BETWEEN


def _came(stage: Stage, words: Words) -> str:
    number = words.number(stage.came)
    if stage.share.value is None:
        return number
    return f"{number} · {words.percent(stage.share.value, 0 if stage.share.value == 1 else 1)}"


def _bar(stage: Stage, went_on: int, n: int, y: float, words: Words) -> Iterator[Item]:
    yield Stroke(0, y + BAR / 2, PAGE, y + BAR / 2, LINE, 1)
    parts = [(went_on, INK), *((count, FILLS[fate]) for fate, count in stage.standing.items())]
    x = 0.0
    for count, colour in parts:
        end = x + PAGE * count / n
        if count:
            yield block(x, end, y, BAR, colour)
        x = end
    text = words("{n} moved on", n=words.number(went_on))
    if went_on and width(text, SMALL, bold=True) + 16 < PAGE * went_on / n:
        yield Label(8, y, text, "white", SMALL, bold=True)


def _standing(stage: Stage, y: float, words: Words) -> tuple[list[Item], float]:
    """Return how it stands with those who came no further, each in the colour of its part."""
    items: list[Item] = []
    x = 0.0
    for fate, count in stage.standing.items():
        text = f"{words.number(count)} {words(FATE_LABELS[fate])}"
        broad = width(text, SMALL, bold=True)
        if x and x + broad > PAGE:
            x, y = 0.0, y + STEP
        items.append(Label(x, y + STEP / 2, text, INKS.get(fate, MUTED), SMALL, bold=True))
        x += broad + GAP
    return items, y + STEP if items else y


def _days(stage: Stage, y: float, words: Words) -> tuple[list[Item], float]:
    items: list[Item] = []
    if said := _how_long(stage, words):
        for line in wrapped(said, PAGE, SMALL):
            items.append(Label(0, y + STEP / 2, line, MUTED, SMALL))
            y += STEP
    if marks := _shares(stage.ball, words):
        text = words("Ball:")
        items.append(Label(0, y + STEP / 2, text, MUTED, SMALL))
        ball, y = _ball(marks, width(text, SMALL) + BESIDE, y)
        items += ball
    return items, y


def _how_long(stage: Stage, words: Words) -> str:
    days = stage.days
    if days.median is None or days.p90 is None:
        return ""
    return words(
        "Days to move on: median {median}, 9 in 10 within {p90} (n = {n})",
        median=words.number(days.median, 1 if days.median < 1 else 0),
        p90=words.number(days.p90),
        n=words.number(days.n),
    )


def _shares(ball: Mapping[Holder, float], words: Words) -> list[tuple[Holder, str]]:
    whole = sum(ball.values())
    shares = [(who, ball[who] / whole) for who in HOLDERS if ball.get(who)]
    return [(who, words.percent(share, 0)) for who, share in shares]


def _ball(marks: list[tuple[Holder, str]], x: float, y: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    middle = y + STEP / 2
    for who, text in marks:
        broad = BESIDE + 4 + width(text, SMALL, bold=True)
        if x and x + broad > PAGE:
            x, middle = 0.0, middle + STEP
        items.append(Mark(x + BESIDE / 2, middle, MARKS[who], MARK))
        items.append(Label(x + BESIDE + 4, middle, text, HOLDER_INKS[who], SMALL, bold=True))
        x += broad + GAP
    return items, middle + STEP / 2


def _whole(crowd: Crowd, y: float, words: Words) -> tuple[list[Item], float]:
    """Return who had the ball over all stages, with the names of the shapes."""
    marks = [(who, f"{words(NAMES[who])} {said}") for who, said in _shares(crowd.ball, words)]
    if not marks:
        return [], y
    items: list[Item] = [Stroke(0, y, PAGE, y, LINE, 1)]
    y += 10
    for line in wrapped(words(WHOLE), PAGE, SMALL):
        items.append(Label(0, y + STEP / 2, line, INK, SMALL))
        y += STEP
    ball, y = _ball(marks, 0, y)
    return [*items, *ball], y


def _stage_text(stage: Stage, words: Words) -> str:
    parts = [_came(stage, words), *([words(NOT_THERE)] if stage.missing else [])]
    parts += [f"{words.number(n)} {words(FATE_LABELS[fate])}" for fate, n in stage.standing.items()]
    if said := _how_long(stage, words):
        parts.append(said)
    parts += [f"{words(NAMES[who])} {said}" for who, said in _shares(stage.ball, words)]
    return f"{words(stage.label)}: {', '.join(parts)}"
