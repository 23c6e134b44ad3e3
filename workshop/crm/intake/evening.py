"""An import as of a day: what the team would have seen that evening, and what is said about it.

The last day is what a person says, or the last day on which anything is recorded. Where a row or
two alone would decide it, nobody but a person can say which day is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.days.as_of import (
    BEGINS,
    FACTS,
    end_of_day,
    is_later,
    proven_counts,
    rolled_back,
    taken_back,
    undated,
)
from workshop.crm.days.last_day import counts_by_day, days_recorded, is_undated, last_day, moments
from workshop.crm.days.lone_day import lone_first, lone_last
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.doubt import Doubt, Topic
from workshop.crm.intake.report import SHOWN_ROWS, Finding, Oddity, Reason, SetAside, numbered
from workshop.crm.intake.rows.errors import plain
from workshop.crm.readings.sql import name
from workshop.crm.schema import TABLES
from workshop.crm.traces import PART, ROW
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.crm.intake.report import TableReport
    from workshop.crm.mapping import CrmMapping


class LoneLastDayError(WorkshopError):
    """A row or two alone would decide as of when everything counts.

    Args:
        doubt: the question; its answers are days.
        file: where the row stands.
    """

    def __init__(self, doubt: Doubt, file: str) -> None:
        super().__init__(
            N_("A single row would set the as-of date for everything."),
            found=N_("{file}, row {row}, “{column}”: {day}; everything else ends on {last}"),
            hint=N_("Say which day is the last one: --as-of {last_day} or “as_of” in the mapping."),
            file=plain(file),
            row=doubt.row,
            column=plain(doubt.column),
            day=date.fromisoformat(doubt.example),
            last=date.fromisoformat(doubt.options[0]),
            last_day=doubt.options[0],
        )
        self.doubt = doubt


@dataclass(frozen=True)
class Evening:
    """Tables in memory, each with its rows' numbers, and as of when they are to stand."""

    backend: ibis.BaseBackend
    mapping: CrmMapping

    @property
    def tables(self) -> dict[str, ibis.Table]:
        """The canonical tables, by name."""
        return {one: self.backend.table(one) for one in self.mapping.tables if one in TABLES}

    def last_day(self, today: date) -> date:
        """Return the last day that counts, where nobody says it.

        Raises:
            LoneLastDayError: if it hangs on a row or two far from all others.
            WorkshopError: if there is no date at all.
        """
        if is_undated(self.tables):
            return today
        engine = IbisEngine(self.backend)
        last = min(last_day(engine, self.tables), today)
        lone = lone_last(days_recorded(engine, self.tables))
        if lone:
            raise self._asked(lone.next, lone.outermost, last)
        return last

    def _asked(self, robust: date, lone: date, last: date) -> LoneLastDayError:
        """Return the question whether the data end with all others or with a lone day."""
        days = robust.isoformat(), last.isoformat()
        table, field, part, row = next(self._rows_of(lone))
        source = self.mapping.parts(table)[part]
        column = ", ".join(source.columns_of(field))
        doubt = Doubt(Topic.AS_OF, table, column, field, lone.isoformat(), days, row=row)
        return LoneLastDayError(doubt, source.file)

    def _rows_of(self, day: date) -> Iterator[tuple[str, str, int, int]]:
        """Yield each table, field, number of its file and row number where a day stands."""
        for table, rows in self.tables.items():
            for field, moment in moments(table, rows).items():
                there = moment.date() == ibis.date(day.isoformat())
                lone = rows.filter(there.fill_null(False)).order_by(PART, ROW)
                for one in lone.select(PART, ROW).limit(1).to_pyarrow().to_pylist():
                    yield table, field, one[PART], one[ROW]

    def take_back(self, day: date, reports: list[TableReport]) -> list[TableReport]:
        """Take the tables back to the evening of a day; return their reports as they are then."""
        end, full = end_of_day(day), self.tables
        engine = IbisEngine(self.backend)
        counts = proven_counts(engine, full.__getitem__, full) if self._is_earlier(day) else ()
        made: dict[str, ibis.Table] = {}
        for table, rows in full.items():
            later = engine.value(rows.filter(is_later(table, rows, end)).count())
            if later or (table == "contacts" and counts):
                then = rolled_back(table, full.__getitem__, full, end, counts)
                made[table] = self.backend.create_table(f"then_{table}", then)
        found = [
            self._counted(one, part, full[one.table], made[one.table]) if one.table in made else one
            for one, part in numbered(reports)
        ]
        for table in made:
            self.backend.raw_sql(f"drop table {name(table)}")
            self.backend.raw_sql(f"alter table {name(f'then_{table}')} rename to {name(table)}")
        return found

    def _counted(
        self, one: TableReport, part: int, full: ibis.Table, then: ibis.Table
    ) -> TableReport:
        full, then = full.filter(full[PART] == part), then.filter(then[PART] == part)
        gone = full.anti_join(then, ROW)
        facts: dict[str, Any] = {field: then[field].count() for field in one.filled}
        kept = IbisEngine(self.backend).record(then.aggregate(**{ROW: then.count()}, **facts))
        n = kept.pop(ROW)
        if n == one.kept:
            return replace(one, filled=kept)
        column = ", ".join(self.mapping.parts(one.table)[part].columns_of(BEGINS[one.table]))
        later = SetAside(Reason.LATER, one.kept - n, _first(gone), column)
        return replace(one, kept=n, set_aside=(*one.set_aside, later), filled=kept)

    def said(self, day: date) -> list[Finding]:
        """Return what is to be said about taking the tables back to a day; ask before it is."""
        full, end = self.tables, end_of_day(day)
        return [*self._taken_back(full, end), *self._undated(full, day)]

    def _taken_back(self, full: Mapping[str, ibis.Table], end: Any) -> Iterator[Finding]:
        for table, rows in full.items():
            later = taken_back(table, rows, end)
            if later is not None and (numbers := _first(rows.filter(later), None)):
                names = {"field": FACTS[table].date}
                shown = numbers[:SHOWN_ROWS]
                yield Finding(Oddity.TAKEN_BACK, table, len(numbers), names=names, rows=shown)

    def _undated(self, full: Mapping[str, ibis.Table], day: date) -> Iterator[Finding]:
        if not self._is_earlier(day):
            return
        engine = IbisEngine(self.backend)
        counts = proven_counts(engine, full.__getitem__, full)
        for column in sorted(undated(full.__getitem__, full, counts)):
            table, field = column.split(".")
            n = engine.value(full[table][field].count())
            yield Finding(Oddity.UNDATED, table, n, names={"field": field})
        yield from _undated_answers(engine, full)

    def _is_earlier(self, day: date) -> bool:
        return last_day(IbisEngine(self.backend), self.tables) > day

    def lone_firsts(self) -> Iterator[Finding]:
        """Find closings long before all others: the records do not count from these on."""
        deals = self.tables.get("deals")
        closed = moments("deals", deals).get("closed_at") if deals is not None else None
        if deals is None or closed is None:
            return
        lone = lone_first(counts_by_day(IbisEngine(self.backend), closed))
        if lone:
            early = (closed.date() < ibis.date(lone.next.isoformat())).fill_null(False)
            rows = _first(deals.filter(early))
            names = {"field": "closed_at"}
            yield Finding(Oddity.LONE_FIRST, "deals", len(rows), names=names, rows=rows)


def _undated_answers(engine: IbisEngine, full: Mapping[str, ibis.Table]) -> Iterator[Finding]:
    """Yield that some answers of sales have no date, though others have one."""
    given = full.get("handoffs")
    if given is None or not {"outcome", "decided_at"} <= {*given.columns}:
        return
    n = engine.value(given.filter(given.outcome.notnull(), given.decided_at.isnull()).count())
    if n:
        yield Finding(Oddity.UNDATED, "handoffs", n, names={"field": "outcome"})


def _first(rows: ibis.Table, most: int | None = SHOWN_ROWS) -> tuple[int, ...]:
    listed = rows.order_by(ROW).select(ROW)
    found = (listed if most is None else listed.limit(most)).to_pyarrow()
    return tuple(found[ROW].to_pylist())
