"""Shares are drawn with their intervals, from zero, and named where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.charts.rates import Rate, rates_chart
from workshop.charts.svg import svg
from workshop.words import Words

DE, EN = Words("de"), Words("en")
RATES = [
    Rate("Sales", 0.144, 0.11, 0.18, "#0f5c7a", "circle"),
    Rate("Marketing", 0.04, 0.03, 0.05, "#b4285f", "triangle-up"),
]


def spec(rates: list[Rate]) -> dict[str, Any]:
    found: dict[str, Any] = rates_chart(rates, "won in 180 days", EN).to_dict()
    return found


def test_each_share_stands_within_its_interval() -> None:
    """The line runs from low to high, the point is the share, the label says it."""
    lines, points, labels = spec(RATES)["layer"]
    row = spec(RATES)["data"]["values"][0]

    assert ("low", "high") == (lines["encoding"]["x"]["field"], lines["encoding"]["x2"]["field"])
    assert ("share", "label") == (
        points["encoding"]["x"]["field"],
        labels["encoding"]["text"]["field"],
    )
    assert (0.144, 0.11, 0.18, "14.4%") == (row["share"], row["low"], row["high"], row["label"])


def test_the_axis_begins_at_zero() -> None:
    """A cut axis makes a small difference look large."""
    assert spec(RATES)["layer"][0]["encoding"]["x"]["scale"]["zero"] is True


def test_rows_keep_their_order() -> None:
    """Sales above Marketing, whatever their names are in a language."""
    assert ["Sales", "Marketing"] == spec(RATES)["layer"][0]["encoding"]["y"]["sort"]


def test_sides_differ_by_shape_and_not_by_colour_alone() -> None:
    """One in twelve men in the room sees no difference of hue."""
    drawn = svg(rates_chart(RATES, "won", EN), EN)

    assert spec(RATES)["layer"][1]["encoding"]["shape"]["field"] == "shape"
    assert RATES[0].colour.lower() in drawn.lower()


def test_names_are_no_markup() -> None:
    """A name out of data is drawn as it is written."""
    drawn = svg(rates_chart([Rate("<b>&x", 0.5, 0.4, 0.6, "#000000")], "t", EN), EN)

    assert "<b>" not in drawn
    assert "&lt;b&gt;&amp;x" in drawn


def test_who_cannot_see_it_hears_shares_and_intervals() -> None:
    """The accessible name holds each row."""
    expected = "won in 180 days: Sales 14.4% (11.0% to 18.0%); Marketing 4.0% (3.0% to 5.0%)"

    assert expected == spec(RATES)["description"]


@pytest.mark.parametrize("rates", [[], RATES[:1], RATES])
def test_the_picture_is_the_same_every_time(rates: list[Rate]) -> None:
    """Byte for byte; also where no rate may be shown."""
    first, second = (svg(rates_chart(rates, "t", DE), DE) for _ in range(2))

    assert first == second
