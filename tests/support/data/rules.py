"""Random rules, and what plain Python says about them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.data.worlds import NUMBERS, TEXTS
from workshop.terms.rules.entity import ENTITIES, fields
from workshop.terms.rules.rule import OPS, Criterion, Group, Op, Rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from workshop.crm.schema import Field
    from workshop.terms.rules.entity import Entity

DAYS = st.one_of(
    st.dates(date(2026, 9, 25), date(2026, 10, 4)), st.dates(date(2025, 1, 1), date(2027, 1, 1))
)


def _choices(field: Field) -> st.SearchStrategy[list[str]]:
    known = [value for value, _ in field.choices]
    one = st.one_of(st.sampled_from(known), TEXTS) if known else TEXTS
    return st.lists(one, max_size=3)


@st.composite
def criteria(draw: st.DrawFn, entity: Entity, names: Collection[str] = ()) -> Criterion:
    """Return a criterion that fits its field, one of `names` if there are any."""
    known = fields(entity)
    field = known[draw(st.sampled_from(sorted(names or known)))]
    op = draw(st.sampled_from(OPS[field.kind]))
    values: dict[Op, st.SearchStrategy[Any]] = {
        Op.ANY_OF: _choices(field),
        Op.NONE_OF: _choices(field),
        Op.AT_LEAST: NUMBERS,
        Op.AT_MOST: NUMBERS,
        Op.SINCE: DAYS,
        Op.BEFORE: DAYS,
    }
    return Criterion(field=field.name, op=op, value=draw(values.get(op, st.none())))


def groups(
    depth: int = 3, entity: Entity = "contacts", names: Collection[str] = ()
) -> st.SearchStrategy[Group]:
    """Return groups of criteria and of smaller groups; some are empty."""
    part: st.SearchStrategy[Any] = criteria(entity, names)
    if depth > 1:
        part = st.one_of(part, groups(depth - 1, entity, names))
    return st.builds(
        Group, match=st.sampled_from(["all", "any"]), criteria=st.lists(part, max_size=3)
    )


def rules_about(entity: Entity, names: Collection[str] = ()) -> st.SearchStrategy[Rule]:
    """Return rules about an entity that ask for some of its fields, or for any."""
    return groups(entity=entity, names=names).map(lambda where: Rule(entity=entity, where=where))


RULES = rules_about("contacts")
ALL_RULES = st.one_of(*(rules_about(entity) for entity in ENTITIES))


def holds(part: Criterion | Group, row: dict[str, Any]) -> bool:
    """Return whether a case is covered, the slow and obvious way."""
    if isinstance(part, Group):
        said = [holds(p, row) for p in part.criteria if isinstance(p, Criterion) or p.leaves()]
        return not said or (all(said) if part.match == "all" else any(said))
    return _criterion(part, row.get(part.field))


def _criterion(criterion: Criterion, value: Any) -> bool:  # noqa: PLR0911 - one line an operator
    asked: Any = criterion.value
    if criterion.op is Op.IS_MISSING or value is None:
        return criterion.op is Op.IS_MISSING and value is None
    match criterion.op:
        case Op.ANY_OF:
            return value in asked
        case Op.NONE_OF:
            return bool(asked) and value not in asked
        case Op.AT_LEAST:
            return bool(value >= asked)
        case Op.AT_MOST:
            return bool(value <= asked)
        case Op.SINCE:
            return bool(value.date() >= asked)
        case Op.BEFORE:
            return bool(value.date() < asked)
        case Op.IS_TRUE | Op.IS_FALSE:
            return value is (criterion.op is Op.IS_TRUE)
        case _:
            return True
