"""Two rules of one term on the same rows: where they meet, where they part, what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.schema import Stage
from workshop.errors import WorkshopError
from workshop.stats import MIN_N, Interval, wilson
from workshop.terms.compile import covers
from workshop.terms.entity import fields, rows
from workshop.terms.outcome import with_outcome
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule

WINDOW_DAYS = 180
NEEDS = (
    "contacts.contact_id",
    "contacts.created_at",
    "deals.contact_id",
    "deals.status",
    "deals.closed_at",
)
SIDES = ("sales", "marketing")


@dataclass(frozen=True)
class Tally:
    """Counts over some cases: all of them, the mature ones, and who of those won in time.

    Attributes:
        cases: rows.
        mature: rows seen at least a window before the as-of date; only they are compared.
        won: mature rows with a deal won within the window.
        ever_won: rows with a deal won since they were first seen, up to the as-of date.
    """

    cases: int = 0
    mature: int = 0
    won: int = 0
    ever_won: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the tally over both, which must not share cases."""
        return Tally(
            self.cases + other.cases,
            self.mature + other.mature,
            self.won + other.won,
            self.ever_won + other.ever_won,
        )

    @property
    def conversion(self) -> float | None:
        """The share of mature cases that won in time, or None below `MIN_N` of them."""
        return self.won / self.mature if self.mature >= MIN_N else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the conversion, or None where there is no conversion."""
        return wilson(self.won, self.mature) if self.mature >= MIN_N else None


@dataclass(frozen=True)
class Comparison:
    """What two rules say about the same cases; the four parts share no case.

    Attributes:
        both, only_sales, only_marketing, neither: the four parts.
        as_of: last day that counts.
        window_days: time a case has to win.
    """

    both: Tally
    only_sales: Tally
    only_marketing: Tally
    neither: Tally
    as_of: date
    window_days: int

    @property
    def total(self) -> Tally:
        """Every case there is."""
        return self.both + self.only_sales + self.only_marketing + self.neither

    def side(self, side: str) -> Tally:
        """Return the cases one side's rule covers."""
        return self.both + (self.only_sales if side == "sales" else self.only_marketing)

    def wins_covered(self, side: str) -> float | None:
        """Return which share of all cases that ever won the side's rule covers."""
        wins = self.total.ever_won
        return self.side(side).ever_won / wins if wins else None

    @property
    def union(self) -> int:
        """Cases that at least one side calls by the term."""
        return self.total.cases - self.neither.cases

    @property
    def overlap(self) -> float | None:
        """Cases of both over cases of either (Jaccard), None where nobody is covered."""
        return self.both.cases / self.union if self.union else None


@dataclass(frozen=True)
class Case:
    """One case in between: who calls it a lead, what was known then, what became of it.

    Attributes:
        key: the case's id in the data.
        side: the one side whose rule covers it.
        facts: field name to value, only what was known before the hand-over.
        seen: the day the case was first seen.
        won: whether it won by the as-of date.
    """

    key: str
    side: str
    facts: dict[str, Any]
    seen: date
    won: bool


def check_needs(crm: Crm) -> None:
    """Raise `WorkshopError` if the data cannot say what becomes of a contact."""
    missing = crm.missing(NEEDS)
    if missing:
        raise WorkshopError(
            N_("This data cannot show what becomes of a contact."),
            found=N_("Missing: {columns}"),
            hint=N_("Import contacts and deals, or try this act on the sample company."),
            columns=", ".join(missing),
        )


def compare(
    crm: Crm, sales: Rule, marketing: Rule, *, window_days: int = WINDOW_DAYS
) -> Comparison:
    """Run both rules on all contacts and return what they agree on, in one query.

    Raises:
        WorkshopError: if a rule asks for a field that is not there, or see `check_needs`.
    """
    parts = _tallies(crm, {"sales": sales, "marketing": marketing}, window_days)
    return Comparison(
        both=parts.get((True, True), Tally()),
        only_sales=parts.get((True, False), Tally()),
        only_marketing=parts.get((False, True), Tally()),
        neither=parts.get((False, False), Tally()),
        as_of=crm.as_of,
        window_days=window_days,
    )


def tally(crm: Crm, rule: Rule, *, window_days: int = WINDOW_DAYS) -> tuple[Tally, Tally]:
    """Return the tally of the contacts the rule covers, and that of all contacts.

    Raises:
        WorkshopError: as `compare`.
    """
    parts = _tallies(crm, {"covered": rule}, window_days)
    covered = parts.get((True,), Tally())
    return covered, covered + parts.get((False,), Tally())


def _tallies(crm: Crm, rules: dict[str, Rule], window_days: int) -> dict[tuple[bool, ...], Tally]:
    cases = _judged(crm, rules, window_days)
    counted = cases.group_by(*rules).aggregate(
        cases=cases.count(),
        mature=cases.mature.sum(),
        won=(cases.mature & cases.won_in_time).sum(),
        ever_won=cases.has_won.sum(),
    )
    return {
        tuple(row.pop(name) for name in rules): Tally(**row)
        for row in counted.to_pyarrow().to_pylist()
    }


def count(crm: Crm, rule: Rule) -> tuple[int, int]:
    """Return how many contacts the rule covers, and how many there are, dated or not."""
    table = rows(rule.entity, crm.table, crm.tables)
    judged = table.mutate(covered=covers(rule, table))
    counted = judged.aggregate(covered=judged.covered.sum(), all=judged.count())
    row = counted.to_pyarrow().to_pylist()[0]
    return int(row["covered"] or 0), int(row["all"])


def cases_in_between(
    crm: Crm, sales: Rule, marketing: Rule, *, each: int = 3, window_days: int = WINDOW_DAYS
) -> list[Case]:
    """Return cases only one side covers: the latest mature ones, at most `each` a side.

    The latest, because a team remembers them; mature, so that their end is known.
    """
    judged = _judged(crm, {"sales": sales, "marketing": marketing}, window_days)
    split = judged.filter(judged.mature & (judged.sales != judged.marketing))
    ranked = split.mutate(
        place=ibis.row_number().over(
            group_by=split.sales, order_by=[ibis.desc(split.created_at), split.contact_id]
        )
    )
    found = ranked.filter(ranked.place < each).order_by("place", "sales").to_pyarrow().to_pylist()
    return [_case(row) for row in found]


def _case(row: dict[str, Any]) -> Case:
    early = (Stage.CAPTURED, Stage.BEFORE_HANDOVER)
    facts = {
        name: row[name]
        for name, field in fields("contacts").items()
        if field.stage in early and name != "created_at" and row.get(name) is not None
    }
    return Case(
        key=row["contact_id"],
        side="sales" if row["sales"] else "marketing",
        facts=facts,
        seen=row["created_at"].date(),
        won=row["has_won"],
    )


def _end(crm: Crm) -> datetime:
    """Return the first moment that the data does not know any more."""
    return datetime.combine(crm.as_of + timedelta(days=1), datetime.min.time())


def _judged(crm: Crm, rules: dict[str, Rule], window_days: int) -> ibis.Table:
    check_needs(crm)
    table = rows("contacts", crm.table, crm.tables)
    cases = with_outcome(table, crm.table("deals"), _end(crm), window_days)
    return cases.mutate(**{name: covers(rule, cases) for name, rule in rules.items()})
