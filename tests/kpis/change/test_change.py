"""A KPI before and since: both sides have had the same time; what can't be compared says why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from support.data.tables import contacts, crm, deals

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.change.change import change, shares_change
from workshop.kpis.change.same_mix import same_mix_checks
from workshop.kpis.core.period import Period
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.stats import newcombe

AS_OF = date(2026, 6, 30)
SINCE = Period(AS_OF - timedelta(days=27), AS_OF)
BEFORE = [SINCE.back(2), SINCE.back(1)]


def handed(days: int, wait: timedelta, **facts: Any) -> list[dict[str, Any]]:
    """Return four hand-overs a day up to the last one, each accepted after a while."""
    rows = []
    for step in range(days):
        at = datetime.combine(AS_OF - timedelta(days=step), time(9))
        for place in range(4):
            name = f"{step}.{place}"
            rows.append(
                {
                    "handoff_id": f"H{name}",
                    "contact_id": f"C{name}",
                    "handed_at": at,
                    "decided_at": at + wait,
                    "outcome": "accepted",
                    **facts,
                }
            )
    return rows


def test_the_latest_is_not_the_best_for_being_young() -> None:
    """All are accepted after twenty days: asked as they stood, both sides have the same share."""
    data = crm(as_of=AS_OF, handoffs=handed(84, timedelta(days=20)))
    found = change(Scope.of(data), kpi("acceptance_rate"), SINCE, BEFORE)

    assert found.before.value is not None
    assert found.since.value is not None
    assert found.before.value < 0.6
    assert found.before.value == pytest.approx(found.since.value, abs=0.06)
    low, high = found.difference(3.0)
    assert low < 0 < high


def test_young_cohorts_wait_for_their_window() -> None:
    """Leads of four weeks can't have become wins within 180 days; the day they can is said."""
    seen = datetime.combine(SINCE.first, time(9))
    people = [{"contact_id": f"C{n}", "created_at": seen} for n in range(200)]
    won = [one | {"created_at": seen, "closed_at": seen} for one in deals(50, "won")]
    data = crm(as_of=AS_OF, contacts=people, deals=won)
    found = change(Scope.of(data), kpi("lead_to_won"), SINCE, BEFORE)

    assert found.why
    assert found.why.code == "too_young"
    assert found.mature_on == SINCE.first + timedelta(days=180)
    with pytest.raises(ValueError, match="cannot be compared"):
        found.difference(2.0)


def test_a_sum_is_told_and_not_compared() -> None:
    """How much of a difference in a sum is chance, nobody can say."""
    data = crm(as_of=AS_OF, contacts=contacts(40), deals=deals(40, "won", value=100.0))
    found = change(Scope.of(data), kpi("won_value"), SINCE, BEFORE)

    assert found.why
    assert found.why.code == "no_difference"


def test_a_missing_column_is_the_reason() -> None:
    """There is no number on either side, and the column is named."""
    data = crm(as_of=AS_OF, contacts=contacts(40))
    found = change(Scope.of(data), kpi("acceptance_rate"), SINCE, BEFORE)

    assert found.why
    assert "handoffs.outcome" in found.since.missing
    assert not found.is_comparable


@pytest.mark.parametrize(
    ("before", "since", "code"),
    [
        ((20, 29), (20, 40), "few_before"),
        ((20, 40), (20, 29), "few_since"),
        ((1, 40), (0, 0), "nothing_since"),
    ],
)
def test_few_cases_are_no_comparison(
    before: tuple[int, int], since: tuple[int, int], code: str
) -> None:
    """Below thirty on either side: the counts, and the reason."""
    empty = KpiValue("x", Unit.RATIO.value, AS_OF)
    found = shares_change(ratio(empty, *before), ratio(empty, *since))

    assert found.why
    assert found.why.code == code


def test_shares_lie_apart_as_newcombe_has_it() -> None:
    """Since minus before, at any width."""
    empty = KpiValue("x", Unit.RATIO.value, AS_OF)
    found = shares_change(ratio(empty, 20, 80), ratio(empty, 60, 100))

    assert found.difference(2.5) == newcombe((60, 100), (20, 80), 2.5)


def test_a_better_mix_is_no_better_share() -> None:
    """Each source is accepted as before; since then, more come from the better one."""
    rows, people = [], []
    for row in handed(84, timedelta(hours=2)):
        step, place = (int(part) for part in row["handoff_id"][1:].split("."))
        good = place < (3 if step < SINCE.days else 1)
        yes = (step + place) % 10 < (9 if good else 2)
        rows.append(row | {"outcome": "accepted" if yes else "rejected"})
        people.append(
            {
                "contact_id": row["contact_id"],
                "created_at": row["handed_at"],
                "source": "fair" if good else "webinar",
            }
        )
    scope = Scope.of(crm(as_of=AS_OF, contacts=people, handoffs=rows))
    moved = change(scope, kpi("acceptance_rate"), SINCE, BEFORE).difference(2.0)
    (by_source, *_) = same_mix_checks(scope, kpi("acceptance_rate"), SINCE, BEFORE)

    assert moved.low > 0
    assert by_source.by == "source"
    assert by_source.holds("up") is False
    assert by_source.holds("down") is False


def test_a_stock_has_no_mix_of_a_period() -> None:
    """What lies open on a day is nobody's cohort: the mix check says nothing."""
    data = crm(as_of=AS_OF, contacts=contacts(40), deals=deals(40, "open"))

    assert same_mix_checks(Scope.of(data), kpi("pipeline_ageing"), SINCE, BEFORE) == []
