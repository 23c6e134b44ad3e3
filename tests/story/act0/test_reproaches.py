"""Two reproaches: means that give nobody away, and contacts a week counted from their days."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from statistics import fmean, stdev
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import hall, type_in, vote
from support.data.tables import AS_OF, contacts, crm

from workshop.crm.days.as_of import end_of_day
from workshop.errors import WorkshopError
from workshop.policy import MIN_N
from workshop.story.act0.reproaches import KEY, QUESTIONS, Believed, believed, questions, weekly
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.story.context import Stage

ABOUT = QUESTIONS["sales"]


def guessed(stage: Stage, sales: list[int], marketing: list[int]) -> Believed:
    """Return how true phones of both sides find the reproach to sales."""
    hall(stage, max(5, len(sales)), max(5, len(marketing)))
    stage.room.open_question(KEY, ABOUT)
    vote(stage, ABOUT.key, "sales", [{"value": n} for n in sales])
    vote(stage, ABOUT.key, "marketing", [{"value": n} for n in marketing])
    return believed(stage.room.state, "sales")


def test_both_sentences_are_asked_from_0_to_100() -> None:
    """The one about sales first; answers carry their side."""
    assert [(0, 100, True)] * 2 == [(one.low, one.high, one.by_side) for one in questions()]
    assert all(
        "Vertrieb" in one.prompt["de"] or "Marketing" in one.prompt["de"] for one in questions()
    )


def test_five_phones_a_side_are_told_apart_without_a_digit_too_many(german: Stage) -> None:
    """One of five moves a mean by twenty at most; so it is given in steps of twenty."""
    found = guessed(german, [10, 20, 30, 40, 51], [90] * 5)

    assert (40.0, None) == (found.sales, found.total)
    assert found.marketing in (80.0, 100.0)


def test_four_phones_are_shown_together_or_not_at_all(german: Stage) -> None:
    """With four of nine people on one side there is one mean; with four people there is none."""
    few = guessed(german, [80] * 4, [])
    many = guessed(german, [80] * 5, [0] * 4)

    assert Believed(None, None, None) == few
    assert (None, None) == (many.sales, many.marketing)
    assert many.total is not None


def test_at_the_keyboard_each_side_says_its_own(german: Stage) -> None:
    """A side that put its heads together hides nobody."""
    type_in(german, ABOUT.key, sales={"value": 17}, marketing={"value": 83})

    assert Believed(17.0, 83.0, None) == believed(german.room.state, "sales")


def test_contacts_a_week_are_those_of_the_full_weeks(sample_crm: Crm) -> None:
    """Counted a second way, week by week from the days; mean and interval follow from that."""
    found = weekly(sample_crm)
    end = end_of_day(sample_crm.as_of)
    compared = compare(sample_crm, {"all": Rule()})
    rows = sample_crm.engine.records(sample_crm.table("contacts").select("created_at"))
    ago = [(end - row["created_at"]) / timedelta(weeks=1) for row in rows if row["created_at"]]
    weeks = Counter(int(one) for one in ago if 0 < one <= found.weeks)
    counts = [weeks[n] for n in range(found.weeks)]
    half = 1.96 * stdev(counts) / found.weeks**0.5

    assert compared.weeks == found.weeks
    assert found.mean == pytest.approx(sum(one.cases for one in compared.recent.values()) / 52)
    assert (sum(counts), fmean(counts)) == (found.cases, pytest.approx(found.mean))
    assert found.interval
    assert found.interval == pytest.approx((found.mean - half, found.mean + half), rel=1e-3)


def test_once_a_rule_is_agreed_its_leads_are_counted(sample_crm: Crm) -> None:
    """As the consequences of the rule have them."""
    rule = TEMPLATES["can_buy"].rule
    found = compare(sample_crm, {"lead": rule})
    covered = sum(part.cases for names, part in found.recent.items() if "lead" in names)

    assert covered == weekly(sample_crm, rule).cases
    assert 0 < covered < weekly(sample_crm).cases


def test_too_few_weeks_give_no_number_and_few_no_interval() -> None:
    """Three weeks say nothing; ten say a mean, and not how far chance moved it."""
    with pytest.raises(WorkshopError, match="too few full weeks"):
        weekly(over(3))
    found = weekly(over(10))

    assert (10, None) == (found.weeks, found.interval)
    assert found.weeks < MIN_N
    assert found.mean == pytest.approx(1.0)


def over(weeks: int) -> Crm:
    """Return data with one contact in each of so many full weeks."""
    end = end_of_day(AS_OF)
    rows = [
        {**row, "created_at": end - timedelta(weeks=n + 1)} for n, row in enumerate(contacts(weeks))
    ]
    return crm(contacts=rows, deals=[])
