"""Trap: the youngest cohort always looks worst."""

from __future__ import annotations

from support.data.answers import codes, people
from support.data.tables import at, crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown


def test_a_young_month_is_shown_and_not_compared() -> None:
    """Nobody of September had 180 days; those of January did."""
    leads = people(40, "J", created_at=at("2026-01-05")) + people(
        40, "S", created_at=at("2026-09-01")
    )
    sold = [
        {"contact_id": f"J{n}", "status": "won", "closed_at": at("2026-03-01")} for n in range(10)
    ]
    held = crm(contacts=leads, deals=[{"created_at": at("2026-02-01"), **row} for row in sold])
    old, young = breakdown(Scope.of(held), "lead_to_won", "month").groups

    assert (0.25, None) == (old.answer.value, young.answer.value)
    assert 40 == codes(young.answer)["immature_cohorts"]
    assert (None, None) == (old.standing, young.standing)
