"""All mess is declared, all that is declared is there, and nothing else is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from workshop.crm.sample.defects import (
    FORM_DEFAULT,
    MESS,
    NEW_NAME,
    NO_SUCH_DAYS,
    OLD_NAME,
    RENAMED_ON,
    Mess,
    Wrong,
)
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    Company = Callable[..., dict[str, pd.DataFrame]]

NAMES = [f"{mess.table}.{mess.field}" for mess in MESS]
SEEDS = (7, 20, 21)
FIRST_DAY, DAY_AFTER = pd.Timestamp("2024-10-01"), pd.Timestamp("2026-10-01")


def of_sort(wrong: Wrong) -> Mess:
    return next(mess for mess in MESS if mess.wrong is wrong)


def rows_of(mess: Mess, tables: dict[str, pd.DataFrame]) -> int:
    """Return how many rows of a company have this mess."""
    frame = tables[mess.table]
    match mess.wrong:
        case Wrong.FORM_DEFAULT:
            wrong = frame[mess.field] == FORM_DEFAULT
        case Wrong.OLD_NAME:
            wrong = frame[mess.field] == OLD_NAME
        case Wrong.WRONG_YEAR:
            wrong = frame["closed_at"] < frame["created_at"]
        case Wrong.NO_SUCH_DAY:
            wrong = ~frame[mess.field].between(FIRST_DAY, DAY_AFTER)
        case Wrong.REPEATED:
            wrong = frame.drop(columns=mess.field).duplicated()
        case Wrong.GHOST:
            wrong = ~frame[mess.field].isin(tables["accounts"][mess.field])
    return int(wrong.sum())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mess", MESS, ids=NAMES)
def test_the_declared_rows_are_there(mess: Mess, seed: int, company: Company) -> None:
    """As many rows as the list of mess says, neither more nor fewer."""
    found = rows_of(mess, company(seed))

    assert found == mess.rows if mess.rows is not None else found >= 10


@pytest.mark.parametrize("mess", MESS, ids=NAMES)
def test_a_tiny_company_is_not_all_mess(mess: Mess, company: Company) -> None:
    """At most one row in eight."""
    tables = company(5, 100)

    assert rows_of(mess, tables) <= len(tables[mess.table]) / 8


def test_impossible_days_are_the_listed_ones(company: Company) -> None:
    """A future nobody has seen, and two days before there was a CRM."""
    days = company()["contacts"]["created_at"]
    wrong = days[~days.between(FIRST_DAY, DAY_AFTER)]

    assert sorted(map(pd.Timestamp, NO_SUCH_DAYS)) == sorted(wrong)


def test_nobody_from_an_impossible_day_was_worked_on(company: Company) -> None:
    """Else a wait of a hundred years would hide in the medians."""
    tables = company()
    contacts, touches = tables["contacts"], tables["touchpoints"]
    days = contacts["created_at"]
    wrong = contacts.loc[~days.between(FIRST_DAY, DAY_AFTER), "contact_id"]
    human = touches[(touches["side"] == "sales") & touches["human"]]

    for worked in (human, tables["handoffs"], tables["deals"]):
        assert not worked["contact_id"].isin(wrong).any()


def test_one_product_has_an_old_and_a_new_name(company: Company) -> None:
    """Before the day both names would mean the same thing; only one is used at a time."""
    deals = company()["deals"]
    early = deals["created_at"] < pd.Timestamp(RENAMED_ON)

    assert {OLD_NAME} == set(deals.loc[early, "product"]) & {OLD_NAME, NEW_NAME}
    assert {NEW_NAME} == set(deals.loc[~early, "product"]) & {OLD_NAME, NEW_NAME}


def test_the_list_names_real_columns() -> None:
    """A column that is renamed takes its mess along."""
    for mess in MESS:
        assert TABLES[mess.table].field(mess.field) is not None


def test_no_place_is_listed_twice() -> None:
    """One sort of mess a column, or the numbers of rows would not hold."""
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("seed", SEEDS)
def test_ends_follow_starts_but_for_the_mess(seed: int, company: Company) -> None:
    """Nothing else ends before it has begun."""
    tables = company(seed)
    pairs = {
        "deals": ("created_at", "closed_at"),
        "handoffs": ("handed_at", "decided_at"),
        "campaigns": ("starts_at", "ends_at"),
    }
    wrong = {
        name: int((tables[name][end] <= tables[name][start]).sum())
        for name, (start, end) in pairs.items()
    }

    assert {"deals": of_sort(Wrong.WRONG_YEAR).rows, "handoffs": 0, "campaigns": 0} == wrong
