"""What must hold for every KPI, every dimension and all data: nobody is lost, nobody doubled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.answers import doubled
from support.data.tables import LONG_AGO, crm
from support.run.profiles import examples

from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.dimension import dimensions
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.groups.breakdown import Breakdown

pytestmark = pytest.mark.usefixtures("any_link")
PAIRS = [
    (one.name, by.name)
    for one in KPIS.values()
    if isinstance(one.compute, OfCases)
    for by in dimensions(one.compute.entity)
]
ONE_EACH = [pair for pair in PAIRS if pair[0] in ("lead_to_won", "win_rate", "acceptance_rate")]
"""One KPI for each kind of case, by every dimension."""
Tables = dict[str, list[dict[str, Any]]]
LAWS = settings(max_examples=examples(5))


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    """Return one of the values, or nothing."""
    return st.sampled_from([*values, None])


MOMENTS = st.one_of(
    st.none(), st.integers(-3000, 7000).map(lambda h: LONG_AGO + timedelta(hours=h))
)
PERSON, FIRM = maybe("C0", "C1", "C2", "C3", "stranger"), maybe("A0", "A1", "A9")
COLUMNS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "accounts": {"segment": maybe("dealer", "zoo"), "country": maybe("DE", " ")},
    "contacts": {
        "account_id": FIRM,
        "created_at": MOMENTS,
        "converted_at": MOMENTS,
        "source": maybe("fair", "ads", ""),
        "decides": maybe(True, False),
    },
    "deals": {
        "account_id": FIRM,
        "contact_id": PERSON,
        "created_at": MOMENTS,
        "closed_at": MOMENTS,
        "status": maybe("won", "lost", "open"),
        "product": maybe("server", "cloud"),
    },
    "handoffs": {
        "contact_id": PERSON,
        "handed_at": MOMENTS,
        "decided_at": MOMENTS,
        "outcome": maybe("accepted", "rejected"),
        "reason": maybe("no_need", "whim"),
    },
    "touchpoints": {
        "contact_id": PERSON,
        "happened_at": MOMENTS,
        "human": maybe(True, False),
        "side": maybe("sales", "marketing"),
    },
}
KEYS = {"contacts": "C", "accounts": "A", "deals": "D", "handoffs": "H", "touchpoints": "T"}


def numbered(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every row its key."""
    key = TABLES[table].key.name
    return [{key: f"{KEYS[table]}{n}", **row} for n, row in enumerate(rows)]


TABLES_OF_CHANCE = st.fixed_dictionaries(
    {
        table: st.lists(st.fixed_dictionaries(columns), max_size=8).map(
            lambda rows, table=table: numbered(table, rows)
        )
        for table, columns in COLUMNS.items()
    }
)


def sums(answers: list[KpiValue]) -> tuple[float, int, dict[str, int]]:
    """Return successes, cases and reservations about single cases, added up."""
    notes: dict[str, int] = {}
    for caveat in (caveat for answer in answers for caveat in answer.caveats):
        if caveat.code in COUNTED:
            notes[caveat.code] = notes.get(caveat.code, 0) + caveat.values["n"]
    return sum(a.numerator or 0 for a in answers), sum(a.n for a in answers), notes


COUNTED = {
    "left_truncated",
    "pending",
    "not_due",
    "breach_never",
    "silent",
    "missing_value",
    "immature_cohorts",
    "missing_dates",
    "won_before_seen",
    "deal_before_seen",
    "undecided",
    "never_answered",
    "negative_durations",
}


def figures(found: Breakdown) -> dict[str | None, tuple[Any, ...]]:
    return {g.key: (g.answer.value, g.answer.low, g.answer.high) for g in found.groups}


@given(TABLES_OF_CHANCE, st.sampled_from(PAIRS))
@LAWS
def test_groups_add_up_to_the_one_number(tables: Tables, pair: tuple[str, str]) -> None:
    """Every case is in one group: successes, cases and what was left out, all of it."""
    held = crm(**tables)
    found = breakdown(Scope.of(held), *pair)

    assert ask(kpi(pair[0]), Scope.of(held)) == found.total
    assert sums([found.total]) == sums([group.answer for group in found.groups])


@given(TABLES_OF_CHANCE, st.sampled_from(PAIRS), st.randoms(use_true_random=False))
@LAWS
def test_the_order_of_rows_means_nothing(tables: Tables, pair: tuple[str, str], dice: Any) -> None:
    """The same export, sorted in another way, gives the same page."""
    mixed = {name: dice.sample(rows, len(rows)) for name, rows in tables.items()}
    once, again = (
        breakdown(Scope.of(crm(**tables)), *pair),
        breakdown(Scope.of(crm(**mixed)), *pair),
    )

    assert once.as_json(Words("en")) == again.as_json(Words("en"))


@given(TABLES_OF_CHANCE, st.sampled_from(PAIRS))
@LAWS
def test_a_company_twice_as_large_has_the_same_groups(
    tables: Tables, pair: tuple[str, str]
) -> None:
    """Twice the cases and successes in every group; a number that was there stays."""
    once, twice = (
        breakdown(Scope.of(crm(**tables)), *pair),
        breakdown(Scope.of(crm(**doubled(tables))), *pair),
    )
    large = {group.key: group.answer for group in twice.groups}

    assert {group.key for group in once.groups} == large.keys()
    for group in once.groups:
        answer = large[group.key]
        assert (2 * group.answer.n, 2 * (group.answer.numerator or 0)) == (
            answer.n,
            answer.numerator or 0,
        )
        assert group.answer.value in (None, answer.value)


@pytest.mark.parametrize("pair", ONE_EACH, ids="-".join)
def test_every_dimension_runs_on_rows_of_nulls(pair: tuple[str, str]) -> None:
    """No combination is a traceback, and nobody falls out of it."""
    found = breakdown(Scope.of(crm(**{table: [{}, {}] for table in TABLES})), *pair)

    assert found.total.n == sum(group.answer.n for group in found.groups)
    assert () == found.total.missing
