"""What a definition can be about, with every field a criterion may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import ibis
from ibis import _

from workshop.crm.schema import TABLES, TYPES, Field, Kind
from workshop.terms.rules.derived import DERIVED, with_derived

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from workshop.crm.crm import Crm
    from workshop.terms.rules.derived import Derived
    from workshop.words import Words

Entity = Literal["contacts", "campaigns", "deals"]
ENTITIES: tuple[Entity, ...] = get_args(Entity)
CONTACT_FACTS = (
    "source",
    "role",
    "score",
    "need_known",
    "budget_known",
    "decides",
    "months_to_buy",
    "meeting_held",
)
"""What a deal shows of its contact; its dates are its own."""
BESIDE: dict[Entity, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "contacts": (("accounts", ("segment", "country", "industry", "employees")),),
    "deals": (
        ("accounts", ("segment", "country", "industry", "employees")),
        ("contacts", CONTACT_FACTS),
    ),
    "campaigns": (),
}
"""Other tables whose fields an entity shows as its own."""


def key_of(entity: Entity) -> str:
    """Return the column that names a case."""
    return TABLES[entity].key.name


def fields(entity: Entity) -> dict[str, Field]:
    """Return the fields a criterion may use, by name; keys of tables are not among them."""
    own = [field for field in TABLES[entity].fields if field.kind is not Kind.ID]
    beside = [_field(table, name) for table, names in BESIDE[entity] for name in names]
    computed = [one.field for one in DERIVED[entity]]
    return {field.name: field for field in (*own, *beside, *computed)}


def available(entity: Entity, crm: Crm) -> dict[str, Field]:
    """Return those fields that this data has, or has the columns to compute, as of its day."""
    there = set(_columns(entity, crm.table, crm.tables))
    key = f"{entity}.{key_of(entity)}"
    # Counted over a link that leads nowhere, everything would be zero.
    there -= {one.field.name for one in DERIVED[entity] if crm.unjoined((key, *one.needs))}
    known = {name: field for name, field in fields(entity).items() if name in there}
    if not crm.unknowable:
        return known
    return {name: one for name, one in known.items() if not needs(entity, name) & crm.unknowable}


def needs(entity: Entity, name: str) -> set[str]:
    """Return the columns (``deals.status``) that one field of an entity is made of."""
    tables = tables_for(entity, {name})
    return {f"{table}.{column}" for table, columns in tables.items() for column in columns}


def rows(
    entity: Entity,
    table: Callable[[str], ibis.Table],
    present: Collection[str],
    wanted: Collection[str] | None = None,
    end: datetime | None = None,
) -> ibis.Table:
    """Return one row for each case of the entity, with the fields of others beside its own.

    Args:
        entity: what is counted.
        table: gives a canonical table by name, for example `Crm.table`.
        present: names of the tables there are; without accounts, contacts stand alone.
        wanted: the fields that are asked for; only what they need is joined. All by default.
        end: computed fields know nothing from this moment on; None counts all there is.
    """
    ask = fields(entity).keys() if wanted is None else wanted
    cases = table(entity)
    for other, names in BESIDE[entity]:
        if other in present:
            cases = _beside(cases, table(other), TABLES[other].key.name, set(names) & set(ask))
    chosen = [one for one in _computable(entity, table, present) if one.field.name in ask]
    return with_derived(cases, key_of(entity), chosen, table, end)


def _columns(
    entity: Entity, table: Callable[[str], ibis.Table], present: Collection[str]
) -> list[str]:
    if entity not in present:
        return []
    own = list(table(entity).columns)
    for other, names in BESIDE[entity]:
        if other in present and TABLES[other].key.name in own:
            own += [name for name in names if name in table(other).columns]
    return own + [one.field.name for one in _computable(entity, table, present)]


def _computable(
    entity: Entity, table: Callable[[str], ibis.Table], present: Collection[str]
) -> list[Derived]:
    """Return the computed fields whose columns are all there."""
    columns = {f"{name}.{c}" for name in present for c in table(name).columns}
    return [one for one in DERIVED[entity] if columns.issuperset(one.needs)]


def _field(table: str, name: str) -> Field:
    found = TABLES[table].field(name)
    assert found is not None, name  # noqa: S101 - BESIDE names fields of the schema
    return found


def _beside(left: ibis.Table, other: ibis.Table, key: str, wanted: Collection[str]) -> ibis.Table:
    names = [name for name in other.columns if name in wanted and name not in left.columns]
    if not names or key not in left.columns or key not in other.columns:
        return left
    # One row an account, or a repeated account would count its contacts twice.
    turn = ibis.row_number().over(group_by=_[key], order_by=[_[name] for name in names])
    placed = other.select(key, *names).mutate(turn=turn)
    single = placed.filter(placed.turn == 0).drop("turn")
    return left.left_join(single, key).drop(f"{key}_right")


def blank(name: str, wanted: Collection[str]) -> ibis.Table:
    """Return a canonical table without data, of its keys and the wanted columns it has."""
    schema = {
        field.name: TYPES[field.kind]
        for field in TABLES[name].fields
        if (field.kind is Kind.ID and not field.personal) or field.name in wanted
    }
    return ibis.table(schema, name=name)


def tables_for(
    entity: Entity, wanted: Collection[str], *, dated: bool = False
) -> dict[str, set[str]]:
    """Return which tables and columns the wanted fields need: table to column names.

    Args:
        entity: what is counted.
        wanted: the fields that are asked for.
        dated: whether also the columns by which computed fields tell what is not known yet.
    """
    needed: dict[str, set[str]] = {entity: {n for n in wanted if TABLES[entity].field(n)}}
    for other, names in BESIDE[entity]:
        asked = {name for name in names if name in wanted}
        if asked:
            needed[other] = needed.get(other, set()) | asked
    for one in DERIVED[entity]:
        if one.field.name in wanted:
            for need in (*one.needs, *(one.dates if dated else ())):
                name, column = need.split(".")
                needed.setdefault(name, set()).add(column)
    return needed


def as_entity(text: str) -> Entity:
    """Return the entity that a stored text names; contacts where it names none."""
    return next((entity for entity in ENTITIES if entity == text), "contacts")


def entity_count(entity: Entity, n: int, words: Words) -> str:
    """Return a number of cases with what they are, such as “4,000 contacts”."""
    if entity == "campaigns":
        return words.plural("{n} campaign", "{n} campaigns", n)
    if entity == "deals":
        return words.plural("{n} deal", "{n} deals", n)
    return words.plural("{n} contact", "{n} contacts", n)
