"""Hand-overs: each has one answer, silence counts only when its time is up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from journeys import company, cut, given, sample, sample_tables, seen

from workshop.journey.handover import ANSWERS, Given, Handover, handover
from workshop.kpis.quarter import Quarter

AS_OF = date(2026, 9, 30)
NO = given("2026-05-04T10:00", "2026-05-05T10:00", "rejected")


def found(
    *handoffs: dict[str, Any], as_of: date = AS_OF, without: tuple[str, ...] = ()
) -> Handover:
    data = company(as_of, without, contacts=[seen("2026-01-05T10:00")], handoffs=list(handoffs))
    return handover(data)


def counts(one: Given | None) -> list[int]:
    assert one
    return [one.counts[answer] for answer in ANSWERS]


@pytest.mark.parametrize(
    ("handoff", "expected"),
    [
        (given("2026-05-04T10:00", "2026-05-05T10:00", "accepted"), [1, 0, 0, 0]),
        ({**NO, "reason": "no_need"}, [0, 1, 0, 0]),
        (NO, [0, 0, 1, 0]),
        ({**NO, "reason": "  "}, [0, 0, 1, 0]),
        (given("2026-05-04T10:00"), [0, 0, 0, 1]),
        (given("2026-05-04T10:00", "2026-05-05T10:00"), [0, 0, 0, 1]),
        (given("2026-05-04T10:00", "2026-10-02T10:00", "accepted"), [0, 0, 0, 1]),
        (given("2026-05-04T10:00", None, "accepted"), [0, 0, 0, 0]),
        (given(None), [0, 0, 0, 0]),
    ],
)
def test_each_hand_over_has_one_answer(handoff: dict[str, Any], expected: list[int]) -> None:
    """Accepted, rejected with a reason or without, silent; undated ones are none of these."""
    assert expected == counts(found(handoff).whole)


def test_silence_needs_its_time() -> None:
    """Nine business days are no silence yet; ten are. Answered or not, who has time is apart."""
    late = given("2026-09-18T10:00")
    quick = given("2026-09-29T10:00", "2026-09-29T11:00", "accepted")
    one = found(late, quick, given("2026-09-15T10:00"))

    assert one.whole
    assert ([0, 0, 0, 1], 2) == (counts(one.whole), one.whole.pending)


def test_two_hand_overs_of_one_contact_are_two() -> None:
    """Each asks for an answer of its own."""
    again = given("2026-07-06T10:00", "2026-07-07T10:00", "accepted")
    one = found(NO, again)

    assert [1, 0, 1, 0] == counts(one.whole)
    assert [Quarter(2026, 2), Quarter(2026, 3)] == [row.quarter for row in one.quarters]


def test_hours_are_business_hours_of_those_answered() -> None:
    """Monday ten to Tuesday ten is eight; one backwards is left out and named."""
    backwards = given("2026-05-04T10:00", "2026-05-01T10:00", "accepted")
    one = found(NO, backwards, given("2026-05-04T10:00"))

    assert one.whole
    assert (8.0, 1) == (one.whole.answer_hours.value, one.whole.answer_hours.n)
    assert {"negative_durations": 1} == {c.code: c.values["n"] for c in one.caveats}


def test_no_share_of_few() -> None:
    """Counts are told, shares are not."""
    one = found(NO).whole

    assert one
    assert [None] * 4 == [one.shares[answer].value for answer in ANSWERS]


def test_without_a_column_for_reasons_it_says_so() -> None:
    """All rejections then stand as without one, and nobody is to blame for it."""
    one = found(NO, without=("handoffs.reason",))

    assert ([0, 0, 1, 0], False) == (counts(one.whole), one.reasons_known)
    assert ["missing_columns"] == [caveat.code for caveat in one.caveats]


def test_without_answers_there_is_no_number() -> None:
    """It says what is missing."""
    one = found(without=("handoffs.outcome",))

    assert (None, (), ("handoffs.outcome",)) == (one.whole, one.quarters, one.missing)


def test_no_hand_over_at_all() -> None:
    """Nothing to show, nothing missing."""
    one = found()

    assert one.whole
    assert (0, (), ()) == (one.whole.n, one.quarters, one.missing)


def test_quarters_add_up() -> None:
    """Every hand-over of the sample is in one quarter, due or pending."""
    one = handover(sample())

    assert one.whole
    assert one.whole.n == sum(row.n for row in one.quarters) == sum(one.whole.counts.values())
    assert 1548 == one.whole.n + one.whole.pending


def test_the_past_knows_what_an_export_of_that_day_held() -> None:
    """Cut by hand at the day, every number is the same."""
    day = date(2026, 2, 15)

    assert handover(sample(), as_of=day) == handover(cut(sample_tables(), day))
