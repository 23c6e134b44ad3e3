"""What must hold for every KPI: nothing later leaks in, and only what is said changes a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from support.data.answers import doubled
from support.data.chance import company, cut, renamed, shuffled
from support.data.tables import AS_OF, arrow, connected, crm

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.funnel import funnel
from workshop.kpis.tables.workload import workload
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue

EN = Words("en")
EVERY = pytest.mark.parametrize("name", KPIS)
GOAL = 9e6
SAID = {"gross_margin": 0.3, "monthly_revenue_per_account": 500.0, "marketing_share": 0.5}
KNOWN = Rule(where=Group(criteria=[Criterion(field="source", op=Op.IS_KNOWN)]))
TERMS = {"lead": KNOWN, "mql": KNOWN}
SUMS = {
    "won_value",
    "open_pipeline",
    "pipeline_velocity",
    "sourced_by_field",
    "sourced_by_first_touch",
    "sourced_before_sales",
    "influenced_pipeline",
}
"""What is twice as much in a company twice as large."""
SEED = 11


@cache
def whole() -> Crm:
    return crm(**company(SEED))


def asked(name: str, data: Crm, day: date | None = None, goal: float = GOAL) -> KpiValue:
    said = Assumptions(goal=goal, **SAID)
    return ask(
        KPIS[name], Scope.of(data, terms=TERMS, as_of=day, assumptions=said, window_days=120)
    )


@cache
def usual(name: str) -> dict[str, Any]:
    return asked(name, whole()).as_json(EN)


@cache
def until(day: date) -> Crm:
    """Return the data as an import as of that day has them: undated answers may have come later."""
    held = crm(as_of=day, **cut(company(SEED), day))
    return replace(held, unknowable=frozenset({"handoffs.outcome"}))


@EVERY
def test_the_company_is_large_enough_to_say_something(name: str) -> None:
    """Laws about refusals would guard nothing."""
    assert usual(name)["n"] > 0
    assert not usual(name)["missing"]


@EVERY
@pytest.mark.parametrize("day", [date(2026, 2, 27), date(2026, 8, 31)], ids=str)
def test_nothing_after_the_as_of_date_leaks_in(name: str, day: date) -> None:
    """Looking back gives what an export of that evening gives."""
    assert asked(name, until(day)).as_json(EN) == asked(name, whole(), day).as_json(EN)


def test_nothing_leaks_into_tables_either() -> None:
    """Funnel and workload look back like the KPIs."""
    day = date(2026, 8, 31)
    before, now = until(day), whole()

    assert funnel(Scope.of(before, terms=TERMS)).as_json(EN) == funnel(
        Scope.of(now, terms=TERMS, as_of=day)
    ).as_json(EN)
    assert workload(Scope.of(before)).as_json(EN) == workload(Scope.of(now, as_of=day)).as_json(EN)


@cache
def variation(kind: str) -> Crm:
    tables = company(SEED)
    match kind:
        case "shuffled":
            return crm(**shuffled(tables, 3))
        case "renamed":
            return crm(**renamed(tables))
        case "in two files":
            return _split(tables)
        case _:
            return _of({table: _wider(arrow(table, rows)) for table, rows in tables.items()})


def _wider(table: pa.Table) -> pa.Table:
    return table.append_column("shoe_size", pa.array([43] * len(table), pa.int8()))


def _split(tables: dict[str, list[dict[str, Any]]]) -> Crm:
    made = {}
    for table, rows in tables.items():
        half = len(rows) // 2
        parts = [arrow(table, some) for some in (rows[half:], rows[:half])]
        made[table] = pa.concat_tables(parts)
    return _of(made)


def _of(tables: dict[str, pa.Table]) -> Crm:
    return Crm(IbisEngine(connected(tables)), "test", "EUR", AS_OF)


@EVERY
@pytest.mark.parametrize("kind", ["shuffled", "renamed", "in two files", "one more column"])
def test_what_means_nothing_changes_nothing(name: str, kind: str) -> None:
    """The order of rows, the letters of ids, a column nobody reads, one file or two."""
    assert usual(name) == asked(name, variation(kind)).as_json(EN)


@cache
def twice() -> Crm:
    return crm(**doubled(company(SEED)))


@EVERY
def test_a_company_twice_as_large(name: str) -> None:
    """Every row once more, with ids of its own: counts and sums double, rates stay."""
    goal = 2 * GOAL if name == "pipeline_coverage" else GOAL
    once, large = asked(name, whole()), asked(name, twice(), goal=goal)
    factor = 2 if name in SUMS else 1

    assert 2 * once.n == large.n
    if once.value is not None:
        assert pytest.approx(factor * once.value) == large.value
