"""Leads, contacts and deals put together: each person once, each deal with its person.

What a CRM keeps in two rows, the lead and the contact it became, is one row here: that of the
lead, whose empty fields are filled from the contact. Several leads that became the same contact
are the person whose lead is the oldest. A contact that no lead became stands for itself. A deal
belongs to the person its own contact is; where it names none that is there, to the one whose lead
became the deal, then to the main one of the deal's contacts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.chain import BECAME_CONTACT, BECAME_DEAL, ROLES, WAS_LEAD
from workshop.crm.intake.linkage.linking import Home, lead
from workshop.crm.intake.report import SHOWN_ROWS, Finding, Oddity, Reason, SetAside
from workshop.crm.readings import choices
from workshop.crm.readings.sql import literal, name
from workshop.crm.traces import PART, ROW, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection

OTHERS = "other_ids"
"""A table of further ids of persons: of contacts, and of leads that came later."""
PAIRS = "deals_of_leads"
"""A table of deals, each with the contact a lead's row or a list of contacts names for it."""
CONTACTS = Home("contacts", "contact_id")
KNOWN = "(select contact_id from contacts where contact_id is not null)"


def columns_of(connection: DuckDBPyConnection, table: str) -> list[str]:
    """Return the columns of a table in memory."""
    return list(connection.table(name(table)).columns)


def one_row_each(connection: DuckDBPyConnection) -> dict[int, SetAside]:
    """Put the rows of a person together; further ids and the leads' deals are kept beside.

    Args:
        connection: where ``contacts`` lies, ids as they are.

    Returns:
        The rows that went into another, by the file they come from.
    """
    connection.execute(f"create temp table {OTHERS} (id varchar, key varchar)")
    pair = "deal_id varchar, contact_id varchar, place int"
    connection.execute(f"create temp table {PAIRS} ({pair})")
    there = columns_of(connection, "contacts")
    if "contact_id" not in there:
        return {}
    _find_others(connection, there)
    if BECAME_DEAL in there:
        _note_deals(connection, there)
    aside = connection.execute(
        f"select {name(PART)}, count(*), list({name(ROW)} order by {name(ROW)})[:{SHOWN_ROWS}]"  # noqa: S608
        f" from contacts semi join {OTHERS} on id = contact_id group by all"
    ).fetchall()
    if aside:
        _merge(connection, there)
    return {part: SetAside(Reason.SAME_PERSON, n, tuple(rows)) for part, n, rows in aside}


def _find_others(connection: DuckDBPyConnection, there: Collection[str]) -> None:
    """Find which ids name the same person, by what leads and contacts say of each other."""
    edges = []
    for column, edge in (
        (BECAME_CONTACT, f"contact_id as lead, {BECAME_CONTACT} as contact"),
        (WAS_LEAD, f"{WAS_LEAD} as lead, contact_id as contact"),
    ):
        if column in there:
            lead(connection, "contacts", column, CONTACTS)
            edges.append(f"select {edge} from contacts where {column} is not null")  # noqa: S608
    if not edges:
        return
    seen = "created_at nulls last, " if "created_at" in there else ""
    connection.execute(
        f"insert into {OTHERS}"  # noqa: S608
        f" with edges as (select distinct lead, contact from ({' union all '.join(edges)})"
        "  where lead <> contact),"
        " ranked as (select contact, lead, first(lead) over"
        f"  (partition by contact order by {seen}{name(PART)}, {name(ROW)}) as person"
        "  from edges join contacts on contact_id = lead),"
        " pairs as (select contact as id, person from ranked"
        "  union all select lead, person from ranked where lead <> person)"
        " select id, min(person) from pairs group by id"
    )


def _note_deals(connection: DuckDBPyConnection, there: Collection[str]) -> None:
    seen = "created_at nulls last, " if "created_at" in there else ""
    column = BECAME_DEAL
    listed = f"regexp_split_to_array(rtrim({column}, '; '), {literal(choices.PARTING)})"
    deals = f"case when {choices.several(column)} then {listed} else [{column}] end"
    connection.execute(
        f"insert into {PAIRS} select unnest({deals}), coalesce(key, contact_id),"  # noqa: S608
        f" row_number() over (order by {seen}{name(PART)}, {name(ROW)})"
        f" from contacts left join {OTHERS} on id = contact_id where {column} is not null"
    )


def _merge(connection: DuckDBPyConnection, there: Collection[str]) -> None:
    fields = [one for one in there if one not in ("contact_id", ROW, PART)]
    firsts = ", ".join(
        f"first({name(one)} order by {name(PART)}, {name(ROW)})"
        f" filter ({name(one)} is not null) as {name(one)}"
        for one in fields
    )
    filled = ", ".join(f"{name(one)} = coalesce(c.{name(one)}, m.{name(one)})" for one in fields)
    if fields:
        connection.execute(
            f"update contacts c set {filled} from (select key, {firsts} from contacts"  # noqa: S608
            f" join {OTHERS} on id = contact_id group by key) m where c.contact_id = m.key"
        )
    connection.execute(
        f"create table {TOGETHER} as select c.{name(ROW)}, c.{name(PART)},"  # noqa: S608
        f" p.{name(ROW)} as into_row, p.{name(PART)} as into_part from contacts c"
        f" join {OTHERS} on id = c.contact_id join contacts p on p.contact_id = key"
    )
    connection.execute(f"delete from contacts where contact_id in (select id from {OTHERS})")  # noqa: S608


def deals_of_persons(connection: DuckDBPyConnection, present: Collection[str]) -> list[Finding]:
    """Give deals whose own contact is not there the one that leads or a list of contacts name.

    Args:
        connection: where the tables lie; the deals' own contacts are led to persons already.
        present: the tables that were read.

    Returns:
        What is said of it.
    """
    if not {"contacts", "deals"} <= set(present):
        return []
    if "deal_id" not in columns_of(connection, "deals"):
        return []
    found = _given(connection, Oddity.DEAL_OF_LEAD)
    if ROLES.name in present:
        found += _from_roles(connection)
    return found


def _from_roles(connection: DuckDBPyConnection) -> list[Finding]:
    there = columns_of(connection, ROLES.name)
    if not {"deal_id", "contact_id"} <= set(there):
        return []
    lead(connection, ROLES.name, "contact_id", Home("contacts", "contact_id", OTHERS))
    main = "coalesce(main, false)" if "main" in there else "false"
    connection.execute(f"delete from {PAIRS}")  # noqa: S608
    connection.execute(
        f"insert into {PAIRS} select deal_id, contact_id,"  # noqa: S608
        f" row_number() over (order by {main} desc, {name(PART)}, {name(ROW)}) from {ROLES.name}"
        " where deal_id is not null and contact_id is not null"
    )
    unsaid = connection.execute(
        f"select count(*) from (select deal_id from {ROLES.name} group by deal_id"  # noqa: S608
        f" having count(distinct contact_id) > 1 and count(*) filter ({main}) <> 1)"
    ).fetchone() or (0,)
    found = _given(connection, Oddity.DEAL_OF_ROLE)
    if found and unsaid[0]:
        names = {"field": "contact_id"}
        found.append(Finding(Oddity.SEVERAL_LINKS, "deals", unsaid[0], names=names))
    return found


def _given(connection: DuckDBPyConnection, oddity: Oddity) -> list[Finding]:
    """Give the noted contacts to the deals that have none; say to how many."""
    lead(connection, PAIRS, "deal_id", Home("deals", "deal_id"))
    if connection.table(PAIRS).aggregate("count(*)").fetchone() == (0,):
        return []
    if "contact_id" not in columns_of(connection, "deals"):
        connection.execute("alter table deals add column contact_id varchar")
    nobody = f"(contact_id is null or contact_id not in {KNOWN})"
    pairs = (
        f"(select deal_id as deal, first(contact_id order by place) as person from {PAIRS}"  # noqa: S608
        f" where contact_id in {KNOWN} group by deal_id)"
    )
    given = connection.execute(
        f"select count(*) from deals join {pairs} on deal = deal_id where {nobody}"  # noqa: S608
    ).fetchone() or (0,)
    if not given[0]:
        return []
    connection.execute(
        f"update deals set contact_id = person from {pairs} where deal = deal_id and {nobody}"  # noqa: S608
    )
    return [Finding(oddity, "deals", given[0], names={"field": "contact_id"})]
