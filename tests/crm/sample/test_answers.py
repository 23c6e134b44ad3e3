"""What sales answers to hand-offs holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Company = Callable[..., dict[str, pd.DataFrame]]


def first_human_touch(tables: dict[str, pd.DataFrame]) -> pd.Series[pd.Timestamp]:
    touches = tables["touchpoints"]
    human = touches[(touches["side"] == "sales") & touches["human"]]
    return human.groupby("contact_id")["happened_at"].min()


def test_answers_and_dates_agree(company: Company) -> None:
    """A silent hand-off has neither answer nor moment; only a rejection has a reason."""
    handoffs = company()["handoffs"]

    assert (handoffs["decided_at"].isna() == handoffs["outcome"].isna()).all()
    assert set(handoffs.loc[handoffs["reason"].notna(), "outcome"]) == {"rejected"}


def test_last_answer_does_not_contradict_a_deal(company: Company) -> None:
    """Who was rejected for good has no deal."""
    last = company()["handoffs"].drop_duplicates("contact_id", keep="last")
    rejected = last.loc[last["outcome"] == "rejected", "contact_id"]

    assert not company()["deals"]["contact_id"].isin(rejected).any()


def test_some_are_never_answered(company: Company) -> None:
    """A part of what is handed over is never touched by a person from sales."""
    handed = company()["handoffs"]["contact_id"].drop_duplicates()

    assert 0.1 <= (~handed.isin(first_human_touch(company()).index)).mean() <= 0.35


def test_some_rejected_contacts_come_back(company: Company) -> None:
    """Marketing hands a few of them over a second time."""
    repeated = company()["handoffs"]["contact_id"].duplicated()

    assert 10 <= repeated.sum() <= 150
