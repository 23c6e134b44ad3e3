"""What a definition can be about, with every field a criterion may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import ibis

from workshop.crm.schema import TABLES, TYPES, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Entity = Literal["contacts"]
PARTS: dict[Entity, tuple[str, ...]] = {"contacts": ("contacts", "accounts")}
"""The tables whose fields an entity shows; the first one holds its rows."""


def fields(entity: Entity) -> dict[str, Field]:
    """Return the fields a criterion may use, by name; keys of tables are not among them."""
    return {
        field.name: field
        for table in PARTS[entity]
        for field in TABLES[table].fields
        if field.kind is not Kind.ID
    }


def rows(
    entity: Entity, table: Callable[[str], ibis.Table], present: Collection[str]
) -> ibis.Table:
    """Return one row for each case of the entity, its account's fields beside its own.

    Args:
        entity: what is counted.
        table: gives a canonical table by name, for example `Crm.table`.
        present: names of the tables there are; without accounts, contacts stand alone.
    """
    first, *others = PARTS[entity]
    joined = table(first)
    for name in others:
        if name in present:
            joined = _beside(joined, table(name), TABLES[name].fields[0].name)
    return joined


def _beside(left: ibis.Table, other: ibis.Table, key: str) -> ibis.Table:
    if key not in left.columns or key not in other.columns:
        return left
    # One row an account, or a repeated account would count its contacts twice.
    single = other.distinct(on=key, keep="first")
    joined = left.left_join(single, key)
    return joined.drop(f"{key}_right")


def blank(name: str, wanted: Collection[str]) -> ibis.Table:
    """Return a canonical table without data, of its keys and the wanted fields it has."""
    schema = {
        field.name: TYPES[field.kind]
        for field in TABLES[name].fields
        if (field.kind is Kind.ID and not field.personal) or field.name in wanted
    }
    return ibis.table(schema, name=name)
