"""What a KPI counts, as rows: one case each, from which the number and its groups are made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import DecidingRow, Ledger, one_where

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.crm.engine import Engine, Record
    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.measure import Measure
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import Beside, KpiValue

IMMATURE = "immature_cohorts"
LINKS = ("contact_id", "account_id")


@dataclass(frozen=True)
class Cases:
    """One row for each case of a KPI.

    Attributes:
        measure: how the cases become one number.
        table: the columns of the canonical table a case is a row of, and

            - ``key``: the case's id, null where the export has none;
            - ``moment``: when it belongs to a month (null where nobody wrote it down);
            - ``contact_id``, ``account_id``: null where there is none;
            - ``counted``: whether it is in the number, never null;
            - ``success`` (never null) or ``duration``, as the measure asks;
            - one flag, never null, for each code in `notes`.
        notes: codes of reservations about single cases, each with what fills its sentence
            beside n.
        caveats: reservations about the data as a whole; None stands for nothing to say.
        window_days: time each case was given, None where there is no window.
        beside: from the sums to a number to read with the one number.
        refusal: why there is no number at all, whatever the cases say.
        shows: columns beside the KPI's own that say why a case counts as it does.
        event: the row of another table that decided.
        others: further rows that a reservation or a number beside counts.
    """

    measure: Measure
    table: ibis.Table
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    caveats: tuple[Caveat | None, ...] = ()
    window_days: int | None = None
    beside: Callable[[Mapping[str, Any]], Beside | None] | None = None
    refusal: Caveat | None = None
    shows: tuple[str, ...] = ()
    event: DecidingRow | None = None
    others: Ledgers = ()

    def ledgers(self, entity: str) -> Ledgers:
        """Return the rows behind the number; a case is a row of the table `entity`."""
        rows, success = self.table, "success" in self.table.columns
        if success:
            rows = rows.mutate(adds=one_where(rows.counted & rows.success))
        own = Ledger(
            entity,
            rows,
            "counted",
            "adds" if success else "",
            notes=tuple(self.notes),
            shows=self.shows,
            event=self.event,
            behind=("", "p90", "median"),
        )
        return (own, *self.others)

    def summed(self, *columns: str) -> ibis.Table:
        """Return the sums over all cases, or over each group of these columns, as a table."""
        return self.measure.needed(self.sums(*columns))

    def sums(self, *columns: str) -> ibis.Table:
        """Return the same with every single duration and amount, for whoever compares them."""
        sums = self.measure.sums(self.table)
        sums |= {code: self.table[code].sum() for code in self.notes}
        grouped = self.table.group_by(*columns) if columns else self.table
        return grouped.aggregate(**sums)

    def tally(self, engine: Engine) -> Record:
        """Return the sums over all cases."""
        return engine.record(self.summed())

    def tallies(self, engine: Engine, *columns: str) -> list[Record]:
        """Return the sums over each group of these columns, in one query."""
        return engine.records(self.summed(*columns))

    def fill(self, empty: KpiValue, tally: Record) -> KpiValue:
        """Return the answer that one tally gives, with the reservations about its cases."""
        filled = self.measure.fill(replace(empty, window_days=self.window_days), tally)
        notes = (counted(tally[code] or 0, code, **more) for code, more in self.notes.items())
        if self.beside:
            filled = filled.with_beside(self.beside(tally))
        filled = filled.noting(*notes)
        return filled.refused(self.refusal) if self.refusal else filled


@dataclass(frozen=True)
class OfCases:
    """A formula over cases: called like any other, and open to groups.

    Attributes:
        cases: the cases that a question is about.
        entity: the canonical table a case is a row of.
    """

    cases: Callable[[Scope], Cases]
    entity: str

    def expression(self, scope: Scope) -> ibis.Table:
        """Return the query that the number comes from, as one row."""
        return self.cases(scope).summed()

    def ledgers(self, scope: Scope) -> Ledgers:
        """Return the rows behind the number."""
        return self.cases(scope).ledgers(self.entity)

    def __call__(self, scope: Scope, empty: KpiValue) -> KpiValue:
        """Return the one number: all cases are one group."""
        cases = self.cases(scope)
        return cases.fill(empty, cases.tally(scope.engine)).noting(*cases.caveats)


def linked(table: ibis.Table) -> ibis.Table:
    """Return the table with both links; one that the export does not have is null everywhere."""
    absent = [name for name in LINKS if name not in table.columns]
    return table.mutate(**{name: ibis.null("string") for name in absent})


def key_of(table: ibis.Table, column: str) -> Any:
    """Return the column that names a case, nulls where the export has none."""
    return table[column] if column in table.columns else ibis.null("string")
