"""In which currencies an export's amounts are, and which of them can be added up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from workshop.crm.chain import READABLE
from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.intake.rows.errors import shown
from workshop.crm.intake.rows.glimpse import preview
from workshop.crm.readings.currencies import (
    BESIDE,
    CROWN,
    CROWNS,
    SIGN,
    bare,
    code,
    is_list,
    named_in,
)
from workshop.crm.recognise.headers import is_field
from workshop.crm.recognise.people.person_names import masked
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet

COLUMNS = frozenset(
    {
        *("currency", "währung", "currencyisocode", "amountcurrency", "dealcurrency"),
        *("dealcurrencycode", "währungscode", "currencycode", "dealwährung", "isocurrencycode"),
    }
)
"""Headers of columns that name a currency whatever they hold, bare of spaces and signs."""
MONEY = N_("money")
FIRST = ("deals", "costs", "campaigns")
"""Whose currency is the export's, the first that has one."""
PROOF = 3
"""Amounts that stayed the same, from which on nobody asks what they were converted to."""
SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
CONVERTED = re.compile(
    r"(?i)[\s_(\[-]*(?:\bin\s+)?(?:\b(?:in\s+)?(?:the\s+)?(?:company|corporate|home|base|group|local"
    r"|reporting|haus|konzern|unternehmens|firmen|basis|landes|haupt)[\s-]*(?:currency|währung"
    r"|waehrung)\b|\bconverted\b|\bumgerechnet(?:er)?\b|\bkonvertiert(?:er)?\b)[\s_)\]-]*"
)
"""What a header says of amounts that were turned into one currency."""


@dataclass(frozen=True)
class Money:
    """One column of amounts.

    Attributes:
        table, field: canonical names.
        column: of the export.
        counts: code to the number of amounts in it; empty where nothing says it.
        n: amounts there are.
    """

    table: str
    field: str
    column: str
    counts: Mapping[str, int]
    n: int

    @property
    def is_mixed(self) -> bool:
        """Whether a sum over them would be no sum."""
        return len(self.counts) > 1

    @property
    def said(self) -> str:
        """The currencies with their counts, the most frequent first."""
        ordered = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return ", ".join(f"{one} {n}" for one, n in ordered)


def monies(looks: Iterable[tuple[Sheet, TableMapping]]) -> list[Money]:
    """Return every column of amounts that is read, with the currencies that stand beside it.

    The amounts of a field are one, though they may stand in several sheets.
    """
    found: dict[tuple[str, str], Money] = {}
    for sheet, mapping in looks:
        for one in _of_sheet(sheet, mapping):
            before = found.get((one.table, one.field))
            found[one.table, one.field] = _together(before, one) if before else one
    return sorted(found.values(), key=lambda one: FIRST.index(one.table))


def main_currency(found: Sequence[Money], said: str = "") -> str:
    """Return the one currency of the first table that has one; `said` where any of them has it.

    Amounts beside which no currency stands are in the one that is said.
    """
    single = [code for one in found if len(one.counts) == 1 for code in one.counts]
    first = next((one for one in found if one.n), None)
    is_bare = first is not None and not first.counts and said not in ("", NO_CURRENCY)
    return said if said in single or is_bare else next(iter(single), "")


def currency_of(found: Sequence[Money], said: str = "") -> dict[str, str]:
    """Return ``{"currency": CODE}`` where an export names one currency, else nothing.

    Args:
        found: all amounts of an export.
        said: what the mapping says; it holds where any table's amounts are in it.
    """
    main = main_currency(found, said)
    return {"currency": main} if re.fullmatch("[A-Z]{3}", main) else {}


def unusable(found: Sequence[Money], said: str) -> list[tuple[Money, Finding]]:
    """Return the amounts that no number may use, each with what the report says of it.

    Args:
        found: all amounts of an export.
        said: the currency that the mapping names.
    """
    main = main_currency(found, said)
    refused = []
    for one in found:
        names = {"field": one.field, "value": one.column, "values": one.said}
        if one.is_mixed:
            refused.append((one, Finding(Oddity.MIXED, one.table, one.n, names=names)))
        elif one.counts and main not in one.counts:
            names = names | {"values": next(iter(one.counts)), "twin": main}
            refused.append((one, Finding(Oddity.FOREIGN, one.table, one.n, names=names)))
    return refused


def without(table: str, one: TableMapping, refused: Iterable[Money]) -> TableMapping:
    """Return the mapping of a table, or of a part of it, without the amounts that are refused."""
    fields = {money.field for money in refused if money.table == table}
    columns = {key: names for key, names in one.columns.items() if key not in fields}
    wide = one.wide if one.wide and one.wide.field not in fields else None
    return one.model_copy(update={"columns": columns, "wide": wide})


def converted(sheet: Sheet, mapping: TableMapping, mixed: Money) -> Money | None:
    """Return the column that holds the same amounts in one currency, None where there is none."""
    table = mixed.table
    for column in sheet.header:
        rest = _unconverted(column)
        if column == mixed.column or sheet.header.count(column) > 1 or rest is None:
            continue
        if not is_field(table, rest, mixed.field):
            continue
        columns = {**mapping.columns, mixed.field: (column,)}
        changed = mapping.model_copy(update={"columns": columns})
        money = next(one for one in _of_sheet(sheet, changed) if one.field == mixed.field)
        if money.n and not money.is_mixed:
            return money
    return None


def proven_currency(sheet: Sheet, mixed: Money, other: Money) -> str:
    """Return the currency amounts were converted to, where the rows themselves show it.

    It is the one whose every amount stays the same number beside the converted one, if those of
    every other currency change. Empty where the rows leave it open.

    Args:
        sheet: both columns' own.
        mixed: the amounts in several currencies.
        other: the converted ones.
    """
    same, changed = Counter[str](), set[str]()
    entries = _entries(sheet)
    named = _beside(mixed.column, _naming(entries), entries)
    for batch in sheet.batches([mixed.column, other.column, *named], []):
        before, after, *beside = (column.to_pylist() for column in batch.columns[1:])
        for row, (one, two) in enumerate(zip(before, after, strict=True)):
            codes = {_code(cells[row]) for cells in beside if cells[row]}
            if not one or not two or len(codes) != 1:
                continue
            (name,) = codes
            if _amount(one) == _amount(two):
                same[name] += 1
            else:
                changed.add(name)
    kept = [name for name, n in same.items() if n >= PROOF and name not in changed]
    return kept[0] if len(kept) == 1 and {*mixed.counts} - {*kept} == changed else ""


def _amount(cell: str) -> tuple[str, str]:
    """Return the whole units and the cents of an amount, however an export writes it."""
    figures = re.sub(r"[^\d.,-]", "", cell)
    cents = re.search(r"[.,](\d{1,2})$", figures)
    units = figures[: cents.start()] if cents else figures
    return re.sub("[.,]", "", units), (cents[1] if cents else "").ljust(2, "0")


def _unconverted(column: str) -> str | None:
    """Return a header without the words that say its amounts were converted; None without any."""
    spaced = SPLIT.sub(" ", column)
    if CONVERTED.search(spaced):
        return CONVERTED.sub(" ", spaced).strip()
    named = re.sub(rf"\s*[(\[]?\s*(?:\bin\s+)?(?:{SIGN})\s*[)\]]?$", "", column)
    return named.strip() if named != column else None


def _of_sheet(sheet: Sheet, mapping: TableMapping) -> list[Money]:
    table = next(t for t in READABLE.values() if {*mapping.fields} <= {f.name for f in t.fields})
    amounts = [
        (one.name, column)
        for one in table.fields
        if one.unit == MONEY
        for column in mapping.columns_of(one.name)
    ]
    if not amounts:
        return []
    entries = _entries(sheet)
    named = _naming(entries)
    found: dict[str, Money] = {}
    for name, column in amounts:
        counts, n = _counted(sheet, column, _beside(column, named, entries))
        one = Money(table.name, name, column, _uncrowned(counts, n), n)
        found[name] = _together(found[name], one) if name in found else one
    return list(found.values())


def _entries(sheet: Sheet) -> dict[str, frozenset[str]]:
    """Return the cells of each column, as far as they are looked at before an import."""
    columns = preview(sheet).columns
    return {name: frozenset(cell for cell in cells if cell) for name, cells in columns.items()}


def _naming(entries: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the columns that name currencies."""
    return [
        column
        for column, cells in entries.items()
        if bare(column) in COLUMNS or (cells and is_list(cells, column))
    ]


def _together(one: Money, other: Money) -> Money:
    counts = Counter(one.counts) + Counter(other.counts)
    columns = ", ".join(dict.fromkeys((one.column, other.column)))
    return replace(one, column=columns, counts=counts, n=one.n + other.n)


def _uncrowned(counts: Counter[str], n: int) -> dict[str, int]:
    """Return the counts with the sign of a crown taken for the one crown that is named."""
    named = [one for one in CROWNS if counts[one]]
    if counts[CROWN] and len(named) == 1:
        counts[named[0]] = min(n, counts[named[0]] + counts.pop(CROWN))
    return {one: n for one, n in counts.items() if n}


def _beside(amount: str, named: Sequence[str], entries: Mapping[str, object]) -> list[str]:
    """Return the columns that say the currency of an amount: its own, else those of all amounts."""
    key = bare(amount)
    own = [one for one in named if key in bare(one)]
    if own:
        return [min(own, key=len)]
    rest = bare(amount.rpartition(" - ")[2])
    own = [one for one in named if rest in bare(one)]
    if own:
        return [min(own, key=len)]
    if _unconverted(amount) is not None:
        return []
    others = {bare(one) for one in entries if one not in named and one != amount}
    return [one for one in named if not any(bare(one).startswith(o) for o in others if o)]


def _counted(sheet: Sheet, amount: str, named: Sequence[str]) -> tuple[Counter[str], int]:
    """Return how many amounts are in which currency, and how many there are."""
    counts: Counter[str] = Counter()
    n = 0
    for batch in sheet.batches([amount, *named], []):
        cells, *beside = batch.columns[1:]
        filled = cells.is_valid()
        n += pc.sum(filled).as_py() or 0
        found: Counter[str] = Counter()
        for column in (pc.extract_regex(cells, BESIDE).field("sign"), *beside):
            # A code beside a sign of the same currency is one amount, not two.
            found |= _codes(pc.filter(column, filled))
        counts += found
    header = dict.fromkeys(named_in(amount), 1 if counts else n)
    return counts | Counter(header), n


def _codes(cells: pa.Array) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in pc.value_counts(cells).to_pylist():
        if entry["values"]:
            counts[_code(entry["values"])] += entry["counts"]
    return counts


def _code(entry: str) -> str:
    """Return the code of a currency that a cell names; a name nobody knows stands for itself."""
    return code(entry) or shown(masked(entry.strip().upper()))
