"""The contacts that might become cards: the best of each kind, told apart by plausible rules."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from itertools import chain
from operator import add, or_
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis
from ibis import _

from workshop.crm.schema import Kind
from workshop.policy import WINDOW_DAYS
from workshop.terms.cards.draw import Candidate
from workshop.terms.lint.sensitivity import shifted
from workshop.terms.outcome.cases_with_outcome import end_of, judged_cases, known_cases
from workshop.terms.outcome.example import EARLY, KNOWN_THEN, cases
from workshop.terms.rules.entity import Entity, fields, key_of
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.template import TEMPLATES, TICKS
from workshop.terms.rules.tree import alone, parts, replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.terms.outcome.example import Case

MOST_RULES = 7
"""Rules the cases are held against; more would only tell apart what nobody sees on a card."""
YEAR = 365
"""Days that a team looks back on, before the youngest case whose end is known."""
SPREAD = ("source", "role")
"""Columns in whose values a few candidates differ, however many cases there are of each."""
EACH, POOL = 24, 400
"""Candidates of one kind, and of all kinds, that are looked at one by one."""
CONTACTS: Entity = "contacts"


def candidates(
    crm: Crm, rule: Rule | None = None, without: Collection[str] = ()
) -> list[Candidate]:
    """Return the contacts worth looking at one by one.

    They are the best of each kind: mature, recent, with something to say, and of many sources and
    roles. A kind is by which rules cover a case and what became of it. The ranking is one query.

    Args:
        crm: the data.
        rule: an agreed one; passed over where it asks for a field that this data lacks.
        without: keys of contacts that are not wanted.

    Raises:
        WorkshopError: see `check_needs`.
    """
    table = known_cases(crm, CONTACTS)
    battery = plausible_rules(table.columns)
    around = list(_around(crm.engine, rule, table)) if rule else []
    asked = {str(place): one for place, one in enumerate([*battery, *around])}
    judged = judged_cases(crm, CONTACTS, asked)
    kinds = judged.mutate(
        votes=_total(judged[f"rule{n}"].ifelse(2**n, 0) for n in range(len(battery))),
        **_covered_and_near(judged, range(len(battery), len(asked))),
        informed=_is_informed(judged),
        recent=judged.began_at >= ibis.timestamp(_since(crm)),
    )
    fresh = kinds.filter(kinds[key_of(CONTACTS)].notin(list(without))) if without else kinds
    by_key = {row.contact_id: row for row in crm.engine.rows(_best_of_each(fresh), _Ranked)}
    return [_candidate(one, by_key[one.key], len(battery)) for one in cases(crm, list(by_key))]


def plausible_rules(columns: Collection[str]) -> list[Rule]:
    """Return rules about contacts that these columns can answer before the hand-over.

    Templates come first; where they are few, single criteria follow.
    """
    known = fields(CONTACTS)
    offered = [tick for tick in TICKS.values() if tick.entity == CONTACTS and not tick.term]
    ticks = (alone(Rule(), tick.criterion) for tick in offered)
    templates = [one for one in TEMPLATES.values() if not one.term]
    started = (one.rule for one in templates if one.rule.entity == CONTACTS)
    found: list[Rule] = []
    for rule in chain(started, ticks):
        asked = rule.field_names()
        early = all(name in columns and known[name].stage in EARLY for name in asked)
        if early and rule not in found:
            found.append(rule)
    return found[:MOST_RULES]


def _around(engine: Engine, rule: Rule, table: ibis.Table) -> Iterator[Rule]:
    """Yield the rule, and then every rule that differs from it in one part or one step."""
    if not set(rule.field_names()) <= set(table.columns):
        return
    yield rule
    without = (replaced(rule, path, None) for path, _part in parts(rule))
    yield from (one for one in without if not one.is_empty)
    for (_name, path), criterion in shifted(engine, table, rule).items():
        yield replaced(rule, path, criterion)


def _covered_and_near(judged: ibis.Table, places: range) -> dict[str, Any]:
    if not places:
        return {"covered": ibis.literal(False), "near": ibis.literal(False)}
    covered, *others = (judged[f"rule{n}"] for n in places)
    near = reduce(or_, [other != covered for other in others], ibis.literal(False))
    return {"covered": covered, "near": near}


def _is_informed(judged: ibis.Table) -> ibis.ir.BooleanValue:
    """Return whether a card would say at least half of what it could."""
    shown = [
        (judged[name], field.kind)
        for name, field in fields(CONTACTS).items()
        if name in judged.columns
        and field.stage in KNOWN_THEN[CONTACTS]
        and field.kind is not Kind.MOMENT
    ]
    said = (_is_said(column, kind).ifelse(1, 0) for column, kind in shown)
    return _total(said) * 2 >= len(shown)


def _is_said(column: Any, kind: Kind) -> Any:
    if kind is Kind.FLAG:
        return column
    return column != 0 if kind is Kind.NUMBER else column.notnull()


def _total(numbers: Iterable[Any]) -> Any:
    return reduce(add, (number.cast("int64") for number in numbers), ibis.literal(0, "int64"))


def _since(crm: Crm) -> str:
    return (end_of(crm) - timedelta(days=WINDOW_DAYS + YEAR)).isoformat()


def _best_of_each(kinds: ibis.Table) -> ibis.Table:
    """Return a few cases of each kind: mature, recent and informed ones, of many sources."""
    key = key_of(CONTACTS)
    kind = [_.votes, _.covered, _.near, _.has_won]
    spread = [_[name] for name in SPREAD if name in kinds.columns]
    # False comes before true.
    worst = [~_.mature, ~_.informed, ~_.recent]
    last = [_.began_at.desc(), _[key]]
    turn = ibis.row_number().over(group_by=[*kind, *spread], order_by=[*worst, *last])
    turned = kinds.mutate(turn=turn)
    place = ibis.row_number().over(group_by=kind, order_by=[*worst, _.turn, *last])
    placed = turned.mutate(place=place)
    few = placed.filter(placed.place < EACH)
    ordered = few.order_by(_.place, *worst, *last).limit(POOL)
    return ordered.select(*_Ranked._fields)


class _Ranked(NamedTuple):
    """What the ranking says of a contact; in `votes` a bit for each plausible rule."""

    contact_id: str
    votes: int
    covered: bool
    near: bool
    mature: bool
    informed: bool
    recent: bool


def _candidate(case: Case, row: _Ranked, rules: int) -> Candidate:
    return Candidate(
        case=case,
        votes=tuple(bool(row.votes >> n & 1) for n in range(rules)),
        covered=row.covered,
        near=row.near,
        mature=row.mature,
        informed=row.informed,
        recent=row.recent,
    )
