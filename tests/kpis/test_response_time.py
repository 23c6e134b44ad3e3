"""Response time: how long somebody waits for a person of sales."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.answers import answer, codes, touch
from support.data.tables import at, contacts


def response(people: list[dict[str, Any]], touched: list[dict[str, Any]], **asked: Any) -> Any:
    return answer("response_time", contacts=people, touchpoints=touched, **asked)


def test_response_time_is_the_first_human_touch_of_sales() -> None:
    """Machines, marketing and later calls are no first answer."""
    touched = [
        touch("2026-01-05T10:05", human=False),
        touch("2026-01-05T10:10", side="marketing"),
        touch("2026-01-05T10:15", human=None),
        touch("2026-01-05T13:00"),
        touch("2026-01-05T16:00"),
    ]
    found = response(contacts(1), touched)

    assert (3.0, 1) == (found.value, found.n)


def test_response_time_does_not_count_the_night() -> None:
    """Monday at 16:00 to Tuesday at 10:00 is two hours at the door."""
    people = contacts(1, created_at=at("2026-01-12T16:00"))

    assert response(people, [touch("2026-01-13T10:00")]).value == 2.0


def test_those_never_answered_are_shown_apart() -> None:
    """They are no zero and no infinity in the median, and nobody forgets them."""
    found = response(contacts(5), [touch("2026-01-05T13:00")])

    assert (3.0, 1, 4) == (found.value, found.n, codes(found)["never_answered"])


def test_no_answer_at_all_is_no_number() -> None:
    """A median of nobody is no 0 hours."""
    found = response(contacts(5), [])

    assert (None, 0, 5) == (found.value, found.n, codes(found)["never_answered"])


@pytest.mark.parametrize(
    ("touched", "seen"),
    [("2026-01-05T09:30", "2026-01-05T10:00"), ("2026-01-03T20:00", "2026-01-04T21:00")],
)
def test_a_touch_before_the_lead_is_no_quick_answer(touched: str, seen: str) -> None:
    """Backwards on a Sunday would be 0 business hours, the quickest answer of all."""
    found = response(contacts(1, created_at=at(seen)), [touch(touched)])

    assert (None, 1) == (found.value, codes(found)["negative_durations"])


def test_answers_after_the_as_of_date_are_not_known() -> None:
    """The lead was still waiting on that day."""
    found = response(contacts(1), [touch("2026-10-01T00:00")])

    assert (None, 1) == (found.value, codes(found)["never_answered"])


SEEN = at("2026-02-02T09:30")


@pytest.mark.parametrize(
    ("touched", "hours"),
    [
        (["2026-02-02"], 0.0),
        (["2026-02-05"], 22.5 + 1.0),
        (["2026-02-02", "2026-06-30"], 0.0),
        (["2026-02-02T10:30"], 1.0),
        (["2025-11-03T09:00", "2026-02-02T10:30"], 1.0),
        (["2025-11-03", "2026-02-02"], 0.0),
        (["2026-02-02T08:00", "2026-02-03T09:30"], 8.0),
    ],
    ids=[
        "that day, no time",
        "three days later, no time",
        "the first of two",
        "an hour later",
        "an old call before",
        "an old call, and that day without a time",
        "a call before the lead that day",
    ],
)
def test_the_answer_is_the_first_touch_since_the_lead_was_seen(
    touched: list[str], hours: float
) -> None:
    """A day without a time is that day, and no old touch hides the answer."""
    found = response(contacts(1, created_at=SEEN), [touch(day) for day in touched])

    assert (hours, 1) == (found.value, found.n)
    assert "negative_durations" not in codes(found)


def test_a_lead_without_a_time_is_answered_that_day() -> None:
    """Of the two, it may be the lead whose hour nobody wrote down."""
    found = response(contacts(1, created_at=at("2026-02-02")), [touch("2026-02-02T15:00")])

    assert (0.0, 1) == (found.value, found.n)


def test_only_old_touches_are_a_contradiction_and_counted() -> None:
    """Who was only called before anybody saw the lead was neither answered nor silent."""
    found = response(
        contacts(2, created_at=SEEN),
        [touch("2025-11-03T09:00"), touch("2026-02-02T11:30", contact_id="C1")],
    )

    assert (2.0, 1, 1) == (found.value, found.n, codes(found)["negative_durations"])
    assert "never_answered" not in codes(found)


def test_a_team_that_writes_days_only_keeps_its_promise() -> None:
    """45 of 80 were answered the same day: all of them in time, and the median is what it is."""
    people = contacts(80, created_at=SEEN)
    touched = [touch("2026-02-02", contact_id=f"C{n}") for n in range(45)]
    touched += [touch("2026-02-05", contact_id=f"C{n}") for n in range(45, 80)]
    kept = answer("sla_compliance", contacts=people, touchpoints=touched)

    assert (45, 80) == (kept.numerator, kept.denominator)
    assert (0.0, 80) == (
        response(people, touched).value,
        response(people, touched).n,
    )
