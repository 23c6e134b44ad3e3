"""Charts that fill the stage by themselves: none of their words is too small to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.source.drawn import Drawn

from workshop.charts.bullet import Bullet, bullet_chart
from workshop.charts.rates import Rate, rates_chart
from workshop.charts.trend import Step, trend_chart
from workshop.words import Words

if TYPE_CHECKING:
    import altair as alt

EN = Words("en")
STAGES = [(720, 1200, 480), (768, 962, 500)]
"""Height of a window, and the room it leaves for a picture."""
LONG = "Somewhere else, and in none of the other places that there are"


def rates(n: int) -> alt.TopLevelMixin:
    rows = [Rate(f"{LONG} {k}", 0.1, 0.08, 0.15, "#0f5c7a") for k in range(n)]
    return rates_chart(rows, LONG, EN)


CHARTS = {
    "rates": rates(2),
    "many rates": rates(5),
    "trend": trend_chart(
        [Step(f"Q{k} 26", f"€1,{k}34,567", 1e6 * k) for k in range(1, 7)],
        EN,
        target=3e6,
        target_text="€3,000,000",
    ),
    "bullet": bullet_chart(Bullet(0.4, 0.3, 0.5, 0.4, (0.2, 0.5)), EN.percent, EN),
}


@pytest.mark.parametrize("stage", STAGES, ids=["1280", "1024"])
@pytest.mark.parametrize("name", CHARTS)
def test_words_are_a_fortieth_of_the_window(name: str, stage: tuple[int, int, int]) -> None:
    """The smallest of them, as large as the picture gets."""
    found = Drawn(CHARTS[name], EN)
    tall, width, height = stage
    scale = min(width / found.width, height / found.height)

    assert scale * min(one.size for one in found.texts) >= tall / 40
