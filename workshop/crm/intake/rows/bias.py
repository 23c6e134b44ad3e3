"""Amounts nobody can read that are of one kind: to set them aside would bend every sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.crm.intake.rows.errors import bad_column
from workshop.crm.readings import numbers
from workshop.crm.readings.sql import name
from workshop.crm.schema import Kind
from workshop.crm.traces import ROW

if TYPE_CHECKING:
    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

REFUND = re.compile(
    rf"(?i)[-(){numbers.DASHES}]|(?<![^\W\d_])(?:cr|credit|gutschrift|storno|refund|haben|h|s|soll"
    r"|dr|rückerstattung|abzgl|minus)(?![^\W\d_])"
)
"""What marks money that goes back, in notations the kit does not read."""
AMOUNT = re.compile(r"[^\d=@]{0,14}\d[\d.,' ]*[^\d=@]{0,14}")
"""One number with little around it."""
MANY = 1
"""So many unreadable amounts of one form are no slip of the hand."""


def check_bias(raw: Raw, field: Field, mapping: TableMapping) -> None:
    """Refuse a column of money if what is unreadable in it is of one kind, or is a refund.

    Raises:
        WorkshopError: it names the column, a cell and its row.
    """
    if field.kind is not Kind.NUMBER or field.unit != "money":
        return
    rows = raw.connection.execute(
        f"select {name(ROW)}, {name(field.name)} from {raw.table}"  # noqa: S608
        f" where {name(ROW)} in (select {name(ROW)} from {raw.staged} where bad = ?) order by 1",
        [field.name],
    ).fetchall()
    amounts = [(row, cell) for row, cell in rows if cell and AMOUNT.fullmatch(cell)]
    refunds = [row for row, cell in amounts if REFUND.search(cell)]
    forms = [_form(cell) for _, cell in amounts]
    alike = [row for (row, _), form in zip(amounts, forms, strict=True) if forms.count(form) > MANY]
    if suspects := refunds or alike:
        raise bad_column(raw, field, mapping, len(suspects), suspects[0])


def _form(cell: str) -> str:
    """Return what stands around the digits of an amount."""
    return re.sub(r"[\d.,'\s]+", "0", cell)
