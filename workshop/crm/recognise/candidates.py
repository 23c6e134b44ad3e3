"""Which columns may be which field: names, cells and links weighed together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workshop.crm.recognise.evidence import testimony
from workshop.crm.recognise.fit import fit
from workshop.crm.recognise.headers import Said, said
from workshop.crm.recognise.people.screen import Screen, screen
from workshop.crm.recognise.profile import Profile, profile
from workshop.crm.recognise.result import Why
from workshop.crm.recognise.values import sense_of
from workshop.crm.schema import TABLES, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.crm.recognise.result import Preview

RANK = 0.001
"""What a name loses with every better one before it in the catalogue."""
ASKED = 0.3
"""What a name loses that means only nearly the same."""
TELLING = 0.2
"""What a stage gains over others if it says which deals were won or lost."""
TOLD = 10.0
"""What a person has said is stronger than everything else together."""
BY_CELLS = 0.5
BY_FLAG = 0.6
MEANT = 0.8
"""Share of entries with a known meaning from which on cells speak for a field by themselves."""
GOOD = 0.9
"""Fit from which on nobody need look."""
HALF = 0.5
ENDS = frozenset({"won", "lost"})


@dataclass(frozen=True)
class Candidate:
    """Columns that may be a field.

    Attributes:
        field: canonical name.
        columns: of the export, in the order in which they are read.
        strength: the higher, the better; above 1 where links add to the name.
        sure: whether nobody need look.
        why: what speaks for it most.
        keys: the compact headers of the catalogue that were found.
        stand_in: whether it is another thing that only may stand in for the field.
    """

    field: str
    columns: tuple[str, ...]
    strength: float
    sure: bool
    why: Why
    keys: tuple[str, ...] = ()
    stand_in: bool = False

    @property
    def order(self) -> tuple[float, str, tuple[str, ...]]:
        """The best first, whatever the order of the columns was."""
        return (-self.strength, self.field, self.columns)


@dataclass(frozen=True)
class Sheet:
    """A preview with all that is known of its cells, and what a person has said of it."""

    preview: Preview
    cells: Mapping[str, Profile] = field(repr=False)
    told: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, preview: Preview) -> Sheet:
        """Return a preview with its cells looked at."""
        return cls(preview, {name: profile(cells) for name, cells in preview.columns.items()})

    def with_told(self, told: Mapping[str, str]) -> Sheet:
        """Return the same with what a person has said: fields, each with its column or none."""
        return replace(self, told=told)


def candidates(table: str, sheet: Sheet) -> list[Candidate]:
    """Return which columns may be which field if the sheet is this table, the best first."""
    apart = screen(table, sheet.cells)
    free = [name for name in sheet.cells if name not in apart.apart]
    heard = {name: said(table, name) for name in free}
    found = [*_named(table, sheet, heard), *_owners(table, sheet, apart)]
    named = {column for one in found for column in one.columns}
    found += _by_cells(table, sheet, [name for name in free if name not in named])
    if table == "deals" and not any(one.field == "status" for one in found):
        found += _by_evidence(sheet)
    return sorted(_as_told(table, sheet, found), key=lambda one: one.order)


def _as_told(table: str, sheet: Sheet, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that a person leaves, and the columns the person names."""
    told = {column for column in sheet.told.values() if column}
    free = [one for one in found if one.field not in sheet.told and not told & {*one.columns}]
    named = [
        Candidate(key, (column,), TOLD, sure=True, why=Why.KNOWN)
        for key, column in sheet.told.items()
        if column and TABLES[table].field(key)
    ]
    return [*named, *free]


def _named(table: str, sheet: Sheet, heard: Mapping[str, tuple[Said, ...]]) -> Iterator[Candidate]:
    for column, sayings in heard.items():
        for one in sayings:
            columns = _together(one, column, heard)
            if columns:
                yield from _weighed(table, sheet, one, columns)


def _together(one: Said, column: str, heard: Mapping[str, tuple[Said, ...]]) -> tuple[str, ...]:
    """Return all columns read together; none where one is missing or this is not the first."""
    if one.key != one.entry.keys[0]:
        return ()
    columns = [column]
    for key in one.entry.keys[1:]:
        partners = (
            name
            for name in sorted(heard)
            if any(other.entry == one.entry and other.key == key for other in heard[name])
        )
        columns.append(next(partners, ""))
    return tuple(columns) if all(columns) else ()


def _weighed(table: str, sheet: Sheet, one: Said, columns: tuple[str, ...]) -> Iterator[Candidate]:
    wanted = TABLES[table].field(one.entry.field)
    if wanted is None:
        return
    cells = [sheet.cells[column] for column in columns]
    fits = min(fit(table, wanted, each) for each in cells)
    if not fits:
        return
    strength = one.score * (0.9 + fits / 10) - RANK * one.entry.rank - ASKED * one.ask
    meant = _meant(table, wanted, cells) if wanted.closed else 1.0
    if wanted.name == "status" and _ends(table, cells):
        strength += TELLING
    empty = not any(each.filled for each in cells)
    sure = not one.ask and (empty or (fits >= GOOD and meant >= HALF) or len(columns) > 1)
    keys, stand_in = one.entry.keys, one.entry.stand_in
    yield Candidate(wanted.name, columns, strength, sure, one.why, keys, stand_in)


def _meant(table: str, wanted: Field, cells: list[Profile]) -> float:
    """Return the share of entries with a known meaning."""
    entries = {entry for each in cells for entry in each.distinct}
    known = sum(sense_of(table, wanted.name, entry) is not None for entry in entries)
    digits = sum(len(entry) == 1 and entry.isdigit() for entry in entries)
    return (known + digits) / len(entries) if entries else 0.0


def _ends(table: str, cells: list[Profile]) -> bool:
    found = (sense_of(table, "status", entry) for each in cells for entry in each.distinct)
    return any(sense is not None and sense.value in ENDS for sense in found)


def _owners(table: str, sheet: Sheet, apart: Screen) -> Iterator[Candidate]:
    wanted = next((one for one in TABLES[table].fields if one.personal), None)
    if wanted is None:
        return
    for column in apart.owners:
        ranks = [one for one in said(table, column) if one.entry.field == wanted.name]
        known = ranks[0].why is Why.KNOWN if ranks else False
        strength = 1 - RANK * ranks[0].entry.rank if known else BY_CELLS
        if fit(table, wanted, sheet.cells[column]) or sheet.cells[column].mails:
            yield Candidate(
                wanted.name, (column,), strength, known, Why.KNOWN if known else Why.SIMILAR
            )


def _by_cells(table: str, sheet: Sheet, columns: list[str]) -> Iterator[Candidate]:
    """Yield lists of values whose header says nothing and whose entries say all."""
    lists = [one for one in TABLES[table].fields if one.choices]
    for column in columns:
        cells = sheet.cells[column]
        if not cells.filled or cells.flags > HALF or cells.numbers > HALF:
            continue
        for wanted in lists:
            if fit(table, wanted, cells) and _speaks(table, wanted, cells):
                yield Candidate(wanted.name, (column,), BY_CELLS, sure=False, why=Why.CELLS)


def _speaks(table: str, wanted: Field, cells: Profile) -> bool:
    senses = [sense_of(table, wanted.name, entry) for entry in cells.distinct]
    known = {sense.value for sense in senses if sense}
    enough = sum(sense is not None for sense in senses) >= MEANT * len(senses)
    return enough and len(known) > 1 and (wanted.name != "status" or bool(known & ENDS))


def _by_evidence(sheet: Sheet) -> Iterator[Candidate]:
    """Yield a column that stands for a status where no list of values tells how deals ended."""
    column = testimony(sheet.cells, ()).deciding
    if column:
        yield Candidate("status", (column,), BY_FLAG, sure=False, why=Why.KNOWN)
