"""A promise tried out: the line goes through the shares, the chosen value is marked."""

from __future__ import annotations

from datetime import date

import pytest
from support.data.journeys import company, given, sample, seen
from support.source.drawn import Drawn

from workshop.charts.sandbox import sandbox_chart
from workshop.charts.svg import svg
from workshop.charts.theme import MARKETING, SALES
from workshop.journey.promises.promise import PROMISES, promise
from workshop.journey.promises.sandbox import sandbox
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.words import Words

DE, EN = Words("de"), Words("en")
AS_OF = date(2026, 9, 30)
TURNED = [one for one in PROMISES if one.measure and one.parameter]
ANSWER = promise("answer")


def drawn(value: int | None, words: Words = EN, key: str = "answer") -> Drawn:
    one = promise(key)
    found = sandbox(Scope.of(sample()), one, quarter=Quarter(2026, 1))
    return Drawn(sandbox_chart(one, found, value, words), words)


def test_the_chosen_value_is_said_with_interval_and_n() -> None:
    """The number for the stage, and what it stands on."""
    found = drawn(8)

    assert {"39%", "8 business hours · 33% to 46% · n = 219"} <= set(found.words)


def test_the_mark_stands_above_its_value() -> None:
    """Over the eight of the axis, at the height of its share."""
    found = drawn(8)
    (x, y), eight = found.marks(SALES)[0], found.text("8")
    top, bottom = found.text("100%"), found.text("0%")
    share = (bottom.bottom - 7 - y) / (bottom.bottom - top.bottom)

    assert x == pytest.approx((eight.left + eight.right) / 2, abs=3)
    assert share == pytest.approx(0.39, abs=0.05)


def test_nothing_chosen_marks_nothing() -> None:
    """The curve alone."""
    assert [] == drawn(None).marks(SALES)


def test_a_side_has_its_colour() -> None:
    """What marketing promises is marketing's."""
    assert drawn(3, key="carries").marks(MARKETING)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
@pytest.mark.parametrize("one", TURNED, ids=lambda one: one.key)
def test_nothing_covers_anything_at_any_value(one: object, words: Words) -> None:
    """The label stays on the sheet at both ends."""
    found = sandbox(Scope.of(sample()), one, quarter=Quarter(2026, 1))  # type: ignore[arg-type]
    values = [found[0].value, found[-1].value]
    pictures = [Drawn(sandbox_chart(one, found, v, words), words) for v in values]  # type: ignore[arg-type]

    assert [[], []] == [each.flaws for each in pictures]


def test_who_cannot_see_it_reads_every_value() -> None:
    """The chosen one first."""
    found = sandbox(Scope.of(sample()), ANSWER, quarter=Quarter(2026, 1))
    said = sandbox_chart(ANSWER, found, 4, EN).to_dict()["description"]

    assert said.startswith("Chosen: 4 business hours · 19% to 30% · n = 219: 24%; 1 business hour")
    assert len(found) == said.count(";")


def test_without_shares_or_without_a_parameter_there_is_nothing_to_draw() -> None:
    """Too few, and yes or no."""
    few = company(
        date(2026, 9, 30), contacts=[seen("2026-01-05T10:00")], handoffs=[given("2026-05-04T10:00")]
    )
    reason = promise("reason")
    found = [
        Drawn(sandbox_chart(ANSWER, sandbox(Scope.of(few), ANSWER), 8, EN), EN),
        Drawn(sandbox_chart(reason, sandbox(Scope.of(sample()), reason), None, EN), EN),
    ]

    assert [["Not a single case to calculate it from."]] * 2 == [one.words for one in found]


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    found = sandbox(Scope.of(sample()), ANSWER)

    assert svg(sandbox_chart(ANSWER, found, 8, DE), DE) == svg(
        sandbox_chart(ANSWER, found, 8, DE), DE
    )
