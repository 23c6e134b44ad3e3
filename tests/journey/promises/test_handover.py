"""Hand-overs: each has one answer, silence counts only when its time is up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from support.data.journeys import company, cut, given, opened, sample, sample_tables, seen

from workshop.journey.crowd import crowd
from workshop.journey.path.caveats import NOTES
from workshop.journey.path.caveats import said as said_notes
from workshop.journey.promises.handover import ANSWERS, Given, Handover, handover
from workshop.journey.promises.promise import promise
from workshop.journey.promises.sandbox import kept
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.policy import WINDOW_DAYS
from workshop.words import LANGS, Words

AS_OF = date(2026, 9, 30)
Q3 = Quarter(2026, 3)
SATURDAY = 5
USUAL = Assumptions().silence_days
NO = given("2026-05-04T10:00", "2026-05-05T10:00", "rejected")


def found(
    *handoffs: dict[str, Any], as_of: date = AS_OF, without: tuple[str, ...] = ()
) -> Handover:
    data = company(as_of, without, contacts=[seen("2026-01-05T10:00")], handoffs=list(handoffs))
    return handover(Scope.of(data))


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
    """Four business days are no silence yet; five are. Answered or not, who has time is apart."""
    late = given("2026-09-25T10:00")
    quick = given("2026-09-29T10:00", "2026-09-29T11:00", "accepted")
    one = found(late, quick, given("2026-09-23T10:00"))

    assert one.whole
    assert ([0, 0, 0, 1], 2) == (counts(one.whole), one.whole.pending)


def silent_in_every_room(silence_days: int) -> dict[str, int]:
    """Return how many of fifteen hand-overs, one each working day, every room calls silent.

    The last one is of the evening of `AS_OF`; each contact is watched until eleven.
    """
    evening = datetime.combine(AS_OF + timedelta(days=1), time())
    born = (evening - timedelta(days=WINDOW_DAYS, hours=1)).isoformat()
    days = [AS_OF - timedelta(days=n) for n in range(21)]
    working = [f"{day}T18:00" for day in days if day.weekday() < SATURDAY]
    people = [f"C{n}" for n in range(len(working))]
    data = company(
        AS_OF,
        contacts=[seen(born, who) for who in people],
        touchpoints=[opened(born, who) for who in people],
        handoffs=[
            given(at, contact_id=who, handoff_id=who)
            for who, at in zip(people, working, strict=True)
        ],
    )
    said = Assumptions(silence_days=silence_days)
    whole = handover(Scope.of(data, assumptions=said)).whole
    stages = crowd(Scope.of(data, assumptions=said)).stages
    accepted = ask(kpi("acceptance_rate"), Scope.of(data, assumptions=said))
    assert whole
    return {
        "hand-over": whole.counts["silent"],
        "crowd": sum(stage.standing.get("silent", 0) for stage in stages),
        "acceptance rate": {c.code: c.values.get("n") for c in accepted.caveats}.get(
            "undecided", 0
        ),
        "promise": kept(Scope.of(data), promise("decide"), silence_days, quarter=Q3).n,
    }


@pytest.mark.parametrize("silence_days", [3, USUAL, 10])
def test_silence_is_a_no_after_one_deadline_in_all_rooms(silence_days: int) -> None:
    """The stations of act 2, its promises and the number of act 3 call the same ones silent."""
    found_in = silent_in_every_room(silence_days)

    assert dict.fromkeys(found_in, 15 - silence_days) == found_in


def test_the_deadline_is_said_where_silence_is_shown() -> None:
    """Five business days, unless somebody says otherwise; in both languages of act 2."""
    one, both_ways = found(NO), crowd(Scope.of(company(AS_OF, contacts=[seen("2026-01-05T10:00")])))
    sooner = handover(
        Scope.of(company(AS_OF, handoffs=[NO]), assumptions=Assumptions(silence_days=3))
    )

    assert 5 == USUAL == one.deadline_days
    for lang in LANGS:
        words = Words(lang)
        for notes, days in ((one.caveats, 5), (both_ways.caveats, 5), (sooner.caveats, 3)):
            assert words(NOTES["silence_is_a_no"], days=days) in said_notes(notes, words)


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
    assert {"negative_durations": 1} == {
        c.code: c.values["n"] for c in one.caveats if "n" in c.values
    }


def test_no_share_of_few() -> None:
    """Counts are told, shares are not."""
    one = found(NO).whole

    assert one
    assert [None] * 4 == [one.shares[answer].value for answer in ANSWERS]


def test_without_a_column_for_reasons_it_says_so() -> None:
    """All rejections then stand as without one, and nobody is to blame for it."""
    one = found(NO, without=("handoffs.reason",))

    assert ([0, 0, 1, 0], False) == (counts(one.whole), one.reasons_known)
    assert "missing_columns" in [caveat.code for caveat in one.caveats]


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
    one = handover(Scope.of(sample()))

    assert one.whole
    assert one.whole.n == sum(row.n for row in one.quarters) == sum(one.whole.counts.values())
    assert 1548 == one.whole.n + one.whole.pending


def test_the_past_knows_what_an_export_of_that_day_held() -> None:
    """Cut by hand at the day, every number is the same."""
    day = date(2026, 2, 15)

    assert handover(Scope.of(sample(), as_of=day)) == handover(Scope.of(cut(sample_tables(), day)))
