"""Single cases: what was known of one then, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.schema import Kind, Stage
from workshop.policy import WINDOW_DAYS
from workshop.terms.outcome.cases_with_outcome import entity_of, judged_cases, rule_columns
from workshop.terms.rules.entity import Entity, fields, key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Record
    from workshop.terms.rules.rule import Rule

EARLY = (Stage.CAPTURED, Stage.BEFORE_HANDOVER)
KNOWN_THEN: dict[Entity, tuple[Stage, ...]] = {
    "contacts": EARLY,
    "campaigns": EARLY,
    "deals": (*EARLY, Stage.AFTER_HANDOVER),
}
"""Stages whose fields a case's card may show: what was known when it had to be judged."""


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


def cases_in_between(
    crm: Crm, rules: Mapping[str, Rule], *, each: int = 3, window_days: int = WINDOW_DAYS
) -> list[Case]:
    """Return cases only one of two rules covers: the latest mature ones, at most `each` a rule.

    The latest, because a team remembers them; mature, so that their end is known.
    """
    judged = judged_cases(crm, entity_of(rules), rules, window_days)
    first, second = (judged[column] for column in rule_columns(rules))
    split = judged.filter(judged.mature & (first != second))
    key = key_of(entity_of(rules))
    ranked = split.mutate(
        place=ibis.row_number().over(
            group_by=split[next(iter(rule_columns(rules)))],
            order_by=[ibis.desc(split.began_at), split[key]],
        )
    )
    chosen = ranked.filter(ranked.place < each).order_by("place", next(iter(rule_columns(rules))))
    return [_case(row, rules) for row in crm.engine.records(chosen)]


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
    found = crm.engine.records(judged.filter(judged[key].isin(list(keys))))
    by_key = {row[key]: _case(row, rules or {}, entity) for row in found}
    return [by_key[key] for key in keys if key in by_key]


def covered_keys(crm: Crm, rule: Rule, keys: Collection[str]) -> set[str]:
    """Return which of these cases the rule covers."""
    found = cases(crm, keys, {"rule": rule}, rule.entity)
    return {case.key for case in found if case.covered_by}


def _case(row: Record, rules: Mapping[str, Rule], entity: Entity | None = None) -> Case:
    kind = entity or entity_of(rules)
    shown = [
        name
        for name, field in fields(kind).items()
        if field.stage in KNOWN_THEN[kind] and field.kind is not Kind.MOMENT
    ]
    facts = {name: row[name] for name in shown if row.get(name) is not None}
    return Case(
        key=row[key_of(kind)],
        entity=kind,
        covered_by=frozenset(name for column, name in rule_columns(rules).items() if row[column]),
        facts=facts,
        seen=row["began_at"].date(),
        won=row["has_won"],
    )
