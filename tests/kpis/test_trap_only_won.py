"""Trap: a list of contracts or of customers, in which no deal can be lost."""

from __future__ import annotations

import pytest
from support.data.answers import codes
from support.data.tables import contacts, crm, deals

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope

RATES = ("win_rate", "win_rate_by_value")


@pytest.mark.parametrize("name", RATES)
def test_wins_alone_are_no_win_rate(name: str) -> None:
    """Thirty of thirty are no 100 percent where nobody ever writes down a loss."""
    found = ask(kpi(name), Scope.of(crm(deals=deals(30, "won", value=100.0))))

    assert found.value is None
    assert "only_won" in codes(found)


@pytest.mark.parametrize("name", RATES)
def test_one_loss_makes_a_rate(name: str) -> None:
    """Whoever writes losses down may well have few of them."""
    ended = [*deals(30, "won", value=100.0), *deals(1, "lost", value=100.0)]

    assert ask(kpi(name), Scope.of(crm(deals=ended))).value == pytest.approx(30 / 31)


@pytest.mark.parametrize("undated", [("contacts",), ("deals",), ("contacts", "deals")])
def test_leads_with_undated_wins_are_one_cohort(undated: tuple[str, ...]) -> None:
    """Two of forty leads became customers, one of them twice; a win of nobody is named."""
    won = [*deals(2, "won"), {**deals(1, "won")[0], "deal_id": "again"}]
    won.append({**deals(1, "won")[0], "deal_id": "X", "contact_id": "nobody"})
    gone = [
        key for key in ("contacts.created_at", "deals.closed_at") if key.split(".")[0] in undated
    ]
    rows = {"contacts": contacts(40), "deals": won}
    for key in gone:
        table, field = key.split(".")
        rows[table] = [{k: one for k, one in row.items() if k != field} for row in rows[table]]
    found = ask(kpi("lead_to_won"), Scope.of(crm(**rows, without=tuple(gone))))

    assert (2, 40) == (found.numerator, found.denominator)
    assert {"undated", "unlinked_wins"} <= {*codes(found)}
    assert found.window_days is None
