"""KPIs on data as it comes: empty, full of gaps, and a public export with known numbers."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from support.checkout import ROOT
from support.data.answers import doubled
from support.data.tables import contacts, crm, deals

from workshop.crm.schema import TABLES
from workshop.crm.store import load_crm
from workshop.kpis.catalogue import deals as of_deals
from workshop.kpis.catalogue import pipeline
from workshop.kpis.catalogue.answers import KPIS, ask, ask_all
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.answers import report
from workshop.terms.rules.rule import Rule
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.kpis.core.value import KpiValue

MAVEN = ROOT.parent / "shared" / "data" / "maven_crm"
NEEDS = [(one.name, needs) for one in KPIS.values() for needs in one.needs]
EVERY = pytest.mark.parametrize("name", KPIS)
SAID = Assumptions(goal=1e6, gross_margin=0.3, monthly_revenue_per_account=100, marketing_share=0.5)


@cache
def maven() -> Crm:
    if not MAVEN.is_dir():
        pytest.skip(f"the public CRM data is not in {MAVEN}")
    return load_crm(MAVEN, ROOT / "datasets" / "mappings" / "maven_crm.yaml")


@cache
def answers() -> dict[str, KpiValue]:
    return {answer.name: answer for answer in ask_all(Scope.of(maven()))}


def empty() -> dict[str, list[dict[str, Any]]]:
    return {name: [] for name in TABLES}


def test_words_are_there_in_both_languages() -> None:
    """Label, formula, meaning and the way to cheat are said in the room's language."""
    said = [text for one in KPIS.values() for text in (one.label, one.formula, one.says, one.cheat)]

    assert all(said)
    assert [] == [text for text in said if text == Words("de")(text)]


@EVERY
def test_on_zero_rows_a_kpi_has_no_number(name: str) -> None:
    """Tables of headers only: no division by zero, no 0 %."""
    found = ask(KPIS[name], Scope.of(crm(**empty()), terms={"mql": Rule()}, assumptions=SAID))

    assert (None, 0) == (found.value, found.n)
    assert "no_cases" in {caveat.code for caveat in found.caveats}


@EVERY
def test_rows_of_nulls_give_no_number(name: str) -> None:
    """Rows in which nobody wrote anything are no cases."""
    found = ask(KPIS[name], Scope.of(crm(**{table: [{}, {}] for table in TABLES})))

    assert found.value is None


@pytest.mark.parametrize(("name", "needs"), NEEDS)
def test_needs_are_all_a_formula_asks_for(name: str, needs: tuple[str, ...]) -> None:
    """With exactly one set of needs, each KPI runs; a forgotten need would be a traceback."""
    tables: dict[str, list[dict[str, Any]]] = {need.split(".")[0]: [] for need in needs}
    every = {f"{table}.{field.name}" for table in tables for field in TABLES[table].fields}
    found = ask(KPIS[name], Scope.of(crm(without=tuple(every - set(needs)), **tables)))

    assert ((), None) == (found.missing, found.value)


def test_doubling_every_row_keeps_the_rates() -> None:
    """A company twice as large, in another order, has the same rates and twice the cases."""
    sold = deals(20, "won", value=3.0) + deals(25, "lost", value=2.0)
    once = {"contacts": contacts(60), "deals": sold}
    twice = {name: rows[::-1] for name, rows in doubled(once).items()}
    for one in ("lead_to_won", "lead_to_deal", "win_rate", "win_rate_by_value", "sales_cycle_won"):
        small, large = ask(KPIS[one], Scope.of(crm(**once))), ask(KPIS[one], Scope.of(crm(**twice)))

        assert (small.value, 2 * small.n) == (large.value, large.n)


def test_maven_win_rate() -> None:
    """4,238 of 6,711 closed deals were won: 63.15 %."""
    found = answers()["win_rate"]

    assert (4238, 6711) == (found.numerator, found.denominator)
    assert pytest.approx(0.6315, abs=5e-5) == found.value
    assert (found.low, found.high) == pytest.approx((0.6199, 0.6430), abs=1e-4)


@pytest.mark.parametrize(("which", "days"), [("won", 57), ("lost", 14), ("closed", 45)])
def test_maven_sales_cycle(which: str, days: int) -> None:
    """Lost deals close four times as fast; the three medians have three names."""
    assert days == answers()[f"sales_cycle_{which}"].value


def test_maven_won_value() -> None:
    """The sum of all won deals, in a currency the export does not name."""
    found = answers()["won_value"]

    assert (10_005_534, "XXX") == (found.value, found.unit)
    assert ["no_currency"] == [caveat.code for caveat in found.caveats]


def test_maven_win_rate_by_value_is_refused() -> None:
    """Every lost deal there carries 0; a naive tool says 100 %."""
    found = answers()["win_rate_by_value"]

    assert (None, "value_missing_for_lost") == (found.value, found.caveats[0].code)


def test_maven_what_cannot_be_computed_says_why() -> None:
    """An export of deals only has no leads, hand-offs or touches."""
    there = {answer.name for answer in answers().values() if not answer.missing}

    assert {one.name for one in (*of_deals.KPIS, *pipeline.KPIS)} <= there
    assert not {"lead_to_won", "lead_to_deal", "acceptance_rate", "response_time"} & there


@pytest.mark.parametrize("lang", LANGS)
def test_maven_no_agent_is_named(lang: str) -> None:
    """No person's name gets through the door, neither to the screen nor to a program."""
    words, found = Words(lang), list(answers().values())
    said = report(found, words) + json.dumps([one.as_json(words) for one in found])
    with (MAVEN / "sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
        agents = {row["sales_agent"] for row in csv.DictReader(file)}
    parts = {part for agent in agents for part in (agent, *agent.split())}

    assert len(agents) > 20
    assert [] == [part for part in parts if re.search(rf"\b{re.escape(part)}\b", said)]


def test_maven_no_agent_is_stored() -> None:
    """The tables themselves hold no column for one."""
    held = maven()
    kept = {column for name in held.tables for column in held.table(name).columns}

    assert "sales_agent" not in kept
