"""The ids of one table written as the keys of another, so that what belongs together joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.readings import choices, keys
from workshop.crm.readings.sql import literal, name
from workshop.crm.traces import PART

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MENDED = "first_15"
"""The form whose ids may stand in one file in both ways: the first 15 letters are the whole key."""
CHAINED = "chain"
"""Mark of an id that names a person by another row than the one that stays."""


class Home(NamedTuple):
    """Where ids lead.

    Attributes:
        table: whose rows they name; empty where there is none.
        key: its column.
        others: a table of further ids (``id``) of the rows, each with the key that stays.
    """

    table: str = ""
    key: str = ""
    others: str = ""


def lead(connection: DuckDBPyConnection, table: str, field: str, home: Home) -> dict[str, int]:
    """Write the ids in a column as the keys they name.

    Of several ids in one cell the first that names a row counts, or the first where none does. An
    id that names no row as it stands is tried in the forms of `keys.FORMS`; not where one file
    has two ids that only their form tells apart.

    Args:
        connection: where the tables lie, ids as they are.
        table: where the ids stand.
        field: the column.
        home: what they name.

    Returns:
        The number of rows that were led by each form, or by `CHAINED`.
    """
    _spread(connection, table, field)
    _find(connection, home)
    connection.execute(
        "create or replace temp table best as select written,"
        " first(coalesce(key, id) order by key is null, place) as id,"
        " first(form order by key is null, place) as form"
        " from ids left join found using (id) group by written"
    )
    column = name(field)
    counts = connection.execute(
        f"select form, count(*) from {name(table)} join best on {column} = written"  # noqa: S608
        " where form <> '' group by form"
    ).fetchall()
    changed = connection.execute("select count(*) from best where id <> written").fetchone()
    if changed and changed[0]:
        connection.execute(
            f"update {name(table)} set {column} = best.id from best"  # noqa: S608
            f" where {column} = best.written and best.id <> best.written"
        )
    return dict(counts)


def _spread(connection: DuckDBPyConnection, table: str, field: str) -> None:
    """Make a table of all ids: as they are written, and one by one."""
    column = name(field)
    there = connection.table(name(table)).columns
    part = name(PART) if PART in there else "0"
    parted = f"regexp_split_to_array(rtrim(written, '; '), {literal(choices.PARTING)})"
    connection.execute(
        "create or replace temp table ids as"  # noqa: S608
        f" with every as (select distinct {column} as written, {part} as part from {name(table)}"
        f" where {column} is not null),"
        f" lists as (select written, part, {parted} as listed from every"
        f" where {choices.several('written')})"
        " select written, part, 1 as place, written as id from every"
        f" where not {choices.several('written')}"
        " union all select written, part, unnest(generate_series(1, len(listed))), unnest(listed)"
        " from lists"
    )


def _find(connection: DuckDBPyConnection, home: Home) -> None:
    """Make a table of the ids that name a row: each with the key, and the form that led there."""
    none = "select null::varchar as id, null::varchar as key, '' as form where false"
    known = none
    if home.table:
        key = name(home.key)
        known = (
            f"select distinct {key} as id, {key} as key, '' as form from {name(home.table)}"  # noqa: S608
            f" where {key} is not null"
        )
        if home.others:
            known += (
                f" union all select id, key, {literal(CHAINED)} from {home.others}"  # noqa: S608
                f" where id not in (select {key} from {name(home.table)} where {key} is not null)"
            )
    connection.execute(f"create or replace temp table known as {known}")
    connection.execute(
        "create or replace temp table found as select distinct id, key, form"
        " from known semi join ids using (id)"
    )
    for form, (_, written) in keys.FORMS.items():
        lost = connection.execute("select count(*) from ids anti join found using (id)").fetchone()
        if not lost or not lost[0]:
            return
        connection.execute(
            "insert into found"  # noqa: S608
            f" with one as (select {written('id')} as bare, min(key) as key from known"
            " group by bare having count(distinct key) = 1),"
            f" named as (select distinct id, part, {written('id')} as bare from ids),"
            f" apart as (select bare from named where {literal(form)} <> {literal(MENDED)}"
            "  group by bare, part having count(*) > 1),"
            " lost as (select distinct id, bare from named anti join found using (id)"
            "  anti join apart using (bare))"
            f" select id, key, {literal(form)} from lost join one using (bare)"
        )


def said(counts: dict[str, int], table: str, field: str, home: str) -> list[Finding]:
    """Return what is said of ids that were led to a key they are not written as."""
    found = []
    for form, n in counts.items():
        names = {"field": field, "other": home}
        if form == CHAINED:
            found.append(Finding(Oddity.CHAINED, table, n, names=names))
        else:
            found.append(Finding(Oddity.OTHER_FORM, table, n, names={**names, "form": form}))
    return found
