"""Win rate and acceptance rate: who is counted, who succeeded, and who is named apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.data.answers import NEXT_DAY, answer, codes, handoffs
from support.data.tables import LONG_AGO, at, contacts, deals

from workshop.policy import MIN_N
from workshop.stats import wilson


def test_win_rate_is_won_of_closed() -> None:
    """Open deals are neither won nor lost."""
    found = answer("win_rate", deals=deals(30, "won") + deals(70, "lost") + deals(50, "open"))

    assert (found.numerator, found.denominator, found.n) == (30, 100, 100)
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx(tuple(wilson(30, 100)))


def test_no_rate_of_few_cases() -> None:
    """100 % of 1 is shown by no KPI."""
    found = answer("win_rate", deals=deals(MIN_N - 1, "won"))

    assert found.value is None
    assert found.n == MIN_N - 1
    assert {"small_n": MIN_N - 1} == codes(found)


def test_win_rate_knows_nothing_after_the_as_of_date() -> None:
    """A close of the next day is not known yet; one of the last evening is."""
    late = deals(20, "won", closed_at=NEXT_DAY)
    evening = deals(1, "won", closed_at=NEXT_DAY - timedelta(minutes=1))
    found = answer("win_rate", deals=deals(40, "lost") + late + evening)

    assert (1, 41) == (found.numerator, found.n)


def test_an_earlier_as_of_date_knows_less_and_a_later_one_no_more() -> None:
    """Looking back hides what came after; looking ahead does not make leads mature."""
    sold = deals(40, "lost") + deals(20, "won", 60)
    early = answer("win_rate", as_of=date(2026, 2, 10), deals=sold)
    young = contacts(40, created_at=at("2026-09-01"))
    later = answer("lead_to_won", as_of=date(2030, 1, 1), contacts=young, deals=sold)

    assert (40, 0) == (early.n, early.numerator)
    assert (date(2026, 9, 30), 0) == (later.as_of, later.n)


def test_closed_deals_without_a_date_are_left_out_and_counted() -> None:
    """Nobody knows when they closed, so no period holds them."""
    found = answer("win_rate", deals=deals(40, "won") + deals(5, "lost", closed_at=None))

    assert (40, {"missing_dates": 5}) == (found.n, codes(found))


def test_acceptance_counts_silence_apart_and_not_as_yes() -> None:
    """Accepted over all handed over; undecided is named."""
    given = handoffs(20, "accepted") + handoffs(10, "rejected") + handoffs(10)
    found = answer("acceptance_rate", handoffs=given)

    assert (0.5, 20, 40, {"undecided": 10}) == (
        found.value,
        found.numerator,
        found.n,
        codes(found),
    )


def test_acceptance_after_the_as_of_date_is_undecided() -> None:
    """An answer of tomorrow is silence today; a hand-off of tomorrow is nothing."""
    given = handoffs(30, "rejected") + handoffs(5, "accepted", decided_at=NEXT_DAY)
    given += handoffs(9, handed_at=NEXT_DAY)
    found = answer("acceptance_rate", handoffs=given)

    assert (0, 35, {"undecided": 5}) == (found.numerator, found.n, codes(found))


def test_answers_without_a_date_are_left_out_and_counted() -> None:
    """Nobody knows whether they came in time; calling them silence would be false."""
    given = handoffs(30, "accepted") + handoffs(4, "accepted", decided_at=None)
    given += handoffs(2, "accepted", handed_at=None)
    found = answer("acceptance_rate", handoffs=given)

    assert (1.0, 30, {"missing_dates": 6}) == (found.value, found.n, codes(found))


def test_a_hand_off_with_time_left_is_in_no_rate() -> None:
    """Yesterday's is neither a yes nor silence; it is named."""
    given = handoffs(30, "accepted") + handoffs(6, handed_at=at("2026-09-29T10:00"))
    found = answer("acceptance_rate", handoffs=given)

    assert (1.0, 30, {"pending": 6}) == (found.value, found.n, codes(found))


def test_a_date_without_an_answer_is_no_answer() -> None:
    """Sales looked and wrote nothing: undecided."""
    found = answer("acceptance_rate", handoffs=handoffs(40, decided_at=LONG_AGO))

    assert (0, {"undecided": 40}) == (found.numerator, codes(found))


def test_hand_offs_of_tomorrow_are_nothing() -> None:
    """Neither counted nor named, whatever else their row lacks."""
    given = handoffs(30, "accepted") + handoffs(5, "rejected", handed_at=NEXT_DAY, decided_at=None)
    found = answer("acceptance_rate", handoffs=given)

    assert (30, {}) == (found.n, codes(found))


@pytest.mark.parametrize("name", ["win_rate", "win_rate_by_value", "sales_cycle_won", "won_value"])
def test_no_closed_deal_is_a_sentence_and_no_number(name: str) -> None:
    """Nothing divided by nothing."""
    found = answer(name, deals=deals(3, "open", closed_at=None))

    assert (None, ["no_cases"]) == (found.value, list(codes(found)))
