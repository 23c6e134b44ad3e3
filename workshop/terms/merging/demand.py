"""A rule read as demands: what a case must be, one thing after the other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from workshop.terms.rules.rule import Criterion, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workshop.terms.rules.rule import Rule

Part = Criterion | Group
ID_LENGTH = 12
"""Characters of a hash that tell demands of one workshop apart."""


@dataclass(frozen=True)
class Demand:
    """One thing a rule demands; any of its alternatives fulfils it.

    Attributes:
        id: names it in a choice. It follows from what is demanded, so that it stays the same
            when other demands come and go; where the sides only differ in a value, it does not
            depend on the values either.
        sides: who demands it.
        alternatives: what fulfils it, in an order that does not depend on who wrote it; none
            where the sides differ in a value.
        core: whether both sides demand exactly this.
        values: side to its criterion where both ask the same question with another value;
            empty otherwise.
    """

    id: str
    sides: frozenset[str]
    alternatives: tuple[Part, ...] = ()
    core: bool = False
    values: Mapping[str, Criterion] = field(default_factory=dict)


def demands_of(rule: Rule) -> list[tuple[Part, ...]]:
    """Return what a rule demands: a case is covered if it fulfils one alternative of each.

    A group of which all must hold is so many demands, one inside another likewise; a group of
    which any is enough is one demand. What stands there twice is demanded once.
    """
    found = {key_of(demand): demand for demand in _all(rule.where)}
    return list(found.values())


def key_of(alternatives: Iterable[Part]) -> str:
    """Return a text that is equal for equal alternatives, whatever their order."""
    return json.dumps(sorted(_canonical(part) for part in alternatives))


def id_of(alternatives: Iterable[Part]) -> str:
    """Return a short name that follows from the alternatives alone."""
    return sha256(key_of(alternatives).encode()).hexdigest()[:ID_LENGTH]


def _all(group: Group) -> Iterator[tuple[Part, ...]]:
    parts = _named(group)
    if group.match == "any" and len(parts) > 1:
        yield tuple(sorted(_any(group), key=_canonical))
        return
    for part in parts:
        if isinstance(part, Group):
            yield from _all(part)
        else:
            yield (part,)


def _any(group: Group) -> list[Part]:
    """Return the alternatives of a group of which any is enough, each once."""
    found: dict[str, Part] = {}
    for part in _named(group):
        inner = _unwrapped(part)
        nested = isinstance(inner, Group) and inner.match == "any"
        for one in _any(inner) if nested and isinstance(inner, Group) else [inner]:
            found[_canonical(one)] = one
    return list(found.values())


def _unwrapped(part: Part) -> Part:
    """Return what stands in groups of one, without them."""
    while isinstance(part, Group) and len(named := _named(part)) == 1:
        part = named[0]
    return part


def _named(group: Group) -> list[Part]:
    return [part for part in group.criteria if not (isinstance(part, Group) and not part.leaves())]


def _canonical(part: Part) -> str:
    return json.dumps(_data(part), sort_keys=True)


def _data(part: Part) -> Any:
    """Return a part as data in which no order is left that does not matter."""
    if isinstance(part, Group):
        return [part.match, sorted(_canonical(_unwrapped(one)) for one in _named(part))]
    value = sorted(set(part.value)) if isinstance(part.value, list) else part.value
    return [part.field, part.op, value if isinstance(value, list | float) else str(value)]
