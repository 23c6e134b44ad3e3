"""Trap: ids that lead nowhere fall out of a join, and nobody hears of it."""

from __future__ import annotations

from support.data.answers import answer, codes, handoffs, touch
from support.data.tables import contacts, crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.consistency import consistency


def test_deals_of_strangers_are_counted_and_said() -> None:
    """They convert nobody, and the conversion says how many they are."""
    sold = deals(10, "won") + deals(4, "won", contact_id="stranger")
    found = answer("lead_to_won", contacts=contacts(40), deals=sold)

    assert (10, 40) == (found.numerator, found.n)
    assert (4, 4) == (codes(found)["join_misses"], codes(found)["unlinked_wins"])


def test_every_link_to_a_contact_is_looked_at() -> None:
    """Deals, hand-offs, touches; a link that is empty misses nobody."""
    held = crm(
        contacts=contacts(2),
        deals=deals(1, "won", contact_id="x") + deals(1, "lost", contact_id=None),
        handoffs=handoffs(2, "accepted", contact_id="y"),
        touchpoints=[touch("2026-02-01", contact_id="z"), touch("2026-02-01")],
    )
    found = {one.code: (one.n, one.of) for one in consistency(Scope.of(held)).findings}

    assert (1, 1) == found["strangers_in_deals"]
    assert (2, 2) == found["strangers_in_handoffs"]
    assert (1, 2) == found["strangers_in_touchpoints"]
