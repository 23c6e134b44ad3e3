"""The sample company is the same everywhere and its tables hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from workshop.crm.sample import make_sample
from workshop.crm.sample.defects import FORM_DEFAULT, MESS, OLD_NAME, Wrong
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Callable

    Company = Callable[..., dict[str, pd.DataFrame]]

KEYS = {table.key.name: name for name, table in TABLES.items()}
SPOILT = {(mess.table, mess.field): mess for mess in MESS}
OTHER_VALUES = {Wrong.FORM_DEFAULT: {FORM_DEFAULT}, Wrong.OLD_NAME: {OLD_NAME}}


def test_another_seed_is_another_company(company: Company) -> None:
    """The seed decides."""
    assert not company(3, 300)["contacts"].equals(company(4, 300)["contacts"])


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_the_schema(name: str, company: Company) -> None:
    """Every table has the canonical columns in their order, but for those that name a colleague."""
    expected = [field.name for field in TABLES[name].sample_fields]

    assert expected == list(company()[name].columns)


def test_nobody_of_the_staff_is_in_it(company: Company) -> None:
    """The sample points at no colleague, not even at an invented one."""
    assert not any("owner_id" in frame.columns for frame in company().values())


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique(name: str, company: Company) -> None:
    """A key names one row; they are numbered from 1 without a gap."""
    key = company()[name].iloc[:, 0]

    assert list(range(1, len(key) + 1)) == key.str[1:].astype(int).tolist()


@pytest.mark.parametrize("name", TABLES)
def test_links_hold(name: str, company: Company) -> None:
    """Every key of another table is found there, but for the declared ghosts."""
    frame = company()[name]
    for column in frame.columns[1:].intersection(list(KEYS)):
        linked = frame[column].dropna()
        lost = (~linked.isin(company()[KEYS[column]][column])).sum()
        mess = SPOILT.get((name, column))

        assert (mess.rows if mess else 0) == lost


@pytest.mark.parametrize("name", TABLES)
def test_choices_are_in_the_schema(name: str, company: Company) -> None:
    """Only the declared mess stands outside the lists of the schema."""
    for field in TABLES[name].sample_fields:
        mess = SPOILT.get((name, field.name))
        others = OTHER_VALUES[mess.wrong] if mess and mess.wrong in OTHER_VALUES else set()
        if field.choices:
            known = {value for value, _ in field.choices} | others
            assert set(company()[name][field.name].dropna()) <= known


@pytest.mark.parametrize(
    ("table", "column"), [("contacts", "role"), ("contacts", "source"), ("accounts", "employees")]
)
def test_a_little_is_missing(table: str, column: str, company: Company) -> None:
    """About one row in fifty has a gap, as in any CRM."""
    assert 0.01 <= company()[table][column].isna().mean() <= 0.03


def test_some_persons_are_there_twice(company: Company) -> None:
    """A few contacts of one account with one role appear within days of each other."""
    contacts = company()["contacts"].dropna(subset=["role"]).sort_values("created_at")
    gap = contacts.groupby(["account_id", "role"])["created_at"].diff()

    assert 10 <= (gap < pd.Timedelta(days=7)).sum() <= 120


@pytest.mark.parametrize("name", ["accounts", "touchpoints", "handoffs", "deals"])
def test_tables_grow_with_the_contacts(name: str, company: Company) -> None:
    """Five times the contacts are about five times the rest."""
    growth = len(company(7, 20_000)[name]) / len(company()[name])

    assert growth == pytest.approx(5, rel=0.15)


def test_too_small_a_company_is_refused() -> None:
    """With a handful of contacts no table would say anything."""
    with pytest.raises(WorkshopError, match="at least 100 contacts"):
        make_sample(contacts=99)


def test_the_smallest_company_is_whole(company: Company) -> None:
    """Every table has rows, with the fewest contacts as well."""
    assert all(len(frame) for frame in company(5, 100).values())
