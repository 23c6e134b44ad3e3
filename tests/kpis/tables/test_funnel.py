"""The funnel, a cohort with step and overall conversion; and the workload, which is neither."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from support.data.answers import codes, handoffs, people
from support.data.tables import at, contacts, crm, deals

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.funnel import Funnel, funnel
from workshop.kpis.tables.workload import workload
from workshop.kpis.text.tables import funnel_report, workload_report
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import LANGS, Words

EN = Words("en")
DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))


def given(n: int, outcome: str | None = None, **facts: Any) -> list[dict[str, Any]]:
    """Return hand-offs of the first contacts."""
    return [{**row, "contact_id": f"C{k}"} for k, row in enumerate(handoffs(n, outcome, **facts))]


def company() -> dict[str, Any]:
    """100 inquiries, 80 handed over, 60 accepted; 40 deals and 10 won, 5 of them on no hand-off."""
    skipping = [
        {**row, "deal_id": f"S{k}", "contact_id": f"C{95 + k}"}
        for k, row in enumerate(deals(5, "won"))
    ]
    sold = (
        deals(5, "won") + [{**r, "deal_id": f"L{k}"} for k, r in enumerate(deals(35, "lost"))][5:]
    )
    rest = [{**row, "contact_id": f"C{60 + k}"} for k, row in enumerate(handoffs(20, "rejected"))]
    return {
        "contacts": contacts(100),
        "handoffs": given(60, "accepted") + rest,
        "deals": sold + skipping,
    }


def counts(found: Funnel) -> dict[str, tuple[Any, ...]]:
    return {
        one.stage.key: (
            one.step.numerator,
            one.step.denominator,
            one.overall.numerator,
            one.skipped,
        )
        for one in found.levels
    }


def test_step_and_overall_are_both_shown() -> None:
    """Of the stage before, and of all; who skipped a stage is in the overall share only."""
    found = funnel(Scope.of(crm(**company())))

    assert 100 == found.inquiries.n
    assert {
        "mql": (80, 100, 80, 0),
        "sal": (60, 80, 60, 0),
        "sql": (None, None, None, 0),
        "opportunity": (35, 60, 40, 5),
        "won": (10, 40, 10, 0),
    } == counts(found)
    assert {(1, 100)} == {(1, one.overall.denominator or 100) for one in found.levels}


def test_its_end_is_the_kpi() -> None:
    """Two pages, one number: overall to won is lead to won."""
    held = crm(**company())
    won, whole = funnel(Scope.of(held)).levels[-1].overall, ask(kpi("lead_to_won"), Scope.of(held))

    assert (won.numerator, won.n, won.value) == (whole.numerator, whole.n, whole.value)


def test_agreed_rules_decide_where_there_are_any() -> None:
    """MQL as agreed instead of handed over, and SQL at last."""
    rows = [{**row, "decides": k < 50} for k, row in enumerate(contacts(100))]
    found = funnel(
        Scope.of(crm(**company() | {"contacts": rows}), terms={"mql": DECIDES, "sql": DECIDES})
    )

    assert (50, 100, 50, 0) == counts(found)["mql"]
    assert (50, 60, 50, 0) == counts(found)["sql"]


def test_the_agreed_lead_is_the_cohort() -> None:
    """Half of the contacts are leads."""
    rows = [{**row, "decides": k < 50} for k, row in enumerate(contacts(100))]
    found = funnel(Scope.of(crm(**company() | {"contacts": rows}), terms={"lead": DECIDES}))

    assert (50, {}) == (found.inquiries.n, codes(found.inquiries))


def test_a_stage_without_columns_says_so_and_the_next_one_goes_on() -> None:
    """An export without hand-offs still has deals."""
    held = company()
    del held["handoffs"]
    found = {one.stage.key: one for one in funnel(Scope.of(crm(**held))).levels}

    assert "missing_columns" in codes(found["mql"].overall)
    assert "needs_term" in codes(found["sql"].overall)
    assert (40, 100) == (found["opportunity"].step.numerator, found["opportunity"].step.denominator)


def test_a_stage_reached_too_late_is_not_reached() -> None:
    """Every lead has the same time, whoever is older."""
    late = given(40, decided_at=None, handed_at=at("2026-08-01"))
    found = funnel(Scope.of(crm(contacts=contacts(40), handoffs=late, deals=[])))

    assert (0, 40, 0, 0) == counts(found)["mql"]


def test_young_leads_are_not_in_the_cohort() -> None:
    """They are counted beside it."""
    rows = contacts(40) + people(7, "Y", created_at=at("2026-09-01"))
    found = funnel(Scope.of(crm(contacts=rows, deals=[])))

    assert (40, 7) == (found.inquiries.n, codes(found.inquiries)["immature_cohorts"])


@pytest.mark.parametrize("lang", LANGS)
def test_both_are_said_in_words_and_as_json(lang: str) -> None:
    """A terminal and a program read the same counts."""
    words, held = Words(lang), crm(**company())
    stages, load = funnel(Scope.of(held)), workload(Scope.of(held))

    assert "60" in funnel_report(stages, words)
    assert "{" not in funnel_report(stages, words) + workload_report(load, words)
    for page in (stages.as_json(words), load.as_json(words)):
        assert page == json.loads(json.dumps(page, allow_nan=False))


def test_workload_counts_entries_of_a_month_and_no_ratio() -> None:
    """January's inquiries, February's wins; months without any are zeros; no share anywhere."""
    found = workload(Scope.of(crm(**company())))
    months = {one.month: one.entries for one in found.months}

    assert ["2026-01", "2026-02"] == list(months)
    assert {"inquiry": 100, "mql": 80, "sal": 60, "opportunity": 40, "won": 0} == months["2026-01"]
    assert 10 == months["2026-02"]["won"]
    assert "sql" not in months["2026-01"]


def test_a_month_that_is_not_over_says_so() -> None:
    """Half a month looks like a slump."""
    held = crm(contacts=contacts(3), as_of=date(2026, 1, 17))

    assert [("2026-01", True)] == [
        (one.month, one.partial) for one in workload(Scope.of(held)).months
    ]


def test_coming_back_is_no_second_entry() -> None:
    """A contact handed over twice entered once, when it came first."""
    twice = given(1) + given(1, handed_at=at("2026-03-02"))
    (month,) = workload(Scope.of(crm(handoffs=twice))).months

    assert ("2026-01", {"mql": 1}) == (month.month, {k: v for k, v in month.entries.items() if v})
