"""Cases grouped by how they answer some questions: any rule made of these is counted at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.terms.outcome.comparison import Tally
from workshop.terms.rules.compile import covers
from workshop.terms.rules.rule import Criterion, Group, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import ibis
    from numpy.typing import NDArray

    from workshop.crm.engine import Engine, Record
    from workshop.terms.rules.entity import Entity

    Key = tuple[str, str, str]
    Mask = NDArray[np.bool_]
    """Which patterns."""


@dataclass(frozen=True)
class Patterns:
    """All cases, those with the same answers together.

    Attributes:
        asked: each criterion to the patterns that fulfil it.
        named: each rule asked by name to the patterns it covers.
        counts: one row a pattern; the columns are the fields of a `Tally`.
    """

    asked: Mapping[Key, Mask]
    named: Mapping[str, Mask]
    counts: NDArray[np.int64]

    @property
    def all(self) -> Mask:
        """Every pattern there is."""
        return np.ones(len(self.counts), dtype=bool)

    def covered(self, rule: Rule) -> Mask:
        """Return which patterns a rule covers that asks nothing but the criteria asked.

        Raises:
            KeyError: if it asks something else.
        """
        found = self._group(rule.where)
        return self.all if found is None else found

    def tally(self, covered: Mask) -> Tally:
        """Return the tally of some patterns' cases."""
        return Tally(*(int(n) for n in self.counts[covered].sum(axis=0)))

    def _group(self, group: Group) -> Mask | None:
        """Return which patterns fulfil a group, None where it says nothing, as in `covers`."""
        parts = [self._part(part) for part in group.criteria]
        said = [part for part in parts if part is not None]
        if not said:
            return None
        both = np.logical_and if group.match == "all" else np.logical_or
        return np.asarray(both.reduce(said))

    def _part(self, part: Criterion | Group) -> Mask | None:
        return self._group(part) if isinstance(part, Group) else self.asked[_key(part)]


def patterns(
    engine: Engine,
    table: ibis.Table,
    entity: Entity,
    criteria: Iterable[Criterion],
    rules: Mapping[str, Rule] | None = None,
) -> Patterns:
    """Group all cases by their answers, in one query.

    Args:
        engine: what holds the table.
        table: see `known_cases`.
        entity: what the cases are.
        criteria: the questions.
        rules: further rules about the same entity to ask, by any name.

    Raises:
        WorkshopError: if the table lacks a field that is asked for.
    """
    single = {_key(one): Rule(entity=entity, where=Group(criteria=[one])) for one in criteria}
    whole = dict(rules or {})
    asked = {f"a{place}": covers(rule, table) for place, rule in enumerate(single.values())}
    named = {f"n{place}": covers(rule, table) for place, rule in enumerate(whole.values())}
    answered = table.mutate(**asked, **named)
    found = answered.group_by(*asked, *named).aggregate(
        cases=answered.count(),
        mature=answered.mature.sum(),
        won=(answered.mature & answered.won_in_time).sum(),
        ever_won=answered.has_won.sum(),
    )
    rows = engine.records(found)
    counts = [[row[name] for name in Tally.__annotations__] for row in rows]
    return Patterns(
        dict(zip(single, (_mask(rows, name) for name in asked), strict=True)),
        dict(zip(whole, (_mask(rows, name) for name in named), strict=True)),
        np.array(counts, dtype=np.int64).reshape(-1, len(Tally.__annotations__)),
    )


def _mask(rows: list[Record], name: str) -> Mask:
    return np.array([row[name] for row in rows], dtype=bool)


def _key(criterion: Criterion) -> Key:
    # A criterion may hold a list, so it is no key itself.
    return (criterion.field, criterion.op, str(criterion.value))
