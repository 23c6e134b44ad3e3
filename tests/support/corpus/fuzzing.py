"""What the import makes of a damaged export, held against what it made of the whole one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from math import isclose
from random import Random
from typing import TYPE_CHECKING, Any

from support.corpus.dialects import DIALECTS
from support.corpus.exported import exported
from support.corpus.mangled import OF_BOOKS, OF_TEXT, mangled
from support.corpus.reread import Reread, reread
from support.corpus.verdicts import AskedError, brought, engine_of, numbers, unasked
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.corpus.exported import Exported
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
    def numbers(self) -> dict[str, tuple[float | None, int]]:
        return {k: (one.value, one.n) for k, one in numbers(self.crm).items()}


@cache
def bases() -> tuple[Base, ...]:
    """Return three small exports of each system, one as a workbook where it writes any.

    One has leads, the others deals only.
    """
    found = []
    for system, dialect in DIALECTS.items():
        for seed in (1, 2, 3):
            amounts = [one for one in dialect.amounts if not one.endswith("whole")]
            export = exported(
                system,
                seed,
                (24, 34),
                outcome="stage",
                money="column",
                amounts=amounts[seed % len(amounts)],
                parts=1,
                beside=(),
                lines=(),
                keys=(dialect.keys, dialect.keys),
                book=dialect.book and seed == 2,
                leads=seed == 1,
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
        engine_of(crm).backend.disconnect()


def _compared(one: Damaged, crm: Crm) -> tuple[Outcome, str]:
    rows, base = _rows(crm), one.base
    if rows == base.rows and crm.currency == base.crm.currency:
        return Outcome.SAME, ""
    said = _words(crm.report, base.crm.report)
    written = None if base.export.way.book else reread(base.export, one.file, one.content)
    table = "deals" if one.file.startswith(("Deals", "Verkauf")) else "contacts"
    now = rows.get(table, Counter())
    if written and not written.unreadable and now == written.rows:
        return Outcome.STATED, ""
    if written and (odd := _invented(now, written)) and (changed := _changed(base, crm)):
        return Outcome.INVENTED, f"{odd[:4]} | {said} | {changed}"
    if said or not (changed := _changed(base, crm)):
        return (Outcome.SAID if said else Outcome.SAME), said
    gone, come = base.rows[table] - now, now - base.rows[table]
    return Outcome.SILENT, f"{changed} | before {[*gone][:3]} | now {[*come][:3]}"


def _changed(base: Base, crm: Crm) -> dict[str, Any]:
    """Return the numbers that are there and are not those of the whole export."""
    now = {k: (v.value, v.n) for k, v in numbers(crm).items() if v.value is not None}
    return {k: (base.numbers[k], v) for k, v in now.items() if not _same(base.numbers[k], v)}


def _same(one: tuple[float | None, int], other: tuple[float | None, int]) -> bool:
    (a, n), (b, m) = one, other
    return n == m and (a == b or (a is not None and b is not None and isclose(a, b)))


def _invented(rows: Counter[Any], written: Reread) -> list[Any]:
    """Return rows with a value that stands nowhere, but for those with a cell nobody can read.

    A value that is left out is none; whether that is said is asked elsewhere.
    """
    odd = [row for row in rows if (row[0] or "") not in written.unreadable]
    return [row for row in odd if not any(_within(row, other) for other in written.rows)]


def _within(row: tuple[object, ...], other: tuple[object, ...]) -> bool:
    pairs = zip(row[1:], other[1:], strict=True)
    return row[0] == other[0] and all(a is None or a == b for a, b in pairs)


def _words(report: Report, clean: Report) -> str:
    """Return what a report says that the clean one does not: of more rows, or of anything new."""
    before, now = _counts(clean), _counts(report)
    return ", ".join(f"{key}: {n}" for key, n in now.items() if n > before.get(key, 0))


def _counts(report: Report) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in report.findings:
        found[f"{one.code} {one.table}.{one.names.get('field', '')}"] += one.n
    for part in report.tables:
        for group in part.set_aside:
            found[f"aside {group.reason} {part.table}"] += group.n
    return found


def _rows(crm: Crm) -> dict[str, Counter[Any]]:
    """Return the rows of leads and deals, as far as numbers rest on them."""
    found = {}
    for name in sorted(crm.tables & COLUMNS.keys()):
        table = engine_of(crm).backend.table(name)
        columns = [column for column in COLUMNS[name] if column in table.columns]
        listed = table.select(columns).to_pyarrow().to_pylist()
        found[name] = Counter(tuple(row.get(c) for c in COLUMNS[name]) for row in listed)
    return found
