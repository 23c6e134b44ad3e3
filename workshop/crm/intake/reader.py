"""One sheet of an export as a canonical table: typed, without repeats, the rest set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import bad_column, misshapen, no_key, undecided
from workshop.crm.intake.oddities import hidden_entries, is_free_text, odd_cells
from workshop.crm.intake.privacy import LETTERS, hidden
from workshop.crm.intake.raw import ROW, conventions, load_raw
from workshop.crm.intake.report import SHOWN_ROWS, Reason, SetAside, TableReport
from workshop.crm.readings import choices, moments, numbers
from workshop.crm.readings.sql import literal, name, one_of
from workshop.crm.schema import TABLES, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.raw import Conventions, Raw
    from workshop.crm.intake.report import Finding
    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet

TOLERATED = 0.1
"""A column with more unreadable cells than this means something else than the mapping says."""
LENT = frozenset({"accounts"})
"""Tables that nobody counts: they lend their fields to others, so a first row will do."""
EARLIEST = "1990-01-01"
PLANS = frozenset({("deals", "closed_at")})
"""Moments that may be a plan, beside all moments of the tables in `PLANNED`."""
PLANNED = frozenset({"campaigns", "costs"})
PLAN = timedelta(days=3653)
"""How far ahead a plan may lie."""
ANYTHING = (Kind.ID, Kind.CHOICE)
"""Kinds of fields in which any text may stand, unless their list is closed."""


@dataclass(frozen=True)
class Terms:
    """What holds for every table of one import.

    Attributes:
        zone: whose clock the team reads.
        latest: first moment that nobody can have written down yet.
        salt: ids are hashed with it; kept as they are where None.
        owners: whether columns that point at a colleague are read.
    """

    zone: str
    latest: datetime
    salt: str | None = None
    owners: bool = False


def read_table(
    connection: DuckDBPyConnection, sheet: Sheet, table: str, mapping: TableMapping, terms: Terms
) -> tuple[TableReport, list[Finding]]:
    """Make a canonical table of one sheet, in a database in memory.

    Args:
        connection: where to; the table gets its canonical name.
        sheet: where from.
        table: the canonical table's name.
        mapping: which columns hold it, and how.
        terms: of the import.

    Returns:
        What became of its rows, and oddities in those that were kept.

    Raises:
        WorkshopError: if a mapped column is missing, if its cells are mostly not what the field
            needs, or if they can be read in two ways and nothing proves one.
    """
    raw = load_raw(connection, sheet, table, mapping, owners=terms.owners)
    rules = conventions(raw, mapping, terms.zone)
    if rules.open_decimal or rules.open_order:
        raise undecided(raw, mapping, rules)
    _stage(raw, table, mapping, rules, terms.latest)
    unreadable = _unreadable(raw, mapping)
    aside = [*_misshapen(raw, mapping.file), *unreadable, *_repeats(raw, table, mapping)]
    findings = odd_cells(raw, table, _staged(raw))
    report = _keep(raw, table, sheet, aside, terms)
    for used in (_staged(raw), _lost(raw), raw.table):
        connection.execute(f"drop table {used}")
    return report, findings


def _staged(raw: Raw) -> str:
    return raw.table.replace("raw_", "staged_")


def _lost(raw: Raw) -> str:
    return raw.table.replace("raw_", "lost_")


def _stage(
    raw: Raw, table: str, mapping: TableMapping, rules: Conventions, latest: datetime
) -> None:
    """Read every cell; a cell that says something and cannot be read names itself in ``bad``."""
    inner, outer, bad = ["*"], [name(ROW)], []
    for field in raw.fields:
        text, value = name(field.name), name(f"{field.name} read")
        inner.append(f"{value_sql(raw, table, field, mapping, rules)} as {value}")
        outer.append(f"{_possible(value, table, field, latest)} as {text}")
        if field.kind not in ANYTHING or field.closed:
            silent = [cell for cell, said in meanings(mapping, field).items() if not said]
            says = f"{text} is not null and not {choices.nothing(text)}"
            unread = f"{value} is null and {says} and not {one_of(text, silent)}"
            bad.append(f"case when {unread} then {literal(field.name)} end")
    fault = f"coalesce({', '.join(bad)}, null)" if bad else "null::varchar"
    raw.connection.execute(
        f"create table {_staged(raw)} as select {', '.join(outer)}, {fault} as bad"  # noqa: S608
        f" from (select {', '.join(inner)} from {raw.table})"
    )
    raw.connection.execute(f"create table {_lost(raw)} ({name(ROW)} bigint)")


def meanings(mapping: TableMapping, field: Field) -> dict[str, str]:
    """Return what the export's values of a field mean; an empty meaning is no answer."""
    return mapping.values.get(field.name, {})


def value_sql(  # noqa: PLR0911 - one return a kind
    raw: Raw, table: str, field: Field, mapping: TableMapping, rules: Conventions
) -> str:
    """Return SQL for what a cell means, null where it means nothing."""
    text, said = name(field.name), meanings(mapping, field)
    match field.kind:
        case Kind.NUMBER if rules.clean_numbers:
            return numbers.clean(text)
        case Kind.NUMBER:
            return numbers.number(text, rules.decimal)
        case Kind.FLAG:
            return choices.flag(choices.choice(text, said, None))
        case Kind.MOMENT if mapping.date_format:
            return f"try_strptime({text}, {literal(mapping.date_format)})"
        case Kind.MOMENT if rules.clean_moments:
            return moments.clean(text)
        case Kind.MOMENT:
            return moments.moment(text, rules.order, rules.zone)
        case Kind.CHOICE:
            return _choice(raw, table, field, said)
        case Kind.ID:
            return choices.identity(text)


def _choice(raw: Raw, table: str, field: Field, said: dict[str, str]) -> str:
    text = name(field.name)
    if is_free_text(raw, table, field):
        return "null::varchar"
    if field.closed:
        return choices.choice(text, said, [value for value, _ in field.choices])
    hidden = hidden_entries(raw, field.name)
    value = choices.choice(text, said, None)
    return f"case when not {one_of(text, hidden)} then {value} end" if hidden else value


def _possible(value: str, table: str, field: Field, latest: datetime) -> str:
    """Return the value, or null for a moment that cannot be."""
    if field.kind is not Kind.MOMENT:
        return value
    if table in PLANNED or (table, field.name) in PLANS:
        latest += PLAN
    after = f"{value} >= timestamp '{EARLIEST}'"
    before = f"{value} < timestamp '{latest.isoformat(' ')}'"
    return f"case when {after} and {before} then {value} end"


def _misshapen(raw: Raw, file: str) -> list[SetAside]:
    """Set rows aside that could not be taken apart; refuse a file that is full of them."""
    rows: dict[Reason, list[int]] = {}
    for row, reason in raw.aside:
        rows.setdefault(Reason(reason), []).append(row)
    broken = rows.get(Reason.WIDTH, [])
    if len(broken) > TOLERATED * (raw.one(n="count(*)")["n"] + len(broken)):
        raise misshapen(file, broken[0], len(broken))
    return [SetAside(why, len(some), tuple(some[:SHOWN_ROWS])) for why, some in rows.items()]


def _unreadable(raw: Raw, mapping: TableMapping) -> list[SetAside]:
    """Set rows aside that hold a cell nobody can read; refuse a column that is full of them."""
    found = raw.connection.execute(
        f"select bad, count(*), list({name(ROW)} order by {name(ROW)})[:{SHOWN_ROWS}]"  # noqa: S608
        f" from {_staged(raw)} where bad is not null group by bad"
    ).fetchall()
    groups = []
    for key, n, rows in found:
        field = next(one for one in raw.fields if one.name == key)
        _check_share(raw, field, mapping, n, rows[0])
        source = ", ".join(mapping.columns[key])
        groups.append(SetAside(Reason.VALUE, n, tuple(rows), source))
    if groups:
        raw.connection.execute(
            f"insert into {_lost(raw)} select {name(ROW)} from {_staged(raw)}"  # noqa: S608
            " where bad is not null"
        )
    return sorted(groups, key=lambda group: group.rows)


def _check_share(raw: Raw, field: Field, mapping: TableMapping, n: int, row: int) -> None:
    filled = raw.one(n=f"count({name(field.name)})")["n"]
    if n > TOLERATED * filled:
        raise bad_column(raw, field, mapping, n, row)


def _repeats(raw: Raw, table: str, mapping: TableMapping) -> list[SetAside]:
    """Set rows aside whose key another row has already: it must not count twice."""
    key = TABLES[table].key
    if key.name not in raw.of_kind(Kind.ID):
        return []
    counts = raw.one(filled=f"count({name(key.name)})", several=f"count(distinct {name(key.name)})")
    if counts["filled"] == counts["several"]:
        return []
    column = ", ".join(mapping.columns[key.name])
    same, other = _repeated_rows(raw, key.name)
    if table not in LENT and len(other) > TOLERATED * counts["filled"]:
        raise no_key(raw, key.name, column, mapping.file, other[0])
    values = ", ".join(f"({row})" for row in (*same, *other))
    raw.connection.execute(f"insert into {_lost(raw)} values {values}")  # noqa: S608
    groups = ((Reason.DUPLICATE, same, ""), (Reason.REPEATED_KEY, other, column))
    return [
        SetAside(reason, len(rows), tuple(rows[:SHOWN_ROWS]), column)
        for reason, rows, column in groups
        if rows
    ]


def _repeated_rows(raw: Raw, key: str) -> tuple[list[int], list[int]]:
    """Return the rows that repeat an earlier one, and those that only have its key."""
    column, fields = name(key), ", ".join(name(field.name) for field in raw.fields)
    found = raw.connection.execute(
        f"""
        with readable as (select * from {_staged(raw)} where bad is null),
        repeated as (
            select *, row({fields})::varchar as content
            from readable where {column} in
            (select {column} from readable group by all having count(*) > 1)
        ),
        ranked as (
            select {name(ROW)}, content,
            first(content) over (partition by {column} order by {name(ROW)}) as first,
            row_number() over (partition by {column} order by {name(ROW)}) as place
            from repeated
        )
        select {name(ROW)}, content = first from ranked where place > 1 order by 1
        """  # noqa: S608
    ).fetchall()
    return [row for row, same in found if same], [row for row, same in found if not same]


def _kept(raw: Raw) -> str:
    """Return the condition under which a row stays; nothing where all do."""
    lost = raw.connection.table(_lost(raw)).aggregate("count(*)").fetchone() or (0,)
    return f" where {name(ROW)} not in (from {_lost(raw)})" if lost[0] else ""


def _keep(
    raw: Raw, table: str, sheet: Sheet, aside: Iterable[SetAside], terms: Terms
) -> TableReport:
    """Write the rows that stay, ids hidden, and count them."""
    listed = []
    for field in raw.fields:
        shown = name(field.name)
        if terms.salt is not None and field.name in LETTERS:
            shown = f"{hidden(field.name, terms.salt, name(ROW))} as {shown}"
        listed.append(shown)
    raw.connection.execute(
        f"create table {name(table)} as select {', '.join(listed)} from {_staged(raw)}{_kept(raw)}"  # noqa: S608
    )
    read = raw.one(n="count(*)")["n"] + len(raw.aside)
    counts = {field.name: f"count({name(field.name)})" for field in raw.fields}
    listed = [f"{sql} as {name(key)}" for key, sql in {"kept": "count(*)", **counts}.items()]
    found = raw.connection.table(table).aggregate(", ".join(listed)).fetchone() or ()
    kept, *filled = found
    return TableReport(
        table, sheet.name, read, kept, tuple(aside), dict(zip(counts, filled, strict=True))
    )
