"""Fields beside cases: a case's own, its contact's, its account's; no case doubled or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.schema import TABLES, Kind
from workshop.crm.single import single

if TYPE_CHECKING:
    from workshop.crm.schema import Field
    from workshop.kpis.core.scope import Needs, Scope

HOMES: dict[str, tuple[str, ...]] = {
    "contacts": ("contacts", "accounts"),
    "handoffs": ("handoffs", "contacts", "accounts"),
    "deals": ("deals", "contacts", "accounts"),
}
"""For cases of a table: the tables whose fields each of them has at most one of."""
GROUPING = (Kind.CHOICE, Kind.FLAG)


def grouping_fields() -> dict[str, tuple[str, Field]]:
    """Return the fields that can tell groups apart, by name, each with its table.

    A field that points at a colleague is not among them, nor one that holds the result itself.
    """
    return {
        field.name: (home, field)
        for home in dict.fromkeys(home for homes in HOMES.values() for home in homes)
        for field in TABLES[home].fields
        if field.kind in GROUPING and not field.personal and not field.closed
    }


def needs_of(entity: str, home: str, field: str) -> Needs:
    """Return what the data must have for a field of `home` to stand beside cases of `entity`."""
    wanted = f"{home}.{field}"
    if home == entity:
        return ((wanted,),)
    own, to_contact = f"{entity}.account_id", (f"{entity}.contact_id", "contacts.contact_id")
    if home == "contacts":
        return ((*to_contact, wanted),)
    direct = (own, "accounts.account_id", wanted)
    if entity == "contacts":
        return (direct,)
    through = (*to_contact, "contacts.account_id", "accounts.account_id", wanted)
    return (direct, through) if entity == "deals" else (through,)


def with_field(
    scope: Scope, entity: str, cases: ibis.Table, name: str, *, home: str, field: str
) -> ibis.Table:
    """Return the cases with a field's value as text in column `name`, null where there is none."""
    if home == entity:
        return cases.mutate(**{name: as_text(cases[field])})
    crm = scope.crm
    if home == "contacts":
        return _looked_up(cases, "contact_id", crm.table("contacts"), field, name)
    linked = cases.mutate(**{f"{name}_of": cases.account_id})
    if entity != "contacts" and not crm.missing(("contacts.contact_id", "contacts.account_id")):
        linked = _or_of_contact(linked, crm.table("contacts"), f"{name}_of")
    return _looked_up(linked, f"{name}_of", crm.table("accounts"), field, name).drop(f"{name}_of")


def as_text(column: Any) -> Any:
    """Return a value as the text that names its group, null where nothing is written."""
    if column.type().is_boolean():
        return ibis.cases((column, "true"), (~column, "false"))
    return column.strip().nullif("")


def _or_of_contact(cases: ibis.Table, contacts: ibis.Table, name: str) -> ibis.Table:
    """Fill an account that a case does not name with its contact's."""
    found = _looked_up(cases, "contact_id", contacts, "account_id", f"{name}_contact")
    filled = found.mutate(**{name: ibis.coalesce(found[name], found[f"{name}_contact"])})
    return filled.drop(f"{name}_contact")


def _looked_up(
    cases: ibis.Table, link: str, other: ibis.Table, field: str, name: str
) -> ibis.Table:
    key = f"{name}_key"
    column = "account_id" if link != "contact_id" else link
    named = single(other, column)
    lent = named.select(**{key: named[column], name: as_text(named[field])})
    return cases.left_join(lent, [(link, key)]).drop(key)
