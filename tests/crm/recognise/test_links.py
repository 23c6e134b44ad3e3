"""Ids that stand in another file's key speak for a column, whatever it is called."""

from __future__ import annotations

from support.exports.foreign import fields, preview

from workshop.crm.recognise import Why, recognise
from workshop.crm.recognise.links import found_in
from workshop.crm.recognise.profile import profile

IDS = [f"AC-{n:05}" for n in range(12)]
NAMES = [f"Firma {n}" for n in range(12)]
DAYS = [f"2025-11-{n + 1:02}" for n in range(12)]
DEALS: dict[str, list[str | None]] = {
    "Deal ID": [f"D{n}" for n in range(12)],
    "Deal Stage": ["Closed Won", "Closed Lost", "Demo"] * 4,
    "Create Date": [*DAYS],
    "Amount": [str(n) for n in range(12)],
}
ACCOUNTS: dict[str, list[str | None]] = {
    "Account ID": [*IDS],
    "Account Name": [*NAMES],
    "Industry": ["Retail", "Banking", "Retail"] * 4,
    "Billing Country": ["Germany", "Austria", "Germany"] * 4,
}


def pair(
    deals: dict[str, list[str | None]], accounts: dict[str, list[str | None]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    sheets = [preview("deals.csv", deals), preview("accounts.csv", accounts)]
    return {one.table: fields(one.matches) for one in recognise(sheets).tables}


def test_a_nameless_column_of_known_ids_is_a_link() -> None:
    """All its cells are found in the accounts' key."""
    sheets = [preview("deals.csv", {**DEALS, "Ref 7": [*IDS]}), preview("accounts.csv", ACCOUNTS)]
    deals = next(one for one in recognise(sheets).tables if one.table == "deals")
    link = next(one for one in deals.matches if one.field == "account_id")

    assert (("Ref 7",), Why.LINK, True) == (link.columns, link.why, link.sure)


def test_a_link_is_stronger_than_a_name_that_leads_nowhere() -> None:
    """A good name without any known id gives way to the ids."""
    elsewhere: list[str | None] = [f"X{n:07}" for n in range(12)]
    deals: dict[str, list[str | None]] = {**DEALS, "Company ID": elsewhere, "Ref 7": [*IDS]}

    assert ("Ref 7",) == pair(deals, ACCOUNTS)["deals"]["account_id"]


def test_the_key_is_what_the_others_point_at() -> None:
    """Deals that name the company make its name the key, ids make the id the key."""
    by_name = pair({**DEALS, "Account Name": [*NAMES]}, ACCOUNTS)
    by_id = pair({**DEALS, "Account ID": [*IDS], "Account Name": [*NAMES]}, ACCOUNTS)

    assert ("Account Name",) == by_name["accounts"]["account_id"]
    assert ("Account Name",) == by_name["deals"]["account_id"]
    assert ("Account ID",) == by_id["accounts"]["account_id"]
    assert ("Account ID",) == by_id["deals"]["account_id"]


def test_row_numbers_are_no_link() -> None:
    """Small numbers stand in every table and lead nowhere."""
    numbers: list[str | None] = [str(n) for n in range(100, 112)]
    found = pair({**DEALS, "Merkmal": numbers}, {**ACCOUNTS, "Account ID": numbers})

    assert "account_id" not in found["deals"]


def test_several_ids_in_a_cell_are_found_by_the_first() -> None:
    """HubSpot lists all companies of a deal."""
    key = profile(["9001", "9002", "9003"])

    assert found_in(profile(["9001", "9002;9003", "9003"]), key) == 1
    assert found_in(profile(["1", "2", "9003"]), key) == 0
