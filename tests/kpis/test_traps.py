"""Every trap the formulas must not fall into, on data small enough to count by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import LONG_AGO, at, contacts, crm, deals

from workshop.kpis.catalogue import ask, kpi
from workshop.stats import quantile_ranks
from workshop.terms.comparison import tally
from workshop.terms.rule import Criterion, Group, Op, Rule

NEXT_DAY = at("2026-10-01T00:00")
DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))


def answer(name: str, lead: Rule | None = None, as_of: date | None = None, **tables: Any) -> Any:
    return ask(kpi(name), crm(**tables), lead=lead, as_of=as_of)


def codes(found: Any) -> dict[str, Any]:
    """Return the caveats of an answer with their number, if they have one."""
    return {caveat.code: caveat.values.get("n") for caveat in found.caveats}


def lead_to_won(people: list[dict[str, Any]], sold: list[dict[str, Any]], **asked: Any) -> Any:
    return answer("lead_to_won", contacts=people, deals=sold, **asked)


def spread(values: list[float], status: str = "won") -> list[dict[str, Any]]:
    """Return deals that took these many days."""
    return [
        {**deals(1, status, days)[0], "deal_id": f"{status}{n}"} for n, days in enumerate(values)
    ]


def handoffs(n: int, outcome: str | None = None, **facts: Any) -> list[dict[str, Any]]:
    decided = LONG_AGO + timedelta(days=2) if outcome else None
    row = {"handed_at": LONG_AGO, "decided_at": decided, "outcome": outcome, **facts}
    return [{"handoff_id": f"{outcome}{i}", **row} for i in range(n)]


def touches(moment: str | None, **facts: Any) -> list[dict[str, Any]]:
    """Return one touch of contact C0: human and by sales unless said otherwise."""
    happened = at(moment) if moment else None
    return [{"contact_id": "C0", "happened_at": happened, "human": True, "side": "sales", **facts}]


def response(people: list[dict[str, Any]], touched: list[dict[str, Any]], **asked: Any) -> Any:
    return answer("response_time", contacts=people, touchpoints=touched, **asked)


def test_lead_to_won_is_the_cohort_s_share() -> None:
    """Mature leads that won in time over all mature leads."""
    found = lead_to_won(contacts(40), deals(10, "won") + deals(20, "lost"))

    assert (0.25, 10, 40, 180) == (found.value, found.numerator, found.n, found.window_days)
    assert {"no_agreed_term": None} == codes(found)


def test_lead_to_won_counts_a_contact_once() -> None:
    """Two won deals of one contact are one conversion."""
    assert lead_to_won(contacts(40), deals(10, "won") + deals(10, "won", 50)).numerator == 10


def test_lead_to_won_leaves_immature_leads_out_and_says_so() -> None:
    """The youngest cohort would always look worst."""
    young = [
        {**row, "contact_id": f"Y{n}"}
        for n, row in enumerate(contacts(7, created_at=at("2026-09-01")))
    ]
    found = lead_to_won(contacts(40) + young, deals(10, "won"))

    assert (40, 7) == (found.n, codes(found)["immature_cohorts"])


def test_a_young_lead_that_won_already_does_not_count_either() -> None:
    """Only the quick ones of a young cohort have won yet; counting them would flatter it."""
    young = contacts(1, contact_id="Y", created_at=at("2026-09-01"))
    sold = deals(10, "won") + deals(1, "won", contact_id="Y", closed_at=at("2026-09-20"))
    found = lead_to_won(contacts(40) + young, sold)

    assert (10, 40) == (found.numerator, found.n)


def test_lead_to_won_of_young_leads_only_is_no_rate() -> None:
    """Nobody had time: no cases, not 0 %."""
    found = lead_to_won(contacts(40, created_at=at("2026-09-01")), deals(10, "won"))

    assert found.value is None
    assert codes(found)["immature_cohorts"] == 40


def test_lead_to_won_asks_the_agreed_rule() -> None:
    """With a rule, only its leads are the cohort, and nothing is said about a missing one."""
    people = contacts(40, decides=True) + [
        {**row, "contact_id": f"N{n}"} for n, row in enumerate(contacts(60))
    ]
    found = lead_to_won(people, deals(10, "won"), lead=DECIDES)

    assert (40, 10, {}) == (found.n, found.numerator, codes(found))


def test_lead_to_won_counts_no_win_from_before() -> None:
    """A contact of an old customer was not turned into one; it stays in the cohort."""
    found = lead_to_won(contacts(40), deals(3, "won", -30) + deals(10, "won")[3:])

    assert (7, 40, 3) == (found.numerator, found.n, codes(found)["won_before_seen"])


def test_lead_to_won_says_which_wins_it_cannot_place() -> None:
    """Won deals without a contact or a date make the share too small, and it says so."""
    lost_track = [{"contact_id": None}, {"contact_id": "stranger"}, {"closed_at": None}]
    sold = deals(10, "won") + [{**deals(1, "won")[0], **one} for one in lost_track]
    found = lead_to_won(contacts(40), sold)

    assert (10, 3) == (found.numerator, codes(found)["unlinked_wins"])


def test_lead_to_won_says_who_has_no_date() -> None:
    """A contact that nobody dated belongs to no cohort."""
    undated = {"contact_id": "X", "created_at": None}
    found = lead_to_won([*contacts(40), undated], deals(10, "won"))

    assert (40, 1) == (found.n, codes(found)["missing_dates"])


def test_lead_to_won_is_what_the_first_act_shows() -> None:
    """Two acts, one number: the KPI and the comparison of terms count the same cases."""
    held = crm(contacts=contacts(60), deals=deals(10, "won") + deals(20, "won", 400))
    found, all_cases = ask(kpi("lead_to_won"), held), tally(held, Rule())[1]

    assert (all_cases.won, all_cases.mature) == (found.numerator, found.denominator)


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
    later = lead_to_won(contacts(40, created_at=at("2026-09-01")), sold, as_of=date(2030, 1, 1))

    assert (40, 0) == (early.n, early.numerator)
    assert (date(2026, 9, 30), 0) == (later.as_of, later.n)


def test_closed_deals_without_a_date_are_left_out_and_counted() -> None:
    """Nobody knows when they closed, so no period holds them."""
    found = answer("win_rate", deals=deals(40, "won") + deals(5, "lost", closed_at=None))

    assert (40, {"missing_dates": 5}) == (found.n, codes(found))


@pytest.mark.parametrize("blank", [0.0, None])
def test_win_rate_by_value_is_refused_without_values_of_lost_deals(blank: float | None) -> None:
    """Where lost deals carry nothing, every share would look like 100 %."""
    sold = deals(30, "won", value=30.0) + deals(20, "lost", value=blank)
    found = answer("win_rate_by_value", deals=sold)

    assert found.value is None
    assert found.numerator is None
    assert {"value_missing_for_lost": None} == codes(found)


def test_some_lost_deals_without_value_are_said() -> None:
    """The share is then too good, and the room hears it."""
    sold = deals(20, "won", value=1.0) + deals(20, "lost", value=1.0) + deals(5, "lost")
    found = answer("win_rate_by_value", deals=sold)

    assert (0.5, {"missing_value_lost": 5}) == (found.value, codes(found))


def test_small_n_gives_no_rate_by_value() -> None:
    """Twenty-nine deals are too few for any share, also of money."""
    found = answer(
        "win_rate_by_value", deals=deals(20, "won", value=1.0) + deals(9, "lost", value=1.0)
    )

    assert (None, {"small_n": 29}) == (found.value, codes(found))


def test_won_value_is_a_sum_in_the_data_s_currency() -> None:
    """Lost money does not count; deals without a value are named."""
    sold = deals(3, "won", value=100.5) + deals(2, "won") + deals(9, "lost", value=7.0)
    found = answer("won_value", deals=sold)

    assert (301.5, "EUR", 5, {"missing_value": 2}) == (
        found.value,
        found.unit,
        found.n,
        codes(found),
    )


def test_won_value_without_any_value_is_no_zero() -> None:
    """Nobody wrote values down; that is not “we earned nothing”."""
    assert answer("won_value", deals=deals(3, "won")).value is None


def test_won_value_without_a_currency_says_so() -> None:
    """A sum in no currency is a bare number."""
    found = answer("won_value", currency="XXX", deals=deals(3, "won", value=1.0))

    assert (3.0, {"no_currency": None}) == (found.value, codes(found))


def test_negative_durations_are_counted_and_left_out() -> None:
    """A deal that closed before it opened is an error of data and no quick deal."""
    found = answer("sales_cycle_won", deals=spread([10, 20, 30, -5, -300]))

    assert (20, 3, 2) == (found.value, found.n, codes(found)["negative_durations"])


def test_a_close_on_the_day_it_opened_takes_no_time() -> None:
    """A close date without a time is midnight and lies before the opening of that day."""
    found = answer("sales_cycle_won", deals=deals(3, "won", closed_at=at("2026-01-05")))

    assert (0, 3) == (found.value, found.n)
    assert "negative_durations" not in codes(found)


@pytest.mark.parametrize("missing", ["created_at", "closed_at"])
def test_durations_without_a_date_are_counted_and_left_out(missing: str) -> None:
    """Nothing is made up for the end that nobody wrote down."""
    found = answer(
        "sales_cycle_won", deals=spread([10, 20, 30]) + deals(4, "won", **{missing: None})
    )

    assert (20, 3, 4) == (found.value, found.n, codes(found)["missing_dates"])


@given(st.lists(st.integers(0, 260), min_size=1, max_size=40))
@settings(max_examples=15, deadline=None)
def test_medians_and_their_intervals_are_order_statistics(days: list[int]) -> None:
    """The interval's ends are two of the values, by rank; few values have none."""
    found = answer("sales_cycle_won", deals=spread([float(day) for day in days]))
    ordered, ranks = sorted(days), quantile_ranks(0.5, len(days))
    half = len(days) // 2
    middle = (ordered[half] + ordered[~half]) / 2
    ends = tuple(ordered[rank - 1] for rank in ranks) if ranks else (None, None)

    assert pytest.approx(middle) == found.value
    assert pytest.approx(ends) == (found.low, found.high)
    assert ("no_interval" in codes(found)) == (ranks is None)


def test_response_time_is_the_first_human_touch_of_sales() -> None:
    """Machines, marketing and later calls are no first answer."""
    touched = [
        *touches("2026-01-05T10:05", human=False),
        *touches("2026-01-05T10:10", side="marketing"),
        *touches("2026-01-05T10:15", human=None),
        *touches("2026-01-05T13:00"),
        *touches("2026-01-05T16:00"),
    ]
    found = response(contacts(1), touched)

    assert (3.0, 1) == (found.value, found.n)


def test_response_time_does_not_count_the_night() -> None:
    """Monday at 16:00 to Tuesday at 10:00 is two hours at the door."""
    people = contacts(1, created_at=at("2026-01-12T16:00"))

    assert response(people, touches("2026-01-13T10:00")).value == 2.0


def test_those_never_answered_are_shown_apart() -> None:
    """They are no zero and no infinity in the median, and nobody forgets them."""
    found = response(contacts(5), touches("2026-01-05T13:00"))

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
    found = response(contacts(1, created_at=at(seen)), touches(touched))

    assert (None, 1) == (found.value, codes(found)["negative_durations"])


def test_answers_after_the_as_of_date_are_not_known() -> None:
    """The lead was still waiting on that day."""
    found = response(contacts(1), touches("2026-10-01T00:00"))

    assert (None, 1) == (found.value, codes(found)["never_answered"])


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


def test_a_date_without_an_answer_is_no_answer() -> None:
    """Sales looked and wrote nothing: undecided."""
    found = answer("acceptance_rate", handoffs=handoffs(40, decided_at=LONG_AGO))

    assert (0, {"undecided": 40}) == (found.numerator, codes(found))
