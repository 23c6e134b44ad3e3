"""Links between tables, measured: how many of the ids in one lead to a row of another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.crm.schema import TABLES
from workshop.policy import LEAST_JOINED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import ibis

    from workshop.crm.engine import Engine

HOMES = {table.key.name: table.name for table in TABLES.values()}
"""Id to the table in which it names a row."""
OPTIONAL_LINKS = frozenset({("touchpoints", "campaign_id")})
"""Ids whose absence says something: this touch belongs to no campaign."""
LONGEST = 40


@dataclass(frozen=True)
class Join:
    """How well the ids in one table lead to another.

    Attributes:
        table, field: where the ids stand, canonical.
        home: the table whose rows they name; another that holds the same ids where the data has
            no such table.
        rows: in the table.
        filled: rows with an id.
        hits: of these, the ones that are found.
        column, home_column: of the export; canonical where nobody knows the export's.
        example: an id that is not found; only its form where ids are hidden.
        home_example: an id, or its form, as it stands at home.
    """

    table: str
    field: str
    home: str
    rows: int
    filled: int
    hits: int
    column: str
    home_column: str
    example: str = ""
    home_example: str = ""

    @property
    def misses(self) -> int:
        """Rows whose id leads nowhere."""
        return self.filled - self.hits

    def by_form(self) -> Join:
        """Return the same with the form of the ids in place of ids."""
        return replace(self, example=form(self.example), home_example=form(self.home_example))

    @property
    def broken(self) -> bool:
        """Whether a number across this link would describe the rows that do not join."""
        if not self.filled:
            return bool(self.rows) and (self.table, self.field) not in OPTIONAL_LINKS
        # Without a home two tables share what they share: a lead without a deal is no fault.
        least = LEAST_JOINED if self.home == HOMES[self.field] else 0
        return not self.hits or self.hits < least * self.filled


def links(table: str, columns: Iterable[str]) -> list[str]:
    """Return those columns of a canonical table that name rows of other tables."""
    there = set(columns)
    own = TABLES[table].key.name
    named = (field.name for field in TABLES[table].fields)
    return [name for name in named if name in there and name in HOMES and name != own]


def crossed(needs: Iterable[str], present: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return which links some columns are read across.

    Args:
        needs: columns such as ``"deals.contact_id"``.
        present: the tables there are.

    Returns:
        Table, id and the table that the ids must be found in, for each id that stands in two
        tables or more.
    """
    there, tables = set(present), dict[str, list[str]]()
    for table, field in (need.split(".") for need in dict.fromkeys(needs)):
        if field in HOMES:
            tables.setdefault(field, []).append(table)
    found = []
    for field, named in tables.items():
        home = HOMES[field] if HOMES[field] in there else named[0]
        found += [(table, field, home) for table in named if table != home and len(named) > 1]
    return found


def measured(
    engine: Engine, tables: Mapping[str, ibis.Table], table: str, field: str, home: str
) -> Join:
    """Return how many ids of one table are found in another.

    Args:
        engine: what computes it.
        tables: canonical name to both tables.
        table: where the ids stand.
        field: the id.
        home: where they must be found.
    """
    rows, key = tables[table], tables[home][field]
    known = tables[home].filter(key.notnull()).select(field).distinct()
    found = rows[field].isin(known[field]).fill_null(False)
    counts = engine.record(
        rows.aggregate(rows=rows.count(), filled=rows[field].count(), hits=found.sum())
    )
    hits = int(counts["hits"] or 0)
    join = Join(
        table,
        field,
        home,
        int(counts["rows"]),
        int(counts["filled"]),
        hits,
        f"{table}.{field}",
        f"{home}.{field}",
    )
    if not join.misses:
        return join
    lost = rows.filter(rows[field].notnull(), ~found)
    shown = engine.record(lost.aggregate(shown=lost[field].min()))["shown"]
    there = engine.record(known.aggregate(shown=known[field].min()))["shown"]
    return replace(join, example=cut(shown), home_example=cut(there))


def cut(text: str | None) -> str:
    """Return an example for a message, a dash where there is none."""
    text = text or "–"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def form(text: str) -> str:
    """Return how an id is written and not which it is: ``003Ab…`` as ``009Aa…``.

    Leading zeros, length, case and signs stay, because by them two forms of one key differ.
    """
    zeros = re.match("0*", text)
    start = zeros.end() if zeros else 0
    signs = (("9" if s.isdigit() else "A" if s.isupper() else "a") for s in text[start:])
    return text[:start] + "".join(
        sign if letter.isalnum() else letter
        for sign, letter in zip(signs, text[start:], strict=True)
    )
