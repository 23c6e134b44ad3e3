"""Deals hold together with their dates, their contacts and the work behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    Company = Callable[..., dict[str, pd.DataFrame]]


def test_status_and_dates_agree(company: Company) -> None:
    """Open deals have no end, closed ones have one; only lost ones have a reason."""
    deals = company()["deals"]

    assert (deals["closed_at"].isna() == (deals["status"] == "open")).all()
    assert set(deals.loc[deals["lost_reason"].notna(), "status"]) == {"lost"}
    assert deals.loc[deals["status"] != "open", "value"].notna().all()


def test_a_contact_became_a_deal_when_its_first_deal_was_opened(company: Company) -> None:
    """Both tables name the same moment, and nobody else has one."""
    contacts, deals = company()["contacts"], company()["deals"]
    first = deals.groupby("contact_id")["created_at"].min()
    converted = contacts.set_index("contact_id")["converted_at"].dropna()

    pd.testing.assert_series_equal(
        first.sort_index(), converted.sort_index(), check_names=False, check_dtype=False
    )


def test_every_deal_was_worked_by_a_person(company: Company) -> None:
    """No deal opens before somebody from sales has been in touch."""
    deals, touches = company()["deals"], company()["touchpoints"]
    human = touches[(touches["side"] == "sales") & touches["human"]]
    first = deals["contact_id"].map(human.groupby("contact_id")["happened_at"].min())

    assert (first <= deals["created_at"]).all()


def test_win_rate_and_cycle_are_plausible(company: Company) -> None:
    """A third of the closed deals is won, and winning takes longer than losing."""
    closed = company()["deals"].query("status != 'open' and closed_at > created_at")
    cycle = (closed["closed_at"] - closed["created_at"]).groupby(closed["status"]).median()

    assert 0.25 <= (closed["status"] == "won").mean() <= 0.40
    assert pd.Timedelta(days=45) <= cycle["won"] <= pd.Timedelta(days=60)
    assert cycle["lost"] < cycle["won"]


def test_both_sides_cost(company: Company) -> None:
    """A cost per win can be asked of either side and of both."""
    costs = company()["costs"].groupby("side")["amount"].sum()

    assert (costs[["sales", "marketing"]] > 300_000).all()


def test_some_campaigns_are_paid_by_vendors(company: Company) -> None:
    """Whose success is it? The question can be asked."""
    campaigns = company()["campaigns"]

    assert 3 <= campaigns["vendor_funded"].sum() <= len(campaigns) / 3
