"""Oddities that show while cells are read: form defaults, impossible dates, personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.handover import TOLD
from workshop.crm.intake.report import SHOWN_ROWS, Finding, Oddity
from workshop.crm.readings import choices
from workshop.crm.readings.sql import name, one_of
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.schema import Kind
from workshop.crm.traces import ROW

if TYPE_CHECKING:
    from collections.abc import Collection

    from workshop.crm.intake.rows.outcome import Witnesses
    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.schema import Field

MOST_VALUES = 200
FREE_SHARE = 0.5
"""A list of values in which every second entry is another one is no list but free text."""
TITLES = frozenset({("campaigns", "title")})
"""Fields that name their row, and so differ in every one."""
SHOWN_VALUES = 5
NEEDED: dict[str, dict[str, Oddity]] = {
    "deals": {"status": Oddity.NO_STATUS},
    "touchpoints": {"happened_at": Oddity.NO_NEED},
    "handoffs": {"handed_at": Oddity.NO_NEED},
    "costs": {"month": Oddity.NO_NEED, "amount": Oddity.NO_NEED},
}
"""Table to the fields without which a row is in no KPI at all."""


def odd_cells(raw: Raw, table: str, mapping: TableMapping, staged: str) -> list[Finding]:
    """Return what is odd in the cells of a sheet.

    Args:
        raw: the text.
        table: the canonical table it becomes.
        mapping: what its values mean.
        staged: the table of what the text was read as, beside it; ``bad`` where that failed.
    """
    found: list[Finding | None] = []
    # What several columns tell may be empty though one of them is not.
    told = TOLD if mapping.handover else ()
    for field in (one for one in _emptied(raw, staged) if one.name not in told):
        found += [_defaults(raw, table, field), _personal(raw, table, field)]
        found.append(_impossible(raw, table, field, staged))
    found += [_several(raw, table, field) for field in raw.fields]
    found += [_named(raw, table, field, mapping) for field in raw.fields]
    return [finding for finding in found if finding]


def _emptied(raw: Raw, staged: str) -> list[Field]:
    """Return the fields in which a cell with text in it came to hold nothing."""
    counts = {field.name: f"count({name(field.name)})" for field in raw.fields}
    listed = ", ".join(f"{sql} as {name(key)}" for key, sql in counts.items())
    read = raw.connection.table(staged).aggregate(listed).fetchone() or ()
    filled = raw.one(**counts)
    pairs = zip(raw.fields, read, strict=True)
    return [field for field, n in pairs if filled[field.name] != n]


def hidden_entries(raw: Raw, field: str) -> list[str]:
    """Return the entries of a list of values that must not be kept: defaults, and whom they name.

    Each entry is looked at once, however many rows it stands in.
    """
    cells = raw.connection.table(raw.table).project(f"{name(field)} as cell").distinct()
    hidden = f"cell is not null and ({choices.nothing('cell')} or {choices.private('cell')})"
    return [cell for (cell,) in cells.filter(hidden).fetchall()]


def named_people(raw: Raw, field: Field, kept: Collection[str]) -> dict[str, str]:
    """Return the entries of a list of values that name a person, each with what stands instead.

    Args:
        raw: the text.
        field: the canonical field; its own values name nobody.
        kept: entries of which somebody has said what they mean.
    """
    known = {*kept, *(value for value, _ in field.choices)}
    cells = raw.connection.table(raw.table).project(f"{name(field.name)} as cell").distinct()
    entries = [cell for (cell,) in cells.filter("cell is not null").fetchall() if cell not in known]
    return {entry: instead for entry in entries if (instead := masked(entry, raw.people)) != entry}


def is_free_text(raw: Raw, table: str, field: Field) -> int:
    """Return the number of different entries where a list of values is none, else 0."""
    if field.kind is not Kind.CHOICE or field.closed or (table, field.name) in TITLES:
        return 0
    text = name(field.name)
    counts = raw.one(several=f"count(distinct {text})", filled=f"count({text})")
    several = int(counts["several"])
    return several if several > max(MOST_VALUES, FREE_SHARE * counts["filled"]) else 0


def _named(raw: Raw, table: str, field: Field, mapping: TableMapping) -> Finding | None:
    if field.kind is not Kind.CHOICE or field.closed or is_free_text(raw, table, field):
        return None
    apart = {*mapping.values.get(field.name, {}), *hidden_entries(raw, field.name)}
    people = named_people(raw, field, apart)
    if not people:
        return None
    n = raw.one(n=f"count(*) filter ({one_of(name(field.name), people)})")["n"]
    return Finding(Oddity.NAMED, table, n, names={"field": field.name})


def _defaults(raw: Raw, table: str, field: Field) -> Finding | None:
    text = name(field.name)
    empty = f"filter ({text} is not null and {choices.nothing(text)})"
    counts = raw.one(n=f"count(*) {empty}", values=f"list(distinct {text}) {empty}")
    if not counts["n"]:
        return None
    values = ", ".join(sorted(counts["values"])[:SHOWN_VALUES])
    names = {"field": field.name, "values": values}
    return Finding(Oddity.DEFAULT, table, counts["n"], names=names)


def _personal(raw: Raw, table: str, field: Field) -> Finding | None:
    if field.kind is not Kind.CHOICE:
        return None
    if several := is_free_text(raw, table, field):
        return Finding(Oddity.FREE_TEXT, table, several, names={"field": field.name})
    text = name(field.name)
    n = raw.one(n=f"count(*) filter ({text} is not null and {choices.private(text)})")["n"]
    return Finding(Oddity.PERSONAL, table, n, names={"field": field.name}) if n else None


def _impossible(raw: Raw, table: str, field: Field, staged: str) -> Finding | None:
    if field.kind is not Kind.MOMENT:
        return None
    text = name(field.name)
    found = raw.connection.execute(
        f"select count(*), list({name(ROW)} order by {name(ROW)})[:{SHOWN_ROWS}] from {staged}"  # noqa: S608
        f" where {text} is null and bad is null and {name(ROW)} in"
        f" (select {name(ROW)} from {raw.table} where {text} is not null"
        f" and not {choices.nothing(text)})"
    ).fetchone() or (0, [])
    names = {"field": field.name}
    return (
        Finding(Oddity.IMPOSSIBLE, table, found[0], names=names, rows=tuple(found[1]))
        if found[0]
        else None
    )


def _several(raw: Raw, table: str, field: Field) -> Finding | None:
    if field.kind is not Kind.ID:
        return None
    n = raw.one(n=f"count(*) filter ({choices.several(name(field.name))})")["n"]
    return Finding(Oddity.SEVERAL_LINKS, table, n, names={"field": field.name}) if n else None


def contradicting(raw: Raw, table: str, said: Witnesses, kept: str) -> list[Finding]:
    """Return the rows in which two columns contradict each other on how the deal ended.

    Where a person has said which one counts, nothing is odd.
    """
    if said.evidence.first is not None:
        return []
    rows = f"(select * from {raw.table}{kept})"  # noqa: S608
    return _found(raw, Oddity.OUTCOMES, table, rows, said.contradicts)


def rows_left_out(raw: Raw, table: str, rows: str) -> list[Finding]:
    """Return the rows that are kept and yet in no KPI, because what all KPIs need is empty.

    Args:
        raw: the text.
        table: the canonical table it becomes.
        rows: the rows that are kept, as SQL behind ``from``.
    """
    fields = {field.name for field in raw.fields}
    found: list[Finding] = []
    for needed, oddity in NEEDED.get(table, {}).items():
        if needed in fields:
            some = f"(select * from {rows})"  # noqa: S608
            empty = f"{name(needed)} is null"
            found += _found(raw, oddity, table, some, empty, field=needed)
    return found


def refunds(raw: Raw, table: str, rows: str) -> list[Finding]:
    """Return the negative amounts among won deals; see `rows_left_out` for the arguments."""
    if table != "deals" or not {"status", "value"} <= {field.name for field in raw.fields}:
        return []
    some = f"(select * from {rows})"  # noqa: S608
    return _found(raw, Oddity.REFUNDS, table, some, "status = 'won' and value < 0")


def _found(
    raw: Raw, oddity: Oddity, table: str, rows: str, condition: str, **names: str
) -> list[Finding]:
    """Return the finding about the rows that meet a condition, nothing where none does."""
    first = f"list({name(ROW)} order by {name(ROW)}) filter ({condition})"
    n, some = raw.connection.execute(
        f"select count(*) filter ({condition}), ({first})[:{SHOWN_ROWS}] from {rows}"  # noqa: S608
    ).fetchone() or (0, [])
    return [Finding(oddity, table, n, names=names, rows=tuple(some))] if n else []
