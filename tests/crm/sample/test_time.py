"""Things happen in their order, in office hours where people work, in quiet and lively months."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    Company = Callable[..., dict[str, pd.DataFrame]]

FIRST_DAY, DAY_AFTER = pd.Timestamp("2024-10-01"), pd.Timestamp("2026-10-01")


def real_days(contacts: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return when each contact was first seen, without the impossible days."""
    seen = contacts.set_index("contact_id")["created_at"]
    return seen[seen.between(FIRST_DAY, DAY_AFTER)]


@pytest.mark.parametrize(
    ("table", "moment"),
    [("touchpoints", "happened_at"), ("handoffs", "handed_at"), ("deals", "created_at")],
)
def test_nothing_happens_before_the_contact(table: str, moment: str, company: Company) -> None:
    """A contact is seen first; only then it is touched, handed over or sold to."""
    frame = company()[table]
    seen = frame["contact_id"].map(real_days(company()["contacts"]))

    assert not (frame[moment] < seen).any()


@pytest.mark.parametrize("name", TABLES)
def test_nothing_lies_after_the_as_of_date(name: str, company: Company) -> None:
    """The export was made on 2026-09-30; but for one impossible contact it knows no future."""
    later = {
        field.name: int((company()[name][field.name] >= DAY_AFTER).sum())
        for field in TABLES[name].sample_fields
        if field.kind is Kind.MOMENT
    }

    assert (name == "contacts") == sum(later.values())


def test_people_of_sales_keep_office_hours(company: Company) -> None:
    """Sales works on working days, between 8 and 18 o'clock."""
    touches = company()["touchpoints"]
    human = touches[(touches["side"] == "sales") & touches["human"]]["happened_at"].dt

    assert (human.day_of_week < 5).all()
    assert human.hour.between(8, 17).all()


def test_summer_and_christmas_are_quiet(company: Company) -> None:
    """August and December bring fewer contacts than the months around them."""
    seen = real_days(company()["contacts"])
    months = seen.dt.to_period("M").value_counts().sort_index()
    dips = [right < left for left, right in pairwise(months) if left > 0]

    assert months["2025-08"] < min(months["2025-07"], months["2025-09"])
    assert months["2025-12"] < min(months["2025-11"], months["2026-01"])
    assert any(dips)
