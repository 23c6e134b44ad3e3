"""Why a number is what it is: which rows of which file are in it, and which are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workshop.crm.traces import PART
from workshop.kpis.catalogue.answers import KPIS, ask, refused
from workshop.kpis.checks.contradictions import doubt_ledgers
from workshop.kpis.core.scope import Scope
from workshop.kpis.explain.account import (
    ADDS,
    BELOW,
    COUNTED,
    KIND,
    ROLE,
    Account,
    Role,
    accounts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Record
    from workshop.crm.intake.report import TableReport
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue


@runtime_checkable
class HasLedgers(Protocol):
    """A formula that knows the rows behind its number."""

    def ledgers(self, scope: Scope) -> Ledgers:
        """Return them."""


@dataclass(frozen=True)
class Group:
    """Rows of one file that are the same to a number.

    Attributes:
        table: canonical name.
        part: which of the table's files it is.
        role: their part in the number.
        counted: whether they are in n.
        codes: reservations that count them, as often as they do.
        kind: what tells rows outside apart, such as the status of deals; None where it is empty.
        n: how many.
        adds: what they add to the numerator, together.
        below: what they add to a denominator that is a sum.
    """

    table: str
    part: int
    role: Role
    counted: bool
    codes: tuple[str, ...]
    kind: str | None
    n: int
    adds: float
    below: float


@dataclass(frozen=True)
class Explanation:
    """One KPI's answer and the rows behind it.

    Attributes:
        answer: as it is said everywhere.
        accounts: the rows of each table, by their part in the KPI's own number.
        groups: these rows, counted.
        beside: name of a number beside to the rows behind it, counted.
        aside: what became of the files it reads whose rows were not all kept, see `SetAside`.
    """

    answer: KpiValue
    accounts: tuple[Account, ...]
    groups: tuple[Group, ...]
    beside: dict[str, tuple[Group, ...]]
    aside: tuple[TableReport, ...]

    @property
    def n(self) -> int:
        """How many rows are in n."""
        return sum(group.n for group in self.groups if group.counted)

    @property
    def numerator(self) -> float:
        """What the rows add up to."""
        return sum(group.adds for group in self.groups)

    @property
    def denominator(self) -> float:
        """What the rows of a denominator that is a sum add up to."""
        return sum(group.below for group in self.groups)

    def noted(self, code: str) -> int:
        """How many rows a reservation counts, those beside the number included."""
        groups = (*self.groups, *(group for some in self.beside.values() for group in some))
        return sum(group.n * group.codes.count(code) for group in groups)

    def account(self, table: str) -> Account:
        """Return the rows of one table."""
        return next(one for one in self.accounts if one.table == table)


def explain(one: Kpi, scope: Scope) -> Explanation:
    """Return a KPI's answer with the rows behind it; the data are those of `with_traces`.

    Nothing is computed a second time: a formula sums marks of rows, and the rows with these marks
    are what is returned. Where there is nothing to count, such as for lack of a column, there are
    no rows either.
    """
    crm, answer = scope.crm, ask(one, scope)
    if refused(one, scope) or not isinstance(one.compute, HasLedgers):
        return Explanation(answer, (), (), {}, ())
    ledgers = one.compute.ledgers(scope)
    columns = one.columns(scope)
    own = [ledger for ledger in ledgers if "" in ledger.behind]
    made = tuple(accounts(crm, [*own, *doubt_ledgers(one, scope)], columns))
    beside = {
        ledger.behind[0]: tuple(_groups(crm, accounts(crm, [ledger], columns)))
        for ledger in ledgers
        if ledger not in own
    }
    tables = {column.split(".")[0] for column in columns}
    aside = tuple(one for one in crm.report.tables if one.table in tables and one.set_aside)
    return Explanation(answer, made, tuple(_groups(crm, made)), beside, aside)


def explain_all(scope: Scope) -> list[Explanation]:
    """Return the explanations of all KPIs, in the catalogue's order; see `explain`."""
    return [explain(one, scope) for one in KPIS.values()]


def _groups(crm: Crm, found: Iterable[Account]) -> Iterator[Group]:
    for account in found:
        rows = account.rows
        by = [PART, ROLE, COUNTED, KIND, *account.notes]
        sums = {"n": rows.count(), "all_adds": rows[ADDS].sum(), "all_below": rows[BELOW].sum()}
        counts = rows.group_by(*by).aggregate(**sums).order_by(*by)
        for record in crm.engine.records(counts):
            yield _group(account, record)


def _group(account: Account, record: Record) -> Group:
    return Group(
        account.table,
        record[PART],
        Role(record[ROLE]),
        record[COUNTED],
        tuple(code for mark, code in account.notes.items() if record[mark]),
        record[KIND],
        record["n"],
        record["all_adds"] or 0.0,
        record["all_below"] or 0.0,
    )
