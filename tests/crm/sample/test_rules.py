"""The two sides mean two things by Lead, and both have a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.stats import Interval, wilson

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Company = Callable[..., dict[str, pd.DataFrame]]
    Flags = pd.Series[bool]

SEEDS = (7, *range(20, 26))


def marketing_rule(contacts: pd.DataFrame) -> Flags:
    return contacts["form_sent"] | (contacts["webinars"] >= 1) | (contacts["score"] >= 40)


def sales_rule(contacts: pd.DataFrame) -> Flags:
    return contacts["need_known"] & (contacts["budget_known"] | contacts["decides"])


def has_won(tables: dict[str, pd.DataFrame]) -> Flags:
    won = tables["deals"].query("status == 'won'")
    return tables["contacts"]["contact_id"].isin(won["contact_id"])


def interval(won: Flags) -> Interval:
    return wilson(int(won.sum()), len(won))


@pytest.mark.parametrize("seed", SEEDS)
def test_marketing_counts_about_three_times_as_many(seed: int, company: Company) -> None:
    """The two rules differ enough to talk about."""
    contacts = company(seed)["contacts"]

    assert 2.3 <= marketing_rule(contacts).sum() / sales_rule(contacts).sum() <= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_sales_misses_a_good_share_of_the_wins(seed: int, company: Company) -> None:
    """Between a quarter and two fifths of those who won are leads for marketing only."""
    contacts, won = company(seed)["contacts"], has_won(company(seed))
    only = marketing_rule(contacts) & ~sales_rule(contacts)

    assert 0.25 <= only[won].mean() <= 0.40


@pytest.mark.parametrize("seed", SEEDS)
def test_marketing_misses_some_wins_as_well(seed: int, company: Company) -> None:
    """Neither side is simply right."""
    contacts, won = company(seed)["contacts"], has_won(company(seed))
    only = sales_rule(contacts) & ~marketing_rule(contacts)

    assert 0.1 <= only[won].mean() <= 0.3


@pytest.mark.parametrize("seed", SEEDS)
def test_conversion_is_higher_under_the_sales_rule(seed: int, company: Company) -> None:
    """What people have asked about says more than what machines have counted."""
    contacts, won = company(seed)["contacts"], has_won(company(seed))

    assert interval(won[sales_rule(contacts)]).low > interval(won[marketing_rule(contacts)]).high


@pytest.mark.parametrize("seed", SEEDS)
def test_marketing_only_is_worth_more_than_nobody_s_lead(seed: int, company: Company) -> None:
    """Marketing's signals carry something of their own, if little: the webinars dilute them."""
    contacts, won = company(seed)["contacts"], has_won(company(seed))
    only = marketing_rule(contacts) & ~sales_rule(contacts)
    neither = ~marketing_rule(contacts) & ~sales_rule(contacts)

    assert won[only].mean() > won[neither].mean()
