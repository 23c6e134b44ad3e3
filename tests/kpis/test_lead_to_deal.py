"""Lead to deal: the lead's own row, its first deal, or both, whichever the data has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from support.data.answers import answer, codes, people
from support.data.tables import LONG_AGO, at, contacts, deals

SOON, LATE = LONG_AGO + timedelta(days=10), LONG_AGO + timedelta(days=200)


def lead_to_deal(*leads: list[dict[str, Any]], **tables: Any) -> Any:
    return answer("lead_to_deal", contacts=[row for rows in leads for row in rows], **tables)


def test_the_date_in_the_lead_s_row_is_enough() -> None:
    """An export of leads alone, without ids even, has a conversion rate."""
    seen = {"created_at": LONG_AGO}
    leads = [{**seen, "converted_at": SOON}] * 10 + [seen] * 30
    found = lead_to_deal(leads, without=("contact_id", "account_id"))

    assert (0.25, 10, 40, 180) == (found.value, found.numerator, found.n, found.window_days)
    assert {"no_agreed_term": None} == codes(found)


def test_deals_are_enough() -> None:
    """Won, lost or open: a deal was opened."""
    opened = deals(10, "won") + deals(4, "open", contact_id="C10") + deals(3, "lost")
    found = lead_to_deal(contacts(44), deals=opened, without=("converted_at",))

    assert (11 / 44, 11) == (found.value, found.numerator)


@pytest.mark.parametrize(
    ("converted", "opened", "times"),
    [(SOON, LATE, 1), (LATE, SOON, 1), (SOON, SOON, 1), (LATE, LATE, 0), (None, SOON, 1)],
)
def test_the_earlier_of_both_moments_counts(converted: Any, opened: Any, times: int) -> None:
    """One lead, two records of one event: neither doubled nor taken at the later date."""
    found = lead_to_deal(
        contacts(1, converted_at=converted),
        people(39, "N"),
        deals=deals(1, "won", created_at=opened),
    )

    assert (times, 40) == (found.numerator, found.n)


def test_several_deals_of_one_lead_count_once() -> None:
    """It became a deal; that it became two is another KPI."""
    found = lead_to_deal(contacts(40), deals=deals(10, "won") + deals(10, "open"))

    assert (10, 40) == (found.numerator, found.n)


@pytest.mark.parametrize("moment", [at("2026-01-05T00:00"), LONG_AGO + timedelta(days=180)])
def test_the_first_day_and_the_last_moment_of_the_window_count(moment: Any) -> None:
    """A date without a time is midnight of the day the lead was seen."""
    found = lead_to_deal(contacts(40, converted_at=moment), deals=[])

    assert 1.0 == found.value


@pytest.mark.parametrize(
    ("row", "opened"),
    [({"converted_at": at("2026-01-04T23:59")}, []), ({}, [at("2026-01-04T23:59")])],
)
def test_an_older_deal_is_no_success_and_is_named(row: dict[str, Any], opened: list[Any]) -> None:
    """An old customer was not turned into one."""
    sold = [deals(1, "won", created_at=moment)[0] for moment in opened]
    found = lead_to_deal(contacts(1, **row), people(39, "N"), deals=sold)

    assert (0, 40, 1) == (found.numerator, found.n, codes(found)["deal_before_seen"])


def test_an_old_deal_does_not_hide_a_new_one() -> None:
    """Who comes back and buys again has converted."""
    old, new = deals(1, "won", created_at=at("2025-01-05")), deals(1, "open", created_at=SOON)
    found = lead_to_deal(contacts(1), people(39, "N"), deals=old + new)

    assert (1, None) == (found.numerator, codes(found).get("deal_before_seen"))


def test_young_leads_are_left_out_even_if_they_converted() -> None:
    """Only the quick ones of a young cohort could have converted yet."""
    young = people(7, "Y", created_at=at("2026-09-01"), converted_at=at("2026-09-02"))
    found = lead_to_deal(contacts(40), young, deals=[])

    assert (0, 40, 7) == (found.numerator, found.n, codes(found)["immature_cohorts"])


def test_deals_of_nobody_are_named() -> None:
    """Without a contact or a date a deal belongs to no lead, and the share is too small."""
    lost_track = [{"contact_id": None}, {"contact_id": "stranger"}, {"created_at": None}]
    opened = deals(10, "open") + [{**deals(1, "won")[0], **one} for one in lost_track]
    found = lead_to_deal(contacts(40), deals=opened)

    assert (10, 3) == (found.numerator, codes(found)["unlinked_deals"])
