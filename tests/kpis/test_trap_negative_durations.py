"""Trap: what ends before it begins makes every median look quick."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes, handoffs, touch
from support.data.tables import LONG_AGO, at, contacts, deals


@pytest.mark.parametrize("n", [0, 3])
def test_deals_and_answers_that_run_backwards_are_counted_and_left_out(n: int) -> None:
    """Ten honest ones, and so many that cannot be."""
    sold = deals(10, "won") + deals(n, "won", -5)
    given = handoffs(10, "accepted") + handoffs(n, "rejected", decided_at=at("2025-12-24"))
    cycle, wait = answer("sales_cycle_won", deals=sold), answer("feedback_time", handoffs=given)

    assert [(30, 10), (2, 10)] == [(one.value, one.n) for one in (cycle, wait)]
    assert [n or None] * 2 == [codes(one).get("negative_durations") for one in (cycle, wait)]


def test_a_call_before_the_lead_is_no_answer_in_time() -> None:
    """Neither kept nor broken: nobody knows."""
    early = [touch("2025-12-01T10:00", contact_id=f"C{n}") for n in range(5)]
    kept = [{**touch(None, contact_id=f"C{n}"), "happened_at": LONG_AGO} for n in range(5, 45)]
    found = answer("sla_compliance", contacts=contacts(45), touchpoints=early + kept)

    assert (1.0, 40, 5) == (found.value, found.n, codes(found)["negative_durations"])
