"""What the reader says when an export can be read in two ways, or in none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.crm.intake.raw import ROW
from workshop.crm.readings import moments, numbers
from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import Kind
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.intake.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

LONGEST = 40
TYPED = re.compile(r"^(-?\d+\.\d+)e0$")
"""A number of a workbook, which the reader marks so that nobody takes its point for thousands."""
EXPECTED = {
    Kind.NUMBER: N_("a number such as 1234.56"),
    Kind.FLAG: N_("yes or no"),
    Kind.MOMENT: N_("a date such as 2026-03-31"),
}


def plain(text: str) -> str:
    """Return text that strangers typed without what could move a terminal or break a line."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def shown(text: str) -> str:
    """Return a cell's text for a message, as it stood in the file and cut to what one can read."""
    text = plain(TYPED.sub(r"\1", text))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def undecided(raw: Raw, mapping: TableMapping, rules: Conventions) -> WorkshopError:
    """Return the error about cells that can be read in two ways."""
    if rules.open_decimal:
        column, cell = doubtful(raw, mapping, Kind.NUMBER)
        return WorkshopError(
            N_("Numbers in {file}, column “{column}”, can be read in two ways."),
            found=N_("“{value}”: is the sign for thousands or for decimals?"),
            hint=N_('Say so in the mapping: decimal: "," or decimal: "."'),
            file=mapping.file,
            column=column,
            value=shown(cell),
        )
    column, cell = doubtful(raw, mapping, Kind.MOMENT)
    return WorkshopError(
        N_("Dates in {file}, column “{column}”, can be read in two ways."),
        found=N_("“{value}”: does the day stand first, or the month?"),
        hint=N_("Say so in the mapping: date_order: day_first or date_order: month_first"),
        file=mapping.file,
        column=column,
        value=shown(cell),
    )


DOUBTFUL = {Kind.NUMBER: (numbers.shape, "three"), Kind.MOMENT: (moments.shape, "either")}


def doubtful(raw: Raw, mapping: TableMapping, kind: Kind) -> tuple[str, str]:
    """Return a column of the export and a cell in it that can be read in two ways."""
    shape, key = DOUBTFUL[kind]
    for field in raw.of_kind(kind):
        cell = raw.one(cell=f"first({name(field)}) filter (({shape(name(field))}) = '{key}')")[
            "cell"
        ]
        if cell is not None:
            return ", ".join(mapping.columns[field]), cell
    first = raw.of_kind(kind)[0]
    return ", ".join(mapping.columns[first]), raw.one(cell=f"first({name(first)})")["cell"]


def bad_column(raw: Raw, field: Field, mapping: TableMapping, n: int, row: int) -> WorkshopError:
    """Return the error about a column that mostly is not what its field needs."""
    cell = raw.one(cell=f"first({name(field.name)}) filter ({name(ROW)} = {row})")["cell"]
    expected = EXPECTED.get(field.kind, N_("one of: {choices}"))
    if field.kind is Kind.MOMENT and mapping.date_format:
        expected = N_("a date in the form {pattern}, as the mapping says")
    return WorkshopError(
        N_("A value in {file}, column “{column}”, row {row}, is not what it should be."),
        found=N_("“{value}”; rows with this problem: {count}."),
        hint=expected,
        file=mapping.file,
        column=", ".join(mapping.columns[field.name]),
        row=row,
        value=shown(cell),
        count=n,
        choices=", ".join(choice for choice, _ in field.choices),
        pattern=mapping.date_format,
    )


def misshapen(file: str, row: int, n: int) -> WorkshopError:
    """Return the error about a file whose rows mostly do not fit its header."""
    return WorkshopError(
        N_("Row {row} of {file} does not have one cell for each column."),
        found=N_("Rows with this problem: {count}."),
        hint=N_("Put cells that hold the delimiter in quotes, or export as CSV again."),
        row=row,
        file=file,
        count=n,
    )


def no_key(raw: Raw, key: str, column: str, file: str, row: int) -> WorkshopError:
    """Return the error about a key that names many rows."""
    value = raw.one(cell=f"first({name(key)}) filter ({name(ROW)} = {row})")["cell"]
    same = f"{name(key)} = {literal(value)}"
    first = raw.one(row=f"min({name(ROW)}) filter ({same})")["row"]
    return WorkshopError(
        N_("Two rows of {file} have the same key in column “{column}” and differ."),
        found=N_("“{value}” in rows {first} and {second}."),
        hint=N_("Export one row for each key; otherwise it would count twice."),
        file=file,
        column=column,
        value=shown(value),
        first=first,
        second=row,
    )
