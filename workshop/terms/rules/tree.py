"""A rule as a tree: its parts by place, and the rules that differ from it in one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.terms.rules.rule import Criterion, Group, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = Criterion | Group
Path = tuple[int, ...]
"""Which criterion of which group, from the outermost group inwards."""


def parts(rule: Rule) -> Iterator[tuple[Path, Part]]:
    """Yield every criterion and every group inside the outermost one, with its place.

    Groups without a criterion say nothing and are left out.
    """
    yield from _parts(rule.where, ())


def _parts(group: Group, path: Path) -> Iterator[tuple[Path, Part]]:
    for place, part in enumerate(group.criteria):
        here = (*path, place)
        if isinstance(part, Criterion):
            yield here, part
        elif part.leaves():
            yield here, part
            yield from _parts(part, here)


def replaced(rule: Rule, path: Path, part: Part | None) -> Rule:
    """Return the rule with another part at a place; None takes the part out.

    Args:
        rule: what to change; it stays as it is.
        path: a place that `parts` yields.
        part: what stands there instead.
    """
    return Rule(entity=rule.entity, where=_replaced(rule.where, path, part))


def _replaced(group: Group, path: Path, part: Part | None) -> Group:
    place, *rest = path
    below = group.criteria[place]
    if rest and isinstance(below, Group):
        new: Part | None = _replaced(below, tuple(rest), part)
    else:
        new = part
    kept = [] if new is None else [new]
    criteria = [*group.criteria[:place], *kept, *group.criteria[place + 1 :]]
    return Group(match=group.match, criteria=criteria)


def alone(rule: Rule, part: Part) -> Rule:
    """Return a rule about the same entity that asks for this part only."""
    where = part if isinstance(part, Group) else Group(criteria=[part])
    return Rule(entity=rule.entity, where=where)
