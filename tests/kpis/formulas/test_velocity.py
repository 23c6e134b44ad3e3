"""Pipeline velocity and coverage: worked examples, the stock of a day, what it is held against."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from support.data.answers import answer, codes
from support.data.tables import at, deals

from workshop.terms.rules.rule import Criterion, Group, Op, Rule

NOW = at("2026-10-01T00:00")
AGO = {"created_at": NOW - timedelta(days=90)}


def closed(won: int, lost: int, value: float, cycle: int) -> list[dict[str, Any]]:
    """Return won and lost deals of one value that took so many days."""
    facts = {**AGO, "closed_at": AGO["created_at"] + timedelta(days=cycle), "value": value}
    return deals(won, "won", **facts) + deals(lost, "lost", **facts)


def stock(n: int, value: float | None = 1000.0, **facts: Any) -> list[dict[str, Any]]:
    """Return deals that were opened a week ago and are open."""
    recent = {"created_at": NOW - timedelta(days=7), "closed_at": None, "value": value, **facts}
    return deals(n, "open", **recent)


@pytest.mark.parametrize(
    ("n", "won", "lost", "value", "days", "per_day"),
    [
        (100, 25, 75, 50_000.0, 60, 20_833),
        (50, 25, 75, 25_000.0, 60, 5_208),
        (50, 20, 80, 10_000.0, 30, 3_333),
    ],
)
def test_worked_examples(
    *, n: int, won: int, lost: int, value: float, days: int, per_day: int
) -> None:
    """100 x .25 x 50,000 / 60; 50 x .25 x 25,000 / 60; 50 x .2 x 10,000 / 30."""
    found = answer("pipeline_velocity", deals=closed(won, lost, value, days) + stock(n))

    assert (per_day, "EUR/day", n) == (int(found.value or 0), found.unit, found.n)
    assert n * won / (won + lost) * value / days == pytest.approx(found.value)
    assert (found.numerator, found.denominator) == (n * won / (won + lost) * value, days)


def test_its_factors_stand_beside_it() -> None:
    """Whoever doubts the product looks at the factors."""
    found = answer("pipeline_velocity", deals=closed(25, 75, 50_000.0, 60) + stock(100))
    beside = {one.name: (one.value, one.n) for one in found.beside}

    assert {
        "stock": (100, 100),
        "win_rate": (0.25, 100),
        "deal_size": (50_000, 25),
        "cycle": (60, 25),
        "stale_share": (0.0, 100),
        "won_per_day": (pytest.approx(25 * 50_000 / 90), 25),
    } == beside


def test_what_does_not_fit_what_was_won_is_said() -> None:
    """A stock of four hundred promises six times of what came in."""
    found = answer("pipeline_velocity", deals=closed(25, 75, 50_000.0, 60) + stock(400))
    share = next(c for c in found.caveats if c.code == "implausible").values["share"]

    assert pytest.approx((400 * 0.25 / 60) / (25 / 90)) == share


def test_the_stock_is_that_of_the_day() -> None:
    """A deal that closed later was open; one that was opened later was not there."""
    sold = closed(25, 75, 1000.0, 60) + stock(4, created_at=NOW)
    later = stock(3) + [{**row, "closed_at": NOW, "status": "won"} for row in stock(2)]
    found = answer("open_pipeline", as_of=date(2026, 9, 30), deals=sold + later)

    assert (5, 5000.0, "EUR") == (found.n, found.value, found.unit)


def test_open_deals_without_a_value_are_named() -> None:
    """They are part of the stock, and add nothing to the sum."""
    found = answer("open_pipeline", deals=stock(3) + stock(2, value=None))
    nothing = answer("open_pipeline", deals=stock(2, value=None))

    assert (3000.0, 5, 2) == (found.value, found.n, codes(found)["unvalued_open"])
    assert None is nothing.value


def test_only_what_is_an_opportunity_is_stock() -> None:
    """Where the word is agreed, deals it does not cover promise nothing."""
    cloud = Rule(
        entity="deals",
        where=Group(criteria=[Criterion(field="product", op=Op.ANY_OF, value=["cloud"])]),
    )
    sold = stock(3, product="cloud") + stock(9, product="server")
    found = answer("open_pipeline", terms={"opportunity": cloud}, deals=sold)

    assert (3, 3000.0) == (found.n, found.value)
    assert "no_agreed_term" in codes(answer("pipeline_velocity", deals=stock(3)))


def test_coverage_is_held_against_what_is_needed() -> None:
    """4.8 of 1.6 million is 3.0; at a win rate of 22 % one needs 4.5."""
    past = {"created_at": at("2025-01-02"), "closed_at": at("2025-03-03"), "value": 1.0}
    sold = deals(22, "won", **past) + deals(78, "lost", **past) + stock(48, 100_000.0)
    found = answer("pipeline_coverage", assume={"goal": 1.6e6}, deals=sold)
    needed = next(one for one in found.beside if one.name == "needed")

    assert (3.0, 4.8e6, 1.6e6, 48) == (
        found.value,
        found.numerator,
        found.denominator,
        found.n,
    )
    assert 4.5 == round(needed.value or 0, 1)
    assert (needed.low or 0) < 4.5 < (needed.high or 0)
    assert "whole_pipeline" in codes(found)


def test_what_was_won_this_year_is_no_longer_to_be_covered() -> None:
    """Half of the goal is won: twice the coverage. All of it: nothing left to cover."""
    sold = closed(25, 25, 20_000.0, 30) + stock(48, 100_000.0)
    half, full = (
        answer("pipeline_coverage", assume={"goal": goal}, deals=sold) for goal in (1e6, 5e5)
    )

    assert 4.8e6 / 5e5 == half.value
    assert (None, "goal_reached") == (full.value, next(iter(codes(full))))


def test_without_a_goal_there_is_no_coverage() -> None:
    """The kit makes up no goals."""
    found = answer("pipeline_coverage", deals=stock(3))

    assert (None, ["assumption_missing"]) == (found.value, list(codes(found)))


def test_average_deal_size_has_its_median_beside_it() -> None:
    """One giant makes the mean; deals without a value are named."""
    sold = [{**row, "value": 10.0} for row in deals(39, "won")]
    sold += deals(1, "won", value=410.0) + deals(2, "won") + deals(9, "lost", value=7.0)
    found = answer("average_deal_size", deals=sold)

    assert (20.0, 40, "EUR", 2) == (found.value, found.n, found.unit, codes(found)["missing_value"])
    assert 10.0 == found.beside[0].value
    assert (20 - found.low, 20 + 1.959964 * 10) == pytest.approx((found.high - 20, found.high))  # type: ignore[operator]
