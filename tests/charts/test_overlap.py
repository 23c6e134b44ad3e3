"""The picture of two rules: lengths are counts, labels fit, text tells the same."""

from __future__ import annotations

from typing import Any

import pytest
from tables import AS_OF

from workshop.charts.overlap import overlap_chart
from workshop.charts.svg import svg
from workshop.terms.comparison import Comparison, Tally
from workshop.words import Words

DE, EN = Words("de"), Words("en")


def comparison(both: int, sales: int, marketing: int) -> Comparison:
    parts = [Tally(cases) for cases in (both, sales, marketing, 5000)]
    return Comparison(*parts, as_of=AS_OF, window_days=180)


def segments(found: Comparison, words: Words = EN) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = overlap_chart(found, words).to_dict()["data"]["values"]
    return rows


def test_each_side_s_bar_is_as_long_as_its_count() -> None:
    """Both first, then what only this side covers; no gap and no overlap between them."""
    rows = segments(comparison(400, 100, 1200))

    assert [
        ("Sales", 0, 400),
        ("Sales", 400, 500),
        ("Marketing", 0, 400),
        ("Marketing", 400, 1600),
    ] == [(row["side"], row["start"], row["end"]) for row in rows]
    assert {"Sales": "500", "Marketing": "1,600"} == {row["side"]: row["total"] for row in rows}


def test_labels_that_do_not_fit_are_left_out() -> None:
    """A sliver carries no label; a broad part carries words and count."""
    sales, marketing = (segments(comparison(400, 100, 1200))[n] for n in (1, 3))

    assert ("", "only Marketing: 1,200") == (sales["label"], marketing["label"])


def test_the_total_stands_once_at_the_end_of_each_bar() -> None:
    """Two numbers on top of each other cannot be read."""
    assert [False, True, False, True] == [r["last"] for r in segments(comparison(1, 2, 3))]


@pytest.mark.parametrize("counts", [(0, 0, 0), (0, 5, 0), (7, 0, 0)])
def test_empty_rules_are_drawn(counts: tuple[int, int, int]) -> None:
    """A rule that covers nobody is a finding and no error."""
    assert svg(overlap_chart(comparison(*counts), DE), DE).startswith("<svg")


def test_who_cannot_see_it_hears_the_same_numbers() -> None:
    """The accessible name holds both counts and what they share."""
    found = overlap_chart(comparison(400, 100, 1200), EN).to_dict()["description"]

    assert found == "Sales covers 500 contacts, Marketing 1,600; 400 of them are the same."


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_the_picture_is_the_same_every_time(words: Words) -> None:
    """Byte for byte, in either language."""
    first, second = (svg(overlap_chart(comparison(4, 1, 12), words), words) for _ in range(2))

    assert first == second
    assert words("Sales") in first
