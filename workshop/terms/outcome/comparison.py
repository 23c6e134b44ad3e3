"""Rules of one term on the same rows: where they meet, where they part, who won."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.schema import Stage
from workshop.policy import MIN_N, WINDOW_DAYS
from workshop.stats import Interval, wilson
from workshop.terms.outcome.cases_with_outcome import end_of, entity_of, judged_cases, rule_columns
from workshop.terms.rules.compile import covers
from workshop.terms.rules.entity import Entity, fields, rows
from workshop.terms.rules.knowable import check_knowable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workshop.crm.crm import Crm
    from workshop.terms.rules.rule import Rule


@dataclass(frozen=True)
class Tally:
    """Counts over some cases: all of them, the mature ones, and who of those won in time.

    Attributes:
        cases: rows.
        mature: rows that began at least a window before the as-of date; only they are compared.
        won: mature rows that won within the window.
        ever_won: rows that won since they began, up to the as-of date.
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


class Recent(NamedTuple):
    """Cases that began in the last full weeks, and how many of them have won since."""

    cases: int
    won: int


@dataclass(frozen=True)
class Comparison:
    """What some rules say about the same cases.

    Attributes:
        names: whose rules they are.
        parts: the rules that cover a case, and no other, to the tally of such cases; no case is
            in two parts.
        entity: what the cases are.
        as_of: last day that counts.
        window_days: time a case has to win.
        recent: like `parts`, of the cases that began in the last full weeks.
        weeks: how many these are, at most 52.
    """

    names: tuple[str, ...]
    parts: Mapping[frozenset[str], Tally]
    entity: Entity
    as_of: date
    window_days: int
    recent: Mapping[frozenset[str], Recent] = field(default_factory=dict)
    weeks: int = 0

    @property
    def total(self) -> Tally:
        """Every case there is."""
        return sum(self.parts.values(), Tally())

    @property
    def union(self) -> int:
        """Cases that at least one rule covers."""
        return self.total.cases - self.part().cases

    def part(self, *names: str) -> Tally:
        """Return the cases covered by exactly these rules."""
        return self.parts.get(frozenset(names), Tally())

    def rule(self, name: str) -> Tally:
        """Return the cases one rule covers."""
        return sum((tally for part, tally in self.parts.items() if name in part), Tally())

    def wins_covered(self, name: str) -> float | None:
        """Return which share of all cases that ever won the rule covers."""
        wins = self.total.ever_won
        return self.rule(name).ever_won / wins if wins else None

    def overlap(self, one: str, other: str) -> float | None:
        """Return cases of both over cases of either (Jaccard), None where nobody is covered."""
        either = [tally.cases for part, tally in self.parts.items() if part & {one, other}]
        both = [tally.cases for part, tally in self.parts.items() if part >= {one, other}]
        return sum(both) / sum(either) if sum(either) else None


def is_circular(rule: Rule) -> bool:
    """Return whether the rule asks for the outcome; how many of its cases win says nothing then."""
    known = fields(rule.entity)
    return any(known[name].stage is Stage.OUTCOME for name in rule.field_names())


def compare(crm: Crm, rules: Mapping[str, Rule], *, window_days: int = WINDOW_DAYS) -> Comparison:
    """Run some rules of one entity on all its cases, in one query.

    Args:
        crm: the data.
        rules: whose rule (any name) to the rule; at least one.
        window_days: time a case has to win.

    Raises:
        WorkshopError: if the rules are about different entities, a rule asks for a field that is
            not there, or see `check_needs`.
    """
    entity = entity_of(rules)
    judged = judged_cases(crm, entity_of(rules), rules, window_days)
    columns = rule_columns(rules)
    counted = judged.group_by(*columns).aggregate(
        cases=judged.count(),
        mature=judged.mature.sum(),
        won=(judged.mature & judged.won_in_time).sum(),
        ever_won=judged.has_won.sum(),
        recent=judged.recent.sum(),
        recent_won=(judged.recent & judged.has_won).sum(),
        weeks=judged.weeks.max(),
    )
    parts: dict[frozenset[str], Tally] = {}
    recent: dict[frozenset[str], Recent] = {}
    weeks = 0
    for row in crm.engine.records(counted):
        part = frozenset(name for column, name in columns.items() if row.pop(column))
        weeks = row.pop("weeks")
        recent[part] = Recent(row.pop("recent"), row.pop("recent_won"))
        parts[part] = Tally(**row)
    return Comparison(tuple(rules), parts, entity, crm.as_of, window_days, recent, weeks)


def tally(crm: Crm, rule: Rule, *, window_days: int = WINDOW_DAYS) -> tuple[Tally, Tally]:
    """Return the tally of the cases the rule covers, and that of all cases.

    Raises:
        WorkshopError: as `compare`.
    """
    found = compare(crm, {"rule": rule}, window_days=window_days)
    return found.rule("rule"), found.total


class _Count(NamedTuple):
    covered: int | None
    all: int


def count(crm: Crm, rule: Rule) -> tuple[int, int]:
    """Return how many cases the rule covers, and how many there are, dated or not."""
    check_knowable(crm, [rule])
    table = rows(rule.entity, crm.table, crm.tables, rule.field_names(), end_of(crm))
    judged = table.mutate(covered=covers(rule, table))
    counted = judged.aggregate(covered=judged.covered.sum(), all=judged.count())
    counts = crm.engine.row(counted, _Count)
    return counts.covered or 0, counts.all
