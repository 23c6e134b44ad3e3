"""From previews to a proposal: which sheet is which table, which column which field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop.crm.handover import HANDOFFS
from workshop.crm.recognise.assign import assigned, matches
from workshop.crm.recognise.candidates import Sheet
from workshop.crm.recognise.chain import chained, roles, with_other_link
from workshop.crm.recognise.costs import BY_ADS, COSTS, of_ads, totals, wide_of
from workshop.crm.recognise.customers import with_customers
from workshop.crm.recognise.evidence import NOTHING_TOLD, Testimony, testimony
from workshop.crm.recognise.handed import handed_over
from workshop.crm.recognise.links import linked
from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.result import Match, Recognised, Recognition
from workshop.crm.recognise.tables import settled
from workshop.crm.recognise.told import CUSTOMER, LOST_ON, UNTOLD, WON_ON
from workshop.crm.recognise.touches import done_column, kind_of, type_columns
from workshop.crm.recognise.unread import unread
from workshop.crm.recognise.values import value_meanings
from workshop.crm.recognise.vendors import vendor
from workshop.crm.schema import TABLES
from workshop.crm.touch import HUMAN, SIDE, TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.recognise.candidates import Candidate
    from workshop.crm.recognise.profile import Profile
    from workshop.crm.recognise.result import Preview
    from workshop.crm.recognise.told import Told
    from workshop.crm.wide import Wide


CONTACT, STATUS = "contact_id", "status"


def recognise(previews: Sequence[Preview], told: Told = UNTOLD) -> Recognition:
    """Return which preview is which canonical table, and which columns are which fields.

    Args:
        previews: the first rows of all sheets of an export; all together, because ids that
            lead from one to another speak for both.
        told: what a person has said of them; it counts before anything the cells say.

    Returns:
        A proposal. Sheets that may be parts of one table follow each other, the one that fits
        best first; no column is proposed for two fields of a table; columns that name people are
        never proposed.
    """
    looked = [Sheet.of(one).with_told(told.of(one.name)) for one in previews]
    tables, lists, left = sorted_out(looked, told)
    read = [(table, sheet) for table, parts in tables.items() for sheet in parts]
    firsts = {table: parts[0] for table, parts in tables.items()}
    recognised: list[Recognised] = []
    plain = []
    for table, sheet in read:
        around = {**firsts, table: sheet}
        ways = linked(around)
        found = _recognised(table, sheet, ways[table], _people(around, ways))
        found = replace(found, told=sheet.preview.name in told.tables)
        plain.append(found)
        # Rows of two files have the same numbers, so these lead nowhere.
        recognised += with_customers(sheet, found, is_whole=len(tables[table]) == 1)
    recognised.sort(key=lambda one: [*TABLES].index(one.table))
    others = [one for one in looked if one.preview.name in {*left} - {*told.tables}]
    handed = () if HANDOFFS in tables else _handed(plain, read)
    return Recognition((*recognised, *lists), left, unread(read, others), handed)


def _handed(
    tables: Sequence[Recognised], read: Sequence[tuple[str, Sheet]]
) -> tuple[Recognised, ...]:
    """Return the hand-overs that stand in sheets of persons."""
    found = (handed_over(sheet, one) for one, (_, sheet) in zip(tables, read, strict=True))
    return tuple(one for one in found if one)


def sorted_out(
    sheets: Sequence[Sheet], told: Told
) -> tuple[dict[str, list[Sheet]], tuple[Recognised, ...], dict[str, str]]:
    """Return table to its sheets, lists of the contacts of deals, and why others stay out.

    Args:
        sheets: of an export.
        told: what a person has said of them.
    """
    lists = {
        sheet.preview.name: one
        for sheet in sheets
        if sheet.preview.name not in told.tables and (one := roles(sheet))
    }
    others = [sheet for sheet in sheets if sheet.preview.name not in lists]
    tables, left = settled(others, told.tables)
    return tables, (*lists.values(),), left


def _people(sheets: Mapping[str, Sheet], found: Mapping[str, list[Candidate]]) -> Profile | None:
    """Return the keys of the contacts there are."""
    ids = [one for one in matches("contacts", found.get("contacts", [])) if one.field == CONTACT]
    return sheets["contacts"].cells[ids[0].columns[0]] if ids else None


def _recognised(
    table: str, sheet: Sheet, found: list[Candidate], people: Profile | None
) -> Recognised:
    all_matches = matches(table, found)
    if table == "deals":
        all_matches = tuple(with_other_link(one, sheet, people) for one in all_matches)
    taken = {column for match in all_matches for column in match.columns}
    leading = chained(table, sheet)
    all_matches += tuple(one for one in leading if not taken & set(one.columns))
    personal = {field.name for field in TABLES[table].fields if field.personal}
    owners = tuple(match for match in all_matches if match.field in personal)
    plain = tuple(match for match in all_matches if match.field not in personal)
    if table == "deals":
        told = _told(sheet, plain)
        plain = tuple(one for one in plain if not {*one.columns} & told.columns)
        all_matches = (*plain, *owners)
    else:
        told = NOTHING_TOLD
    values, unsure = _values(table, sheet, plain)
    wide = wide_of(sheet, assigned(found)) if table == COSTS else None
    used = {column for match in all_matches for column in match.columns} | told.columns
    used |= {*wide.columns} if wide else set()
    used |= {sheet.told.get(CUSTOMER, "")}
    left = tuple(dict.fromkeys(name for name in sheet.preview.header if name and name not in used))
    apart = screen(table, sheet.cells)
    named = apart.personal | apart.owners
    facts = _of_costs(sheet, assigned(found), wide, left) if table == COSTS else {}
    if table == TOUCHPOINTS:
        facts = _of_touches(sheet, {match.field: match.columns for match in plain})
        left = tuple(one for one in left if one not in (*facts["type_by"], facts["done"]))
    return Recognised(
        table=table,
        preview=sheet.preview.name,
        vendor=vendor(sheet.preview.header),
        matches=plain,
        owners=owners,
        values=values,
        unsure_values=unsure,
        left=left,
        personal=tuple(name for name in left if name in named),
        evidence=told.roles,
        suggested=told.unsure,
        **facts,
    )


def _of_costs(
    sheet: Sheet, chosen: Mapping[str, Candidate], wide: Wide | None, left: tuple[str, ...]
) -> dict[str, Any]:
    """Return what a table of costs has besides its columns."""
    lacking = [key for key in BY_ADS if key not in chosen]
    dated = chosen["month"].columns if "month" in chosen else ()
    return {
        "wide": wide,
        "constants": {key: BY_ADS[key] for key in lacking} if of_ads(sheet, wide) else {},
        "totals": totals(left) if wide else (),
        "samples": frozenset(cell for one in dated for cell in sheet.cells[one].distinct),
    }


def _of_touches(sheet: Sheet, fields: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return what a table of touchpoints has besides its columns."""
    kind = "" if "kind" in fields else kind_of(sheet)
    done = done_column(sheet)
    if {SIDE, HUMAN} <= {*fields}:
        return {"type_by": (), "done": done, "of_kind": kind}
    types = type_columns(sheet) or fields.get("kind", ())
    return {"type_by": types, "done": done, "of_kind": kind}


def _told(sheet: Sheet, found: tuple[Match, ...]) -> Testimony:
    """Return what says besides a status how deals ended.

    Dates speak only where no status does: a deal that was opened again may keep its old ones.
    """
    if STATUS in sheet.told:
        roles_told = {one: sheet.told[one] for one in (WON_ON, LOST_ON) if sheet.told.get(one)}
        return Testimony(roles_told, {})
    whole = testimony(sheet.cells, ())
    status = [one for one in found if one.field == "status" and not {*one.columns} & whole.columns]
    if status:
        used = {column for one in found for column in one.columns}
        return testimony(sheet.cells, used).flags
    return whole.flags if whole.by_flag else whole


def _values(
    table: str, sheet: Sheet, found: tuple[Match, ...]
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, ...]]]:
    values: dict[str, dict[str, str]] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for match in found:
        field = TABLES[table].field(match.field)
        if field is None or not field.choices:
            continue
        entries = {entry for name in match.columns for entry in sheet.cells[name].distinct}
        known, open_ones = value_meanings(table, match.field, entries)
        if known:
            values[match.field] = known
        if open_ones:
            unsure[match.field] = open_ones
    return values, unsure
