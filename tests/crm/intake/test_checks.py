"""Tables that were read row by row are looked at together; what does not fit is named."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import AS_OF, LONG_AGO, at, contacts, crm, deals

from workshop.crm.intake.checks import MOST_VALUES, Reference, Tables, check
from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

Rows = list[dict[str, Any]]
DAY = timedelta(days=1)
PRODUCTS = {("deals", "product"): Reference("products.csv", frozenset({"GTX Pro", "MG Special"}))}
CLEAN: dict[str, Rows] = {
    "accounts": [{"account_id": f"A{n}", "segment": "dealer", "country": "DE"} for n in range(3)],
    "contacts": [
        {**row, "account_id": f"A{n % 3}", "role": role, "source": "fair"}
        for n, (row, role) in enumerate(
            zip(contacts(4), ("it_lead", "management", "it_staff", "purchasing"), strict=True)
        )
    ],
    "campaigns": [{"campaign_id": "K1", "title": "Fair", "kind": "fair", "starts_at": LONG_AGO}],
    "touchpoints": [
        {"touchpoint_id": "T1", "contact_id": "C1", "campaign_id": "K1", "side": "sales"},
        {"touchpoint_id": "T2", "contact_id": "C1", "side": "marketing"},
    ],
    "handoffs": [
        {"handoff_id": "H1", "contact_id": "C0", "handed_at": LONG_AGO},
        {
            "handoff_id": "H2",
            "contact_id": "C1",
            "handed_at": LONG_AGO,
            "decided_at": LONG_AGO + DAY,
            "outcome": "rejected",
            "reason": "no_need",
        },
    ],
    "deals": [
        *deals(2, "won", account_id="A1", value=5.0, product="GTX Pro"),
        *deals(2, "lost", account_id="A1", value=5.0, lost_reason="price"),
        {**deals(1, "open", account_id="A2", value=0.0)[0], "closed_at": at("2027-03-01T00:00")},
    ],
    "costs": [{"cost_id": "X1", "side": "sales", "kind": "people", "amount": 1.0}],
}


def findings(
    *codes: Oddity,
    references: Mapping[tuple[str, str], Reference] | None = None,
    without: tuple[str, ...] = (),
    **rows: Rows,
) -> list[Finding]:
    """Return what is found in small tables; only these codes, if any are named."""
    data = crm(without=without, **rows)
    found = check(Tables(data.table, data.tables, AS_OF), references)
    return [one for one in found if not codes or one.code in codes]


def status(name: str, value: float | None) -> dict[str, Any]:
    return {**deals(1, name)[0], "value": value}


def test_clean_data_gives_nothing() -> None:
    """Whoever cries wolf is not heard: seven tables that hold together have no finding."""
    assert set(TABLES) == set(CLEAN)
    assert [] == findings(references=PRODUCTS, **CLEAN)


@pytest.mark.parametrize("name", TABLES)
def test_tables_without_rows_give_nothing(name: str) -> None:
    """A header alone contradicts nobody, and no sum over nothing is a finding."""
    assert [] == findings(references=PRODUCTS, **{name: []})


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("deals", "created_at", "closed_at"),
        ("handoffs", "handed_at", "decided_at"),
        ("campaigns", "starts_at", "ends_at"),
    ],
)
def test_what_ends_before_it_begins_is_counted_by_the_day(table: str, start: str, end: str) -> None:
    """Many exports keep one of the two without a time: the same day is no contradiction."""
    noon = at("2026-03-02T12:00")
    ends = [at("2026-03-01T23:59"), at("2026-03-02T00:00"), noon, None, noon + DAY]
    rows = [{start: noon, end: one} for one in ends] + [{start: None, end: noon}]

    assert [Finding(Oddity.NEGATIVE, table, 1, names={"field": end, "other": start})] == findings(
        Oddity.NEGATIVE, **{table: rows}
    )


@pytest.mark.parametrize(
    ("table", "rows", "names"),
    [
        (
            "deals",
            [
                {"status": "won"},
                {"status": "lost"},
                {"status": "open"},
                {"status": "won", "closed_at": LONG_AGO},
                {},
            ],
            {"field": "status", "other": "closed_at"},
        ),
        (
            "deals",
            [
                *({"status": "won", "closed_at": LONG_AGO, "lost_reason": "price"},) * 2,
                {"status": "lost", "closed_at": LONG_AGO, "lost_reason": "price"},
                {"status": "open", "lost_reason": "price"},
            ],
            {"field": "status", "other": "lost_reason"},
        ),
        (
            "handoffs",
            [
                {"outcome": "accepted"},
                {"decided_at": LONG_AGO},
                {"outcome": "accepted", "decided_at": LONG_AGO},
                {},
            ],
            {"field": "outcome", "other": "decided_at"},
        ),
        (
            "handoffs",
            [
                *({"outcome": "accepted", "decided_at": LONG_AGO, "reason": "no_need"},) * 2,
                {"outcome": "rejected", "decided_at": LONG_AGO, "reason": "no_need"},
                {"outcome": "accepted", "decided_at": LONG_AGO},
            ],
            {"field": "outcome", "other": "reason"},
        ),
    ],
)
def test_two_columns_that_say_different_things(
    table: str, rows: Rows, names: dict[str, str]
) -> None:
    """Two of these rows contradict themselves; the others, missing cells included, do not."""
    assert [Finding(Oddity.CONTRADICTION, table, 2, names=names)] == findings(
        Oddity.CONTRADICTION, **{table: rows}
    )


def test_an_empty_link_is_counted_of_all_rows() -> None:
    """A deal without an account cannot be told by kind of customer."""
    rows = [{"deal_id": "D1", "account_id": "A1"}, {"deal_id": "D2"}, {"deal_id": "D3"}]

    assert [Finding(Oddity.NO_LINK, "deals", 2, 3, {"field": "account_id"})] == findings(
        Oddity.NO_LINK, without=("contact_id",), deals=rows
    )


def test_a_column_that_is_not_there_is_no_empty_link() -> None:
    """What an export does not have at all is said elsewhere, not row by row."""
    assert [] == findings(
        Oddity.NO_LINK, without=("account_id", "contact_id"), deals=[{"deal_id": "D1"}]
    )


def test_a_touch_may_belong_to_no_campaign() -> None:
    """Sales calls without a campaign; that is an answer and no gap."""
    rows = [{"touchpoint_id": "T1", "contact_id": "C1"}]

    assert [] == findings(Oddity.NO_LINK, touchpoints=rows)


def test_a_link_that_leads_nowhere_is_counted_of_the_filled_ones() -> None:
    """An account that the list of accounts does not have; empty cells are another matter."""
    rows = [{"account_id": key} for key in ("A1", "A9", "a1", None)]
    tables = {"accounts": [{"account_id": "A1"}, {"account_id": None}], "contacts": rows}
    names = {"field": "account_id", "other": "accounts"}

    assert [Finding(Oddity.JOIN_MISSES, "contacts", 2, 3, names)] == findings(
        Oddity.JOIN_MISSES, **tables
    )


def test_a_link_to_a_table_that_is_not_there_misses_nothing() -> None:
    """Without accounts nobody can say which are missing."""
    rows = [{"contact_id": "C1", "account_id": "A9"}]

    assert [] == findings(Oddity.JOIN_MISSES, contacts=rows)
    assert [] == findings(
        Oddity.JOIN_MISSES, without=("accounts.account_id",), contacts=rows, accounts=[{}]
    )


@pytest.mark.parametrize(
    ("name", "code", "n", "of"),
    [
        ("won", Oddity.NO_VALUE_WON, 2, 4),
        ("lost", Oddity.NO_VALUE_LOST, 3, 5),
        ("open", Oddity.NO_VALUE_OPEN, 1, 5),
    ],
)
def test_values_that_are_missing_by_status(name: str, code: Oddity, n: int, of: int) -> None:
    """Ended deals without money count as empty, nought too; an open one may still be at nought.

    A won deal with a negative amount is a refund: it has a value, and is no won deal.
    """
    rows = [status(name, value) for value in (None, 0.0, -1.0, 0.01, 7.0)]

    assert [Finding(code, "deals", n, of)] == findings(*NO_VALUE, deals=rows)


NO_VALUE = (Oddity.NO_VALUE_WON, Oddity.NO_VALUE_LOST, Oddity.NO_VALUE_OPEN)


def test_each_status_is_counted_by_itself() -> None:
    """A missing value of a lost deal says nothing about the won ones."""
    rows = [status("won", 1.0), status("won", None), status("lost", None), status("open", 3.0)]

    assert [(Oddity.NO_VALUE_WON, 1, 2), (Oddity.NO_VALUE_LOST, 1, 1)] == [
        (one.code, one.n, one.of) for one in findings(*NO_VALUE, deals=rows)
    ]


def test_deals_that_ended_in_the_future() -> None:
    """Won tomorrow is a slip; an open deal's plan is none, and the last day itself counts."""
    today, tomorrow = at(f"{AS_OF}T23:59"), at(f"{AS_OF + DAY}T00:00")
    rows = [
        {"status": state, "closed_at": moment}
        for state in ("won", "lost", "open")
        for moment in (today, tomorrow, None)
    ]

    assert [Finding(Oddity.FUTURE, "deals", 2)] == findings(Oddity.FUTURE, deals=rows)


@pytest.mark.parametrize(
    ("often", "seldom"),
    [
        ("GTX Pro", "GTXPro"),
        ("Übergrößen", "ÜBERGRÖSSEN"),
        ("Cloud-Dienste", "cloud dienste"),
        ("managed", "Managed Services"),
        ("workplace", "Workplace devices"),
        ("Managed services", "managed"),
    ],
)
def test_two_spellings_of_one_value(often: str, seldom: str) -> None:
    """Spaces, capitals and signs make no other value, and neither does the spoken name of one."""
    rows = [{"product": value} for value in [often] * 3 + [seldom] + ["server"] * 2]
    names = {"field": "product", "value": seldom, "twin": often}

    assert [Finding(Oddity.SPELLINGS, "deals", 1, 3, names)] == findings(
        Oddity.SPELLINGS, deals=rows
    )


def test_a_german_name_of_a_known_value() -> None:
    """A list that says “Messe” here and “fair” there has one source, not two."""
    rows = [{"source": value} for value in ("fair", "fair", "Messe")]
    names = {"field": "source", "value": "Messe", "twin": "fair"}

    assert [Finding(Oddity.SPELLINGS, "contacts", 1, 2, names)] == findings(
        Oddity.SPELLINGS, contacts=rows
    )


def test_values_of_signs_alone_are_not_alike() -> None:
    """Where no letter is left, nothing is left that could be the same."""
    rows = [{"product": value} for value in ("***", "***", "+++")]

    assert [] == findings(Oddity.SPELLINGS, deals=rows)


def test_long_lists_of_values_still_end() -> None:
    """A list with more entries than anybody reads is looked at, and no entry is invented."""
    rows = [{"product": f"P{n}"} for n in range(MOST_VALUES + 50)]

    assert [] == findings(Oddity.SPELLINGS, deals=rows)


@pytest.mark.parametrize(("value", "twin"), [("GTXPro", "GTX Pro"), ("Toaster", "")])
def test_a_value_that_is_not_on_the_list(value: str, twin: str) -> None:
    """The list of products does not have it; where only the spelling differs, that is said."""
    rows = [{"product": one} for one in ("GTX Pro", value, value, None)]
    names = {"field": "product", "value": value, "other": "products.csv", "twin": twin}

    assert [Finding(Oddity.UNLISTED, "deals", 2, names=names)] == findings(
        Oddity.UNLISTED, references=PRODUCTS, deals=rows
    )


def test_a_list_for_a_column_that_is_not_there() -> None:
    """A list of products says nothing about deals without products."""
    assert [] == findings(
        Oddity.UNLISTED, references=PRODUCTS, without=("product",), deals=[{"deal_id": "D1"}]
    )


def person(days: float, role: str | None = "it_lead", account: str | None = "A") -> dict[str, Any]:
    moment = LONG_AGO + timedelta(days=days)
    return {"account_id": account, "role": role, "created_at": moment}


@pytest.mark.parametrize(
    ("rows", "n"),
    [
        ([person(0), person(6.99)], 1),
        ([person(0), person(7)], 0),
        ([person(0), person(5), person(10)], 2),
        ([person(0), person(1, role="management")], 0),
        ([person(0), person(1, account="B")], 0),
        ([person(0, role=None), person(1, role=None)], 0),
        ([person(0, account=None), person(1, account=None)], 0),
        ([person(0), {**person(0), "created_at": None}], 0),
    ],
)
def test_twins_are_of_one_account_and_role_within_a_week(rows: Rows, n: int) -> None:
    """The same person entered twice; what nobody filled in makes nobody alike."""
    found = findings(Oddity.TWINS, contacts=rows)

    assert [Finding(Oddity.TWINS, "contacts", n)] * bool(n) == found


def test_findings_come_table_by_table() -> None:
    """A person reads the report from top to bottom, in the order of the tables."""
    tables: dict[str, Rows] = {
        "deals": [{"status": "won"}],
        "handoffs": [{"outcome": "accepted"}],
        "contacts": [person(0), person(1)],
    }
    order = [one.table for one in findings(**tables)]

    assert sorted(order, key=list(TABLES).index) == order
    assert {*tables} == {*order}
