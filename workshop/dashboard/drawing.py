"""The two charts of a card: the value against its target, and the quarters it came from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop.charts.bullet import Bullet, bullet_chart
from workshop.charts.trend import Decided, Step, trend_chart
from workshop.kpis.core.unit import Unit
from workshop.kpis.text.answers import written

if TYPE_CHECKING:
    import altair as alt

    from workshop.dashboard.document import Line
    from workshop.words import Words


def bullet_of(line: Line, words: Words) -> alt.TopLevelMixin | None:
    """Return the value against its target, or None where there is no value or no target."""
    one = line.shown
    if one.value is None or line.target is None:
        return None
    bullet = Bullet(one.value, one.low, one.high, line.target.value, line.reach, _most(line))
    return bullet_chart(bullet, partial(written, unit=line.kind, words=words), words)


def trend_of(line: Line, words: Words) -> alt.TopLevelMixin | None:
    """Return the quarters, or None where no quarter has a value."""
    if not any(one.value is not None for one in line.points):
        return None
    steps = [Step(one.period, one.bare, one.value, one.low, one.high) for one in line.points]
    target = line.target.value if line.target else None
    text = line.target.bare if line.target else ""
    decided = [Decided(one.place, one.name, one.target) for one in line.versions]
    return trend_chart(
        steps, words, target=target, target_text=text, most=_most(line), decided=decided
    )


def _most(line: Line) -> float | None:
    return 1.0 if line.kind == Unit.RATIO else None
