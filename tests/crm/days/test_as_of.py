"""As of a day: rules, KPIs and files say what the team would have seen that evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from support.checkout import DATASETS
from support.data.chance import company, cut
from support.data.tables import at, contacts, crm

from workshop.crm.days.as_of import FACTS, proven_counts
from workshop.crm.days.earlier import as_it_stood
from workshop.crm.schema import TABLES, Kind
from workshop.crm.store import load_crm
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.terms.outcome.comparison import compare, count
from workshop.terms.rules.entity import available
from workshop.terms.rules.knowable import unknowable
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES, TICKS, ticked_rule

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

SAMPLE_DAY = date(2025, 6, 30)
DAYS = (date(2026, 2, 27), date(2026, 8, 31))
SEED = 11
RULES = {f"template {key}": one.rule for key, one in TEMPLATES.items()} | {
    f"tick {key}": ticked_rule([key], "all", one.entity) for key, one in TICKS.items()
}


def asks(field: str, op: Op, value: Any = None, entity: Any = "contacts") -> Rule:
    criterion = Criterion(field=field, op=op, value=value)
    return Rule(entity=entity, where=Group(criteria=[criterion]))


WON = asks("status", Op.ANY_OF, ["won"], "deals")
CLOSED = asks("closed_at", Op.IS_KNOWN, entity="deals")
LOST_BY_PRICE = asks("lost_reason", Op.ANY_OF, ["price"], "deals")
CONVERTED = asks("converted_at", Op.IS_KNOWN)
WEBINAR = asks("webinars", Op.AT_LEAST, 1.0)
MET = asks("meeting_held", Op.IS_TRUE)
SCORED = asks("score", Op.AT_LEAST, 20.0)


@cache
def sample() -> Crm:
    return load_crm(DATASETS)


@cache
def then() -> Crm:
    return as_it_stood(sample(), SAMPLE_DAY)


def told(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Let contacts count what their touches are, as an export that keeps such counters does."""
    return {**tables, "contacts": [_counting(row, tables) for row in tables["contacts"]]}


def _counting(row: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    mine = [one for one in tables["touchpoints"] if one["contact_id"] == row["contact_id"]]
    dated = [one["kind"] for one in mine if one["happened_at"]]
    counts = {"webinars": float(dated.count("webinar")), "form_sent": "form" in dated}
    return row | counts | {"meeting_held": "meeting" in dated}


def with_meetings() -> dict[str, list[dict[str, Any]]]:
    tables = company(SEED)
    touches = [
        row | ({"kind": "meeting"} if n % 7 == 0 else {})
        for n, row in enumerate(tables["touchpoints"])
    ]
    return {**tables, "touchpoints": touches}


@cache
def whole() -> Crm:
    return crm(**told(with_meetings()))


@cache
def until(day: date) -> Crm:
    return crm(as_of=day, **told(cut(with_meetings(), day)))


@pytest.mark.parametrize(
    ("rule", "covered"),
    [(WON, 62), (CLOSED, 187), (CONVERTED, 271), (WEBINAR, 249), (MET, 134)],
    ids=["won", "closed", "converted", "webinars", "meetings"],
)
def test_the_sample_company_in_june(rule: Rule, covered: int) -> None:
    """Status, closing, conversion and counters of a case go back with it: computed by hand."""
    assert covered == count(then(), rule)[0]
    assert covered == compare(then(), {"rule": rule}).rule("rule").cases


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_rule_of_the_kit_looks_back_like_an_export_of_that_evening(day: date) -> None:
    """Or it is refused, because it asks for what no date belongs to; all offenders are listed."""
    back, export = as_it_stood(whole(), day), until(day)
    refused = {name for name, rule in RULES.items() if unknowable(back, rule)}
    asked = {name: rule for name, rule in RULES.items() if name not in refused}
    wrong = [name for name, rule in asked.items() if count(back, rule) != count(export, rule)]
    wrong += [
        name
        for name, rule in asked.items()
        if compare(back, {name: rule}).parts != compare(export, {name: rule}).parts
    ]

    assert [] == wrong
    assert {"template can_buy", "template score", "tick soon", "tick deal_budget"} <= refused
    assert {"template form", "template met", "template customer", "tick won", "tick webinar"} <= {
        *asked
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_kpi_with_an_agreed_rule_looks_back_like_that_export(day: date) -> None:
    """A rule that asks for a counter and for the outcome, where time changes both.

    An import as of that day says of answers without a date that they may have come later.
    """
    export = replace(until(day), unknowable=frozenset({"handoffs.outcome"}))
    rule = Rule(
        where=Group(match="any", criteria=[*WEBINAR.where.criteria, *CONVERTED.where.criteria])
    )
    terms = {"lead": rule, "mql": rule, "opportunity": WON}
    wrong = [
        one.name
        for one in KPIS.values()
        if ask(one, Scope.of(whole(), terms=terms, as_of=day))
        != ask(one, Scope.of(export, terms=terms))
    ]

    assert [] == wrong


def test_what_closed_later_is_open_that_evening() -> None:
    """Status, reason and date of a deal are one fact: none of them was known."""
    rows = [
        {
            "deal_id": "D1",
            "created_at": at("2025-01-10T09:00"),
            "closed_at": at("2025-02-10T09:00"),
            "status": "won",
        },
        {
            "deal_id": "D2",
            "created_at": at("2025-01-11T09:00"),
            "closed_at": at("2025-07-01T00:00"),
            "status": "won",
        },
        {
            "deal_id": "D3",
            "created_at": at("2025-01-12T09:00"),
            "closed_at": at("2025-10-10T09:00"),
            "status": "lost",
            "lost_reason": "price",
        },
        {"deal_id": "D4", "created_at": at("2025-06-30T23:59"), "status": "open"},
        {"deal_id": "D5", "created_at": at("2025-07-01T00:00"), "status": "open"},
    ]
    back = as_it_stood(crm(contacts=contacts(1), deals=rows), SAMPLE_DAY)
    found = back.table("deals").order_by("deal_id").to_pyarrow().to_pylist()

    assert ["won", "open", "open", "open"] == [row["status"] for row in found]
    assert [None] * 4 == [row["lost_reason"] for row in found]
    assert [True, False, False, False] == [row["closed_at"] is not None for row in found]
    assert (1, 0) == (count(back, WON)[0], count(back, LOST_BY_PRICE)[0])


def test_an_answer_of_sales_that_came_later_is_none() -> None:
    """Outcome and reason hang on its date."""
    rows = [
        {
            "contact_id": "C0",
            "handed_at": at("2025-06-02T09:00"),
            "decided_at": at(day),
            "outcome": "rejected",
            "reason": "no_need",
        }
        for day in ("2025-06-30T23:59", "2025-07-01T00:00")
    ]
    back = as_it_stood(crm(contacts=contacts(1), handoffs=rows), SAMPLE_DAY)
    found = back.table("handoffs").to_pyarrow().to_pylist()

    assert [("rejected", "no_need"), (None, None)] == [(r["outcome"], r["reason"]) for r in found]


@pytest.mark.parametrize("odd", ["one less", "one more", "no touch at all"])
def test_a_counter_that_touches_do_not_prove_is_refused(odd: str) -> None:
    """One contact of whom they say something else is enough: nobody knows what is counted."""
    tables = told(with_meetings())
    first = next(row for row in tables["contacts"] if row["webinars"])
    first["webinars"] += {"one less": -1, "one more": 1}.get(odd, 0)
    if odd == "no touch at all":
        tables["touchpoints"] = []
    back = as_it_stood(crm(**tables), DAYS[0])

    assert ["webinars"] == unknowable(back, WEBINAR)
    with pytest.raises(WorkshopError, match="there’s no date for it"):
        count(back, WEBINAR)


def test_an_empty_counter_stays_empty() -> None:
    """Nobody wrote a number down; looking back writes none either."""
    people = contacts(2, created_at=at("2025-01-05T10:00"))
    people[0]["webinars"] = 2.0
    touched = [
        {"contact_id": "C0", "happened_at": at(day), "kind": "webinar"}
        for day in ("2025-02-01T10:00", "2025-09-01T10:00")
    ]
    back = as_it_stood(crm(contacts=people, touchpoints=touched), SAMPLE_DAY)
    found = back.table("contacts").order_by("contact_id").to_pyarrow().to_pylist()

    assert [1.0, None] == [row["webinars"] for row in found]


def test_what_no_date_belongs_to_is_refused_in_words() -> None:
    """By rules, by KPIs with such a rule, and where one chooses fields; today it is there."""
    with pytest.raises(WorkshopError, match="score, 30 June 2025"):
        compare(then(), {"rule": SCORED})
    found = ask(KPIS["lead_to_won"], Scope.of(sample(), terms={"lead": SCORED}, as_of=SAMPLE_DAY))

    assert (None, "undated_fields") == (found.value, found.caveats[0].code)
    assert "score" not in available("contacts", then())
    assert {"webinars", "source", "deals_won"} <= {*available("contacts", then())}
    assert "score" in available("contacts", sample())
    assert ask(KPIS["lead_to_won"], Scope.of(sample(), terms={"lead": SCORED})).value is not None


def test_a_status_without_any_close_date_cannot_go_back() -> None:
    """Without the column nobody knows when."""
    rows = [{"deal_id": "D1", "created_at": at("2025-01-10T09:00"), "status": "won"}]
    data = crm(without=("deals.closed_at",), contacts=contacts(1), deals=rows)

    assert ["status"] == unknowable(as_it_stood(data, SAMPLE_DAY), WON)
    assert [] == unknowable(data, WON)


def test_every_moment_of_a_contact_s_way_is_a_beginning_or_a_fact() -> None:
    """A new moment of the schema has to be taken back, too."""
    kept = {"campaigns", "costs"}
    moments = {
        (table.name, field.name)
        for table in TABLES.values()
        if table.name not in kept
        for field in table.fields
        if field.kind is Kind.MOMENT
    }
    begins = {("contacts", "created_at"), ("touchpoints", "happened_at")}
    begins |= {("handoffs", "handed_at"), ("deals", "created_at")}

    assert moments == begins | {(table, fact.date) for table, fact in FACTS.items()}


def test_the_data_s_own_last_day_changes_nothing() -> None:
    """Nor does any later one; nothing is computed anew."""
    assert sample() is as_it_stood(sample(), sample().as_of)
    assert sample() is as_it_stood(sample(), date(2099, 1, 1))
    assert then() is as_it_stood(sample(), SAMPLE_DAY)


def test_the_sample_proves_its_counters() -> None:
    """Webinars, forms and meetings are counted from touches; nothing else is."""
    data = sample()

    assert {"webinars", "form_sent", "meeting_held"} == proven_counts(
        data.engine, data.table, data.tables
    )
