"""Promises tried on a quarter: who is due, who kept it, and what the data cannot say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.data.journeys import (
    company,
    cut,
    deal,
    given,
    opened,
    sample,
    sample_tables,
    seen,
    touch,
)
from support.data.tables import at

from workshop.journey.promises.promise import PROMISES, own_promise, promise
from workshop.journey.promises.sandbox import Kept, kept, sandbox
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.policy import MIN_N
from workshop.stats import wilson

# A hand-over or two of people nobody lists: the links are not what is tried here.
pytestmark = pytest.mark.usefixtures("any_link")
AS_OF = date(2026, 9, 30)
QUARTER = Quarter(2026, 2)
MONDAY = "2026-05-04"


def tried(key: str, value: int | None = None, as_of: date = AS_OF, **tables: Any) -> Kept:
    data = company(as_of, **{"contacts": [seen("2026-01-05T10:00")], **tables})
    return kept(Scope.of(data), promise(key), value, quarter=QUARTER)


def codes(one: Kept) -> dict[str, Any]:
    return {caveat.code: caveat.values.get("n") for caveat in one.caveats}


def answered(*touches: dict[str, Any], handoffs: Any = None) -> tuple[int | None, int]:
    """Return kept and due for a hand-over on Monday at ten."""
    handed = handoffs or [given(f"{MONDAY}T10:00")]
    one = tried("answer", 8, touchpoints=list(touches), handoffs=handed)
    return one.kept, one.n


@pytest.mark.parametrize(
    ("touches", "expected"),
    [
        ([touch("2026-05-04T12:00")], 1),
        ([touch("2026-05-05T10:00")], 1),
        ([touch("2026-05-05T10:30")], 0),
        ([], 0),
        ([touch("2026-05-04T12:00", human=False)], 0),
        ([touch("2026-05-04T12:00", side="marketing")], 0),
        ([touch("2026-05-04T09:00")], 0),
        ([touch("2026-05-04T00:00")], 1),
        ([touch("2026-05-01T09:00"), touch("2026-05-20T12:00")], 0),
        ([touch("2026-05-04T12:00", "C9")], 0),
        ([touch(None)], 0),
        ([touch("2026-10-01T00:00")], 0),
    ],
)
def test_answered_in_time(touches: list[dict[str, Any]], expected: int) -> None:
    """Eight business hours from Monday ten end on Tuesday ten; only a person of sales answers."""
    assert (expected, 1) == answered(*touches)


def test_never_is_a_breach_and_not_left_out() -> None:
    """Whoever forgets all would otherwise keep every promise."""
    assert (0, 1) == answered()


def test_each_hand_over_asks_anew() -> None:
    """The answer to the first is none to the second; the same touch may answer both."""
    twice = [given(f"{MONDAY}T10:00"), given("2026-06-01T10:00")]
    early, late = touch("2026-05-04T11:00"), touch("2026-06-01T11:00")

    assert (1, 2) == answered(early, handoffs=twice)
    assert (2, 2) == answered(early, late, handoffs=twice)


def test_who_still_has_time_is_not_counted() -> None:
    """Neither kept nor broken; also when answered already, or only the quick ones would count."""
    late = [given("2026-06-30T16:00"), given(f"{MONDAY}T10:00")]
    quick = [touch("2026-06-30T16:30")]
    one = tried("answer", 8, date(2026, 6, 30), handoffs=late, touchpoints=quick)

    reserved = {"small_n": 1, "not_due_yet": 1, "calendar_assumed": None}
    assert (0, 1, reserved) == (one.kept, one.n, codes(one))


def test_only_the_quarter_counts() -> None:
    """The day before and the day after belong to others."""
    others = [given("2026-03-31T10:00"), given("2026-07-01T00:00"), given("2026-06-30T10:00")]

    assert (0, 1) == answered(handoffs=others)


def test_without_a_quarter_the_last_that_is_over_is_taken() -> None:
    """And never one that is still running."""
    data = company(date(2026, 8, 15), contacts=[], handoffs=[given("2026-07-05T10:00")])
    one = kept(Scope.of(data), promise("answer"))

    assert (Quarter(2026, 2), 0, 8) == (one.quarter, one.n, one.value)


@pytest.mark.parametrize(
    ("handoff", "expected"),
    [
        (given(f"{MONDAY}T10:00", "2026-05-07T10:00", "accepted"), (1, 1)),
        (given(f"{MONDAY}T10:00", "2026-05-07T10:00", "rejected"), (1, 1)),
        (given(f"{MONDAY}T10:00", "2026-05-07T11:00", "accepted"), (0, 1)),
        (given(f"{MONDAY}T10:00"), (0, 1)),
        (given(f"{MONDAY}T10:00", f"{MONDAY}T00:00", "accepted"), (1, 1)),
        (given(f"{MONDAY}T10:00", "2026-05-01T10:00", "accepted"), (0, 0)),
        (given(f"{MONDAY}T10:00", None, "accepted"), (0, 0)),
        (given(f"{MONDAY}T10:00", "2026-10-01T00:00", "accepted"), (0, 1)),
        (given(f"{MONDAY}T10:00", f"{MONDAY}T11:00", None), (0, 1)),
    ],
)
def test_decided_in_time(handoff: dict[str, Any], expected: tuple[int, int]) -> None:
    """Three business days; an answer before the question or without a day counts for nothing."""
    one = tried("decide", 3, handoffs=[handoff])

    assert expected == (one.kept, one.n)


def test_what_cannot_be_timed_is_named() -> None:
    """Backwards, undated, without a contact."""
    handoffs = [
        given(f"{MONDAY}T10:00", "2026-05-01T10:00", "accepted"),
        given(f"{MONDAY}T10:00", None, "accepted"),
        {**given(f"{MONDAY}T10:00"), "contact_id": None},
    ]
    found = codes(tried("decide", 3, handoffs=handoffs))

    expected = {"no_cases": None, "missing_dates": 1, "negative_durations": 1, "no_contact": 1}
    assert expected == found


def test_rejections_with_and_without_a_reason() -> None:
    """Blanks are no reason; acceptances need none."""
    no = given(f"{MONDAY}T10:00", "2026-05-05T10:00", "rejected")
    yes = {**no, "outcome": "accepted"}
    one = tried("reason", handoffs=[{**no, "reason": "no_need"}, no, {**no, "reason": " "}, yes])

    assert (1, 3, None) == (one.kept, one.n, one.value)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"touchpoints": [touch("2026-05-10T10:00")]}, 1),
        ({"touchpoints": [touch("2026-05-13T10:00")]}, 0),
        ({"deals": [deal("2026-05-10T10:00")]}, 1),
        ({"touchpoints": [touch("2026-05-04T12:00"), opened("2026-05-06T10:00")]}, 0),
        ({}, 0),
    ],
)
def test_an_accepted_lead_does_not_lie_about(tables: dict[str, Any], expected: int) -> None:
    """Seven days after the yes there is a touch by sales, or a deal."""
    yes = [given(f"{MONDAY}T10:00", "2026-05-05T10:00", "accepted")]

    assert expected == tried("next_step", 7, handoffs=yes, **tables).kept


def test_next_steps_do_without_deals() -> None:
    """An export without them is measured by touches."""
    yes = [given(f"{MONDAY}T10:00", "2026-05-05T10:00", "accepted")]
    data = company(
        AS_OF, ("deals.created_at",), handoffs=yes, touchpoints=[touch("2026-05-06T10:00")]
    )

    assert 1 == kept(Scope.of(data), promise("next_step"), quarter=QUARTER).kept


def test_facts_are_counted() -> None:
    """Yes and filled in count; no, blanks and nothing do not."""
    facts = {"need_known": True, "budget_known": False, "role": "it_lead", "source": " "}
    handoffs = [given(f"{MONDAY}T10:00"), {**given(f"{MONDAY}T10:00"), "contact_id": "ghost"}]
    data = company(AS_OF, contacts=[seen("2026-01-05T10:00", **facts)], handoffs=handoffs)
    found = sandbox(Scope.of(data), promise("carries"), quarter=QUARTER)

    assert [(1, 1), (2, 1), (3, 0), (4, 0), (5, 0)] == [(k.value, k.kept) for k in found]
    assert (1, 1) == (found[0].n, codes(found[0])["no_contact"])
    assert "as_known_today" in codes(found[0])


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([opened("2026-04-25T10:00")], 1),
        ([opened("2026-04-01T10:00")], 0),
        ([opened("2026-04-01T10:00"), opened("2026-05-03T10:00")], 1),
        ([opened("2026-05-20T10:00")], 0),
        ([touch("2026-05-03T10:00")], 0),
        ([], 0),
    ],
)
def test_fresh_is_who_stirred_before_the_hand_over(acts: list[Any], expected: int) -> None:
    """Fourteen days; calls of ours and what came later do not count."""
    one = tried("fresh", 14, handoffs=[given(f"{MONDAY}T10:00")], touchpoints=acts)

    assert (expected, 1) == (one.kept, one.n)


@pytest.mark.parametrize("one", [p for p in PROMISES if p.measure], ids=lambda p: p.key)
def test_every_value_at_once_is_each_value_by_itself(one: Any) -> None:
    """One query for the slider, the same numbers as asked singly."""
    found = sandbox(Scope.of(sample()), one, quarter=Quarter(2026, 1))

    assert found == [
        kept(Scope.of(sample()), one, k.value, quarter=Quarter(2026, 1)) for k in found
    ]
    assert all(k.kept is not None and 0 <= k.kept <= k.n for k in found)


def test_a_looser_promise_is_kept_more_often() -> None:
    """More hours, more kept; more facts, fewer."""
    hours = sandbox(Scope.of(sample()), promise("answer"), quarter=Quarter(2025, 3))
    facts = sandbox(Scope.of(sample()), promise("carries"), quarter=Quarter(2025, 3))
    shares = [[k.share or 0 for k in found] for found in (hours, facts)]

    assert sorted(shares[0]) == shares[0]
    assert sorted(shares[1], reverse=True) == shares[1]


def test_a_share_has_its_interval_and_needs_thirty() -> None:
    """Below, the count is told and no share."""
    many = [given(f"{MONDAY}T10:00") for _ in range(MIN_N)]
    enough = tried("answer", 8, handoffs=many, touchpoints=[touch("2026-05-04T12:00")])
    few = tried("answer", 8, handoffs=many[1:], touchpoints=[touch("2026-05-04T12:00")])

    assert (1.0, wilson(MIN_N, MIN_N)) == (enough.share, enough.interval)
    assert (None, None, MIN_N - 1) == (few.share, few.interval, few.kept)


def test_the_sample_shows_the_target_that_was_met() -> None:
    """Since April every hand-over is decided at once, and hardly anybody is called."""
    decided, called = (kept(Scope.of(sample()), promise(key)) for key in ("decide", "answer"))

    assert (decided.share or 0) > 0.95
    assert (called.share or 1) < 0.3


def test_what_the_export_lacks_is_said() -> None:
    """No number, but the missing columns, for every value."""
    found = sandbox(Scope.of(company(AS_OF, ("handoffs.reason",))), promise("reason"))

    assert [("handoffs.reason",)] == [one.answer.missing for one in found]
    assert [(None, None)] == [(one.kept, one.share) for one in found]


@pytest.mark.parametrize("one", [promise("feedback"), own_promise("x", "sales", "Cake.")])
def test_a_promise_without_a_measure_says_so(one: Any) -> None:
    """Ask each other."""
    assert {"no_measure": None} == codes(kept(Scope.of(sample()), one))


def test_no_hand_over_is_a_sentence_and_no_number() -> None:
    """Nothing divided by nothing."""
    assert {"no_cases": None} == codes(tried("answer", 8))


@pytest.mark.parametrize("one", [p for p in PROMISES if p.measure], ids=lambda p: p.key)
def test_the_past_knows_what_an_export_of_that_day_held(one: Any) -> None:
    """Cut by hand at the day, the slider shows the same."""
    day = date(2026, 2, 15)
    past, then = (
        sandbox(Scope.of(sample(), as_of=day), one),
        sandbox(Scope.of(cut(sample_tables(), day)), one),
    )

    assert then == past
    assert Quarter(2025, 4) == past[0].quarter


def test_a_hand_over_of_tomorrow_is_not_in_a_running_quarter() -> None:
    """A quarter may be asked for before it is over; then it ends today."""
    handoffs = [given("2026-05-04T10:00"), given("2026-06-20T10:00")]
    data = company(date(2026, 5, 31), handoffs=handoffs)

    assert 1 == kept(Scope.of(data), promise("answer"), 8, quarter=QUARTER).n
    assert at("2026-04-01T00:00") == QUARTER.begin
