"""The rows behind a number, each with its part in it: what n, numerator and reservations count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue

ITSELF = ("",)
"""What the rows of a KPI's own number stand behind, see `Ledger.behind`."""


@dataclass(frozen=True)
class DecidingRow:
    """The row of another table by which a case succeeded or was timed.

    Attributes:
        table: the canonical table the row stands in.
        rows: ``who``, ``happened_at``, and their traces.
        who: column of the ledger's rows that names whose event it is.
        at: column of the ledger's rows that says when it happened; null where there is none.
    """

    table: str
    rows: ibis.Table
    at: str
    who: str = "contact_id"


@dataclass(frozen=True)
class Ledger:
    """Rows of one canonical table, marked; the number is a sum over these marks.

    Attributes:
        table: the canonical table.
        rows: its columns and the marks, each row once; those that no mark is true of may be left
            out.
        counted: a flag, never null: whether the row is in n. Empty where none of these rows is.
        adds: what the row adds to the numerator, null for nothing. Empty likewise.
        below: what it adds to a denominator that is a sum. Empty likewise.
        money: whether the numerator is a sum of money, and no count of rows.
        notes: codes of reservations; each is a flag of this name, never null.
        shows: further columns that decide, beside those the KPI names.
        event: the row of another table that decided.
        behind: which numbers these rows stand behind: the KPI's own (empty), or the names of those
            beside it.
    """

    table: str
    rows: ibis.Table
    counted: str = ""
    adds: str = ""
    below: str = ""
    money: bool = False
    notes: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    event: DecidingRow | None = None
    behind: tuple[str, ...] = ITSELF


Ledgers = tuple[Ledger, ...]


@dataclass(frozen=True)
class OfLedgers:
    """A formula that asks several queries, with the rows that they are about.

    Attributes:
        fill: from the question and an empty answer to the answer.
        find: from the question to the rows.
    """

    fill: Callable[[Scope, KpiValue], KpiValue]
    find: Callable[[Scope], Ledgers]

    def ledgers(self, scope: Scope) -> Ledgers:
        """Return the rows behind the number."""
        return self.find(scope)

    def __call__(self, scope: Scope, empty: KpiValue) -> KpiValue:
        """Return the one number."""
        return self.fill(scope, empty)


def one_where(flag: Any) -> Any:
    """Return 1 where a flag is true, as a count adds it up, and null elsewhere."""
    return amount_where(flag, 1.0)


def amount_where(flag: Any, amount: Any) -> Any:
    """Return an amount where a flag is true, and null elsewhere."""
    return ibis.ifelse(flag, amount, ibis.null("float64"))
