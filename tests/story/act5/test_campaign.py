"""The next campaign: the capacity is computed from the agreed rule, and nothing is made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed, decide, decisions, hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.story.act5.campaign import AUDIENCE, HOURS, KEY, PARTS, TIME, CampaignTable
from workshop.story.decisions.small import Capacity, Introduction
from workshop.story.decisions.small_text import FITS_JUST, capacity_sum, capacity_verdict
from workshop.terms.outcome.cases_with_outcome import end_of
from workshop.terms.outcome.consequence import MINUTES
from workshop.terms.outcome.example import covered_keys
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

EN = Words("en")


def filled(stage: Stage) -> CampaignTable:
    """Return a page on which everything is written."""
    type_in(stage, AUDIENCE, sales={"text": "IT-Leitungen"})
    table = CampaignTable(stage)
    for part in PARTS:
        table.write(part, f" {part} ")
    return table


def capacity(hours: float, *, per_week: float = 30.0, minutes: int = 20) -> Capacity:
    """Return a capacity of 10 needed hours, unless told otherwise."""
    day = date(2026, 11, 30)
    return Capacity(
        term="lead", per_week=per_week, weeks=52, minutes=minutes, hours=hours, as_of=day
    )


def test_cases_a_week_are_those_the_rule_covers(german: Stage) -> None:
    """Counted a second way: the covered contacts that began in the last full weeks, one by one."""
    agreed(german)
    table = CampaignTable(german)
    table.spend(10)
    found = table.capacity()
    rule = decisions(german).rules["lead"]
    end = end_of(german.crm)
    contacts = german.crm.table("contacts")
    begun = {
        row["contact_id"]
        for row in german.crm.engine.records(contacts.select("contact_id", "created_at"))
        if row["created_at"] and end - timedelta(weeks=found.weeks) <= row["created_at"] < end
    }

    covered = set(covered_keys(german.crm, rule, sorted(begun)))

    assert found.per_week == pytest.approx(len(covered) / found.weeks)
    assert found.needed == pytest.approx(found.per_week * MINUTES / 60)


@pytest.mark.parametrize(
    ("hours", "more", "said"),
    [
        (10.0, 0, EN(FITS_JUST)),
        (10.2, 0, EN(FITS_JUST)),
        (12.0, 6, "That fits: there’s room for 6 more a week."),
        (7.5, -8, "That’s 2.5 h a week too much: take on less, drop something, or find help."),
    ],
)
def test_the_verdict_follows_from_the_sum(hours: float, more: int, said: str) -> None:
    """Room is only whole cases; what is missing is said in hours."""
    found = capacity(hours)

    assert (more, said) == (found.more, capacity_verdict(found, EN))
    assert capacity_sum(found, EN).startswith("30.0 a week × 20 min = 10.0 h.")


def test_without_a_rule_or_hours_there_is_no_number(german: Stage) -> None:
    """It says which of the two is missing; the campaign may be recorded all the same."""
    table = filled(german)
    with pytest.raises(WorkshopError, match="no rule for contacts or deals"):
        table.capacity()
    agreed(german)
    with pytest.raises(WorkshopError, match="nobody has said how many hours"):
        table.capacity()

    assert table.decision([]).capacity is None


def test_the_hours_are_what_people_say_they_have(german: Stage) -> None:
    """Sales’ own guess before the others’, the median of phones, and what is typed before all."""
    table = CampaignTable(german)
    type_in(german, HOURS, marketing={"value": 12})
    other = table.hours()
    type_in(german, HOURS, sales={"value": 6}, marketing={"value": 12})
    own = table.hours()
    hall(german)
    german.room.open_question(KEY, TIME)
    vote(german, HOURS, "marketing", [{"value": n} for n in (1, 2, 3, 4, 50)])
    median = table.hours()
    table.spend(7.5)

    assert [12, 6, 3, 7.5] == [other, own, median, table.hours()]


def test_the_page_begins_with_the_line_both_can_say(german: Stage) -> None:
    """Once it is cleared it stays cleared."""
    decide(german, "journey.line", Introduction(text="IT, die läuft"))
    table = CampaignTable(german)
    before = table.written("line")
    table.write("line", "")

    assert ("IT, die läuft", "") == (before, table.written("line"))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_is_named(german: Stage, part: str) -> None:
    """Nobody plans a campaign about which somebody thought the other one knew."""
    table = filled(german)
    table.write(part, "  ")
    with pytest.raises(WorkshopError, match="Something is still missing") as refused:
        table.decision([])

    assert german.words(PARTS[part]) in " ".join(refused.value.lines(german.words))


def test_what_is_recorded_has_its_numbers_of_the_day(german: Stage) -> None:
    """Texts without blanks, the capacity with its term, weeks and day."""
    agreed(german)
    table = filled(german)
    table.spend(8)
    table.take(15)
    decide(german, KEY, table.decision([]))
    decided = decisions(german).campaign
    assert decided
    assert decided.capacity

    assert ("IT-Leitungen", "line", "calls") == (decided.audience, decided.line, decided.calls)
    assert ("lead", 15, 8.0) == (
        decided.capacity.term,
        decided.capacity.minutes,
        decided.capacity.hours,
    )
    assert german.crm.as_of == decided.capacity.as_of
