"""What the import makes of a damaged export, held against what it made of the whole one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from random import Random
from typing import TYPE_CHECKING, Any

from dialects import DIALECTS
from exported import exported
from mangled import OF_BOOKS, OF_TEXT, mangled
from reread import Reread, reread
from verdicts import AskedError, brought, numbers, unasked

from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exported import Exported

    from workshop.crm.crm import Crm
    from workshop.crm.intake.report import Report

COLUMNS = {
    "deals": ("deal_id", "contact_id", "status", "value", "created_at", "closed_at"),
    "contacts": ("contact_id", "created_at"),
}


class Outcome(StrEnum):
    """What became of a damaged export."""

    SAME = "same"
    """The same numbers, or fewer."""
    STATED = "stated"
    """Other numbers, and these are what the cells say now."""
    SAID = "said"
    """Other numbers, and the report says what is odd."""
    ASKED = "asked"
    REFUSED = "refused"
    INVENTED = "invented"
    """A row that was kept says what no cell says."""
    SILENT = "silent"
    """Other numbers, and not a word."""
    CRASHED = "crashed"
    """An error that is no `WorkshopError`."""


BAD = frozenset({Outcome.SILENT, Outcome.CRASHED, Outcome.INVENTED})


@dataclass(frozen=True)
class Damaged:
    """An export with one damaged file.

    Attributes:
        number: by which it can be made again.
        base: the whole one.
        damage: its name.
        file: which file.
        content: of it.
    """

    number: int
    base: Base
    damage: str
    file: str
    content: bytes


@dataclass(frozen=True)
class Base:
    """A whole export that comes in without a question."""

    export: Exported

    @cached_property
    def crm(self) -> Crm:
        return unasked(brought(self.export.files), private=False)

    @cached_property
    def rows(self) -> dict[str, Counter[Any]]:
        return _rows(self.crm)

    @cached_property
    def numbers(self) -> dict[str, tuple[object, int]]:
        return {k: (one.value, one.n) for k, one in numbers(self.crm).items()}


@cache
def bases() -> tuple[Base, ...]:
    """Return two whole exports of each system, one of them as a workbook where it writes any."""
    found = []
    for system, dialect in DIALECTS.items():
        for seed in (1, 2):
            amounts = [one for one in dialect.amounts if not one.endswith("whole")]
            export = exported(
                system,
                seed,
                outcome="stage",
                money="column",
                amounts=amounts[seed % len(amounts)],
                parts=1,
                beside=(),
                lines=(),
                keys=(dialect.keys, dialect.keys),
                book=dialect.book and seed == 2,
            )
            found.append(Base(export))
    return tuple(found)


def damaged(numbers: range) -> Iterator[Damaged]:
    """Yield damaged exports; each number gives the same one every time."""
    for number in numbers:
        rng = Random(number)  # noqa: S311 - a test, no secret
        base = bases()[number % len(bases())]
        files = base.export.files
        deals = [name for name in files if name.startswith(("Deals", "Verkauf"))]
        file = rng.choice([*deals, *deals, *files])
        damages = sorted(OF_BOOKS if base.export.way.book else OF_TEXT)
        damage = damages[number // len(bases()) % len(damages)]
        yield Damaged(
            number, base, damage, file, mangled(files[file], base.export.way, damage, rng)
        )


def outcome(one: Damaged) -> tuple[Outcome, str]:
    """Return what becomes of a damaged export, and what there is to say of it."""
    files = one.base.export.files | {one.file: one.content}
    try:
        crm = unasked(brought(files), private=False)
    except AskedError as error:
        return Outcome.ASKED, str(error)
    except WorkshopError as error:
        return Outcome.REFUSED, error.fact
    except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
        return Outcome.CRASHED, repr(error)
    try:
        return _compared(one, crm)
    finally:
        crm.engine.backend.disconnect()


def _compared(one: Damaged, crm: Crm) -> tuple[Outcome, str]:
    rows, base = _rows(crm), one.base
    if rows == base.rows and crm.currency == base.crm.currency:
        return Outcome.SAME, ""
    said = _words(crm.report, base.crm.report)
    written = None if base.export.way.book else reread(base.export, one.file, one.content)
    table = "deals" if one.file.startswith(("Deals", "Verkauf")) else "contacts"
    if written and not said and not written.unreadable and rows.get(table) == written.rows:
        return Outcome.STATED, ""
    if written and said and (odd := _invented(rows.get(table, Counter()), written)):
        return Outcome.INVENTED, f"{odd} | {said}"
    if said:
        return Outcome.SAID, said
    now = {k: (v.value, v.n) for k, v in numbers(crm).items() if v.value is not None}
    changed = {k: (base.numbers[k], v) for k, v in now.items() if base.numbers[k] != v}
    if not changed:
        return Outcome.SAME, ""
    gone, come = base.rows[table] - rows[table], rows[table] - base.rows[table]
    return Outcome.SILENT, f"{changed}\n  before {[*gone][:3]}\n  now    {[*come][:3]}"


def _invented(rows: Counter[Any], written: Reread) -> list[Any]:
    """Return rows that stand nowhere, but for those with a cell that nobody can read."""
    odd = [row for row in rows if row not in written.rows]
    return [row for row in odd if (row[0] or "") not in written.unreadable]


def _words(report: Report, clean: Report) -> str:
    """Return what a report says that the clean one does not."""
    said = {*map(str, report.findings)} - {*map(str, clean.findings)}
    aside = {str(group) for one in report.tables for group in one.set_aside}
    aside -= {str(group) for one in clean.tables for group in one.set_aside}
    return " ".join(sorted(said | aside))


def _rows(crm: Crm) -> dict[str, Counter[Any]]:
    """Return the rows of leads and deals, as far as numbers rest on them."""
    found = {}
    for name in sorted(crm.tables & COLUMNS.keys()):
        table = crm.engine.backend.table(name)
        columns = [column for column in COLUMNS[name] if column in table.columns]
        listed = table.select(columns).to_pyarrow().to_pylist()
        found[name] = Counter(tuple(row.get(c) for c in COLUMNS[name]) for row in listed)
    return found
