"""Two rules on the way to one: what both demand, what one does, and what each of it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from workshop.errors import WorkshopError
from workshop.side import SIDES
from workshop.terms.merging.demand import Demand, demands_of, id_of, key_of
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.crm import Crm
    from workshop.terms.merging.demand import Part
    from workshop.terms.outcome.comparison import Tally
    from workshop.terms.rules.entity import Entity

Choice = Mapping[str, Mapping[str, Any]]
"""What the group says about each demand, by its id; see `merged_rule`. Plain JSON data."""
STRICTER: dict[Op, Callable[[Any, Any], Any]] = {
    Op.AT_LEAST: max,
    Op.SINCE: max,
    Op.AT_MOST: min,
    Op.BEFORE: min,
    Op.ANY_OF: lambda a, b: [value for value in a if value in b],
    Op.NONE_OF: lambda a, b: list(dict.fromkeys([*a, *b])) if a and b else [],
}
"""The value that stands for two, where both are asked for."""


@dataclass(frozen=True)
class Merge:
    """What two rules about one entity demand together.

    Attributes:
        entity: what they are about.
        demands: the common core first, then disputes about a value, then what one side demands.
    """

    entity: Entity
    demands: tuple[Demand, ...]

    @property
    def disputed(self) -> tuple[Demand, ...]:
        """What is not common core."""
        return tuple(demand for demand in self.demands if not demand.core)


@dataclass(frozen=True)
class Step:
    """What one disputed demand costs, everything else as chosen.

    Attributes:
        demand: what is in dispute.
        kept: the cases covered where it is kept as chosen, or in full if it is not kept.
        dropped: the cases covered without it.
        total: all cases.
    """

    demand: Demand
    kept: Tally
    dropped: Tally
    total: Tally

    @property
    def cases_lost(self) -> int:
        """How many cases the demand costs."""
        return self.dropped.cases - self.kept.cases

    @property
    def wins_lost(self) -> int:
        """How many cases that won it costs."""
        return self.dropped.ever_won - self.kept.ever_won


def merge(sales: Rule, marketing: Rule) -> Merge:
    """Return what both rules demand together.

    Raises:
        WorkshopError: if the rules are about different entities.
    """
    if sales.entity != marketing.entity:
        raise WorkshopError(
            N_("These two rules are about different things and can’t become one."),
            found="{sales}, {marketing}",
            hint=N_("Agree first on what the term is about."),
            sales=sales.entity,
            marketing=marketing.entity,
        )
    own = {side: _keyed(rule) for side, rule in zip(SIDES, (sales, marketing), strict=True)}
    shared = [key for key in own["sales"] if key in own["marketing"]]
    core = [_demand(own["sales"][key], *SIDES, core=True) for key in shared]
    rest = {side: [own[side][key] for key in own[side] if key not in shared] for side in SIDES}
    pairs = _pairs(rest["sales"], rest["marketing"])
    paired = {key_of((one,)) for pair in pairs for one in pair}
    single = [
        _demand(one, side) for side in SIDES for one in rest[side] if key_of(one) not in paired
    ]
    return Merge(sales.entity, (*core, *(_dispute(*pair) for pair in pairs), *single))


def merged_rule(merged: Merge, choice: Choice | None = None) -> Rule:
    """Return the rule that a choice leaves.

    Args:
        merged: see `merge`.
        choice: id of a demand to what was chosen about it, plain JSON data. ``kept`` is whether
            it stays (it does where nothing is said); ``alternatives`` are the places of those
            that stay (all of them; the demand goes where none does); ``value_of`` is the side
            whose value counts (both, so the stricter one). What names no demand is passed over.

    Returns:
        The rule; without a choice it covers what both rules cover.

    Raises:
        WorkshopError: if the rule would nest groups too deep.
    """
    chosen = choice or {}
    parts = [
        part for demand in merged.demands for part in _parts(demand, chosen.get(demand.id, {}))
    ]
    first = parts[0] if len(parts) == 1 else None
    where = first if isinstance(first, Group) else Group(criteria=parts)
    try:
        return Rule(entity=merged.entity, where=where)
    except ValidationError as error:
        raise WorkshopError(
            N_("Together, these two rules are nested too deeply."),
            hint=N_("Make one of them simpler first."),
        ) from error


def consequence_of(crm: Crm, merged: Merge, choice: Choice | None = None) -> list[Step]:
    """Return what each disputed demand costs, in one query.

    Args:
        crm: the data.
        merged: see `merge`.
        choice: see `merged_rule`.

    Raises:
        WorkshopError: see `merged_rule` and `workshop.terms.outcome.comparison.compare`.
    """
    if not merged.disputed:
        return []
    rules = {
        (demand.id, way): merged_rule(merged, changed)
        for demand in merged.disputed
        for way, changed in _ways(demand, choice or {}).items()
    }
    names = {key: f"r{place}" for place, key in enumerate(rules)}
    found = compare(crm, {names[key]: rule for key, rule in rules.items()})
    return [
        Step(
            demand,
            kept=found.rule(names[demand.id, "kept"]),
            dropped=found.rule(names[demand.id, "dropped"]),
            total=found.total,
        )
        for demand in merged.disputed
    ]


def _ways(demand: Demand, choice: Choice) -> dict[str, Choice]:
    """Return every choice worth looking at for one demand, the others as they are."""
    own = {**choice.get(demand.id, {}), "kept": True}
    kept = own if _parts(demand, own) else {}
    ways: dict[str, Mapping[str, Any]] = {"kept": kept, "dropped": {"kept": False}}
    return {name: {**choice, demand.id: way} for name, way in ways.items()}


def _keyed(rule: Rule) -> dict[str, tuple[Part, ...]]:
    return {key_of(demand): demand for demand in demands_of(rule)}


def _demand(alternatives: tuple[Part, ...], *sides: str, core: bool = False) -> Demand:
    return Demand(id_of(alternatives), frozenset(sides), alternatives, core)


def _dispute(sales: Criterion, marketing: Criterion) -> Demand:
    name = f"{sales.field}.{sales.op}"
    values: dict[str, Criterion] = dict(zip(SIDES, (sales, marketing), strict=True))
    return Demand(name, frozenset(SIDES), values=values)


def _pairs(
    sales: list[tuple[Part, ...]], marketing: list[tuple[Part, ...]]
) -> list[tuple[Criterion, Criterion]]:
    """Return the criteria that ask the same question with another value."""
    first, second = _questions(sales), _questions(marketing)
    return [(first[asked], second[asked]) for asked in first if asked in second]


def _questions(demands: list[tuple[Part, ...]]) -> dict[tuple[str, Op], Criterion]:
    """Return what is asked of a field, where one side asks it once."""
    asked: dict[tuple[str, Op], list[Criterion]] = {}
    for demand in demands:
        if len(demand) == 1 and isinstance(one := demand[0], Criterion):
            asked.setdefault((one.field, one.op), []).append(one)
    return {question: found[0] for question, found in asked.items() if len(found) == 1}


def _parts(demand: Demand, chosen: Mapping[str, Any]) -> list[Part]:
    """Return what a demand adds to the rule."""
    if not chosen.get("kept", True):
        return []
    if demand.values:
        return _valued(demand.values, chosen.get("value_of"))
    places = chosen.get("alternatives", range(len(demand.alternatives)))
    kept = [part for place, part in enumerate(demand.alternatives) if place in places]
    return kept if len(kept) <= 1 else [Group(match="any", criteria=kept)]


def _valued(values: Mapping[str, Criterion], side: object) -> list[Part]:
    if side in values:
        return [values[str(side)]]
    sales, marketing = (values[side] for side in SIDES)
    stricter = STRICTER[sales.op](sales.value, marketing.value)
    # Lists without a common value show best why they cover nobody.
    if stricter == []:
        return [sales, marketing]
    return [Criterion(field=sales.field, op=sales.op, value=stricter)]
