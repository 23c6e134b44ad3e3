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
NAMES = {
    "euro": "EUR",
    "dollar": "USD",
    "usdollar": "USD",
    "franken": "CHF",
    "schweizerfranken": "CHF",
    "swissfranc": "CHF",
    "pfund": "GBP",
    "britischespfund": "GBP",
    "britishpound": "GBP",
}
"""Names of currencies, bare of spaces and signs."""
CODE = re.compile("[A-Z]{3}")
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
    known = [code for code in found if CODE.fullmatch(code)]
    return {"currency": known[0]} if known else {}


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
    columns = list(dict.fromkeys([*amounts, *named]))
    for batch in sheet.batches(columns, []):
        # By its place: a header may well call a column “row”, as the batch calls its numbers.
        for column, cells in zip(columns, batch.columns[1:], strict=True):
            entries = cells.unique()
            if column in named:
                codes = {_code(entry) for entry in entries.to_pylist() if entry}
            else:
                codes = _codes(pc.extract_regex(entries, BESIDE).field("sign").to_pylist())
            found += [(code, column) for code in sorted(codes)]
    return list(dict.fromkeys(found))


def _code(entry: str) -> str:
    """Return the code of a currency that a cell names; a name nobody knows stands for itself."""
    plain = entry.strip().casefold()
    return SIGNS.get(plain) or NAMES.get(_bare(plain)) or entry.strip().upper()


def _bare(header: str) -> str:
    return re.sub(r"[\W_]", "", header.casefold())


def _codes(cells: Iterable[str | None]) -> set[str]:
    found = {match[0].lower() for cell in cells if cell and (match := re.search(BESIDE, cell))}
    return {SIGNS.get(sign, sign.upper()) for sign in found}
