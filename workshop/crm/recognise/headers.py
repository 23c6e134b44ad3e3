"""What a header says a column is: known names first, then names that are nearly the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workshop.crm.recognise.names import forms, key_of, parted, words
from workshop.crm.recognise.result import Why
from workshop.crm.recognise.synonyms import EVERYWHERE, Entry, entries, known, listed, shapes
from workshop.crm.schema import TABLES

NEAR = 86
"""Percent of likeness from which on a name is looked at."""
SAME = 95
"""Percent from which on a difference is a typing error."""
SHORTEST = 5
"""Shorter names are too like each other."""
ALTERED = 0.02
"""What a name loses that is only known without its brackets or prefix."""
HOMES = {"account_id": "accounts", "contact_id": "contacts", "campaign_id": "campaigns"}
"""Fields that name a row of another table, and which."""


@dataclass(frozen=True)
class Said:
    """One thing a header may say.

    Attributes:
        entry: of the catalogue.
        key: which of the entry's keys it is.
        score: how well it is said, 0 to 1.
        why: whether the name is known or only similar.
        ask: whether a person should look.
    """

    entry: Entry
    key: str
    score: float
    why: Why
    ask: bool


@cache
def said(table: str, header: str) -> tuple[Said, ...]:
    """Return what a header says in an export of a table, at most once for each field and key."""
    exact = _exact(table, header)
    if exact:
        return exact
    near = _similar(table, header)
    return (near,) if near else ()


def is_known(table: str, header: str) -> bool:
    """Return whether a header is one the catalogue has for a table."""
    return bool(_exact(table, header))


@cache
def _exact(table: str, header: str) -> tuple[Said, ...]:
    first, rest = parted(header)
    own = first in shapes()[table].objects
    keys = dict.fromkeys([*forms(header), *(forms(rest) if own else ())])
    for place, key in enumerate(keys):
        hits = [entry for entry in entries(table) if key in entry.keys]
        if hits:
            score = 1 - (ALTERED if place else 0)
            return tuple(Said(entry, key, score, Why.KNOWN, entry.ask) for entry in hits)
    return () if own else _reference(table, first, rest)


def _reference(table: str, first: str, rest: str) -> tuple[Said, ...]:
    """Return the field that names another table's row: ``Organization - ID`` among deals."""
    for name, home in HOMES.items():
        if home == table or TABLES[table].field(name) is None or not rest:
            continue
        entry = known(home).get(key_of(rest))
        if first in shapes()[home].objects and entry and entry.field == name:
            found = Entry(name, entry.rank, entry.keys, entry.ask)
            return (Said(found, entry.keys[0], 1 - ALTERED, Why.KNOWN, entry.ask),)
    return ()


def _similar(table: str, header: str) -> Said | None:
    names = known(table)
    best = _nearest(header, tuple(names))
    if best is None or _nearer_to_others(table, header, best[1]):
        return None
    entry, likeness = names[best[0]], best[1]
    score = 0.5 + 0.4 * (likeness - NEAR) / (100 - NEAR)
    return Said(entry, best[0], score, Why.SIMILAR, entry.ask or likeness < SAME)


def _nearer_to_others(table: str, header: str, likeness: float) -> bool:
    rival = _nearest(header, _apart(table))
    return rival is not None and rival[1] >= likeness


@cache
def _apart(table: str) -> tuple[str, ...]:
    """Return the headers that are no field of a table."""
    others = listed("others", EVERYWHERE) | listed("others", "foreign")
    return tuple(sorted(others | listed("personal", EVERYWHERE) | shapes()[table].signs))


def _nearest(header: str, keys: tuple[str, ...]) -> tuple[str, float] | None:
    """Return the key most like a header and the likeness in percent, words in any order."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for names nobody knows

    written = {*forms(header), "".join(reversed(words(header))), "".join(sorted(words(header)))}
    found = [
        (likeness, key)
        for form in written
        if len(form) >= SHORTEST
        for key, likeness, _ in process.extract(
            form, keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=2
        )
        if len(key) >= SHORTEST
    ]
    likeness, key = max(found, default=(0.0, ""))
    return (key, likeness) if key else None


def is_field(table: str, header: str, field: str) -> bool:
    """Return whether the catalogue knows a header as the name of a field, and of nothing else."""
    found = _exact(table, header)
    return any(one.entry.field == field and not one.entry.stand_in for one in found)
