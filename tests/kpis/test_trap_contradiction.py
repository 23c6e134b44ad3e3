"""Trap: the status says no, the outcome says yes."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.data.answers import answer, codes, handoffs, people
from support.data.tables import LONG_AGO, at, contacts, crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.consistency import consistency
from workshop.words import Words

REJECTED = [{**row, "contact_id": f"C{n}"} for n, row in enumerate(handoffs(40, "rejected"))]


def wrong(held: Any, **asked: Any) -> dict[str, tuple[int, int]]:
    """Return what does not fit: n and of."""
    return {
        one.code: (one.n, one.of) for one in consistency(Scope.of(held, **asked)).findings if one.n
    }


def test_rejected_and_won_afterwards() -> None:
    """Seven junk leads bought; the rejection rate says so."""
    held = crm(contacts=contacts(40), handoffs=REJECTED, deals=deals(7, "won"))
    found = answer(
        "rejection_rate", contacts=contacts(40), handoffs=REJECTED, deals=deals(7, "won")
    )

    assert {"rejected_but_won": (7, 40)} == wrong(held)
    assert (1.0, 7) == (found.value, codes(found)["contradiction"])


def test_a_second_chance_is_no_contradiction() -> None:
    """Rejected, handed over again, accepted, won: the feedback loop at work."""
    again = {"handed_at": at("2026-01-20"), "decided_at": at("2026-01-22"), "outcome": "accepted"}
    given = [REJECTED[0], {**REJECTED[0], "handoff_id": "again", **again}]

    assert {} == wrong(crm(contacts=contacts(1), handoffs=given, deals=deals(1, "won")))


def test_what_was_won_later_is_no_contradiction_yet() -> None:
    """On the day before the close everything fitted."""
    held = crm(contacts=contacts(40), handoffs=REJECTED, deals=deals(7, "won"))

    assert {} == wrong(held, as_of=date(2026, 2, 3))


def test_converted_without_a_deal() -> None:
    """The contact says it became a deal; there is none of it."""
    leads = people(3, "X", converted_at=LONG_AGO) + contacts(5, converted_at=LONG_AGO)

    assert {"converted_without_deal": (3, 8)} == wrong(crm(contacts=leads, deals=deals(5, "won")))


def test_open_with_a_close_date_that_has_passed() -> None:
    """A date to come is a plan; one that has passed is a contradiction."""
    passed, planned = deals(2, "open"), deals(1, "open", closed_at=at("2026-12-24"))
    found = answer("open_pipeline", deals=passed + planned)

    assert {"open_but_closed": (2, 3)} == wrong(crm(deals=passed + planned))
    assert 2 == codes(found)["contradiction"]


def test_the_other_contradictions_are_counted_too() -> None:
    """Won with a reason for losing, ended or answered without a date, accepted with a reason."""
    sold = deals(2, "won", lost_reason="price") + deals(3, "lost", closed_at=None)
    given = handoffs(4, "accepted", reason="no_need") + handoffs(5, "rejected", decided_at=None)

    assert {
        "won_with_lost_reason": (2, 2),
        "closed_without_date": (3, 5),
        "accepted_with_reason": (4, 4),
        "answered_without_date": (5, 9),
    } == wrong(crm(deals=sold, handoffs=given))


def test_checks_without_their_columns_are_left_out() -> None:
    """Nothing found is not the same as not looked at."""
    found = consistency(Scope.of(crm(deals=[], without=("lost_reason",))))

    assert [
        "open_but_closed",
        "closed_without_date",
        "without_status",
        "refunds",
    ] == [one.code for one in found.findings]
    assert {"as_of", "findings"} == set(found.as_json(Words("en")))
