"""The catalogue of synonyms: YAML beside this module, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workshop.crm.recognise.names import compact
from workshop.crm.schema import TABLES

CATALOGUE = Path(__file__).parent / "catalogue"
ASK = " ?"
"""Ends a synonym that means nearly the same: a person is asked."""
STAND_IN = " ??"
"""Ends the name of another thing that may stand in for a field: never taken without a question."""
EVERYWHERE = "any"


@dataclass(frozen=True)
class Entry:
    """One line of the list of headers.

    Attributes:
        field: canonical name.
        rank: place in the field's list; the smaller is preferred.
        keys: compact headers that are read together, mostly one.
        ask: whether a person should look.
        stand_in: whether it is another thing that only may stand in for the field.
    """

    field: str
    rank: int
    keys: tuple[str, ...]
    ask: bool
    stand_in: bool = False


@dataclass(frozen=True)
class Shape:
    """How a table shows beside its fields, see ``tables.yaml``; all names are compact."""

    files: frozenset[str]
    objects: frozenset[str]
    needs: tuple[frozenset[str], ...]
    signs: frozenset[str]


@cache
def read(name: str) -> Any:
    """Return the content of one file of the catalogue."""
    text = (CATALOGUE / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _entry(field: str, rank: int, line: str | list[str]) -> Entry:
    names = [line] if isinstance(line, str) else line
    stand_in = names[-1].endswith(STAND_IN)
    ask = stand_in or names[-1].endswith(ASK)
    return Entry(field, rank, tuple(compact(name) for name in names), ask, stand_in)


@cache
def entries(table: str) -> tuple[Entry, ...]:
    """Return all headers known for a table, of each field its own name first."""
    listed = read("headers")[table]
    found: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for field in TABLES[table].fields:
        for rank, line in enumerate([field.name, *listed.get(field.name, [])]):
            entry = _entry(field.name, rank, line)
            found.setdefault((entry.field, entry.keys), entry)
    return tuple(found.values())


@cache
def known(table: str) -> dict[str, Entry]:
    """Return the best entry of each single header of a table."""
    singles = [entry for entry in entries(table) if len(entry.keys) == 1]
    return {entry.keys[0]: entry for entry in reversed(singles)}


@cache
def shapes() -> dict[str, Shape]:
    """Return how each table shows beside its fields."""
    return {
        table: Shape(
            compacted(facts["files"]),
            compacted(facts["objects"]),
            tuple(frozenset(names) for names in facts["needs"]),
            compacted(facts["signs"]),
        )
        for table, facts in read("tables").items()
    }


@cache
def tables_of(key: str) -> frozenset[str]:
    """Return the tables in whose exports a compact header is usual."""
    return frozenset(
        table
        for table in TABLES
        if key in shapes()[table].signs or any(key in entry.keys for entry in entries(table))
    )


@cache
def listed(name: str, part: str) -> frozenset[str]:
    """Return one list of a file of the catalogue, compact; empty where it has none."""
    return compacted(read(name).get(part, ()))


def compacted(names: Any) -> frozenset[str]:
    """Return names in their compact forms."""
    return frozenset(compact(name) for name in names)
