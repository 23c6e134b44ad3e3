"""Answers in words: units, digits and reservations as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest
from tables import AS_OF

from workshop.kpis.catalogue import KPIS
from workshop.kpis.said import footing, headline, report, written
from workshop.kpis.value import Caveat, KpiValue, ratio
from workshop.words import Words

DE, EN = Words("de"), Words("en")


def median(value: float | None, low: float | None = None, high: float | None = None) -> KpiValue:
    return KpiValue("sales_cycle_won", "days", AS_OF, value=value, n=157, low=low, high=high)


@pytest.mark.parametrize(
    ("value", "unit", "english", "german"),
    [
        (0.6315, "ratio", "63.2%", "63,2\u202f%"),
        (48.75, "days", "48.8 days", "48,8 Tage"),
        (57.0, "days", "57 days", "57 Tage"),
        (57.04, "days", "57 days", "57 Tage"),
        (16.25, "business_hours", "16.2 business hours", "16,2 Geschäftsstunden"),
        (10005534.0, "EUR", "€10,005,534", "10.005.534\u00a0€"),
        (10005534.0, "XXX", "10,005,534", "10.005.534"),
    ],
)
def test_numbers_have_their_unit(value: float, unit: str, english: str, german: str) -> None:
    """Grouping, decimals and units follow the language; no currency is invented."""
    assert (english, german) == (written(value, unit, EN), written(value, unit, DE))


def test_no_value_is_a_dash() -> None:
    """Not 0 and not None."""
    assert headline(median(None), EN) == "–"


def test_digits_of_a_headline_can_be_chosen() -> None:
    """The terminal shows 63.15 %, a stage fewer digits."""
    found = ratio(KpiValue("win_rate", "ratio", AS_OF), 4238, 6711)

    assert ("63.15%", "63.2%") == (headline(found, EN, digits=2), headline(found, EN))


def test_a_footing_says_what_a_value_stands_on() -> None:
    """Interval, n and date; the unit of days is said once."""
    expected = "95 % interval 45 to 56.7 days · n = 157 · as of 30 September 2026"

    assert expected == footing(median(48.8, 45.0, 56.7), EN)


def test_a_footing_names_the_window() -> None:
    """A cohort's share means nothing without its time."""
    found = KpiValue("lead_to_won", "ratio", date(2026, 1, 1), n=5, window_days=180)

    assert "window 180 days" in footing(found, EN)
    assert "interval" not in footing(found, EN)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_a_report_holds_everything(words: Words) -> None:
    """Label, value, formula and each reservation stand in the text of every answer."""
    caveat = Caveat("negative_durations", {"n": 2})
    text = report([median(48.8).noting(caveat), median(None)], words)
    one = KPIS["sales_cycle_won"]

    assert text.count(words(one.label)) == 2
    assert text.count(words(one.formula)) == 2
    assert f"! {caveat.text(words)}" in text
