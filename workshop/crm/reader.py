"""One table of an export, read into the canonical types or refused with the reason."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from workshop.crm.schema import TABLES, Field, Kind
from workshop.crm.sheet import Sheet, read_sheet, shown
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from workshop.crm.mapping import TableMapping

TRUE_WORDS = ("true", "t", "yes", "ja", "wahr", "1", "x")
FALSE_WORDS = ("false", "f", "no", "nein", "falsch", "0")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
TYPES = {
    Kind.ID: pa.string(),
    Kind.CHOICE: pa.string(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.MOMENT: pa.timestamp("us"),
}
EXPECTED = {
    Kind.NUMBER: N_("a number such as 1234.56"),
    Kind.FLAG: N_("yes or no"),
    Kind.MOMENT: N_("a date such as 2026-03-31"),
}
LENT = frozenset({"accounts"})
"""Tables that nobody counts: they lend their fields to others, so a first row will do."""
BROKEN = object()


def read_table(folder: Path, table: str, mapping: TableMapping, zone: ZoneInfo) -> pa.Table:
    """Return one table of the export: mapped columns only, in canonical names and types.

    Args:
        folder: where the export lies.
        table: the canonical table's name.
        mapping: which file and columns hold it.
        zone: whose clock the team reads; moments with an offset are turned to it.

    Raises:
        WorkshopError: if the file is missing, empty or no table, lacks a mapped column, holds
            a value that is not of the field's type, or two rows with one key; names the row.
    """
    sheet = read_sheet(folder / mapping.file)
    _check_columns(sheet.header, mapping)
    columns = {}
    for field in TABLES[table].fields:
        if field.name in mapping.columns:
            columns[field.name] = _column(sheet, field, mapping, zone)
    content = pa.table(columns)
    kept = _first_rows(content, sheet, table, mapping)
    return content if len(kept) == content.num_rows else content.take(kept)


def _check_columns(header: list[str], mapping: TableMapping) -> None:
    for column in mapping.columns.values():
        if header.count(column) != 1:
            raise WorkshopError(
                N_("The column “{column}” stands in {file} more than once.")
                if column in header
                else N_("The column “{column}” is not in {file}."),
                found="{columns}",
                hint=N_("Correct the mapping, or export this column as well."),
                column=column,
                file=mapping.file,
                columns=shown(header),
            )


def _column(sheet: Sheet, field: Field, mapping: TableMapping, zone: ZoneInfo) -> pa.Array:
    said = mapping.values.get(field.name, {})
    texts = [said.get(text, text) for text in sheet.cells(mapping.columns[field.name])]
    parse = _parser(field, mapping.date_format, zone)
    read = {text: _read(text, parse) for text in set(texts)}
    broken = [place for place, text in enumerate(texts) if read[text] is BROKEN]
    if broken:
        row = sheet.numbers[broken[0]]
        raise _bad_value(texts[broken[0]], row, len(broken), field, mapping)
    return pa.array([read[text] for text in texts], TYPES[field.kind])


def _read(text: str, parse: Callable[[str], Any]) -> Any:
    if not text:
        return None
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return BROKEN


def _parser(field: Field, date_format: str | None, zone: ZoneInfo) -> Callable[[str], Any]:
    match field.kind:
        case Kind.NUMBER:
            return _number
        case Kind.FLAG:
            return _flag
        case Kind.MOMENT:
            return partial(_moment, date_format=date_format, zone=zone)
        case _:
            return partial(_choice, field=field) if field.closed else str


def _number(text: str) -> float:
    if not NUMBER.fullmatch(text) or not isfinite(float(text)):
        raise ValueError(text)
    return float(text)


def _flag(text: str) -> bool:
    if text.lower() not in TRUE_WORDS + FALSE_WORDS:
        raise ValueError(text)
    return text.lower() in TRUE_WORDS


def _moment(text: str, date_format: str | None, zone: ZoneInfo) -> datetime:
    read = datetime.fromisoformat(text) if date_format is None else _strptime(text, date_format)
    return read if read.tzinfo is None else read.astimezone(zone).replace(tzinfo=None)


def _strptime(text: str, date_format: str) -> datetime:
    return datetime.strptime(text, date_format)  # noqa: DTZ007 - exports write local time


def _choice(text: str, field: Field) -> str:
    if text not in dict(field.choices):
        raise ValueError(text)
    return text


def _bad_value(
    value: str, row: int, count: int, field: Field, mapping: TableMapping
) -> WorkshopError:
    expected = EXPECTED.get(field.kind, N_("one of: {choices}"))
    if field.kind is Kind.MOMENT and mapping.date_format:
        expected = N_("a date in the form {pattern}, as the mapping says")
    return WorkshopError(
        N_("A value in {file}, column “{column}”, row {row}, is not what it should be."),
        found=N_("“{value}”; rows with this problem: {count}."),
        hint=expected,
        file=mapping.file,
        column=mapping.columns[field.name],
        row=row,
        value=shown([value]),
        count=count,
        choices=", ".join(choice for choice, _ in field.choices),
        pattern=mapping.date_format,
    )


def _first_rows(content: pa.Table, sheet: Sheet, table: str, mapping: TableMapping) -> list[int]:
    """Return the places of the rows to keep: a key that repeats must not count twice."""
    key = TABLES[table].fields[0].name
    if key not in mapping.columns:
        return list(range(content.num_rows))
    keys = content[key].to_pylist()
    if len(set(keys)) == len(keys):
        return list(range(len(keys)))
    rows = list(zip(*(column.to_pylist() for column in content.columns), strict=True))
    first: dict[str, int] = {}
    for place, value in enumerate(keys):
        seen = first.setdefault(value, place) if value is not None else place
        if rows[place] != rows[seen] and table not in LENT:
            numbers = (sheet.numbers[seen], sheet.numbers[place])
            raise _repeated(value, numbers, mapping, mapping.columns[key])
    return [p for p, value in enumerate(keys) if value is None or first[value] == p]


def _repeated(
    value: str, rows: tuple[int, int], mapping: TableMapping, column: str
) -> WorkshopError:
    return WorkshopError(
        N_("Two rows of {file} have the same key in column “{column}” and differ."),
        found=N_("“{value}” in rows {first} and {second}."),
        hint=N_("Export one row for each key; otherwise it would count twice."),
        file=mapping.file,
        column=column,
        value=shown([value]),
        first=rows[0],
        second=rows[1],
    )
