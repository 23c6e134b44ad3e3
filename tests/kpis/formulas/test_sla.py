"""Promises with a deadline, and the feedback loop: who still has time is not judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from support.data.answers import answer, codes, handoffs, touch
from support.data.tables import LONG_AGO, at, contacts

MONDAY = at("2026-09-28T10:00")
"""Two working days before the end of `tables.AS_OF`."""


def calls(n: int, hours: float, first: int = 0) -> list[dict[str, Any]]:
    """Return a call of sales to each contact, so many hours after it was seen."""
    moment = LONG_AGO + timedelta(hours=hours)
    return [
        {**touch(None, contact_id=f"C{k}"), "happened_at": moment} for k in range(first, first + n)
    ]


def test_in_time_late_and_never() -> None:
    """Seen on Monday at 10: until Tuesday at 10 it is 8 business hours; never is a breach."""
    touched = calls(20, 24) + calls(10, 25, 20)
    found = answer("sla_compliance", contacts=contacts(40), touchpoints=touched)

    assert (20, 40, 0.5) == (found.numerator, found.n, found.value)
    assert 10 == codes(found)["breach_never"]


@pytest.mark.parametrize(("hours", "kept"), [(1, 0), (5, 30), (40, 40)])
def test_the_promise_is_an_assumption(hours: float, kept: int) -> None:
    """A stricter one is kept less often."""
    touched = calls(30, 4) + calls(10, 48, 30)
    found = answer(
        "sla_compliance", assume={"sla_hours": hours}, contacts=contacts(40), touchpoints=touched
    )

    assert (kept, 40) == (found.numerator, found.n)


def test_who_still_has_time_is_left_out_answered_or_not() -> None:
    """On the same evening only the quick ones have been called."""
    young = [{**row, "contact_id": f"Y{k}"} for k, row in enumerate(contacts(9))]
    young = [{**row, "created_at": at("2026-09-30T12:00")} for row in young]
    quick = [touch("2026-09-30T12:05", contact_id="Y0")]
    found = answer(
        "sla_compliance", contacts=contacts(40) + young, touchpoints=calls(40, 1) + quick
    )

    assert (40, 1.0, 9) == (found.n, found.value, codes(found)["not_due"])


def test_response_time_shows_its_slowest_and_its_silent() -> None:
    """The median of those answered, beside it nine out of ten and the share of silence."""
    touched = [one for n in range(60) for one in calls(1, n / 10, n)]
    found = answer("response_time", contacts=contacts(75), touchpoints=touched)
    beside = {one.name: one for one in found.beside}

    assert (pytest.approx(2.95), 60) == (found.value, found.n)
    assert (pytest.approx(5.3), 60) == (beside["p90"].value, beside["p90"].n)
    assert (0.2, 75) == (beside["never"].value, beside["never"].n)
    assert (beside["never"].low or 1) < 0.2 < (beside["never"].high or 0)


@pytest.mark.parametrize("name", ["acceptance_rate", "rejection_rate"])
def test_silence_is_a_no_only_after_the_deadline(name: str) -> None:
    """Nine hand-offs of Monday have until next Monday; answered or not, they are not judged yet."""
    young = handoffs(8, handed_at=MONDAY) + handoffs(1, "accepted", handed_at=MONDAY)
    given = handoffs(20, "accepted") + handoffs(10, "rejected") + handoffs(10) + young
    found = answer(name, handoffs=given)
    sooner = answer(name, assume={"silence_days": 1}, handoffs=given)

    assert (40, 9) == (found.n, codes(found)["pending"])
    assert 49 == sooner.n


def test_rejections_and_their_reasons() -> None:
    """10 of 40 are rejected, and 36 of 40 rejections say why; a blank says nothing."""
    given = handoffs(30, "accepted") + handoffs(10, "rejected")
    said = handoffs(36, "rejected", reason="no_need") + handoffs(4, "rejected", reason=" ")

    assert 0.25 == answer("rejection_rate", handoffs=given).value
    assert 0.9 == answer("reasons_given", handoffs=said).value


def test_feedback_takes_days_and_silence_is_none() -> None:
    """Two days each; five say nothing and are named."""
    found = answer("feedback_time", handoffs=handoffs(40, "rejected") + handoffs(5))

    assert (2.0, "days", 40, 5) == (found.value, found.unit, found.n, codes(found)["silent"])


def again(n: int, outcome: str | None, **facts: Any) -> list[dict[str, Any]]:
    """Return second hand-offs of the first contacts."""
    given = {"handed_at": at("2026-03-02"), "decided_at": at("2026-03-05"), **facts}
    return [
        {**row, "contact_id": f"C{k}", "handoff_id": f"again{k}", **given}
        for k, row in enumerate(handoffs(n, outcome))
    ]


def first() -> list[dict[str, Any]]:
    return [{**row, "contact_id": f"C{k}"} for k, row in enumerate(handoffs(60, "rejected"))]


def test_leads_that_came_back() -> None:
    """Of sixty rejected forty came back, and ten of these were accepted."""
    back = again(10, "accepted") + again(40, "rejected")[10:]
    found = answer("recycled_accepted", contacts=contacts(60), handoffs=first() + back)

    assert (10, 40, 0.25) == (found.numerator, found.n, found.value)


def test_an_answer_to_come_is_not_judged() -> None:
    """Neither before the second hand-over, nor while it has time."""
    back = again(40, None, decided_at=None)
    early = answer(
        "recycled_accepted",
        as_of=date(2026, 3, 3),
        contacts=contacts(60),
        handoffs=first() + back,
    )

    assert (0, 40) == (early.n, codes(early)["pending"])
