"""The Frictionless Data Package of the sample company, written from the canonical schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workshop.crm.sample.defects import MESS, Wrong
from workshop.crm.sample.formats import WHOLE_DAYS
from workshop.crm.schema import TABLES, Field, Kind, Table
from workshop.words import N_, Words

if TYPE_CHECKING:
    from pathlib import Path

NAME = "wackelkontakt-und-toechter"
TITLE = N_("Wackelkontakt & Töchter, an invented company")
DESCRIPTION = N_(
    "Two years of marketing and sales at an IT reseller in Germany, Austria and "
    "Switzerland. The company doesn’t exist. Generated from a seed; no person and no "
    "company is real. Some values are wrong on purpose, as in any export."
)
AS_OF = "2026-09-30"
CURRENCY = "EUR"
OPEN_LISTS = frozenset(
    (mess.table, mess.field) for mess in MESS if mess.wrong in (Wrong.FORM_DEFAULT, Wrong.OLD_NAME)
)
"""Choices whose files also hold other values; an enum there would be a lie."""
GHOSTS = frozenset((mess.table, mess.field) for mess in MESS if mess.wrong is Wrong.GHOST)
"""Links of which a few lead nowhere; a foreign key there would be a lie."""
OPTIONAL_LINKS = frozenset({("touchpoints", "campaign_id")})
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.ID: {"type": "string"},
    Kind.CHOICE: {"type": "string"},
    Kind.NUMBER: {"type": "integer"},
    Kind.FLAG: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Kind.MOMENT: {"type": "datetime", "format": "%Y-%m-%dT%H:%M"},
}
DAY_TYPE = {"type": "date", "format": "%Y-%m-%d"}
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
FILES: dict[str, dict[str, str]] = {
    "csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}
"""What the package says about the files, by their suffix."""
KEYS = {table.fields[0].name: table.name for table in TABLES.values()}


def _said(key: str, message: str, en: Words, de: Words) -> dict[str, str]:
    return {key: en(message), f"{key}_de": de(message)} if message else {}


def _constraints(table: Table, field: Field) -> dict[str, Any]:
    if field is table.fields[0]:
        return {"required": True, "unique": True}
    if field.kind is Kind.ID:
        return {"required": (table.name, field.name) not in OPTIONAL_LINKS}
    if field.choices and (table.name, field.name) not in OPEN_LISTS:
        return {"enum": [value for value, _ in field.choices]}
    return {}


def _field(table: Table, field: Field, en: Words, de: Words) -> dict[str, Any]:
    described = {
        "name": field.name,
        **(DAY_TYPE if field.name in WHOLE_DAYS else TYPES[field.kind]),
        **_said("description", field.label, en, de),
        **_said("unit", field.unit, en, de),
        "knownSince": field.stage.value,
    }
    constraints = _constraints(table, field)
    return {**described, "constraints": constraints} if constraints else described


def _links(table: Table) -> list[dict[str, Any]]:
    return [
        {"fields": [name], "reference": {"resource": KEYS[name], "fields": [name]}}
        for name in (field.name for field in table.sample_fields[1:])
        if name in KEYS and (table.name, name) not in GHOSTS
    ]


def _resource(table: Table, suffix: str, en: Words, de: Words) -> dict[str, Any]:
    schema = {
        "fields": [_field(table, field, en, de) for field in table.sample_fields],
        "primaryKey": [table.key.name],
        "foreignKeys": _links(table),
        "missingValues": [""],
    }
    return {
        "name": table.name,
        "type": "table",
        **_said("title", table.label, en, de),
        "path": f"{table.name}.{suffix}",
        **FILES[suffix],
        "schema": {key: value for key, value in schema.items() if value},
    }


def make_datapackage(suffix: str = "csv", as_of: str = AS_OF) -> dict[str, Any]:
    """Return the description of the sample company's files, English with German beside it.

    Args:
        suffix: of the tables' files, ``csv`` or ``parquet``.
        as_of: the last day they know of, as ISO 8601.
    """
    en, de = Words("en"), Words("de")
    return {
        "name": NAME,
        **_said("title", TITLE, en, de),
        **_said("description", DESCRIPTION, en, de),
        "version": "2.0.0",
        "asOf": as_of,
        "currency": CURRENCY,
        "timezone": "Europe/Berlin",
        "licenses": [LICENCE],
        "resources": [_resource(table, suffix, en, de) for table in TABLES.values()],
    }


def write_datapackage(folder: Path, suffix: str = "csv", as_of: str = AS_OF) -> None:
    """Write ``datapackage.json`` into an existing folder; see `make_datapackage`."""
    text = json.dumps(make_datapackage(suffix, as_of), ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
