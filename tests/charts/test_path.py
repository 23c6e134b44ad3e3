"""The line of time: every stop and every wait is on it, in order, and told in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.data.journeys import company, deal, given, opened, sample, seen, touch
from support.source.drawn import Sheets

from workshop.charts.path import path_charts
from workshop.charts.svg import svg
from workshop.charts.theme import MARKETING, MUTED, PAGE, SALES
from workshop.journey.path.examples import examples
from workshop.journey.path.path import Path, path_of
from workshop.kpis.core.scope import Scope
from workshop.words import Words

DE, EN = Words("de"), Words("en")
USUAL = {
    "contacts": [seen("2026-01-05T10:00")],
    "touchpoints": [opened("2026-01-05T11:00"), touch("2026-01-16T10:00")],
    "handoffs": [given("2026-01-07T10:00", "2026-01-19T10:00", "accepted")],
    "deals": [deal("2026-01-20T10:00", "2026-02-20T10:00", "won", value=900.0)],
}


def way(**tables: Any) -> Path:
    return path_of(Scope.of(company(date(2026, 3, 31), **{**USUAL, **tables})), "C0")


def drawn(path: Path, words: Words = EN) -> Sheets:
    return Sheets(path_charts(path, words, "EUR"), words)


def test_time_runs_down() -> None:
    """Each stop stands below the one before."""
    found = drawn(way())
    names = ("First seen", "Newsletter opened", "Handed over", "Accepted", "Won: €900")
    heights = [found.text(name).bottom for name in names]

    assert sorted(heights) == heights


def test_marketing_stands_left_and_sales_right() -> None:
    """Place and shape say whose it is, not colour alone."""
    found = drawn(way())

    assert found.text("Handed over").right < PAGE / 2 < found.text("Phone call").left
    assert found.text("Handed over").colour.lower() == MARKETING
    assert found.text("Phone call").colour.lower() == SALES
    assert found.text("Newsletter opened").right < PAGE / 2


def test_a_wait_says_how_long_and_whose_it_was() -> None:
    """On the side of who had the ball."""
    found = drawn(way())
    nine = found.text("9 days’ wait")

    assert (SALES, True) == (nine.colour.lower(), nine.left > PAGE / 2)
    assert MUTED == found.text("31 days’ wait").colour.lower()
    assert "ball: Customer" in found.words


def test_a_long_wait_is_drawn_longer_and_still_fits() -> None:
    """Two years do not fill three screens."""
    handed = {"deals": [], "touchpoints": [], "handoffs": [given("2026-03-29T10:00")]}
    firsts = ("2026-03-26T10:00", "2024-01-01T10:00")
    days, years = (drawn(way(**handed, contacts=[seen(first)])).height for first in firsts)

    assert days < years < days + 60


def test_a_wait_of_a_night_is_not_told() -> None:
    """The dates on both sides say it; a label each would fill the screen."""
    found = drawn(way())

    assert "1 day’s wait" not in found.words
    assert "2 days’ wait" in found.words


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
@pytest.mark.parametrize("key", ["won_fast", "won_long", "lost", "forgotten", "second_chance"])
def test_nothing_covers_anything_on_the_stage(key: str, words: Words) -> None:
    """The shipped examples, in either language: no word on another, none outside."""
    contact = next(one.contact_id for one in examples(Scope.of(sample())) if one.key == key)
    found = drawn(path_of(Scope.of(sample()), contact or ""), words)

    assert [] == found.flaws


def test_who_cannot_see_it_reads_every_stop() -> None:
    """The description tells days, waits and who had the ball."""
    said = "; ".join(drawn(way()).said)

    assert "16 January 2026 – Sales: Phone call (9 days’ wait, ball: Sales)" in said
    assert "Won: €900" in said


def test_what_a_campaign_or_a_kind_is_called_is_no_markup() -> None:
    """An export may hold anything."""
    path = way(touchpoints=[touch("2026-01-16T10:00", kind="<script>x</script>")])

    assert [] == [one for one in path_charts(path, EN) if "<script" in svg(one, EN)]


def test_a_contact_without_anything_is_drawn() -> None:
    """Seen, and today; nobody's ball is grey."""
    lonely = way(touchpoints=[], handoffs=[], deals=[])
    lost = way(deals=[deal("2026-01-20T10:00", "2026-02-20T10:00", "lost")])

    assert {"First seen", "Today"} <= set(drawn(lonely).words)
    assert "Lost: no reason given" in " ".join(drawn(lost).words)


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    first, second = ([svg(one, DE) for one in path_charts(way(), DE)] for _ in range(2))

    assert first == second
