"""The catalogue: every KPI says what it is, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import ibis
import pytest
from support.data.answers import codes
from support.data.tables import AS_OF, LONG_AGO, contacts, crm, deals

from workshop.crm.crm import Crm
from workshop.crm.intake.report import Reason, Report, SetAside, TableReport
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask, ask_all, conversion, kpi
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from workshop.kpis.core.kpi import Kpi


def test_needs_are_real_columns() -> None:
    """A missing column is named as the mapping names it."""
    columns = {f"{name}.{field.name}" for name, one in TABLES.items() for field in one.fields}
    needed = {
        (one.name, need)
        for one in KPIS.values()
        for needs in (*one.needs, *one.undated)
        for need in needs
    }

    assert needed
    assert [] == [(name, need) for name, need in needed if need not in columns]


def test_without_its_columns_there_is_no_number() -> None:
    """Better no number than a wrong one; the shortest way to one is named."""
    scope = Scope.of(crm(accounts=[]))
    for one in KPIS.values():
        found = ask(one, scope)

        assert found.value is None, one.name
        assert min(one.needs, key=len) == found.missing, one.name
        assert found.caveats[0].code == "missing_columns", one.name


@dataclass(frozen=True)
class Lacking(Crm):
    """Data without some columns; nothing may be computed from it."""

    gone: frozenset[str] = frozenset()

    def _has(self, table: str, column: str) -> bool:
        return f"{table}.{column}" not in self.gone

    def table(self, name: str) -> ibis.Table:
        message = f"{name} was asked for"
        raise AssertionError(message)


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_each_need_is_needed(one: Kpi) -> None:
    """Taking away one column of every alternative is noticed before anything is computed."""
    connection = ibis.duckdb.connect()
    for gone in product(*one.needs, *one.undated):
        data = Lacking(connection, "test", "EUR", AS_OF, gone=frozenset(gone))
        found = ask(one, Scope.of(data)).missing

        assert found
        assert set(found) <= set(gone)


def test_one_whole_alternative_is_enough() -> None:
    """Half of one set of columns and half of another are no set."""
    one = KPIS["lead_to_deal"]
    by_lead, by_deal = one.needs
    rows = {"contacts": [], "deals": []}

    assert () == ask(one, Scope.of(crm(without=("deals.contact_id",), **rows))).missing
    assert () == ask(one, Scope.of(crm(without=("contacts.converted_at",), **rows))).missing
    assert ("contacts.converted_at",) == ask(
        one, Scope.of(crm(without=("contacts.converted_at", "deals.contact_id"), **rows))
    ).missing
    assert ("contacts.created_at", "contacts.converted_at") == by_lead
    assert "deals.created_at" in by_deal


def test_conversion_goes_as_far_as_the_data() -> None:
    """Deals won if the data knows of them, else whether a lead became a deal at all."""
    leads = contacts(40, converted_at=LONG_AGO)
    whole = conversion(Scope.of(crm(contacts=leads, deals=deals(5, "won"))))
    half = conversion(Scope.of(crm(contacts=leads)))

    assert ("lead_to_won", 5 / 40) == (whole.name, whole.value)
    assert ("lead_to_deal", 1.0) == (half.name, half.value)


def test_rows_set_aside_are_said_of_the_tables_a_kpi_reads() -> None:
    """A number made of half an export must not look like one made of all of it."""
    one = TableReport("deals", "d.csv", 12, 5, (SetAside(Reason.FOOTER, 7, (3,)),))
    other = TableReport("costs", "c.csv", 9, 0, (SetAside(Reason.FOOTER, 9, (2,)),))
    data = replace(crm(deals=deals(5, "won"), costs=[]), report=Report((one, other)))

    assert 7 == codes(ask(KPIS["win_rate"], Scope.of(data)))["set_aside"]
    assert "set_aside" not in codes(ask(KPIS["win_rate"], Scope.of(crm(deals=deals(5, "won")))))


def test_an_unknown_name_is_refused() -> None:
    """The error names those there are."""
    with pytest.raises(WorkshopError, match="win_rate"):
        kpi("happiness")


def test_answers_come_in_the_catalogues_order() -> None:
    """A page is laid out the same every time."""
    names = ["won_value", "win_rate"]
    found = [one.name for one in ask_all(Scope.of(crm(contacts=contacts(1))), names)]

    assert ["win_rate", "won_value"] == found
