"""What a rule would mean for the work, on data small enough to count by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from support.data.tables import at, crm

from workshop.terms.outcome.comparison import compare
from workshop.terms.outcome.consequence import consequences
from workshop.terms.rules.rule import Criterion, Group, Op, Rule

END = at("2026-10-01T00:00")
"""The first moment the data does not know."""
SAY = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))
Rows = list[dict[str, Any]]


def ago(name: str, weeks: float, n: int = 1, **facts: Any) -> Rows:
    """Return contacts first seen so many weeks before the end."""
    seen = END - timedelta(weeks=weeks)
    return [{"contact_id": f"{name}{i}", "created_at": seen, **facts} for i in range(n)]


def won(*names: str, closed: datetime = END - timedelta(days=1)) -> Rows:
    """Return a won deal for each contact."""
    facts = {"created_at": END - timedelta(weeks=1), "closed_at": closed, "status": "won"}
    return [{"deal_id": name, "contact_id": name, **facts} for name in names]


def meant(people: Rows, sold: Rows | None = None, **asked: Any) -> Any:
    held = crm(contacts=people, deals=sold or [])
    return consequences(held, {"rule": SAY}, **asked)["rule"]


def test_cases_a_week_are_a_mean_over_full_weeks() -> None:
    """Ten weeks and a bit are ten; whoever came in the bit does not count."""
    people = ago("old", 10.5, 7, decides=True) + ago("new", 2, 20, decides=True) + ago("no", 3, 50)
    found = meant(people)

    assert (10, 2.0) == (found.weeks, found.per_week)


def test_hours_follow_from_minutes() -> None:
    """Twenty minutes each unless the group says otherwise."""
    people = ago("old", 10, decides=False) + ago("new", 2, 90, decides=True)

    assert (20, 9.0, 3.0) == (
        meant(people).minutes,
        meant(people).per_week,
        meant(people).hours_per_week,
    )
    assert 4.5 == meant(people, minutes=30).hours_per_week


def test_a_year_is_enough() -> None:
    """Older cases count neither as work nor as wins; 52 weeks are a year."""
    people = ago("old", 60, 30, decides=True) + ago("new", 10, 52, decides=True)
    found = meant(people, won("old0", "new0"))

    assert (52, 1.0) == (found.weeks, found.per_week)
    assert (1, 0) == (found.wins, found.missed)


def test_a_date_from_nowhere_does_not_stretch_the_data() -> None:
    """Ten weeks of data and one contact of 1970 are ten weeks."""
    people = ago("new", 10, 20, decides=True)
    odd = [{"contact_id": "odd", "created_at": at("1970-01-01T00:00"), "decides": True}]

    assert (10, 2.0) == (meant(people + odd).weeks, meant(people + odd).per_week)


@pytest.mark.parametrize(("weeks", "shown"), [(4, True), (3.9, False)])
def test_too_few_weeks_make_no_mean(weeks: float, *, shown: bool) -> None:
    """What three weeks brought says nothing about the fourth."""
    found = meant(ago("new", weeks, 20, decides=True))

    assert shown == (found.per_week is not None)
    assert shown == (found.hours_per_week is not None)


def test_missed_wins_are_those_the_rule_does_not_cover() -> None:
    """Counted once for a contact, and only what is won by the last day."""
    people = ago("yes", 10, 5, decides=True) + ago("no", 9, 5, decides=False)
    sold = won("yes0", "no0", "no1") + won("no1") + won("no2", closed=END)
    found = meant(people, sold)

    assert (3, 2) == (found.wins, found.missed)


def test_several_rules_are_each_what_they_are_alone() -> None:
    """Names of any kind, numbers of the same weeks and wins."""
    people = ago("yes", 10, 5, decides=True) + ago("no", 9, 5, decides=False)
    held = crm(contacts=people, deals=won("no0"))
    both = consequences(held, {"n0": SAY, "Vertrieb {x}": Rule()})

    assert [consequences(held, {"a": rule})["a"] for rule in (SAY, Rule())] == list(both.values())
    assert ["n0", "Vertrieb {x}"] == list(both)
    assert 1 == both["n0"].missed - both["Vertrieb {x}"].missed


def test_a_campaign_is_no_work_to_be_shared_out() -> None:
    """Nobody works through campaigns at twenty minutes each."""
    campaigns = [{"campaign_id": f"K{n}", "starts_at": END - timedelta(weeks=n)} for n in range(20)]
    held = crm(campaigns=campaigns, touchpoints=[], deals=[])
    found = consequences(held, {"rule": Rule(entity="campaigns")})["rule"]

    assert (None, None) == (found.per_week, found.hours_per_week)


def test_without_cases_there_are_no_weeks() -> None:
    """Nothing is divided by nothing."""
    found = meant([])

    assert (0, None, 0, 0) == (found.weeks, found.per_week, found.wins, found.missed)


def test_covered_cases_are_those_of_the_comparison() -> None:
    """Work and picture speak of the same cases: per week times weeks is what came in them."""
    people = ago("yes", 10, 5, decides=True) + ago("no", 9, 5) + ago("new", 1, 5, decides=True)
    held = crm(contacts=people, deals=[])
    found = consequences(held, {"rule": SAY})["rule"]

    assert compare(held, {"rule": SAY}).rule("rule").cases == found.per_week * found.weeks
