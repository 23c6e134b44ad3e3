"""KPI answers in words."""

from __future__ import annotations

from datetime import date

import pytest

from workshop.kpis.core.caveat import CAVEATS, Caveat
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.text.answers import footing, headline, report, written
from workshop.words import Words

DE, EN = Words("de"), Words("en")
DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("value", "unit", "german", "english"),
    [
        (0.632, "ratio", "63,2\u202f%", "63.2%"),
        (57.0, "days", "57 Tage", "57 days"),
        (8.25, "business_hours", "8,2 Arbeitsstunden", "8.2 business hours"),
        (10005534.0, "XXX", "10.005.534", "10,005,534"),
        (1500.0, "EUR", "1.500\u00a0€", "€1,500"),
    ],
)
def test_numbers_with_units(value: float, unit: str, german: str, english: str) -> None:
    """Each language writes numbers its own way."""
    assert german == written(value, unit, DE)
    assert english == written(value, unit, EN)


def test_the_footing_names_interval_n_and_day() -> None:
    """No number stands alone."""
    said = footing(ratio(KpiValue("win_rate", "ratio", DAY), 30, 100), EN)

    assert said == "95% interval 21.9% to 39.6% · n = 100 · as of 30 September 2026"


def test_no_value_is_a_dash_and_a_reason() -> None:
    """A refused KPI is shown with its reason, not left out."""
    refused = KpiValue("win_rate", "ratio", DAY).refused(Caveat("no_cases"))

    assert headline(refused, EN) == "–"
    assert EN(CAVEATS["no_cases"]) in report([refused], EN)
