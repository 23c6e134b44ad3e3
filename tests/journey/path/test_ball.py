"""Who has the ball: one rule, in Python for a single way and in the engine for the crowd."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given as examples_of
from hypothesis import strategies as st
from support.data.journeys import company, deal, given, opened, sample, seen, touch
from support.data.tables import at

from workshop.journey.events.milestones import happened, milestones, people
from workshop.journey.path.ball import (
    ASKED,
    HOLDER,
    TAKEN,
    Turn,
    ball_days,
    holder_at,
    mostly,
    turns,
)
from workshop.journey.path.path import path_of
from workshop.kpis.core.scope import Scope

END = at("2026-09-30T00:00")
STEPS = st.tuples(
    st.datetimes(at("2026-01-01T00:00"), at("2026-12-31T00:00")), st.sampled_from(sorted(HOLDER))
)


def held(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """Return who had the ball from which day on."""
    found = turns([(at(f"2026-{day}"), what) for day, what in steps], END)
    return [(turn.holder, f"{turn.since:%m-%d}") for turn in found]


def test_the_ball_goes_from_side_to_side() -> None:
    """Hand-over to sales, rejection back, a deal to the customer, its end to nobody."""
    found = held(
        ("01-01", "seen"), ("01-05", "handed"), ("01-07", "rejected"), ("02-01", "handed"),
        ("02-02", "accepted"), ("02-10", "opened"), ("02-20", "won"),
    )  # fmt: skip

    assert [
        ("marketing", "01-01"), ("sales", "01-05"), ("marketing", "01-07"), ("sales", "02-01"),
        ("customer", "02-10"), ("nobody", "02-20"),
    ] == found  # fmt: skip


def test_who_calls_first_has_the_ball() -> None:
    """Sales found this one itself; nobody had to hand it over."""
    assert [("marketing", "01-01"), ("sales", "01-03")] == held(("01-01", "seen"), ("01-03", TAKEN))


def test_the_customer_has_the_ball_for_thirty_days() -> None:
    """After that sales might have asked; each time it does, the customer's time begins anew."""
    found = held(("01-01", "opened"), ("01-21", ASKED), ("03-02", ASKED), ("03-05", "lost"))

    assert [
        ("customer", "01-01"), ("sales", "02-20"), ("customer", "03-02"), ("nobody", "03-05"),
    ] == found  # fmt: skip


def test_other_touches_leave_the_ball_where_it_is() -> None:
    """A call by sales after its own rejection does not take the lead back."""
    assert [("marketing", "01-01")] == held(("01-01", "rejected"), ("01-09", ASKED))


def test_a_day_without_times_opens_before_it_closes() -> None:
    """Both stand at midnight in many exports; the end comes last, or the ball would stay."""
    assert "nobody" == held(("02-01", "won"), ("02-01", "opened"))[-1][0]


@examples_of(st.lists(STEPS, max_size=8))
def test_turns_leave_no_gap_and_change_hands(steps: list[tuple[object, str]]) -> None:
    """From the first step to the end somebody has the ball, and two in a row differ."""
    found = turns(steps, END)  # type: ignore[arg-type]

    assert all(a.until == b.since and a.holder != b.holder for a, b in pairwise(found))
    assert not found or found[-1].until == END


def test_a_wait_belongs_to_who_had_the_ball_longest() -> None:
    """Thirty days the customer, a hundred sales: it was sales."""
    found = turns([(at("2026-01-01"), "opened")], at("2026-05-11"))

    assert "sales" == mostly(at("2026-01-01"), at("2026-05-11"), found)
    assert "customer" == mostly(at("2026-01-01"), at("2026-01-20"), found)
    assert "customer" == holder_at(at("2026-01-02"), found)
    assert "nobody" == holder_at(at("2025-01-02"), found)
    assert [Turn("customer", at("2026-01-01"), at("2026-01-31"))] == found[:1]


def engine(crm: object, contact: str) -> dict[str, float]:
    """Return the days of one contact as the engine sums them."""
    question = Scope.of(crm)  # type: ignore[arg-type]
    whom = people(question)
    whom = whom.filter(whom.contact_id == contact)
    found = happened(question, whom)
    days: dict[str, float] = {}
    for (_, who), n in ball_days(question.engine, found, milestones(whom, found)).items():
        days[who] = days.get(who, 0) + n
    return days


def one_way(crm: object, contact: str) -> dict[str, float]:
    """Return the same as the path of one contact has it."""
    days = path_of(Scope.of(crm), contact).ball_days  # type: ignore[arg-type]
    return {who: n for who, n in days.items() if who != "nobody"}


def test_the_engine_follows_the_same_rule() -> None:
    """Two hand-overs, a second deal, a call before any of it: the same days both ways."""
    found = company(
        date(2026, 9, 30),
        contacts=[seen("2026-01-02T10:00")],
        touchpoints=[
            touch("2026-01-03T10:00"),
            opened("2026-01-04T10:00"),
            touch("2026-05-05T10:00"),
        ],
        handoffs=[
            given("2026-01-05T10:00", "2026-01-06T10:00", "rejected"),
            given("2026-02-05T10:00", "2026-02-06T10:00", "accepted"),
        ],
        deals=[
            deal("2026-02-10T10:00", "2026-02-20T10:00", "lost"),
            deal("2026-03-10T10:00"),
        ],
    )

    assert one_way(found, "C0") == pytest.approx(engine(found, "C0"), abs=1e-4)
    assert {"marketing", "sales", "customer"} == set(engine(found, "C0"))


@pytest.mark.parametrize("contact", ["C02667", "C01342", "C03443", "C00461", "C02111", "C00012"])
def test_engine_and_python_agree_on_the_sample(contact: str) -> None:
    """Won, lost, forgotten, rejected and won, found by sales itself."""
    assert one_way(sample(), contact) == pytest.approx(engine(sample(), contact), abs=1e-4)
