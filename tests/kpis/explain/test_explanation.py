"""Every number down to its rows: they count up to exactly what the number states."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

import pytest
from support.data.traced import random_files, traced_files
from support.exports.brought import TODAY
from support.run.profiles import NIGHT

from workshop.crm.folder import find_mapping, folder_export
from workshop.crm.intake.load import take_in
from workshop.crm.intake.report import KEPT
from workshop.crm.sample import write_sample
from workshop.crm.store import open_crm, with_traces, write_crm
from workshop.crm.traces import TRACE
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.explain.account import Role
from workshop.kpis.explain.explanation import explain
from workshop.kpis.explain.listing import lines
from workshop.kpis.explain.unused import unused
from workshop.kpis.text.explained import REASONS
from workshop.terms.rules.rule import Rule
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.traces import Traced
    from workshop.kpis.explain.explanation import Explanation, Group

SAID = Assumptions(goal=1e9, gross_margin=0.3, monthly_revenue_per_account=100, marketing_share=0.5)
TOTALS = ("won_value", "open_pipeline")
"""KPIs whose value is the sum itself."""
ONE_OF_EACH = ("lead_to_won", "response_time", "acceptance_rate", "average_deal_size", "won_value",
               "pipeline_coverage", "sourced_before_sales", "cac", "cost_per_won")  # fmt: skip
"""A KPI of each kind of formula, for the company that is larger; the night takes all."""
NO_ROWS = {"small_n", "no_interval", "not_observed", "months_without_cost", "set_aside",
           "calendar_with_days_off", "unjoined"}  # fmt: skip
"""Reservations whose n counts no rows of a table."""


def asked(traced: Traced) -> Scope:
    """Return a question to which no assumption and no rule is lacking."""
    return Scope.of(traced.crm, assumptions=SAID, terms={"mql": Rule()})


def counts_up(told: Explanation, traced: Traced) -> int:
    """Hold one explanation against its number; return how many statements were compared."""
    answer, name = told.answer, told.answer.name
    if not told.accounts:
        assert (None, 0) == (answer.value, answer.n), name
        return 0
    assert answer.n == told.n, name
    if answer.numerator is not None and name != "pipeline_velocity":
        assert isclose(answer.numerator, told.numerator, abs_tol=1e-6), name
    if name in TOTALS and answer.value is not None:
        assert isclose(answer.value, told.numerator), name
    if any(group.below for group in told.groups):
        assert answer.denominator is None or isclose(answer.denominator, told.denominator), name
    for caveat in answer.caveats:
        if "n" in caveat.values and caveat.code not in NO_ROWS:
            assert caveat.values["n"] == told.noted(caveat.code), (name, caveat)
            assert caveat.code in REASONS
    aside = [group.n for one in told.aside for group in one.set_aside if group.reason not in KEPT]
    said = [one.values["n"] for one in answer.caveats if one.code == "set_aside"]
    assert sum(said) == sum(aside), name
    for one in answer.beside:
        assert one.n == counted(told.beside.get(one.name, told.groups)), (name, one.name)
    for account in told.accounts:
        every = lines(account, traced)
        listed = sum(g.n for g in told.groups if g.table == account.table
                     and (account.judges or g.role is not Role.OUTSIDE))  # fmt: skip
        assert listed == len(every)
        rows = traced.crm.engine.value(account.rows.count())
        traces = traced.crm.engine.value(account.rows[TRACE].nunique())
        assert rows == traces == traced.crm.engine.value(traced.crm.table(account.table).count())
    return 1 + len(answer.caveats) + len(answer.beside)


def counted(groups: tuple[Group, ...]) -> int:
    return sum(group.n for group in groups if group.counted)


@pytest.mark.parametrize("seed", range(20 if NIGHT else 1))
def test_rows_count_up_to_what_a_random_export_s_numbers_state(seed: int) -> None:
    """n, numerator, denominator, every reservation and every number beside, for every KPI."""
    traced = traced_files(random_files(seed))
    scope = asked(traced)
    compared = {name: counts_up(explain(one, scope), traced) for name, one in KPIS.items()}

    assert 0 not in compared.values()
    assert sum(compared.values()) > 3 * len(KPIS)


def test_rows_count_up_on_the_sample_company_and_change_no_number(tmp_path: Path) -> None:
    """The sample as CSV: the same answers as without traces, and each explained to the row."""
    write_sample(tmp_path, seed=3, contacts=300, progress=Words("en"))
    mapping = find_mapping(tmp_path)
    intake = take_in(folder_export(tmp_path), mapping, TODAY, private=True, thorough=False)
    traced = with_traces(intake, mapping, "sample")
    scope = asked(traced)
    write_crm(intake, mapping, tmp_path / "crm.duckdb", name="sample")
    plain = open_crm(tmp_path / "crm.duckdb")
    for name in KPIS if NIGHT else ONE_OF_EACH:
        one = KPIS[name]
        told = explain(one, scope)

        counts_up(told, traced)
        assert ask(one, Scope.of(plain, assumptions=SAID, terms=scope.terms)) == told.answer, name
    assert not any(TRACE in plain.table(name).columns for name in plain.tables)


DEALS = [
    {"deal_id": f"D{n}", "contact_id": f"C{n}", "status": status, "created_at": "2026-01-05",
     "closed_at": closed, "value": value}
    for n, (status, closed, value) in enumerate(
        [("won", "2026-02-01", "100"), ("lost", "2026-02-02", "50"), ("open", "", "70"),
         ("won", "", "30"), ("won", "2026-02-03", "-40"), ("", "2026-02-04", "9")]
    )
]  # fmt: skip
CONTACTS = [
    {"contact_id": f"C{n}", "created_at": "2025-01-0" + str(n + 1) if n != 1 else ""}
    for n in range(6)
]


def roles(told: Explanation, traced: Traced, table: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return file and row to the part and the reasons of each row of a table."""
    found = lines(told.account(table), traced)
    return {(one.spot.file, one.spot.row): (one.role.value, *one.codes) for one in found}


def test_each_row_has_the_part_that_one_sees_in_the_file() -> None:
    """Won, lost, open, without a date, a refund, without a status: by file and row number."""
    traced = traced_files({"contacts": CONTACTS, "deals": DEALS[:3], "deals_2": DEALS[3:]})
    scope = Scope.of(traced.crm)
    rate, value = (explain(KPIS[name], scope) for name in ("win_rate", "won_value"))

    assert {
        ("deals.csv", 2): ("numerator",),
        ("deals.csv", 3): ("counted",),
        ("deals.csv", 4): ("outside",),
        ("deals_2.csv", 2): ("left_out", "missing_dates"),
        ("deals_2.csv", 3): ("left_out", "refunds"),
        ("deals_2.csv", 4): ("left_out", "no_status"),
    } == roles(rate, traced, "deals")
    assert ("numerator", "refunds_deducted", "refunds") == roles(value, traced, "deals")[
        "deals_2.csv", 3
    ]
    assert 60 == value.numerator == value.answer.value


def test_a_lead_names_the_deal_by_which_it_was_won() -> None:
    """A sceptic goes from the row of a lead to the row of the deal in the other file."""
    late = [{**one, "created_at": "2025-02-05", "closed_at": "2025-03-0" + str(n + 1)}
            for n, one in enumerate(DEALS[:2])]  # fmt: skip
    late.append({**late[0], "deal_id": "D9", "closed_at": "2025-02-20"})
    traced = traced_files({"contacts": CONTACTS, "deals": late})
    won = explain(KPIS["lead_to_won"], Scope.of(traced.crm))
    events = {one.spot.row: one.event for one in lines(won.account("contacts"), traced)}

    assert ("deals.csv", 4) == (events[2].file, events[2].row)  # type: ignore[union-attr]
    assert [2] == [row for row, event in events.items() if event]


def test_rows_in_no_kpi_are_named() -> None:
    """A contact without a date is in none; a table that is only looked up says for which."""
    touches = [{"touchpoint_id": "T1", "contact_id": "C0", "happened_at": "2025-01-05",
                "side": "sales", "human": "true"}]  # fmt: skip
    accounts = [{"account_id": "A1", "country": "DE"}]
    traced = traced_files(
        {"contacts": CONTACTS, "deals": DEALS, "touchpoints": touches, "accounts": accounts}
    )
    scope = Scope.of(traced.crm)
    names = ("lead_to_won", "response_time", "sla_compliance", "win_rate", "open_pipeline")
    explained = [explain(KPIS[name], scope) for name in names]
    found = {one.file: one for one in unused(traced, scope, explained)}
    undated, deals = found["contacts.csv"], found["deals.csv"]

    assert (1, 6, (3,)) == (undated.n, undated.of, undated.rows)
    assert "missing_dates" in undated.codes
    assert {"response_time", "sla_compliance"} <= {*found["touchpoints.csv"].looked_up}
    assert () == found["accounts.csv"].looked_up
    assert (5, 6, 7) == deals.rows
    assert {"missing_dates", "refunds", "no_status"} <= {*deals.codes}
