"""Deals and leads read again from a file by the plainest means: what its cells say, or nothing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from support.corpus.dialects import BERLIN, DIALECTS, ODD_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.corpus.exported import Exported

Row = tuple[object, ...]
MOMENTS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%Y %I:%M %p",
    "%Y-%m-%dT%H:%M:%S.000Z",
)
GERMAN = ("german", "german whole", "sap")


class Reread(NamedTuple):
    """What the cells of a table say.

    Attributes:
        rows: with how often each stands there.
        unreadable: keys of rows in which a cell says nothing that can be read.
    """

    rows: Counter[Row]
    unreadable: frozenset[str]


def reread(export: Exported, name: str, content: bytes) -> Reread | None:
    """Return the rows of a file of this export; None where it is no such table any more."""
    dialect = DIALECTS[export.system]
    fields = dialect.people
    if name.startswith(("Deals", "Verkaufschancen")):
        flags = {key: one for key, one in dialect.flags.items() if key == "active"}
        fields = dialect.sales | flags
    try:
        text = content.decode(export.way.encoding).lstrip("\ufeff")
        table = list(csv.reader(StringIO(text, newline=""), delimiter=export.way.delimiter))
    except (UnicodeError, csv.Error):
        return None
    top = next(
        (n for n, row in enumerate(table) if {*fields.values()} <= {*row, *NOT_ALWAYS}), None
    )
    if top is None:
        return None
    header = table[top]
    places = {key: header.index(one) for key, one in fields.items() if one in header}
    rows: Counter[Row] = Counter()
    unreadable = set[str]()
    for cells in table[top + 1 :]:
        full = [*cells, *[""] * (len(header) - len(cells))]
        if cells == header or not "".join(cells):
            continue
        row = _row(export, places, full) if len(full) == len(header) else None
        if row is None:
            unreadable.add(full[0].strip())
        else:
            rows[row] += 1
    return Reread(rows, frozenset(unreadable))


NOT_ALWAYS = frozenset(
    one
    for dialect in DIALECTS.values()
    for table in (dialect.people, dialect.sales)
    for key, one in table.items()
    if key in ("currency", "converted", "converted_at")
)
"""Headers that only some ways of writing have."""


def _row(export: Exported, places: dict[str, int], cells: Sequence[str]) -> Row | None:
    """Return a row, None where a cell says nothing that can be read."""
    try:
        return _read(export, places, cells)
    except ValueError:
        return None


def _read(export: Exported, places: dict[str, int], cells: Sequence[str]) -> Row:
    at = {key: cells[place].strip() for key, place in places.items()}
    if "deal_id" not in at:
        return at["contact_id"] or None, _moment(at["created_at"])
    amount = at.get("converted", at["value"]) if export.way.money == "converted" else at["value"]
    return (
        at["deal_id"] or None,
        at["contact_id"] or None,
        _status(export, at["status"], at.get("active", "")),
        _number(export, amount),
        _moment(at["created_at"]),
        _moment(at["closed_at"]),
    )


def _status(export: Exported, word: str, active: str) -> str | None:
    if active:
        lost = {"false": True, "Nein": True, "true": False, "Ja": False}.get(active)
        if lost is None:
            raise ValueError(active)
        if lost:
            return "lost"
    stages = ODD_STAGES if export.way.outcome in ("flags", "odd") else None
    known = stages or DIALECTS[export.system].stages
    if not word:
        return None
    return next(key for key, words in [*known.items(), ("", (word,))] if word in words) or _no(word)


def _no(cell: str) -> str:
    raise ValueError(cell)


def _moment(cell: str) -> datetime | None:
    if not cell:
        return None
    for pattern in MOMENTS:
        try:
            found = datetime.strptime(cell, pattern)  # noqa: DTZ007 - a clock on the wall
        except ValueError:
            continue
        if pattern.endswith("Z"):
            return found.replace(tzinfo=UTC).astimezone(BERLIN).replace(tzinfo=None)
        return found
    raise ValueError(cell)


def _number(export: Exported, cell: str) -> float | None:
    if not cell:
        return None
    bare = re.sub(r"^(EUR|USD|CHF) | (€|\$|CHF)$", "", cell)
    group, decimal = (r"\.", ",") if export.way.amounts in GERMAN else ("[,']", r"\.")
    shape = rf"-?(\d{{1,3}}({group}\d{{3}})+|\d+)({decimal}\d\d)?-?|\(\d[\d,]*\.\d\d\)"
    if not re.fullmatch(shape, bare):
        raise ValueError(cell)
    minus = bare.startswith(("-", "(")) != bare.endswith("-")
    digits = re.sub(r"[^\d.]", "", re.sub(group, "", bare).replace(",", "."))
    return -float(digits) if minus else float(digits)
