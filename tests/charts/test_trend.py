"""One number by quarter: values that can be read, from zero, what is withheld named."""

from __future__ import annotations

import pytest
from support.source.drawn import MARGINS, Drawn

from workshop.charts.theme import NARROW
from workshop.charts.trend import Step, trend_chart
from workshop.words import Words

EN = Words("en")
SHARES = [
    Step(f"Q{k} 26", f"{10 * k}.0%", k / 10, k / 10 - 0.05, k / 10 + 0.05) for k in range(1, 7)
]
MONEY = [Step(f"Q{k} 26", f"€1,{k}34,567", 1e6 * k, 0.9e6 * k, 1.1e6 * k) for k in range(1, 7)]
GAPS = [*SHARES[:4], Step("Q5 26", "–", None), Step("Q6 26", "–", None)]


def drawn(steps: list[Step], target: float | None = None, text: str = "") -> Drawn:
    return Drawn(trend_chart(steps, EN, target=target, target_text=text), EN)


@pytest.mark.parametrize(
    ("steps", "target", "text"),
    [
        (SHARES, None, ""),
        (SHARES, 0.4, "40.0%"),
        (SHARES, 0.0, "0.0%"),
        (SHARES, 0.98, "98.0%"),
        (MONEY, 3e6, "€3,000,000"),
        (GAPS, 0.3, "30.0%"),
        (SHARES[:1], 0.3, "30.0%"),
    ],
)
def test_every_label_is_inside_and_none_covers_another(
    steps: list[Step], target: float | None, text: str
) -> None:
    """Six quarters of long amounts, a target at the top or at the bottom."""
    found = drawn(steps, target, text)

    assert ([], []) == (found.strays, found.collisions)
    assert found.width <= NARROW + MARGINS


def test_the_axis_begins_at_zero() -> None:
    """A cut axis makes a small step look large."""
    steps = [Step(f"Q{k} 26", str(k), float(k)) for k in (0, 1, 2, 4)]
    floor, *others = (y for _, y in drawn(steps).marks("#6b4a8e"))
    one = floor - others[0]

    assert [one, 2 * one, 4 * one] == pytest.approx([floor - y for y in others])
    assert one > 10


def test_a_withheld_quarter_has_a_dash_and_no_mark() -> None:
    """It is neither zero nor left out."""
    found = drawn(GAPS)

    assert 4 == len(found.marks("#6b4a8e"))
    assert 2 == sum(text.text == "–" for text in found.texts)


def test_who_cannot_see_it_hears_each_quarter() -> None:
    """The accessible name holds every value and the target."""
    said = trend_chart(SHARES[:2], EN, target=0.4, target_text="40.0%").description

    assert "Q1 26 10.0%; Q2 26 20.0%; Target 40.0%" == said
