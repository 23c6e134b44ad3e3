"""Pictures: offline, the same every time, and said in words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from workshop.charts.overlap import overlap_chart
from workshop.charts.rates import Rate, rates_chart
from workshop.charts.svg import svg
from workshop.charts.theme import SIDE_COLOURS
from workshop.terms.comparison import Comparison, Tally
from workshop.words import LANGS, Words

FOUND = Comparison(
    Tally(1300), Tally(400), Tally(2800), Tally(1500), date(2026, 9, 30), 180
)  # fmt: skip
RATES = [Rate("Sales", 0.12, 0.1, 0.15, SIDE_COLOURS["sales"])]


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_is_the_same_every_time(lang: str) -> None:
    """Tests and eyes can compare."""
    words = Words(lang)

    assert svg(overlap_chart(FOUND, words), words) == svg(overlap_chart(FOUND, words), words)


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_asks_no_host(lang: str) -> None:
    """Only the names of the SVG standard itself stand in it."""
    words = Words(lang)
    drawn = svg(overlap_chart(FOUND, words), words) + svg(rates_chart(RATES, "t", words), words)

    assert {"http://www.w3.org"} == set(re.findall(r"https?://[^/\"]+", drawn))


def test_numbers_are_written_in_the_language() -> None:
    """1.700 in German, 1,700 in English."""
    german, english = (svg(overlap_chart(FOUND, Words(lang)), Words(lang)) for lang in LANGS)

    assert ">1.700<" in german
    assert ">1,700<" in english


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_says_what_it_shows(lang: str) -> None:
    """Its description holds the numbers."""
    words = Words(lang)
    description = overlap_chart(FOUND, words).description

    for count in (1700, 4100, 1300):
        assert words.number(count) in description
    assert words.percent(0.12) in rates_chart(RATES, "t", words).description


def test_a_narrow_segment_carries_no_label() -> None:
    """A label that does not fit would cover its neighbour."""
    words = Words("en")
    narrow = Comparison(
        Tally(10), Tally(5), Tally(5000), Tally(0), date(2026, 9, 30), 180
    )  # fmt: skip

    assert ">10<" not in svg(overlap_chart(narrow, words), words)


def test_names_of_rows_are_escaped() -> None:
    """A name is text in an SVG, too."""
    words = Words("en")
    hostile = [Rate("<script>x</script>", 0.1, 0.05, 0.2, "#000000")]

    assert "<script" not in svg(rates_chart(hostile, "t", words), words)


def test_the_sides_differ_in_colour_and_shape() -> None:
    """Nothing is told by colour alone."""
    from workshop.charts.theme import SIDE_SHAPES  # noqa: PLC0415

    assert SIDE_COLOURS["sales"] != SIDE_COLOURS["marketing"]
    assert SIDE_SHAPES["sales"] != SIDE_SHAPES["marketing"]
