"""A sheet of contacts that says who became a customer: its customers are deals as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.readings.choices import NO, YES
from workshop.crm.recognise.fit import LEAST
from workshop.crm.recognise.result import Match, Recognised, Why
from workshop.crm.recognise.told import CUSTOMER, WON_ON

if TYPE_CHECKING:
    from collections.abc import Collection

    from workshop.crm.recognise.candidates import Sheet

CONTACTS, DEALS, KEY = "contacts", "deals", "contact_id"
WON, NO_DEAL = "won", ""


def with_customers(sheet: Sheet, found: Recognised, *, is_whole: bool) -> list[Recognised]:
    """Return a sheet as it was recognised, and its customers as deals if a person named the column.

    Only rows that became a customer are deals. A column of dates says when, any other only that.

    Args:
        sheet: with what the person has said.
        found: the sheet as its table.
        is_whole: whether it is the only sheet of the table, so that a row's number may be its id.
    """
    column = sheet.told.get(CUSTOMER, "")
    if found.table != CONTACTS or not column:
        return [found]
    keys = tuple(match for match in found.matches if match.field == KEY)
    numbered = KEY if is_whole and not keys else ""
    is_dated = sheet.cells[column].dates >= LEAST
    status = Match("status", (column,), 1.0, sure=True, why=Why.KNOWN, others=())
    deals = Recognised(
        table=DEALS,
        preview=found.preview,
        vendor="",
        matches=keys if is_dated else (*keys, status),
        owners=(),
        values={},
        unsure_values={},
        left=found.left,
        personal=found.personal,
        evidence={WON_ON: column} if is_dated else {},
        some_rows=True,
        numbered=numbered,
        told=True,
    )
    return [replace(found, numbered=numbered), deals]


def who_became_a_customer(entries: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the entries of such a column mean for sure, and those a person has to tell.

    Args:
        entries: of the whole column.
    """
    known = {one: WON for one in entries if one.lower() in YES}
    known |= {one: NO_DEAL for one in entries if one.lower() in NO}
    return known, tuple(sorted({*entries} - {*known}))
