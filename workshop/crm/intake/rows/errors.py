"""What the reader says when an export can be read in two ways, or in none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.crm.readings import moments, numbers
from workshop.crm.readings.sql import literal, name
from workshop.crm.schema import Kind
from workshop.crm.traces import ROW
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections import Counter

    from workshop.crm.intake.rows.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

LONGEST = 40
ALIKE = 0.9
"""Share of ill-shaped rows of one width from which on the header is to blame."""
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
        column, cell = doubtful(raw, mapping, THREE)
        return WorkshopError(
            N_("The numbers in {file}, column “{column}”, can be read in two ways."),
            found=N_("“{value}”: does the point or comma mark thousands or decimals?"),
            hint=N_('Say so in the mapping: decimal: "," or decimal: "."'),
            file=mapping.file,
            column=column,
            value=shown(cell),
        )
    if rules.open_days:
        column, cell = doubtful(raw, mapping, NUMBERED)
        return WorkshopError(
            N_("In {file}, column “{column}”, there’s a number where a date should be."),
            found=N_("“{value}”: is it a date the way Excel counts days?"),
            hint=N_(
                "If so, put this in the mapping: day_numbers: true. Otherwise leave the column out."
            ),
            file=mapping.file,
            column=column,
            value=shown(cell),
        )
    column, cell = doubtful(raw, mapping, EITHER)
    return WorkshopError(
        N_("The dates in {file}, column “{column}”, can be read in two ways."),
        found=N_("“{value}”: does the day or the month come first?"),
        hint=N_("Say so in the mapping: date_order: day_first or date_order: month_first"),
        file=mapping.file,
        column=column,
        value=shown(cell),
    )


THREE, EITHER, NUMBERED = "three", "either", "days"
"""Shapes of cells that can be read in two ways."""
DOUBTFUL = {
    THREE: (Kind.NUMBER, numbers.shape),
    EITHER: (Kind.MOMENT, moments.shape),
    NUMBERED: (Kind.MOMENT, moments.shape),
}


def doubtful(raw: Raw, mapping: TableMapping, key: str) -> tuple[str, str]:
    """Return a column of the export and a cell in it of a shape that can be read in two ways."""
    kind, shape = DOUBTFUL[key]
    for field in raw.of_kind(kind):
        cell = raw.one(cell=f"first({name(field)}) filter (({shape(name(field))}) = '{key}')")[
            "cell"
        ]
        if cell is not None:
            return ", ".join(mapping.columns_of(field)), cell
    first = raw.of_kind(kind)[0]
    return ", ".join(mapping.columns_of(first)), raw.one(cell=f"first({name(first)})")["cell"]


def bad_column(raw: Raw, field: Field, mapping: TableMapping, n: int, row: int) -> WorkshopError:
    """Return the error about a column that mostly is not what its field needs."""
    cell = _bad_cell(raw, field, row)
    expected = EXPECTED.get(field.kind, N_("one of: {choices}"))
    if field.kind is Kind.MOMENT and mapping.date_format:
        expected = N_("a date in the form {pattern}, as the mapping says")
    return WorkshopError(
        N_("A value in {file}, column “{column}”, row {row}, isn’t what it should be."),
        found=N_("“{value}”; rows with this problem: {count}."),
        hint=expected,
        file=mapping.file,
        column=", ".join(mapping.columns_of(field.name)),
        row=row,
        value=shown(cell),
        count=n,
        choices=", ".join(choice for choice, _ in field.choices),
        pattern=mapping.date_format,
    )


def _bad_cell(raw: Raw, field: Field, row: int) -> str:
    """Return a cell of a row; of several numbers that stood side by side one that is none."""
    text, here = name(field.name), f"{name(ROW)} = {row}"
    none = f"{numbers.shape(text)} = 'other'" if field.kind is Kind.NUMBER else "true"
    found = raw.one(
        bad=f"first({text}) filter ({here} and ({none}))", cell=f"first({text}) filter ({here})"
    )
    return str(found["bad"] if found["bad"] is not None else found["cell"])


def misshapen(file: str, row: int, n: int, widths: Counter[int], columns: int) -> WorkshopError:
    """Return the error about a file whose rows mostly do not fit its header.

    Args:
        file: its name.
        row: the first such row.
        n: how many there are.
        widths: number of cells to the number of such rows that have as many.
        columns: how many cells the header has.
    """
    cells, most = widths.most_common(1)[0] if widths else (0, 0)
    return WorkshopError(
        N_("Row {row} of {file} doesn’t have exactly one cell per column."),
        found=N_(
            "Rows with this problem: {count}; most of them have {cells} cells instead of {columns}."
        )
        if most
        else N_("Rows with this problem: {count}."),
        hint=_cause(cells, most, n, columns),
        row=row,
        file=file,
        count=n,
        cells=cells,
        columns=columns,
    )


def _cause(cells: int, most: int, n: int, columns: int) -> str:
    """Return what is likely to be wrong with rows of so many cells."""
    if not most:
        return N_("Correct the quotation marks in these rows or export the file again.")
    if most >= ALIKE * n and n > 1:
        return N_(
            "It’s probably the header that’s wrong: give each column one name, all in one row."
        )
    if cells > columns:
        return N_("Put cells that contain the delimiter in quotation marks or export as CSV again.")
    return N_(
        "Put cells with a line break in quotation marks and check whether a delimiter is missing."
    )


def no_key(raw: Raw, key: str, column: str, file: str, row: int) -> WorkshopError:
    """Return the error about a key that names many rows."""
    value = raw.one(cell=f"first({name(key)}) filter ({name(ROW)} = {row})")["cell"]
    same = f"{name(key)} = {literal(value)}"
    first = raw.one(row=f"min({name(ROW)}) filter ({same})")["row"]
    return WorkshopError(
        N_("Two rows of {file} have the same key in column “{column}” but differ."),
        found=N_("“{value}” in rows {first} and {second}."),
        hint=N_("Export one row per key; otherwise it would count twice."),
        file=file,
        column=column,
        value=shown(value),
        first=first,
        second=row,
    )
