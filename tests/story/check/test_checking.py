"""A charter held against data: what moved is found, what did not is not claimed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support.data.months import (
    AS_OF,
    RULE,
    SIGNED_ON,
    Rates,
    charter_of_june,
    data_of,
    like,
    month_after,
    rows_of,
)
from support.run.profiles import NIGHT

from workshop.errors import WorkshopError
from workshop.kpis.core.period import Period
from workshop.stats import newcombe, simultaneous_z
from workshop.story.charter import DataSource
from workshop.story.check.checking import check
from workshop.story.check.comparisons import since_charter, stretches
from workshop.story.check.topics import LOST, TALK, WELL, status, topics
from workshop.story.check.types import Movement, Verdict
from workshop.story.decisions.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.story.check.types import Check

USUAL = Rates()
MONTHS = 200 if NIGHT else 12
"""Simulated months without change, each checked whole."""


def movements(found: Check) -> Iterator[Movement]:
    """Yield everything that was compared."""
    for kpi in found.kpis:
        yield kpi.movement
        if kpi.counter:
            yield kpi.counter.movement
    yield from (one.movement for one in found.promises if one.movement)
    yield from (one.fitting for one in found.terms if one.fitting)


def codes(found: Check) -> set[str]:
    """Return what there is to talk about."""
    return {topic.code for topic in topics(found)}


@pytest.fixture(scope="module")
def planted() -> Check:
    """Sales answers far quicker than before, and marketing hands over far less carefully."""
    since = like(USUAL, quick=0.95, carried=0.1, fitting=0.2)
    return check(charter_of_june(), month_after(1, USUAL, since))


def test_what_was_planted_is_found(planted: Check) -> None:
    """One promise is kept better, one worse, and practice leaves the rule: each with its name."""
    answer, carries = planted.promises

    assert answer.movement
    assert carries.movement
    assert [True, False] == [answer.movement.better, carries.movement.better]
    assert {"promise_worse", "term_drift"} == codes(planted)
    assert status(planted) == TALK


def test_the_interval_is_that_of_newcombe_for_all_at_once(planted: Check) -> None:
    """Before and since are the counts of the data; the width is that of all comparisons."""
    movement = planted.promises[1].movement
    assert movement
    before, since = movement.before, movement.since
    counts = [(int(one.numerator or 0), one.n) for one in (since, before)]

    assert (360, 120) == (before.n, since.n)
    expected = newcombe(counts[0], counts[1], simultaneous_z(planted.comparisons))
    assert expected == (movement.low, movement.high)
    judged = {one.since.name for one in movements(planted) if one.low is not None}
    assert planted.comparisons == len(judged)


@pytest.mark.parametrize("seed", range(MONTHS))
def test_a_month_without_change_moves_nothing(seed: int) -> None:
    """By chance alone, no check of these claims a movement; the test of the rate is another."""
    found = check(charter_of_june(), month_after(100 + seed, USUAL))

    moved = [one for one in movements(found) if one.verdict is Verdict.MOVED]
    assert len(moved) <= 1
    if not NIGHT:
        assert [] == moved


def test_at_most_one_check_in_twenty_claims_a_movement_without_one() -> None:
    """5,000 months without change, nine shares each: the error is shared among them."""
    draws, z = np.random.default_rng(7), simultaneous_z(9)

    assert mean(_claims(draws, z) for _ in range(5000)) <= 0.05


def _claims(draws: np.random.Generator, z: float) -> bool:
    """Return whether any of nine shares that did not change seems to have."""
    claims = []
    for share in draws.uniform(0.05, 0.95, 9):
        n, m = draws.integers(60, 130), draws.integers(150, 400)
        since, before = draws.binomial(n, share), draws.binomial(m, share)
        low, high = newcombe((int(since), int(n)), (int(before), int(m)), z)
        claims.append(low > 0 or high < 0)
    return any(claims)


@pytest.mark.parametrize(("points", "least"), [(0.2, 0.5), (0.3, 0.9), (0.4, 0.99)])
def test_changes_are_found_at_the_promised_power(points: float, least: float) -> None:
    """120 cases since and 360 before, nine comparisons: a jump from 40 % is found this often."""
    draws, z = np.random.default_rng(3), simultaneous_z(9)
    pairs = zip(
        draws.binomial(120, 0.4 + points, 1000), draws.binomial(360, 0.4, 1000), strict=True
    )
    found = [newcombe((int(a), 120), (int(b), 360), z).low > 0 for a, b in pairs]

    assert mean(found) >= least


def test_the_data_it_was_signed_on_says_nothing_new() -> None:
    """No promise and no number moved, and nothing needs talking about."""
    month = month_after(1, USUAL)
    charter = charter_of_june(source=DataSource(name="test", as_of=AS_OF))
    found = check(charter, month)

    assert found.since is None
    assert {Verdict.CANNOT_TELL} == {one.verdict for one in movements(found)}
    assert status(found) == WELL


def test_the_order_of_the_rows_says_nothing() -> None:
    """Shuffled tables give the same check."""
    since = like(USUAL, quick=0.8)
    straight, turned = (month_after(5, USUAL, since, shuffled=way) for way in (False, True))

    assert check(charter_of_june(), straight) == check(charter_of_june(), turned)


def test_a_column_that_is_gone_cannot_be_computed() -> None:
    """The rule, its fitting and the promise say what is missing; the rest is checked."""
    month = data_of(rows_of(1, USUAL, USUAL), without="budget_known")
    found = check(charter_of_june(), month)

    term, (answer, carries) = found.terms[0], found.promises
    assert term.failure
    assert "budget_known" in term.failure.en
    assert carries.movement
    assert ("contacts.budget_known",) == carries.movement.since.missing
    assert answer.movement
    assert answer.movement.why is None
    assert {"not_computed"} == codes(found)
    assert status(found) == LOST


def test_a_number_whose_table_is_gone_cannot_be_computed() -> None:
    """The charter had a value for it, so its silence is no "can't tell"."""
    rows = rows_of(1, USUAL, USUAL)
    month = data_of({name: each for name, each in rows.items() if name != "handoffs"})
    found = check(charter_of_june(), month)

    assert all("handoffs.handed_at" in one.movement.since.missing for one in found.kpis)
    assert {"not_computed"} == codes(found)
    assert status(found) == LOST


def test_another_company_is_noticed() -> None:
    """Far more or fewer cases up to the day of the charter: fact, both counts, the day."""
    month = month_after(1, like(USUAL, a_day=20))
    found = check(charter_of_june(), month)

    assert ["other_company"] == [doubt.code for doubt in found.doubts]
    assert {"now": 1200, "then": 360, "day": SIGNED_ON} == found.doubts[0].values
    assert status(found) == TALK


def test_an_older_export_is_refused() -> None:
    """It ends before the charter's own data: both days are named, nothing is computed."""
    charter = charter_of_june(source=DataSource(name="test", as_of=AS_OF + timedelta(days=1)))

    with pytest.raises(WorkshopError, match="ends before") as refused:
        check(charter, month_after(1, USUAL))
    assert "30 June 2026" in str(refused.value)


def test_an_empty_charter_is_refused() -> None:
    """There is nothing to hold against anything."""
    charter = charter_of_june(decisions=Decisions())

    with pytest.raises(WorkshopError, match="nothing in this charter"):
        check(charter, month_after(1, USUAL))


def test_a_promise_that_is_mostly_broken_is_talked_about() -> None:
    """Also where it was no better before: its whole interval lies below a half."""
    found = check(charter_of_june(), month_after(2, like(USUAL, quick=0.1)))

    assert "promise_broken" in codes(found)


def test_few_cases_are_counts_and_no_rate() -> None:
    """Twenty hand-overs since: how many of how many, no share, no verdict."""
    found = check(charter_of_june(), month_after(1, USUAL, like(USUAL, a_day=1)))
    movement = found.promises[1].movement

    assert movement
    assert (20, None) == (movement.since.n, movement.since.value)
    assert movement.why
    assert movement.why.code == "few_since"


def test_a_target_is_reached_or_missed_with_the_whole_interval() -> None:
    """In between, nobody can say."""
    found = check(charter_of_june(), month_after(1, USUAL, like(USUAL, accepted=0.99)))

    acceptance, feedback = found.kpis
    assert acceptance.reached
    assert acceptance.movement.better
    assert feedback.reached
    assert check(charter_of_june(), month_after(1, USUAL)).kpis[0].reached is None


def test_the_days_since_begin_with_what_is_new() -> None:
    """After the signing; where the data ends before it, after what the charter's data knew."""
    day = SIGNED_ON
    later = day + timedelta(days=30)

    assert since_charter(day, day - timedelta(days=3), later) == Period(
        day + timedelta(days=1), later
    )
    assert since_charter(None, day, later) == Period(day + timedelta(days=1), later)
    assert since_charter(later + timedelta(days=9), day, later) == Period(
        day + timedelta(days=1), later
    )
    assert since_charter(day, later, later) is None


@pytest.mark.parametrize(("days", "times"), [(7, 3), (28, 3), (40, 2), (60, 1), (200, 1)])
def test_the_time_before_is_as_long_up_to_a_quarter(days: int, times: int) -> None:
    """Stretches of the same length follow each other without a gap and end before the period."""
    since = Period(SIGNED_ON, SIGNED_ON + timedelta(days=days - 1))
    before = stretches(since)

    assert times == len(before)
    ends = [one.last for one in before]
    begins = [one.first for one in (*before[1:], since)]
    assert [end + timedelta(days=1) for end in ends] == begins
    assert {days} == {one.days for one in before}


def test_practice_is_told_with_what_was_never_handed_over(planted: Check) -> None:
    """Of what was handed over since, how much fits; of what fits, how much nobody handed over."""
    term = planted.terms[0]
    assert term.practice
    fitting = sum(
        bool(row["budget_known"])
        for row in rows_of(1, USUAL, like(USUAL, quick=0.95, carried=0.1, fitting=0.2))["contacts"]
        if row["created_at"].date() > SIGNED_ON
    )

    assert asdict(term.practice) == {
        "handed": 120,
        "fitting": fitting,
        "covered": fitting,
        "never_handed": 0,
    }
    assert term.agreed.rule == RULE
