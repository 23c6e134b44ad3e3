"""The crowd: everybody is in it once, had the same time, and stands where the data says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
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

from workshop.journey.crowd import Crowd, Days, crowd
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.terms.rules.rule import Criterion, Group, Op, Rule

AS_OF = date(2026, 9, 30)
NEEDY = Rule(where=Group(criteria=[Criterion(field="need_known", op=Op.IS_TRUE)]))
START = "2026-01-05T10:00"


def later(days: float) -> str:
    return (at(START) + timedelta(days=days)).isoformat()


def found(**tables: Any) -> Crowd:
    return crowd(Scope.of(company(AS_OF, **{"contacts": [seen(START)], **tables})))


def standing(one: Crowd) -> tuple[str, str]:
    """Return where the only contact stands, and how."""
    ((stage, fate),) = [(s.key, fate) for s in one.stages for fate, n in s.standing.items() if n]
    return stage, fate


def codes(one: Crowd) -> dict[str, Any]:
    return {caveat.code: caveat.values.get("n") for caveat in one.caveats}


HANDED = {"handoffs": [given(later(2))], "touchpoints": [touch(later(1), side="marketing")]}
LATE = {"handoffs": [given(later(178))]}
TAKEN = {**HANDED, "handoffs": [given(later(2), later(3), "accepted")]}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({}, ("seen", "stalled")),
        ({"touchpoints": [opened(later(170))]}, ("seen", "moving")),
        ({"touchpoints": [touch(later(1))]}, ("human", "stalled")),
        ({"touchpoints": [touch(later(1)), opened(later(170))]}, ("human", "moving")),
        (HANDED, ("handed", "silent")),
        (LATE, ("handed", "stalled")),
        ({**LATE, "touchpoints": [opened(later(177))]}, ("handed", "moving")),
        ({"handoffs": [given(later(2), later(3), "rejected")]}, ("handed", "rejected")),
        (TAKEN, ("accepted", "stalled")),
        ({**TAKEN, "deals": [deal(later(9))]}, ("deal", "stalled")),
        ({**TAKEN, "deals": [deal(later(9), later(30), "lost")]}, ("deal", "lost")),
        ({**TAKEN, "deals": [deal(later(9), later(30), "won")]}, ("won", "won")),
        ({"deals": [deal(later(9), later(30), "won")]}, ("won", "won")),
    ],
)
def test_everybody_stands_somewhere(tables: dict[str, Any], expected: tuple[str, str]) -> None:
    """One contact, once, at its furthest stage."""
    assert expected == standing(found(**tables))


def test_who_has_nothing_is_not_lost() -> None:
    """Contacts without any event stand at the first stage; a join would drop them."""
    one = found(contacts=[seen(START, f"C{n}") for n in range(5)], **HANDED)

    assert [5, 1, 1, 0, 0, 0] == [stage.came for stage in one.stages]
    assert 5 == sum(sum(stage.standing.values()) for stage in one.stages) == one.n


def test_machines_are_no_sign_of_life() -> None:
    """An automatic mail of yesterday does not make anybody move."""
    mail = touch(later(179), kind="auto_mail", human=False)

    assert ("seen", "stalled") == standing(found(touchpoints=[mail]))


def test_what_happened_after_the_window_does_not_count() -> None:
    """Everybody has the same time: on day 180 it is over, to the minute."""
    in_time = found(deals=[deal(later(9), later(180), "won")])
    too_late = found(deals=[deal(later(9), later(180.001), "won")])

    assert ("won", "won") == standing(in_time)
    assert "deal" == standing(too_late)[0]


def test_the_young_are_left_out_and_counted() -> None:
    """Whoever has not had the window would look worst; no date, no window."""
    people = [seen(START), seen("2026-09-01T10:00", "C1"), {"contact_id": "C2"}]
    one = found(contacts=people)

    assert (1, 1, 1) == (one.n, codes(one)["left_out_young"], codes(one)["missing_dates"])


def test_two_hand_overs_and_two_deals_are_one_contact() -> None:
    """First rejected, then accepted; first lost, then won."""
    handoffs = [given(later(2), later(3), "rejected"), given(later(20), later(21), "accepted")]
    deals = [deal(later(30), later(40), "lost"), deal(later(50), later(60), "won")]
    one = found(handoffs=handoffs, deals=deals)

    assert ("won", "won") == standing(one)
    assert [1, 1, 1, 1, 1, 1] == [stage.came for stage in one.stages]


def test_handed_over_again_after_a_no_waits_for_an_answer() -> None:
    """The old rejection is no answer to the new hand-over."""
    handoffs = [given(later(2), later(3), "rejected"), given(later(20))]

    assert ("handed", "silent") == standing(found(handoffs=handoffs))


def test_who_passed_a_step_by_is_named() -> None:
    """Sales found this one itself: a deal without any hand-over."""
    stages = {s.key: s for s in found(touchpoints=[touch(later(1))], deals=[deal(later(9))]).stages}

    assert (1, 1) == (stages["handed"].came, stages["handed"].passed_by)
    assert (1, 0) == (stages["human"].came, stages["human"].passed_by)


def test_a_touch_after_the_hand_over_is_no_touch_before_it() -> None:
    """Who was handed over unseen by any person passed that step by."""
    one = found(touchpoints=[touch(later(5))], handoffs=[given(later(2))])

    assert (1, 1) == (one.stages[1].came, one.stages[1].passed_by)


def test_days_are_those_between_stages() -> None:
    """From the hand-over on day 2 to the acceptance on day 3; from there to the deal on day 9."""
    stages = {s.key: s for s in found(**TAKEN, deals=[deal(later(9), later(30), "won")]).stages}

    assert Days(1, 1, 1) == stages["handed"].days
    assert Days(1, 6, 6) == stages["accepted"].days
    assert Days(1, 21, 21) == stages["deal"].days
    assert Days() == stages["won"].days


def test_p90_is_above_the_median() -> None:
    """Ten contacts, one to ten days: half by 5.5, nine of ten by about nine."""
    whos = [f"C{n}" for n in range(1, 11)]
    handoffs = [{**given(later(n)), "contact_id": who} for n, who in enumerate(whos, 1)]
    days = found(contacts=[seen(START, who) for who in whos], handoffs=handoffs).stages[0].days

    assert (10, pytest.approx(5.5), pytest.approx(9.1)) == (days.n, days.median, days.p90)


def test_steps_backwards_are_left_out_of_the_days_and_counted() -> None:
    """A deal that was won before it was opened took no minus five days."""
    one = found(deals=[deal(later(30), later(9), "won")])

    assert (Days(), 1) == (one.stages[4].days, codes(one)["negative_durations"])


def test_a_close_without_a_time_is_no_step_backwards() -> None:
    """Midnight of the day on which it was opened."""
    one = found(deals=[deal("2026-02-02T10:00", "2026-02-02T00:00", "won")])

    assert Days(1, 0, 0) == one.stages[4].days
    assert "negative_durations" not in codes(one)


def test_steps_before_the_contact_was_seen_do_not_count() -> None:
    """An old deal of the same person says nothing about this way."""
    one = found(deals=[deal("2025-01-05T10:00", "2025-02-05T10:00", "won")])

    assert ("seen", "stalled") == standing(one)
    assert 1 == codes(one)["steps_before_seen"]


def test_who_only_reads_along_is_not_waiting() -> None:
    """Days are those of contacts beyond marketing; the others are counted."""
    people = [seen(START), seen(START, "C1")]
    one = found(contacts=people, handoffs=[given(later(2), later(3), "rejected")])

    assert (1, 1) == (one.moved_on, codes(one)["only_moved_on"])
    assert {"marketing": 179.0, "sales": 1.0} == pytest.approx(one.ball)
    assert pytest.approx(179 / 180) == one.ball_share("marketing")
    assert {"marketing": 2.0} == pytest.approx(one.stages[0].ball)


def test_nobody_has_the_ball_after_the_end() -> None:
    """A won deal keeps nobody waiting."""
    one = found(**TAKEN, deals=[deal(later(9), later(30), "won")])

    assert {"marketing": 2.0, "sales": 7.0, "customer": 21.0} == pytest.approx(one.ball)


def test_entries_of_nobody_belong_to_no_way() -> None:
    """Join misses: a deal without a contact, a hand-over of one who is not there."""
    stray = [{**deal(later(9), later(30), "won"), "contact_id": None}]
    ghost = [{**given(later(2)), "contact_id": "ghost"}]

    assert ("seen", "stalled") == standing(found(deals=stray, handoffs=ghost))


def test_a_contact_that_stands_twice_is_one() -> None:
    """A repeated row must not count its steps twice."""
    one = found(contacts=[seen(START), seen(START)], **TAKEN)

    assert [1, 1, 1, 1, 0, 0] == [stage.came for stage in one.stages]


@pytest.mark.parametrize(
    ("lean", "stage"),
    [
        ("touchpoints.happened_at", "human"),
        ("handoffs.handed_at", "handed"),
        ("handoffs.outcome", "accepted"),
        ("deals.created_at", "deal"),
        ("deals.closed_at", "won"),
    ],
)
def test_a_stage_that_cannot_be_seen_says_what_is_missing(lean: str, stage: str) -> None:
    """Nought is not the same as not known."""
    one = crowd(Scope.of(company(AS_OF, (lean,), contacts=[seen(START)])))

    assert (lean,) == next(s.missing for s in one.stages if s.key == stage)


def test_without_dates_of_contacts_there_is_no_crowd() -> None:
    """It says which column is missing instead of showing numbers."""
    one = crowd(Scope.of(company(AS_OF, ("contacts.created_at",), contacts=[{"contact_id": "C0"}])))

    assert ((), ("contacts.created_at",)) == (one.stages, one.missing)
    assert ["missing_columns"] == list(codes(one))


def test_data_without_anybody_is_empty() -> None:
    """No share of nobody."""
    one = found(contacts=[])

    assert 0 == one.n
    assert one.ball_share("sales") is None
    assert all(stage.share.value is None for stage in one.stages)


def test_who_won_is_who_the_kpi_counts() -> None:
    """One number for the same thing, in the act and on the KPI sheet."""
    won, rate = crowd(Scope.of(sample())).stages[-1], ask(kpi("lead_to_won"), Scope.of(sample()))

    assert (rate.numerator, rate.n) == (won.came, won.share.n)
    assert (rate.value, rate.low, rate.high) == (won.share.value, won.share.low, won.share.high)


def test_a_cohort_is_the_same_crowd_cut_by_the_quarter_it_came_in() -> None:
    """The quarters add up to all."""
    quarters = [Quarter(2024, 4).back(-n) for n in range(8)]
    whole = crowd(Scope.of(sample()))
    parts = [crowd(Scope.of(sample()), cohort=quarter) for quarter in quarters]
    unreal = (
        crowd(Scope.of(sample()), cohort=Quarter(1970, 1)).n
        + crowd(Scope.of(sample()), cohort=Quarter(1900, 1)).n
    )

    assert whole.n == sum(part.n for part in parts) + unreal
    assert whole.stages[-1].came == sum(part.stages[-1].came for part in parts)


def test_stages_only_get_fewer() -> None:
    """Who came far came past the ones before; and all stand somewhere."""
    one = crowd(Scope.of(sample()))
    came = [stage.came for stage in one.stages]

    assert sorted(came, reverse=True) == came
    assert one.n == sum(sum(stage.standing.values()) for stage in one.stages)


def test_a_rule_for_lead_makes_it_a_crowd_of_leads() -> None:
    """Only whom the group calls a lead; and then nobody says that no rule is agreed."""
    one = crowd(Scope.of(sample(), terms={"lead": NEEDY}))

    assert 0 < one.n < crowd(Scope.of(sample())).n
    assert "no_agreed_term" not in codes(one)


def test_the_past_knows_what_an_export_of_that_day_held() -> None:
    """Cut by hand at the day, every number is the same; sums of days but for their last digit."""
    day = date(2026, 2, 15)
    past, then = crowd(Scope.of(sample(), as_of=day)), crowd(Scope.of(cut(sample_tables(), day)))
    plain = [[replace(stage, ball={}) for stage in one.stages] for one in (past, then)]

    assert plain[0] == plain[1]
    assert [dict(s.ball) for s in past.stages] == [pytest.approx(s.ball) for s in then.stages]
    assert replace(past, stages=()) == replace(then, stages=())
