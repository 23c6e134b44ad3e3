"""Response time: how long somebody waits for a person of sales."""

from __future__ import annotations

from typing import Any

import pytest
from answers import answer, codes, touch
from tables import at, contacts


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
