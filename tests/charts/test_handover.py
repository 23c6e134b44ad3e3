"""Hand-overs as parts of a whole: lengths are shares, few are counted and not rated."""

from __future__ import annotations

from datetime import date

import pytest
from support.data.journeys import company, given, sample, seen
from support.source.drawn import Sheets

from workshop.charts.handover import COLOURS, handover_charts
from workshop.charts.svg import svg
from workshop.charts.theme import PAGE
from workshop.journey.promises.handover import handover
from workshop.kpis.core.scope import Scope
from workshop.words import Words

DE, EN = Words("de"), Words("en")
AS_OF = date(2026, 9, 30)


def test_parts_fill_the_bar() -> None:
    """One of four accepted, the rest silent; counts, because four are too few for a share."""
    yes = given("2026-05-04T10:00", "2026-05-05T10:00", "accepted")
    data = company(
        AS_OF, contacts=[seen("2026-01-05T10:00")], handoffs=[yes, *[given("2026-05-04T10:00")] * 3]
    )
    found = Sheets(handover_charts(handover(Scope.of(data)), EN), EN)

    left = min(x for _, points in found.outlines for x, _ in points)
    edges = {colour: [x - left for x, _ in points] for colour, points in found.outlines}
    ends = {colour: (min(xs), max(xs)) for colour, xs in edges.items()}

    assert (0, PAGE / 4) == pytest.approx(ends[COLOURS["accepted"]])
    assert (PAGE / 4, PAGE) == pytest.approx(ends[COLOURS["silent"]])
    assert {"1", "3", "n = 4 · answered after 8 business hours"} <= set(found.words)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_nothing_covers_anything(words: Words) -> None:
    """The sample company, in either language."""
    assert [] == Sheets(handover_charts(handover(Scope.of(sample())), words), words).flaws


def test_who_cannot_see_it_reads_the_same_numbers() -> None:
    """All quarters first, then each."""
    said = "; ".join(Sheets(handover_charts(handover(Scope.of(sample())), EN), EN).said)

    assert said.startswith("All quarters: accepted 59%, rejected, with a reason 13%")
    assert "Q2 2026: accepted 96%" in said


def test_nothing_handed_over_is_a_sentence() -> None:
    """Also where the columns are missing."""
    empty = [
        handover(Scope.of(company(AS_OF))),
        handover(Scope.of(company(AS_OF, ("handoffs.outcome",)))),
    ]

    assert [["Not a single case to calculate it from."]] * 2 == [
        Sheets(handover_charts(one, EN), EN).words for one in empty
    ]


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    one = handover(Scope.of(sample()))

    first, second = ([svg(each, DE) for each in handover_charts(one, DE)] for _ in range(2))

    assert first == second
