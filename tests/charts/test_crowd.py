"""The crowd's stages: lengths are counts, parts are told, words tell the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.data.journeys import company, given, sample, seen
from support.source.drawn import Drawn, Sheets

from workshop.charts.crowd import crowd_charts
from workshop.charts.svg import svg
from workshop.charts.theme import INK, MARKETING, PAGE, SALES
from workshop.journey.crowd import crowd
from workshop.kpis.core.scope import Scope
from workshop.words import Words

DE, EN = Words("de"), Words("en")
AS_OF = date(2026, 9, 30)
START = "2026-01-05T10:00"


def bars(found: Drawn, colour: str) -> list[Any]:
    """Return from where to where the bars of a colour go."""
    left = min(x for _, points in found.outlines for x, _ in points)
    mine = [points for fill, points in found.outlines if fill.lower() == colour]
    edges = [[x - left for x, _ in points] for points in mine]
    return [pytest.approx((min(xs), max(xs))) for xs in edges]


def test_a_bar_is_as_long_as_its_count() -> None:
    """Ten came, five went on and were handed over: three turned down, two not answered."""
    no = [
        {**given("2026-01-06T10:00", "2026-01-07T10:00", "rejected"), "contact_id": f"C{n}"}
        for n in range(3)
    ]
    silent = [{**given("2026-01-06T10:00"), "contact_id": f"C{n}"} for n in (3, 4)]
    people = [seen(START, f"C{n}") for n in range(10)]
    found = Sheets(
        crowd_charts(crowd(Scope.of(company(AS_OF, contacts=people, handoffs=no + silent))), EN), EN
    )

    assert [(0, PAGE / 2)] * 2 == bars(found, INK)
    assert [(0, 0.3 * PAGE)] == bars(found, MARKETING)
    assert [(0.3 * PAGE, PAGE / 2)] == bars(found, SALES)
    assert {"3 rejected", "2 no answer", "5 moved on"} <= set(found.words)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_nothing_covers_anything(words: Words) -> None:
    """The sample company, in either language."""
    assert [] == Sheets(crowd_charts(crowd(Scope.of(sample())), words), words).flaws


def test_who_cannot_see_it_reads_the_same_numbers() -> None:
    """Counts, shares, what became of them, days and the ball."""
    said = "; ".join(Sheets(crowd_charts(crowd(Scope.of(sample())), EN), EN).said)

    assert "First seen: 3,281 · 100%, 714 nothing for 30 days, 264 still moving" in said
    assert "344 rejected, 164 no answer" in said
    assert "Won: 184 · 5.6%, 184 won" in said


def test_a_step_that_the_data_does_not_hold_says_so() -> None:
    """Nobody should read a nought as a failure."""
    lean = company(AS_OF, ("handoffs.handed_at",), contacts=[seen(START)])
    found = Sheets(crowd_charts(crowd(Scope.of(lean)), EN), EN)

    assert 2 == found.words.count("This step isn’t in the data.")


def test_nobody_is_a_sentence() -> None:
    """No picture of nothing."""
    assert ["Not a single case to calculate it from."] == Sheets(
        crowd_charts(crowd(Scope.of(company(AS_OF))), EN), EN
    ).words


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    one = crowd(Scope.of(sample()))

    first, second = ([svg(each, DE) for each in crowd_charts(one, DE)] for _ in range(2))

    assert first == second
