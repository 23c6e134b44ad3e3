"""How long somebody waited for sales: from the hand-over, or from the first day, in bands."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.answers import NEXT_DAY, handoffs, touch
from support.data.tables import AS_OF, at, contacts, crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.shares import acceptance_rate, lead_to_won, win_rate
from workshop.kpis.formulas.waiting import BAND_LABELS
from workshop.kpis.groups.dimension import ANSWERED_WITHIN

FORMULAS = {"contacts": lead_to_won, "handoffs": acceptance_rate, "deals": win_rate}


def bands(entity: str, *touched: dict[str, Any], **tables: Any) -> list[str | None]:
    """Return the band of each case, in the order of their ids."""
    rows = {"contacts": contacts(1), "deals": [], "handoffs": [], **tables}
    question = Scope(crm(touchpoints=list(touched), **rows), AS_OF)
    cases = FORMULAS[entity](question).table
    added = ANSWERED_WITHIN.add(question, entity, cases, "band").order_by("key")
    return added["band"].to_pyarrow().to_pylist()


@pytest.mark.parametrize(
    ("moment", "band"),
    [
        ("2026-01-05T10:00", "within_1"),
        ("2026-01-05T11:00", "within_1"),
        ("2026-01-05T11:01", "within_8"),
        ("2026-01-06T10:00", "within_8"),
        ("2026-01-06T10:01", "within_24"),
        ("2026-01-08T10:00", "within_24"),
        ("2026-01-08T10:01", "later"),
    ],
)
def test_a_wait_is_counted_in_business_hours(moment: str, band: str) -> None:
    """First seen on Monday at 10:00; the night does not count, the end belongs to the band."""
    assert [band] == bands("contacts", touch(moment))


@pytest.mark.parametrize(
    "facts", [{"human": False}, {"human": None}, {"side": "marketing"}, {"contact_id": "C9"}]
)
def test_only_a_person_of_sales_ends_a_wait(facts: dict[str, Any]) -> None:
    """Machines, marketing and calls to others are no answer."""
    assert ["never"] == bands("contacts", touch("2026-01-05T10:05", **facts))


def test_the_first_answer_counts() -> None:
    """A second call does not make it later."""
    later = touch("2026-02-02T10:00")

    assert ["within_8"] == bands("contacts", later, touch("2026-01-05T15:00"))


def test_the_wait_begins_at_the_first_hand_over() -> None:
    """Sales cannot answer whom nobody handed over."""
    given = handoffs(2, contact_id="C0")
    given[0]["handed_at"], given[1]["handed_at"] = at("2026-01-07T09:00"), at("2026-01-12T09:00")

    assert ["within_1"] == bands("contacts", touch("2026-01-07T09:30"), handoffs=given)


def test_a_touch_before_the_hand_over_is_no_answer_to_it() -> None:
    """Who was called a week before still waits."""
    given = handoffs(1, contact_id="C0", handed_at=at("2026-01-12T09:00"))

    assert ["never"] == bands("contacts", touch("2026-01-05T10:30"), handoffs=given)


def test_an_answer_without_a_time_is_one_of_that_day() -> None:
    """Nobody knows the hour; of the day itself no business hour is counted."""
    assert ["within_1"] == bands("contacts", touch("2026-01-05"))


def test_an_answer_that_lies_before_its_beginning_on_one_day_is_no_wait() -> None:
    """At nine, of a lead first seen at ten: a contradiction, and no silence either."""
    assert [None] == bands("contacts", touch("2026-01-05T09:00"))


def test_an_earlier_touch_of_the_day_hides_no_answer() -> None:
    """The wait ends with the first touch since it began."""
    assert ["within_1"] == bands("contacts", touch("2026-01-05T09:00"), touch("2026-01-05T10:30"))


def test_each_hand_off_has_its_own_wait() -> None:
    """The second try is answered by what came after it."""
    given = handoffs(2, contact_id="C0")
    given[0]["handed_at"], given[1]["handed_at"] = at("2026-01-07T09:00"), at("2026-01-12T09:00")
    found = bands("handoffs", touch("2026-01-12T09:30"), handoffs=given)

    assert ["later", "within_1"] == found


def test_a_deal_waits_as_its_contact_did() -> None:
    """A deal of nobody has no wait."""
    sold = deals(1, "won") + deals(1, "lost", contact_id=None)

    assert [None, "within_1"] == bands("deals", touch("2026-01-05T10:30"), deals=sold)


@pytest.mark.parametrize("row", [{"created_at": None}, {"contact_id": None}])
def test_without_a_beginning_or_a_contact_there_is_no_wait(row: dict[str, Any]) -> None:
    """Neither an answer nor silence."""
    assert [None] == bands("contacts", touch("2026-01-05T10:30"), contacts=contacts(1, **row))


def test_answers_of_tomorrow_are_silence_today() -> None:
    """Nothing after the as-of date is known."""
    late = {**touch("2026-01-05"), "happened_at": NEXT_DAY}

    assert ["never"] == bands("contacts", late)


def test_bands_are_named_in_their_order() -> None:
    """From at once to never."""
    known = ["within_1", "within_8", "within_24", "later", "never"]

    assert known == list(BAND_LABELS)
    assert known == sorted([*known[2:], *known[:2]], key=ANSWERED_WITHIN.place_of)
