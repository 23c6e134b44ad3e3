"""What headers say of numbers: thousands, or costs side by side. Asked once, never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.chain import READABLE
from workshop.crm.readings import numbers
from workshop.crm.schema import Field, Kind
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.mapping import TableMapping


class Factor(NamedTuple):
    """A column whose header says that its numbers are multiples.

    Attributes:
        field: the canonical one.
        column: of the export.
        times: what the header says the numbers are multiples of.
    """

    field: str
    column: str
    times: int


def open_factors(table: str, mapping: TableMapping) -> list[Factor]:
    """Return the columns whose multiple nobody has confirmed or denied yet."""
    return [
        Factor(field.name, column, numbers.factor_of(column))
        for field in READABLE[table].fields
        if field.kind is Kind.NUMBER and field.name not in mapping.factors
        for column in mapping.columns_of(field.name)[:1]
        if numbers.factor_of(column) > 1
    ]


def check_factors(table: str, mapping: TableMapping) -> None:
    """Raise `WorkshopError` if a header speaks of thousands and nobody has said what holds."""
    for one in open_factors(table, mapping):
        raise WorkshopError(
            N_("The header “{column}” in {file} says that its numbers need multiplying."),
            found=N_("Multiply by {times}, or written in full already?"),
            hint=N_(
                "Say so in the mapping: factors: {{{field}: {times}}} or factors: {{{field}: 1}}"
            ),
            column=one.column,
            file=mapping.file,
            field=one.field,
            times=one.times,
        )


def check_wide(mapping: TableMapping) -> None:
    """Raise `WorkshopError` if nobody has said that columns side by side are what they may be."""
    if mapping.wide and not mapping.wide.confirmed:
        raise WorkshopError(
            N_("There are numbers side by side in {file}, and nobody has said that they’re costs."),
            found="{columns}",
            hint=N_("Answer the question or put this in the mapping, under wide: confirmed: true"),
            file=mapping.file,
            columns=", ".join(mapping.wide.columns),
        )


def multiplied(read: str, text: str, mapping: TableMapping, field: Field) -> str:
    """Return SQL for a number times what its header says; not if the cell names a scale itself."""
    times = mapping.factors.get(field.name, 1)
    if times == 1:
        return read
    return f"({read} * case when {numbers.is_scaled(text)} then 1 else {times} end)"
