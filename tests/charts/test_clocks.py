"""Two clocks in one picture: a bar a day, a row a quarter, the young without a rate."""

from __future__ import annotations

from datetime import date

import pytest
from support.data.journeys import company, sample, seen
from support.source.drawn import Sheets

from workshop.charts.clocks import clocks_charts
from workshop.charts.svg import svg
from workshop.journey.clocks.two_clocks import clocks
from workshop.kpis.core.scope import Scope
from workshop.words import Words

DE, EN = Words("de"), Words("en")
AS_OF = date(2026, 9, 30)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_nothing_covers_anything(words: Words) -> None:
    """The sample company, in either language."""
    assert [] == Sheets(clocks_charts(clocks(Scope.of(sample())), words), words).flaws


def test_both_clocks_are_there_and_named() -> None:
    """Days on the first sheet, quarters on the others; the two youngest without a rate."""
    found = Sheets(clocks_charts(clocks(Scope.of(sample())), EN), EN)
    days, *quarters = found.sheets

    assert "By day: the last 60 business days" in days.words
    assert ["By quarter"] * len(quarters) == [one.words[0] for one in quarters]
    assert 2 == found.words.count("too young")
    assert "€1,004,590" in found.words


def test_who_cannot_see_it_reads_the_same_numbers() -> None:
    """Per strip from to and the sum; contacts, rate with interval, value, each by quarter."""
    days, *quarters = Sheets(clocks_charts(clocks(Scope.of(sample())), EN), EN).said
    told = "; ".join(quarters)

    assert "New contacts: 0 to 20 a day" in days
    assert "New contacts: " in told
    assert "Q3 2025 693" in told
    assert "Q3 2025 4.3% (3.0% to 6.1%)" in told
    assert "Q3 2025 €725,520" in told
    assert "Q3 2026 too young" in told
    assert "Q3 2026 €1,004,590" in told


def test_what_is_missing_is_not_drawn() -> None:
    """No strip of noughts for touches that the export does not hold."""
    lean = ("touchpoints.happened_at", "deals.closed_at")
    found = Sheets(
        clocks_charts(
            clocks(Scope.of(company(AS_OF, lean, contacts=[seen("2026-05-05T10:00")]))), EN
        ),
        EN,
    )

    assert "Personal touchpoints" not in found.words
    assert "Won value, whenever the journey began" not in found.words
    assert "too young" not in found.words


def test_no_data_is_drawn_as_nothing_happened() -> None:
    """Days there are always; quarters none."""
    found = Sheets(clocks_charts(clocks(Scope.of(company(AS_OF)), days=5), EN), EN)

    assert "0 to 0 a day" in found.words


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    one = clocks(Scope.of(sample()))

    first, second = ([svg(each, DE) for each in clocks_charts(one, DE)] for _ in range(2))

    assert first == second
