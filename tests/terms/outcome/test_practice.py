"""Practice against rule: counted as a person would count it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from support.data.tables import AS_OF, crm

from workshop.errors import WorkshopError
from workshop.kpis.core.period import Period
from workshop.terms.outcome.practice import Practice, practice
from workshop.terms.rules.rule import Rule

SINCE = Period(date(2026, 9, 1), AS_OF)
OLD, NEW = datetime.fromisoformat("2026-08-31T23:59"), datetime.fromisoformat("2026-09-01T00:00")
BUDGET = Rule.model_validate(
    {
        "entity": "contacts",
        "where": {"match": "all", "criteria": [{"field": "budget_known", "op": "is_true"}]},
    }
)


def test_each_contact_counts_once_in_its_period() -> None:
    """Handed twice is handed once; hand-overs of strangers and of another time count nowhere."""
    people = [
        {"contact_id": "A", "created_at": OLD, "budget_known": True},
        {"contact_id": "B", "created_at": NEW, "budget_known": True},
        {"contact_id": "C", "created_at": NEW, "budget_known": True},
        {"contact_id": "D", "created_at": NEW, "budget_known": False},
        {"contact_id": "E", "created_at": NEW, "budget_known": True},
    ]
    given = [("A", NEW), ("A", NEW), ("D", NEW), ("E", OLD), ("stranger", NEW), (None, NEW)]
    handoffs = [
        {"handoff_id": f"H{n}", "contact_id": who, "handed_at": at}
        for n, (who, at) in enumerate(given)
    ]
    data = crm(contacts=people, handoffs=[*handoffs, {"handoff_id": "X", "contact_id": "C"}])

    found = practice(data, BUDGET, SINCE.holds)

    # A and D were handed over since; B, C and E are new and fit, and E was handed over before.
    assert found == Practice(handed=2, fitting=1, covered=3, never_handed=2)


def test_a_rule_that_cannot_run_is_refused() -> None:
    """The field it asks for is named."""
    data = crm(without=("budget_known",), contacts=[], handoffs=[])

    with pytest.raises(WorkshopError, match="budget_known"):
        practice(data, BUDGET, SINCE.holds)
