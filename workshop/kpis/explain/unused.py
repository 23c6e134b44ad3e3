"""Which rows of which file are in no KPI at all, and why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from workshop.crm.intake.report import SHOWN_ROWS
from workshop.crm.traces import PART, ROW, TRACE
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.explain.account import ROLE, USED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.crm.traces import Traced
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.explain.account import Account
    from workshop.kpis.explain.explanation import Explanation


@dataclass(frozen=True)
class Unused:
    """Rows of one file that were kept and that no KPI counts.

    Attributes:
        table: canonical name.
        file: its name, with sheet.
        n: how many.
        of: how many were kept.
        rows: the first of them, as a spreadsheet counts.
        codes: reservations for which some KPI leaves some of them out.
        looked_up: names of the KPIs that look something up in a table of which none counts rows;
            what they look up is not told row by row.
    """

    table: str
    file: str
    n: int
    of: int
    rows: tuple[int, ...]
    codes: tuple[str, ...] = ()
    looked_up: tuple[str, ...] = ()


def unused(traced: Traced, scope: Scope, explained: Sequence[Explanation]) -> list[Unused]:
    """Return, for each file of which rows are in no KPI, how many and which.

    A row is in a KPI if it is in n, in the numerator or in the denominator. Rows of a person that
    went into that of a lead stand and fall with it; rows that were set aside stand in the report.

    Args:
        traced: the data.
        scope: the question.
        explained: the explanations of all KPIs.
    """
    listed: list[Unused] = []
    for table in dict.fromkeys(name for name, _ in traced.files):
        if table in traced.crm.tables:
            mine = [a for one in explained for a in one.accounts if a.table == table]
            listed += _of_table(traced, scope, explained, table, mine)
    return listed


def _of_table(
    traced: Traced,
    scope: Scope,
    explained: Sequence[Explanation],
    table: str,
    mine: Sequence[Account],
) -> list[Unused]:
    whole = traced.crm.table(table)
    used = [one.rows.filter(one.rows[ROLE].isin(USED)).select(TRACE) for one in mine if one.judges]
    left = whole.select(TRACE, PART, ROW)
    if used:
        left = left.anti_join(ibis.union(*used, distinct=True) if used[1:] else used[0], TRACE)
    counts, every = _counts(traced, left), _counts(traced, whole)
    codes = _codes(traced, left, mine) if counts else ()
    looked_up = () if used else tuple(_lookers(scope, explained, table))
    return [
        Unused(table, traced.files[table, part], n, every[part][0], rows, codes, looked_up)
        for part, (n, rows) in sorted(counts.items())
    ]


def _counts(traced: Traced, rows: ibis.Table) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Return number of the file to how many rows there are, and the first of them."""
    place = ibis.row_number().over(group_by=[rows[PART]], order_by=[rows[ROW], rows[TRACE]])
    placed = rows.mutate(place=place, all=rows.count().over(group_by=[rows[PART]]))
    first = placed.filter(placed.place < SHOWN_ROWS).order_by(PART, ROW).select(PART, ROW, "all")
    found: dict[int, tuple[int, tuple[int, ...]]] = {}
    for one in traced.crm.engine.records(first):
        _, before = found.get(one[PART], (0, ()))
        found[one[PART]] = one["all"], (*before, one[ROW])
    return found


def _codes(traced: Traced, left: ibis.Table, mine: Iterable[Account]) -> tuple[str, ...]:
    """Return the reservations that count any of these rows, those of most rows first."""
    most = Counter[str]()
    for account in mine:
        if not account.notes:
            continue
        rows = account.rows.semi_join(left, TRACE)
        sums = {mark: rows[mark].sum().fill_null(0) for mark in account.notes}
        for mark, n in traced.crm.engine.record(rows.aggregate(**sums)).items():
            code = account.notes[mark]
            most[code] = max(most[code], n)
    return tuple(code for code, n in most.most_common() if n)


def _lookers(scope: Scope, explained: Iterable[Explanation], table: str) -> Iterable[str]:
    for one in explained:
        columns = kpi(one.answer.name).columns(scope)
        if one.accounts and any(column.startswith(f"{table}.") for column in columns):
            yield one.answer.name
