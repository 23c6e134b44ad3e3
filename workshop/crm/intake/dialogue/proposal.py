"""What the kit makes of an export by itself, said so that a person can agree or object."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.crm.intake.dialogue.ended import DEALS
from workshop.crm.intake.dialogue.look import Look, Understood
from workshop.crm.intake.dialogue.note import money_note, unread_note
from workshop.crm.intake.dialogue.overlap import overlapping
from workshop.crm.intake.doubt import APART, LATER, TOGETHER, Doubt, Topic
from workshop.crm.intake.people import people_of
from workshop.crm.intake.rows.currency import currency_of, monies
from workshop.crm.intake.rows.errors import shown
from workshop.crm.intake.rows.glimpse import preview
from workshop.crm.mapping import CrmMapping
from workshop.crm.recognise import recognise
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.recognise.told import UNTOLD
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workshop.crm.intake.dialogue.note import Note
    from workshop.crm.recognise import Unread
    from workshop.crm.recognise.told import Told
    from workshop.crm.sheets import Sheet
    from workshop.crm.source_files import Export


@dataclass(frozen=True)
class Proposal:
    """A mapping for an export, with what speaks for it and what is open.

    Attributes:
        mapping: how the kit would read it.
        sources: canonical table to the sheets it is read from.
        understood: examples, table by table.
        doubts: what a person should look at.
        owners: sheet to its columns that point at colleagues; not read unless switched on.
        personal: sheet to columns that hold personal data; never read.
        unknown: sheet to the reason why no table is read from it.
        notes: what was settled without a question, and has to be said.
    """

    mapping: CrmMapping
    sources: Mapping[str, tuple[str, ...]]
    understood: tuple[Understood, ...]
    doubts: tuple[Doubt, ...]
    owners: Mapping[str, tuple[str, ...]]
    personal: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, str]
    notes: tuple[Note, ...] = ()


def propose(export: Export, told: Told = UNTOLD) -> Proposal:
    """Return how the kit would read an export.

    Args:
        export: the files.
        told: what a person has said of its sheets, see `workshop.crm.intake.dialogue.sorting`.

    Raises:
        WorkshopError: if a file is no table, or nothing in it looks like a CRM.
    """
    sheets = {sheet.name: sheet for sheet in export.sheets()}
    recognition = recognise([preview(sheet) for sheet in sheets.values()], told)
    if not recognition.tables:
        raise _nothing_known(sheets, recognition.unread)
    people = people_of(sheets.values(), {one.preview: one.table for one in recognition.tables})
    looks = [Look(found, sheets[found.preview], people) for found in recognition.tables]
    handed = [Look(found, sheets[found.preview], people) for found in recognition.handed]
    looks += _handed(handed, looks)
    if any(look.table == DEALS for look in looks):
        for look in looks:
            look.give_sources_to_sides()
    amounts = monies((look.sheet, look.mapping) for look in looks)
    proven = next((look.currency for look in looks if look.currency), "")
    parts: dict[str, list[Look]] = {}
    for look in looks:
        parts.setdefault(look.table, []).append(look)
    tables = {table: tuple(look.mapping for look in mine) for table, mine in parts.items()}
    doubts = [doubt for look in looks for doubt in look.doubts()]
    return Proposal(
        mapping=CrmMapping.model_validate({"tables": tables, **currency_of(amounts, proven)}),
        sources={t: tuple(look.sheet.name for look in mine) for t, mine in parts.items()},
        understood=tuple(one for look in looks for one in look.understood()),
        doubts=(*_together(parts), *_once(doubts)),
        owners={look.sheet.name: look.owners for look in looks if look.owners},
        personal={look.sheet.name: look.found.personal for look in looks if look.found.personal},
        unknown=recognition.left,
        notes=_each_once(
            *map(unread_note, recognition.unread),
            *(money_note(one, None) for one in amounts if one.is_mixed),
            *(note for look in looks for note in look.notes),
        ),
    )


def _handed(found: Sequence[Look], looks: Sequence[Look]) -> list[Look]:
    """Return the hand-overs there are in rows of persons, written as the rest of their sheet."""
    some = [look for look in found if not look.is_empty]
    for look in some:
        for other in looks:
            if other.sheet is look.sheet:
                look.read_as(other)
    return some


def _each_once(*notes: Note) -> tuple[Note, ...]:
    """Return the notes, each once, though several sheets of a table give rise to it."""
    return tuple(one for place, one in enumerate(notes) if one not in notes[:place])


def _nothing_known(sheets: Mapping[str, Sheet], unread: Sequence[Unread]) -> WorkshopError:
    """Return the error that no file is a table, with the cause where a cell shows one."""
    return WorkshopError(
        N_("Nothing in these files looks like a CRM table."),
        found="{files}",
        hint=N_("{source}: the cells in “{column}” can’t be read, for example “{cell}”.")
        if unread
        else N_(
            "Export contacts or deals, one row each, with IDs and dates. Or pass a "
            "mapping with --mapping: a file for each table and a column for each field; "
            "datasets/mappings/maven_crm.yaml is a complete example."
        ),
        files=", ".join(sheets) or "–",
        source=unread[0].preview if unread else "",
        column=unread[0].column if unread else "",
        cell=shown(masked(unread[0].cell)) if unread else "",
    )


def _together(parts: Mapping[str, Sequence[Look]]) -> Iterator[Doubt]:
    """Yield, for each further sheet of a table, the question whether it belongs to it."""
    for table, (first, *others) in parts.items():
        for number, look in enumerate(others, 1):
            before = [(one.raw, one.sheet) for one in (first, *others[: number - 1])]
            overlap = overlapping(before, (look.raw, look.sheet))
            options = (TOGETHER, LATER, APART) if overlap.differing else (TOGETHER, APART)
            yield Doubt(
                Topic.PARTS,
                table,
                look.sheet.name,
                example=first.sheet.name,
                options=options,
                proposed="" if overlap.differing or overlap.unkeyed else TOGETHER,
                source=look.sheet.name,
                guess=not (overlap.proven or _of_other_kind(first, look)),
            )


def _of_other_kind(first: Look, look: Look) -> bool:
    """Return whether two files hold activities, each of a kind its name says: calls, meetings."""
    kinds = {first.found.of_kind, look.found.of_kind}
    return "" not in kinds and len(kinds) > 1


def _once(doubts: Iterable[Doubt]) -> Iterable[Doubt]:
    """Return each question once, though several sheets of a table ask it; it knows them all."""
    asked: dict[Doubt, Doubt] = {}
    for doubt in doubts:
        first = asked.setdefault(doubt, doubt)
        if doubt.source not in (first.source, *first.also):
            asked[doubt] = replace(first, also=(*first.also, doubt.source))
    return asked.values()
