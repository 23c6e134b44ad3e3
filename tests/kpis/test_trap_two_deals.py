"""Trap: a lead with two deals counts twice after a join."""

from __future__ import annotations

import pytest
from support.data.answers import answer, handoffs, touch
from support.data.tables import LONG_AGO, contacts, crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.funnel import funnel


@pytest.mark.parametrize(
    ("name", "counted"), [("lead_to_won", (10, 40)), ("lead_to_deal", (10, 40))]
)
def test_a_lead_is_a_lead(name: str, counted: tuple[int, int]) -> None:
    """However many deals it has."""
    twice = deals(10, "won") + [{**row, "deal_id": "again"} for row in deals(10, "won", 50)]
    found = answer(name, contacts=contacts(40), deals=twice)

    assert counted == (found.numerator, found.n)


def test_the_estimate_counts_leads_too() -> None:
    """Forty are watched, not fifty."""
    twice = deals(10, "won") + deals(10, "won", 50)

    assert 40 == answer("eventual_conversion", contacts=contacts(40), deals=twice).n


def test_two_hand_offs_and_two_calls_are_one_lead() -> None:
    """In the funnel and in the promise."""
    given = [{**row, "contact_id": "C0"} for row in handoffs(2, "accepted")]
    calls = [{**touch(None), "happened_at": LONG_AGO}] * 2
    held = crm(contacts=contacts(40), handoffs=given, deals=deals(2, "won", contact_id="C0"))
    reached = {one.stage.key: one.overall.numerator for one in funnel(Scope.of(held)).levels}
    kept = answer("sla_compliance", contacts=contacts(40), touchpoints=calls)

    assert {"mql": 1, "sal": 1, "sql": None, "opportunity": 1, "won": 1} == reached
    assert (1, 40) == (kept.numerator, kept.n)
