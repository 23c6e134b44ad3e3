"""Trap: who never bought anything vanishes when deals are grouped."""

from __future__ import annotations

from support.data.answers import people
from support.data.tables import crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown


def test_the_list_of_leads_is_the_list_of_groups() -> None:
    """Ads brought nobody; they stand there with 0 of 40."""
    leads = people(40, "C", source="fair") + people(40, "A", source="ads")
    found = breakdown(
        Scope.of(crm(contacts=leads, deals=deals(10, "won"))), "lead_to_won", "source"
    )
    counts = {g.key: (g.answer.numerator, g.answer.n, g.answer.value) for g in found.groups}

    assert {"fair": (10, 40, 0.25), "ads": (0, 40, 0.0)} == counts
