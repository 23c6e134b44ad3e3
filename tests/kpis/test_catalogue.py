"""The catalogue: every KPI says what it is, and what it needs."""

from __future__ import annotations

import pytest
from tables import contacts, crm

from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import KPIS, Kpi, ask, ask_all, kpi


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_needs_are_real_columns(one: Kpi) -> None:
    """A missing column is named as the mapping names it."""
    for need in one.needs:
        table, column = need.split(".")
        assert TABLES[table].field(column)


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_without_its_columns_there_is_no_number(one: Kpi) -> None:
    """Better no number than a wrong one."""
    found = ask(one, crm(costs=[]))

    assert found.value is None
    assert set(one.needs) == set(found.missing)
    assert found.caveats[0].code == "missing_columns"


@pytest.mark.parametrize("one", KPIS.values(), ids=KPIS)
def test_each_need_is_needed(one: Kpi) -> None:
    """Taking away any one column is noticed before anything is computed."""
    rows = {name: [] for name in TABLES}
    for need in one.needs:
        data = crm(without=(need.split(".")[1],), **rows)
        assert need in ask(one, data).missing


def test_an_unknown_name_is_refused() -> None:
    """The error names those there are."""
    with pytest.raises(WorkshopError, match="win_rate"):
        kpi("happiness")


def test_answers_come_in_the_catalogues_order() -> None:
    """A page is laid out the same every time."""
    names = ["won_value", "win_rate"]
    found = [one.name for one in ask_all(crm(contacts=contacts(1)), names)]

    assert ["win_rate", "won_value"] == found
