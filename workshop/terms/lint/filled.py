"""How full a field is: where it is empty, and where it holds what may stand there by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.crm.schema import Kind
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis

    from workshop.crm.engine import Engine
    from workshop.crm.schema import Field

BARELY = 0.9
"""From this share of all cases on a field is called empty, or untouched."""
NO = N_("no")
UNTOUCHED: dict[Kind, Any] = {Kind.FLAG: False, Kind.NUMBER: 0.0}
"""What a field holds that nobody filled in, where its system knows no empty one."""


@dataclass(frozen=True)
class Filled:
    """How full a field is.

    Attributes:
        field: which one.
        cases: all there are.
        empty: those where the field is empty.
        value: no, zero, or the commonest choice; None for a date.
        with_value: the cases that hold it.
    """

    field: Field
    cases: int
    empty: int
    value: bool | float | str | None = None
    with_value: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether next to nothing stands in the field."""
        return self.empty >= BARELY * self.cases

    @property
    def is_untouched(self) -> bool:
        """Whether next to nothing but one value does, which may stand there by itself."""
        return self.with_value >= BARELY * self.cases

    @property
    def touched(self) -> int:
        """In how many cases somebody filled it in: a no or a zero may stand there by itself."""
        by_itself = self.with_value if self.field.kind in UNTOUCHED else 0
        return self.cases - self.empty - by_itself

    @property
    def label(self) -> str:
        """What that value is called, a message."""
        if self.field.kind is Kind.FLAG:
            return NO
        return "0" if self.field.kind is Kind.NUMBER else self.field.choice_label(str(self.value))


def filled(engine: Engine, table: ibis.Table, fields: Iterable[Field]) -> list[Filled]:
    """Return how full each field is, in their order.

    One query, and one more where there are choices among them.

    Args:
        engine: what holds the table.
        table: one row a case, with these fields.
        fields: at least one.
    """
    asked = {field.name: field for field in fields}
    choices = [name for name, field in asked.items() if field.kind is Kind.CHOICE]
    values = {name: UNTOUCHED.get(field.kind) for name, field in asked.items()}
    facts = (
        {"cases": table.count()}
        | {f"{name} empty": table[name].isnull().sum() for name in asked}
        | {f"{name} mode": table[name].mode() for name in choices}
        | _counts(table, values)
    )
    found = engine.record(table.aggregate(**facts))
    modes = {name: found[f"{name} mode"] for name in choices}
    if counts := _counts(table, modes):
        found |= engine.record(table.aggregate(**counts))
    return [
        Filled(
            field,
            found["cases"],
            found[f"{name} empty"] or 0,
            modes.get(name, values[name]),
            found.get(f"{name} n") or 0,
        )
        for name, field in asked.items()
    ]


def _counts(table: ibis.Table, values: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in values.items() if value is not None}
    return {f"{name} n": (table[name] == value).sum() for name, value in known.items()}
