"""Exports with one fault in their structure, and what a reader makes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from support.exports import line_faults  # noqa: F401 - adds its faults
from support.exports.brought import TODAY
from support.exports.cell_faults import FAULTS, Clean, clean_exports, written
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.load import take_in
from workshop.crm.sheets import ExportFile, Notes, sheets
from workshop.crm.source_files import Export
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workshop.crm.sheets import Reason


@dataclass(frozen=True)
class Polluted:
    """A file with a fault.

    Attributes:
        clean: what it was.
        fault: its name.
        content: its bytes.
    """

    clean: Clean
    fault: str
    content: bytes


def polluted(n: int, seed: int = 1) -> Iterator[Polluted]:
    """Yield files with one fault each; every fault comes as often as every other."""
    rng, exports = Random(seed), clean_exports()  # noqa: S311 - a fault is no secret
    names = sorted(FAULTS)
    for number in range(n):
        one, name = exports[number // len(names) % len(exports)], names[number % len(names)]
        yield Polluted(one, name, FAULTS[name](one, rng))


class Loaded(NamedTuple):
    """What a reader gives.

    Attributes:
        header: names of columns.
        rows: cells.
        said: whether it says that something was left out or looks wrong.
    """

    header: list[str]
    rows: list[list[str]]
    said: bool


def by_kit(content: bytes) -> Loaded:
    """Read as the import does, every column that can be asked for."""
    (sheet,) = sheets(ExportFile("x.csv", content=content))
    names = [name for name in dict.fromkeys(sheet.header) if name and sheet.header.count(name) == 1]
    aside: list[tuple[int, Reason]] = []
    notes = Notes()
    batches = list(sheet.batches(names, aside, notes))
    rows = [
        [cell or "" for cell in row]
        for batch in batches
        for row in zip(*(column.to_pylist() for column in batch.columns[1:]), strict=True)
    ]
    return Loaded(names, rows, bool(aside or notes.surplus or notes.unnamed.total()))


def outcome(one: Polluted, read: Callable[[bytes], Loaded]) -> str:
    """Return ``exact``, ``aside``, ``refused`` or ``misread``.

    Args:
        one: the file.
        read: the reader; what it raises is a refusal.
    """
    try:
        found = read(one.content)
    except WorkshopError:
        return "refused"
    names = one.clean.table[0]
    shared = [name for name in found.header if name in names]
    if not shared:
        return "refused" if len(found.header) < len(names) else "misread"
    wanted = [names.index(name) for name in shared]
    places = [found.header.index(name) for name in shared]
    clean = Counter(tuple(row[n].strip() for n in wanted) for row in one.clean.table[1:])
    loaded = Counter(tuple(row[n].strip() for n in places) for row in found.rows)
    if loaded - clean:
        return "misread"
    if loaded == clean and shared == names:
        return "exact"
    return "aside" if found.said or shared != names else "misread"


def deal_numbers(content: bytes) -> tuple[object, ...] | None:
    """Return deals, won deals and their value as the import reads them; None where it refuses."""
    export = Export((ExportFile("deals.csv", content=content),))
    try:
        mapping = propose(export).mapping
        intake = take_in(export, mapping, TODAY, private=False, thorough=False)
    except WorkshopError:
        return None
    if "deals" not in mapping.tables:
        return None
    rows = intake.connection.table("deals").to_pyarrow().to_pylist()
    won = [row for row in rows if row.get("status") == "won"]
    return len(rows), len(won), sum(row.get("value") or 0 for row in won)


def changes_a_number(one: Polluted) -> bool:
    """Say whether the import reads other numbers of deals from the file than from the clean one."""
    if one.clean.name != "deals":
        return False
    found = deal_numbers(one.content)
    return found is not None and found != deal_numbers(written(one.clean, one.clean.lines()))
