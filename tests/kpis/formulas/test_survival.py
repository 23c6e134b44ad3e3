"""Kaplan and Meier's estimate: a published table, leads watched for different times, refusals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data.answers import answer, codes, people
from support.data.tables import at

from workshop.kpis.formulas.survival import curve

NOW = at("2026-10-01T00:00")
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks of 21 patients, + where they were only watched so long: E. J. Freireich and others, Blood
21 (1963), 699-716, as every textbook of the method has it."""
TABLE = [
    (6, 21, 3, 0.857, 0.076, 0.620, 0.952),
    (7, 17, 1, 0.807, 0.087, 0.563, 0.923),
    (10, 15, 1, 0.753, 0.096, 0.503, 0.889),
    (13, 12, 1, 0.690, 0.107, 0.432, 0.849),
    (16, 11, 1, 0.627, 0.114, 0.368, 0.805),
    (22, 7, 1, 0.538, 0.128, 0.268, 0.747),
    (23, 6, 1, 0.448, 0.135, 0.188, 0.680),
]
"""Week, at risk, events, survival, Greenwood's error, log-log interval, as R's `survfit` prints."""


def test_the_published_table() -> None:
    """Estimate, Greenwood's variance and the log-log interval, to three digits."""
    weeks = [(float(w.rstrip("+")), not w.endswith("+"), 1) for w in REMISSION.split()]
    found = []
    for step in curve(weeks):
        between = step.interval
        assert between is not None
        error = step.survival * step.spread**0.5
        numbers = (step.survival, error, between.low, between.high)
        found.append((step.day, step.at_risk, step.converted, *(round(n, 3) for n in numbers)))

    assert [pytest.approx(row, abs=6e-4) for row in TABLE] == found


WATCHED = st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(1, 4)), max_size=12)


@given(WATCHED)
def test_without_anybody_left_early_it_is_the_plain_share(
    cases: list[tuple[int, bool, int]],
) -> None:
    """If all are watched to the end, nothing has to be estimated."""
    to_the_end = [(day if converted else 10, converted, n) for day, converted, n in cases]
    n = sum(count for _, _, count in cases)
    steps = curve(to_the_end)
    converted = sum(count for _, yes, count in cases if yes)

    assert pytest.approx(1 - converted / n if n else 1) == (steps[-1].survival if steps else 1)


@given(WATCHED)
def test_the_curve_only_falls(cases: list[tuple[int, bool, int]]) -> None:
    """Nobody converts back, and every interval holds its estimate."""
    steps = curve(cases)

    assert sorted((step.survival for step in steps), reverse=True) == [s.survival for s in steps]
    for step in steps:
        if between := step.interval:
            assert 0 <= between.low <= step.survival <= between.high <= 1


def leads(
    n: int, name: str, age: int, won: int = 0, after: int = 30
) -> tuple[list[Any], list[Any]]:
    """Return leads of so many days, of whom some won after so many."""
    start = NOW - timedelta(days=age)
    rows = people(n, name, created_at=start)
    facts = {"status": "won", "created_at": start, "closed_at": start + timedelta(days=after)}
    return rows, [
        {"deal_id": f"D{name}{k}", "contact_id": f"{name}{k}", **facts} for k in range(won)
    ]


def test_young_leads_count_as_far_as_they_were_watched() -> None:
    """40 of 100 old ones won on day 30; 100 watched for 20 days could not have yet."""
    old, sold = leads(100, "O", 500, 40)
    young, _ = leads(100, "Y", 20)
    found = answer("eventual_conversion", contacts=old + young, deals=sold)

    assert (pytest.approx(0.4), 200, 365) == (found.value, found.n, found.window_days)
    assert [("after_180_days", pytest.approx(0.4))] == [(b.name, b.value) for b in found.beside]
    assert (found.low or 1) < 0.4 < (found.high or 0)


def test_nobody_watched_for_a_year_is_no_year() -> None:
    """200 days say something about 180, and nothing about 365."""
    rows, sold = leads(100, "O", 200, 25)
    found = answer("eventual_conversion", contacts=rows, deals=sold)

    assert (None, 0) == (found.value, codes(found)["not_observed"])
    assert pytest.approx(0.25) == found.beside[0].value


def test_no_conversion_leaves_a_doubt() -> None:
    """Zero, with an upper end that is not zero."""
    rows, _ = leads(100, "O", 500)
    found = answer("eventual_conversion", contacts=rows, deals=[])

    assert (0.0, 0.0) == (found.value, found.low)
    assert 0 < (found.high or 0) < 0.05
