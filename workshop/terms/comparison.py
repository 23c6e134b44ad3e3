"""Rules of one term on the same rows: where they meet, where they part, who won."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.schema import Kind, Stage
from workshop.errors import WorkshopError
from workshop.stats import MIN_N, Interval, wilson
from workshop.terms.compile import covers
from workshop.terms.entity import Entity, fields, key_of, rows
from workshop.terms.outcome import NEEDS, with_fate
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.terms.rule import Rule

WINDOW_DAYS = 180
SIDES = ("sales", "marketing")
EARLY = (Stage.CAPTURED, Stage.BEFORE_HANDOVER)
KNOWN_THEN: dict[Entity, tuple[Stage, ...]] = {
    "contacts": EARLY,
    "campaigns": EARLY,
    "deals": (*EARLY, Stage.AFTER_HANDOVER),
}
"""Stages whose fields a case's card may show: what was known when it had to be judged."""


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
    """

    names: tuple[str, ...]
    parts: Mapping[frozenset[str], Tally]
    entity: Entity
    as_of: date
    window_days: int

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


@dataclass(frozen=True)
class Case:
    """One case: which rules cover it, what was known then, what became of it.

    Attributes:
        key: the case's id in the data.
        entity: what it is.
        covered_by: the names of the rules that cover it; empty where none was asked.
        facts: field name to value, only what was known before the hand-over.
        seen: the day it began.
        won: whether it won by the as-of date.
    """

    key: str
    entity: Entity
    covered_by: frozenset[str]
    facts: dict[str, Any]
    seen: date
    won: bool


def check_needs(crm: Crm, entity: Entity = "contacts") -> None:
    """Raise `WorkshopError` if the data cannot say what becomes of the entity."""
    missing = crm.missing(NEEDS[entity])
    if missing:
        raise WorkshopError(
            N_("This data cannot show what becomes of a contact, a deal or a campaign."),
            found=N_("Missing: {columns}"),
            hint=N_("Import these columns as well, or try this act on the sample company."),
            columns=", ".join(missing),
        )


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
    entity = _entity(rules)
    judged = _judged(crm, rules, window_days)
    columns = _columns(rules)
    counted = judged.group_by(*columns).aggregate(
        cases=judged.count(),
        mature=judged.mature.sum(),
        won=(judged.mature & judged.won_in_time).sum(),
        ever_won=judged.has_won.sum(),
    )
    parts = {
        frozenset(name for column, name in columns.items() if row.pop(column)): Tally(**row)
        for row in counted.to_pyarrow().to_pylist()
    }
    return Comparison(tuple(rules), parts, entity, crm.as_of, window_days)


def tally(crm: Crm, rule: Rule, *, window_days: int = WINDOW_DAYS) -> tuple[Tally, Tally]:
    """Return the tally of the cases the rule covers, and that of all cases.

    Raises:
        WorkshopError: as `compare`.
    """
    found = compare(crm, {"rule": rule}, window_days=window_days)
    return found.rule("rule"), found.total


def count(crm: Crm, rule: Rule) -> tuple[int, int]:
    """Return how many cases the rule covers, and how many there are, dated or not."""
    table = rows(rule.entity, crm.table, crm.tables, rule.field_names(), end_of(crm))
    judged = table.mutate(covered=covers(rule, table))
    counted = judged.aggregate(covered=judged.covered.sum(), all=judged.count())
    row = counted.to_pyarrow().to_pylist()[0]
    return int(row["covered"] or 0), int(row["all"])


def cases_in_between(
    crm: Crm, rules: Mapping[str, Rule], *, each: int = 3, window_days: int = WINDOW_DAYS
) -> list[Case]:
    """Return cases only one of two rules covers: the latest mature ones, at most `each` a rule.

    The latest, because a team remembers them; mature, so that their end is known.
    """
    judged = _judged(crm, rules, window_days)
    first, second = (judged[column] for column in _columns(rules))
    split = judged.filter(judged.mature & (first != second))
    key = key_of(_entity(rules))
    ranked = split.mutate(
        place=ibis.row_number().over(
            group_by=split[next(iter(_columns(rules)))],
            order_by=[ibis.desc(split.began_at), split[key]],
        )
    )
    chosen = ranked.filter(ranked.place < each).order_by("place", next(iter(_columns(rules))))
    return [_case(row, rules) for row in chosen.to_pyarrow().to_pylist()]


def cases(
    crm: Crm,
    keys: Collection[str],
    rules: Mapping[str, Rule] | None = None,
    entity: Entity = "contacts",
) -> list[Case]:
    """Return the cases of these keys, in the order of the keys; what is not there is left out.

    Args:
        crm: the data.
        keys: of the cases.
        rules: whose rules are asked which of the cases they cover; none by default.
        entity: what the cases are.
    """
    judged = judged_cases(crm, entity, rules or {}, WINDOW_DAYS)
    key = key_of(entity)
    found = judged.filter(judged[key].isin(list(keys))).to_pyarrow().to_pylist()
    by_key = {row[key]: _case(row, rules or {}, entity) for row in found}
    return [by_key[key] for key in keys if key in by_key]


def covered_keys(crm: Crm, rule: Rule, keys: Collection[str]) -> set[str]:
    """Return which of these cases the rule covers."""
    found = cases(crm, keys, {"rule": rule}, rule.entity)
    return {case.key for case in found if case.covered_by}


def end_of(crm: Crm) -> datetime:
    """Return the first moment that the data does not know any more."""
    return datetime.combine(crm.as_of + timedelta(days=1), datetime.min.time())


def judged_cases(
    crm: Crm, entity: Entity, rules: Mapping[str, Rule], window_days: int = WINDOW_DAYS
) -> ibis.Table:
    """Return every case with its fields, its fate, and for each rule whether it covers it.

    Fields and fates do not depend on the rules and are computed once.

    Returns:
        One row a case, with ``began_at``, ``mature``, ``has_won``, ``won_in_time`` and a column
        ``rule0``, ``rule1`` … for each rule, in their order.
    """
    table = known_cases(crm, entity, window_days)
    return table.mutate(
        **{column: covers(rules[name], table) for column, name in _columns(rules).items()}
    )


def known_cases(crm: Crm, entity: Entity, window_days: int = WINDOW_DAYS) -> ibis.Table:
    """Return every case that began by the as-of day with all its fields and its fate, kept."""
    check_needs(crm, entity)

    def make() -> ibis.Table:
        end = end_of(crm)
        wide = rows(entity, crm.table, crm.tables, None, end)
        return with_fate(wide, entity, crm.table, end, window_days)

    return crm.once(("cases", entity, window_days), make)


def _judged(crm: Crm, rules: Mapping[str, Rule], window_days: int) -> ibis.Table:
    return judged_cases(crm, _entity(rules), rules, window_days)


def _columns(rules: Iterable[str]) -> dict[str, str]:
    """Return the column of each rule; a rule may be called like a field."""
    return {f"rule{place}": name for place, name in enumerate(rules)}


def _entity(rules: Mapping[str, Rule]) -> Entity:
    found = {rule.entity for rule in rules.values()}
    if len(found) != 1:
        raise WorkshopError(
            N_("Rules about different things cannot be compared."),
            found="{entities}",
            hint=N_("Compare contacts with contacts, deals with deals, campaigns with campaigns."),
            entities=", ".join(sorted(found)) or "–",
        )
    return found.pop()


def _case(row: dict[str, Any], rules: Mapping[str, Rule], entity: Entity | None = None) -> Case:
    kind = entity or _entity(rules)
    shown = [
        name
        for name, field in fields(kind).items()
        if field.stage in KNOWN_THEN[kind] and field.kind is not Kind.MOMENT
    ]
    facts = {name: row[name] for name in shown if row.get(name) is not None}
    return Case(
        key=row[key_of(kind)],
        entity=kind,
        covered_by=frozenset(name for column, name in _columns(rules).items() if row[column]),
        facts=facts,
        seen=row["began_at"].date(),
        won=row["has_won"],
    )
