"""The catalogue: every KPI says what it is, and what it needs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from answers import codes
from tables import LONG_AGO, contacts, crm, deals

from workshop.crm.intake.report import Reason, Report, SetAside, TableReport
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import KPIS, ask, ask_all, conversion, kpi

if TYPE_CHECKING:
    from workshop.kpis.kpi import Kpi


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_needs_are_real_columns(one: Kpi) -> None:
    """A missing column is named as the mapping names it."""
    for need in (need for needs in one.needs for need in needs):
        table, column = need.split(".")
        assert TABLES[table].field(column)


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_without_its_columns_there_is_no_number(one: Kpi) -> None:
    """Better no number than a wrong one; the shortest way to one is named."""
    found = ask(one, crm(accounts=[]))

    assert found.value is None
    assert min(one.needs, key=len) == found.missing
    assert found.caveats[0].code == "missing_columns"


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_each_need_is_needed(one: Kpi) -> None:
    """Taking away one column of every alternative is noticed before anything is computed."""
    rows = {name: [] for name in TABLES}
    for gone in product(*one.needs):
        data = crm(without=gone, **rows)
        found = ask(one, data).missing

        assert found
        assert set(found) <= set(gone)


def test_one_whole_alternative_is_enough() -> None:
    """Half of one set of columns and half of another are no set."""
    one = KPIS["lead_to_deal"]
    by_lead, by_deal = one.needs
    rows = {"contacts": [], "deals": []}

    assert () == ask(one, crm(without=("deals.contact_id",), **rows)).missing
    assert () == ask(one, crm(without=("contacts.converted_at",), **rows)).missing
    assert ("contacts.converted_at",) == ask(
        one, crm(without=("contacts.converted_at", "deals.contact_id"), **rows)
    ).missing
    assert ("contacts.created_at", "contacts.converted_at") == by_lead
    assert "deals.created_at" in by_deal


def test_conversion_goes_as_far_as_the_data() -> None:
    """Deals won if the data knows of them, else whether a lead became a deal at all."""
    leads = contacts(40, converted_at=LONG_AGO)
    whole = conversion(crm(contacts=leads, deals=deals(5, "won")))
    half = conversion(crm(contacts=leads))

    assert ("lead_to_won", 5 / 40) == (whole.name, whole.value)
    assert ("lead_to_deal", 1.0) == (half.name, half.value)


def test_rows_set_aside_are_said_of_the_tables_a_kpi_reads() -> None:
    """A number made of half an export must not look like one made of all of it."""
    one = TableReport("deals", "d.csv", 12, 5, (SetAside(Reason.FOOTER, 7, (3,)),))
    other = TableReport("costs", "c.csv", 9, 0, (SetAside(Reason.FOOTER, 9, (2,)),))
    data = replace(crm(deals=deals(5, "won"), costs=[]), report=Report((one, other)))

    assert 7 == codes(ask(KPIS["win_rate"], data))["set_aside"]
    assert "set_aside" not in codes(ask(KPIS["win_rate"], crm(deals=deals(5, "won"))))


def test_an_unknown_name_is_refused() -> None:
    """The error names those there are."""
    with pytest.raises(WorkshopError, match="win_rate"):
        kpi("happiness")


def test_answers_come_in_the_catalogues_order() -> None:
    """A page is laid out the same every time."""
    names = ["won_value", "win_rate"]
    found = [one.name for one in ask_all(crm(contacts=contacts(1)), names)]

    assert ["win_rate", "won_value"] == found
