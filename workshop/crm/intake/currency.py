"""In which currency an export's amounts are, where it says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet

COLUMNS = frozenset(
    {
        *("currency", "währung", "currencyisocode", "amountcurrency", "dealcurrency"),
        *("dealcurrencycode", "währungscode", "currencycode", "dealwährung", "isocurrencycode"),
    }
)
"""Headers of columns that name a currency, bare of spaces and signs."""
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "fr.": "CHF"}
MONEY = N_("money")
BESIDE = r"(?i)(?P<sign>€|\$|£|fr\.|\b(?:eur|usd|gbp|chf|sek|dkk|nok|pln|czk|huf)\b)"


def currency_of(looks: Iterable[tuple[Sheet, TableMapping]]) -> dict[str, str]:
    """Return ``{"currency": CODE}`` where an export names one currency, else nothing.

    Args:
        looks: sheets, each with how it is read.

    Raises:
        WorkshopError: if it names several; a sum over them would be wrong.
    """
    found: dict[str, str] = {}
    for sheet, mapping in looks:
        for code, column in _named(sheet, mapping):
            found.setdefault(code, f"{sheet.name}, {column}")
    if len(found) > 1:
        raise WorkshopError(
            N_("The amounts are in several currencies; their sum would be wrong."),
            found="{currencies}",
            hint=N_("Export them in one currency, or one file for each."),
            currencies="; ".join(f"{code} ({place})" for code, place in sorted(found.items())),
        )
    return {"currency": next(iter(found))} if found else {}


def _named(sheet: Sheet, mapping: TableMapping) -> list[tuple[str, str]]:
    """Return the currencies a sheet names, each with the column that does."""
    table = next(t for t in TABLES.values() if {*mapping.columns} <= {f.name for f in t.fields})
    amounts = [
        column
        for field in table.fields
        if field.unit == MONEY and field.name in mapping.columns
        for column in mapping.columns[field.name]
    ]
    if not amounts:
        return []
    named = [column for column in sheet.header if _bare(column) in COLUMNS]
    found = [(code, column) for column in amounts for code in _codes([column])]
    for batch in sheet.batches([*amounts, *named], []):
        for column in (*amounts, *named):
            cells = pc.extract_regex(batch.column(column).unique(), BESIDE).field("sign")
            found += [(code, column) for code in _codes(cells.unique().to_pylist())]
    return list(dict.fromkeys(found))


def _bare(header: str) -> str:
    return re.sub(r"[\W_]", "", header.casefold())


def _codes(cells: Iterable[str | None]) -> set[str]:
    found = {match[0].lower() for cell in cells if cell and (match := re.search(BESIDE, cell))}
    return {SIGNS.get(sign, sign.upper()) for sign in found}
