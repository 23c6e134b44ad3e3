"""Random exports in which much is wrong, read with a trace of every row."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from support.exports.brought import TODAY, export
from workshop.crm.intake.load import take_in
from workshop.crm.mapping import CrmMapping, TableMapping
from workshop.crm.schema import TABLES, Field, Kind
from workshop.crm.store import with_traces

if TYPE_CHECKING:
    from workshop.crm.traces import Traced

START = datetime(2024, 1, 1)  # noqa: DTZ001 - moments are local wall-clock time
DAYS = 1000
SIZES = {"accounts": 12, "contacts": 90, "campaigns": 3, "touchpoints": 160, "handoffs": 60,
         "deals": 90, "costs": 60}  # fmt: skip
CUTS = {"deals": 50, "contacts": 70}
"""After so many rows a table goes on in a second file."""
ODDS = {("deals", "contact_id"): 0.1, ("contacts", "account_id"): 0.3, ("deals", "value"): 0.2}
Rows = list[dict[str, str]]


def random_files(seed: int) -> dict[str, Rows]:
    """Return files by name: rows without dates, links that lead nowhere, refunds, repeats."""
    dice = Random(seed)  # noqa: S311 - a die for tests
    made: dict[str, Rows] = {}
    for table, n in SIZES.items():
        rows = [_row(dice, table, place) for place in range(n)]
        cut = CUTS.get(table, n)
        made[table] = [*rows[:cut], dict(rows[0])]
        if rows[cut:]:
            made[f"{table}_2"] = rows[cut:]
    return made


def _row(dice: Random, table: str, place: int) -> dict[str, str]:
    key, *others = TABLES[table].sample_fields
    cells = {field.name: _cell(dice, table, field) for field in others}
    return {key.name: f"{table[0].upper()}{place}", **cells}


def _cell(dice: Random, table: str, field: Field) -> str:
    if dice.random() < ODDS.get((table, field.name), 0.07):
        return ""
    if field.kind is Kind.ID:
        home = {"account_id": "accounts", "contact_id": "contacts"}.get(field.name, "campaigns")
        return f"{home[0].upper()}{dice.randrange(SIZES[home] + 4)}"
    if field.kind is Kind.CHOICE:
        return dice.choice([value for value, _ in field.choices] or ["x"])
    if field.kind is Kind.FLAG:
        return dice.choice(["true", "false"])
    if field.kind is Kind.NUMBER:
        return str(dice.choice([dice.randrange(-5, 9), dice.randrange(10, 9000)]))
    moment = START + timedelta(days=dice.randrange(DAYS), minutes=dice.randrange(1440))
    return moment.isoformat(" ", "minutes")


def text_of(rows: Rows) -> str:
    """Return rows as a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def traced_files(files: dict[str, Rows]) -> Traced:
    """Read files whose headers are canonical; a name such as ``deals_2`` goes on with a table."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for name, rows in files.items():
        columns: dict[str, tuple[str, ...]] = {column: (column,) for column in rows[0]}
        parts.setdefault(name.partition("_")[0], []).append(
            TableMapping(file=f"{name}.csv", columns=columns).model_dump()
        )
    mapping = CrmMapping.model_validate({"tables": parts, "currency": "EUR"})
    content = {name: text_of(rows) for name, rows in files.items()}
    intake = take_in(export(**content), mapping, TODAY, private=True, thorough=False)
    return with_traces(intake, mapping, "random")
