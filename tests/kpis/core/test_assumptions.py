"""What people assume: typed once, checked, and never made up."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes
from support.data.tables import deals
from support.exports.exports import refusal

from workshop.kpis.core.assumptions import RANGES, Assumptions, assumed
from workshop.words import Words


def test_what_was_said_replaces_what_is_usual() -> None:
    """The rest stays as it was; the last word counts."""
    found = assumed(["goal=1_600_000", "sla_hours=4", "sla_hours=2.5"])

    assert Assumptions(goal=1.6e6, sla_hours=2.5) == found
    assert Assumptions() == assumed([])


@pytest.mark.parametrize(
    "said",
    [
        "happiness=3",
        "goal",
        "=3",
        "goal=",
        "goal=much",
        "goal=-1",
        "goal=0",
        "goal=nan",
        "goal=inf",
        "gross_margin=30",
        "silence_days=2.5",
        "silence_days=9999",
    ],
)
def test_nonsense_is_named(said: str) -> None:
    """With what was typed, and the way to write it."""
    error = refusal(assumed, [said])

    assert said in str(error)
    assert 3 == len(error.lines(Words("en")))


@pytest.mark.parametrize("name", RANGES)
def test_every_assumption_has_words(name: str) -> None:
    """A refusal names it as people do."""
    assert RANGES[name].label


def test_a_kpi_without_its_assumption_says_which() -> None:
    """Nobody said what the goal is."""
    found = answer("pipeline_coverage", deals=deals(3, "open"))

    assert ["assumption_missing"] == list(codes(found))
    assert "Revenue goal" in found.caveats[0].text(Words("en"))
