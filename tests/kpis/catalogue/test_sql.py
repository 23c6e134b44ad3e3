"""The SQL of a KPI: what is printed is what was computed."""

from __future__ import annotations

import pytest
from support.data.chance import company
from support.data.tables import contacts, crm, deals

from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.measure import SHARE
from workshop.kpis.core.scope import Scope
from workshop.terms.rules.rule import Criterion, Group, Op, Rule

HELD = crm(**company(5))
QUESTION = Scope.of(HELD, assumptions=Assumptions(goal=1e7))
SHARES = [
    one.name
    for one in KPIS.values()
    if isinstance(one.compute, OfCases) and one.compute.cases(QUESTION).measure is SHARE
]


@pytest.mark.parametrize("name", SHARES)
def test_what_is_printed_gives_the_number(name: str) -> None:
    """Run by hand, the query has the numerator and the denominator; but for calendars."""
    one = KPIS[name]
    sql, found = kpi_sql(one, QUESTION), ask(one, QUESTION)

    assert sql is not None
    assert "memtable" not in sql
    if "calendar" not in sql:
        (row,) = HELD.engine.backend.con.execute(sql).fetch_arrow_table().to_pylist()
        assert (found.denominator, found.numerator) == (row["counted_cases"], row["successes"] or 0)


@pytest.mark.parametrize("dialect", ["snowflake", "postgres", "bigquery", "trino"])
@pytest.mark.parametrize("name", ["win_rate", "lead_to_won", "pipeline_velocity", "rejection_rate"])
def test_warehouses_have_their_dialect(name: str, dialect: str) -> None:
    """One formula, written once."""
    sql = kpi_sql(KPIS[name], QUESTION, dialect)

    assert sql is not None
    assert "SELECT" in sql


def test_what_is_not_computed_has_no_sql() -> None:
    """A missing column, a missing goal, a circular rule: the KPI says why, no query does."""
    circular = Rule(where=Group(criteria=[Criterion(field="meeting_held", op=Op.IS_TRUE)]))
    held = crm(contacts=contacts(3), deals=deals(3, "won"))
    unsaid, late = Scope.of(held), Scope.of(held, terms={"lead": circular})

    assert None is kpi_sql(KPIS["acceptance_rate"], unsaid)
    assert None is kpi_sql(KPIS["pipeline_coverage"], unsaid)
    assert None is kpi_sql(KPIS["lead_to_won"], late)
    assert kpi_sql(KPIS["lead_to_won"], unsaid)
