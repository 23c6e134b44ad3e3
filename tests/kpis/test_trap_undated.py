"""Trap: an export with a status and without dates; what needs no date is answered, and says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.data.answers import codes
from support.data.tables import AS_OF, crm, deals

from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.targets.reach import reach

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

SOLD = [
    *deals(30, "won", value=100.0),
    *deals(30, "lost", value=100.0),
    *({**row, "closed_at": None} for row in deals(4, "open", value=50.0)),
]


def undated(*gone: str) -> Crm:
    """Return the same deals without these columns."""
    rows = [{key: value for key, value in row.items() if key not in gone} for row in SOLD]
    return crm(deals=rows, without=gone)


UNDATED = {
    "win_rate": 0.5,
    "win_rate_by_value": 0.5,
    "won_value": 3_000.0,
    "average_deal_size": 100.0,
    "open_pipeline": 200.0,
}


@pytest.mark.parametrize(("name", "value"), UNDATED.items())
@pytest.mark.parametrize("without", [("closed_at",), ("closed_at", "created_at")])
def test_what_needs_no_date_is_answered(name: str, value: float, without: tuple[str, ...]) -> None:
    """The number is that of the export on its last day, and is said to be undated."""
    found = ask(kpi(name), Scope.of(undated(*without)))

    assert ((), value) == (found.missing, found.value)
    assert "undated" in codes(found)
    assert "missing_dates" not in codes(found)


def test_what_needs_a_date_still_asks_for_it() -> None:
    """No cycle, no velocity, no cohort comes of deals that nobody dated."""
    scope = Scope.of(undated("closed_at"))
    answered = {one.name for one in KPIS.values() if not ask(one, scope).missing}

    assert {*UNDATED} == answered


@pytest.mark.parametrize("name", UNDATED)
def test_nobody_knows_how_it_was_before(name: str) -> None:
    """An export without dates holds on its own day only."""
    scope = Scope.of(undated("closed_at"), as_of=AS_OF - timedelta(days=1))

    assert ("deals.closed_at",) == ask(kpi(name), scope).missing


@pytest.mark.parametrize("name", UNDATED)
def test_dates_make_the_same_number(name: str) -> None:
    """With all deals over and dated it is the same number, and nothing is said."""
    found = ask(kpi(name), Scope.of(crm(deals=SOLD)))

    assert UNDATED[name] == found.value
    assert "undated" not in codes(found)


def test_there_is_no_month_and_no_quarter_of_it() -> None:
    """Deals without a date belong to no month."""
    scope = Scope.of(undated("closed_at"))

    assert () == breakdown(scope, "win_rate", "month").groups
    assert "missing_columns" == reach(scope, "win_rate").why.code
    assert 1 == len(breakdown(scope, "win_rate", "product").groups)
