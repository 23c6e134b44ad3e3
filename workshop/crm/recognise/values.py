"""What the values of a list mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from workshop.crm.recognise.names import compact, words
from workshop.crm.recognise.profile import EMPTY
from workshop.crm.recognise.synonyms import ASK, read
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.schema import Field

WITHIN = "*"
"""Begins a synonym that is meant wherever its words stand in the value."""
OTHERWISE = {("deals", "status"): "open"}
"""What an unknown value is proposed to be: a stage nobody knows is one before the end."""
FLAG = frozenset({"0", "1"})
"""Numbers that may as well say yes and no."""
TYPING_ERROR = 88
SHORTEST = 5
STAGE_NUMBER = re.compile(r"^\W*\d{1,3}\s*(%|[.):–-])*\s*(?=\D)")
BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True)
class Sense:
    """A canonical value, and whether that is for sure."""

    value: str
    sure: bool


@dataclass(frozen=True)
class Senses:
    """What is known of one field's values.

    Attributes:
        whole: compact value to its sense.
        within: words that are enough, the most first.
    """

    whole: dict[str, Sense]
    within: tuple[tuple[tuple[str, ...], Sense], ...]


@cache
def senses(table: str, name: str) -> Senses:
    """Return what is known of the values of a field."""
    field = _field(table, name)
    whole: dict[str, Sense] = {}
    within = []
    for value, label in field.choices:
        whole |= {compact(text): Sense(value, sure=True) for text in (value, label)}
        for line in read("values").get(name, {}).get(value, ()):
            text, sense = line.removesuffix(ASK), Sense(value, not line.endswith(ASK))
            whole.setdefault(compact(text), sense)
            if text.startswith(WITHIN):
                within.append((words(text), sense))
    return Senses(whole, tuple(sorted(within, key=lambda pair: -len(pair[0]))))


def _field(table: str, name: str) -> Field:
    field = TABLES[table].field(name)
    if field is None:
        message = f"the table {table!r} has no field {name!r}"
        raise ValueError(message)
    return field


def value_meanings(
    table: str, field: str, values: Iterable[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the values of a list mean.

    Args:
        table: canonical name.
        field: one of its choices.
        values: as the export writes them.

    Returns:
        The export's value to the canonical one, and the values a person should look at. Where
        the list is closed, a value without a meaning is among the latter, and so is one that
        nobody can know; elsewhere it stands for itself and is in neither.

    Raises:
        ValueError: if the table has no such field.
    """
    closed = _field(table, field).closed
    entries = sorted({value for value in values if value and value.lower() not in EMPTY})
    coded = _codes(field, entries) if closed else {}
    mapping, unsure = {}, []
    for value in entries:
        sense = coded.get(value) or sense_of(table, field, value)
        if closed and sense is None:
            sense = _guess(table, field, value)
        if sense and (closed or sense.value != value):
            mapping[value] = sense.value
        if closed and not (sense and sense.sure):
            unsure.append(value)
    return mapping, tuple(unsure)


def sense_of(table: str, field: str, value: str) -> Sense | None:
    """Return what one value means by the catalogue, None where it does not know."""
    found = senses(table, field)
    sense = found.whole.get(compact(value)) or _within(value, found)
    for form in (STAGE_NUMBER.sub("", value), BRACKETS.sub("", value)):
        sense = sense or found.whole.get(compact(form))
    return sense


def _within(value: str, found: Senses) -> Sense | None:
    text = f" {' '.join(words(value))} "
    hits = [(len(part), sense) for part, sense in found.within if f" {' '.join(part)} " in text]
    best = [sense for length, sense in hits if length == hits[0][0]]
    return best[0] if best and len({sense.value for sense in best}) == 1 else None


def _guess(table: str, field: str, value: str) -> Sense | None:
    """Return what a value may mean that a list must not leave open; never for sure."""
    key, known = compact(value), senses(table, field).whole
    if len(key) >= SHORTEST:
        near = process.extractOne(key, known.keys(), scorer=fuzz.ratio, score_cutoff=TYPING_ERROR)
        if near:
            return Sense(known[near[0]].value, sure=False)
    otherwise = OTHERWISE.get((table, field))
    return Sense(otherwise, sure=False) if otherwise else None


def _codes(field: str, entries: list[str]) -> dict[str, Sense]:
    """Return the numbers that a program wrote; for sure if they fit one list and are no flag."""
    lists = read("values")["codes"].get(field, ())
    fitting = [codes for codes in lists if entries and set(entries) <= set(codes)]
    sure = len(fitting) == 1 and not set(entries) <= FLAG
    return {code: Sense(value, sure) for codes in fitting[:1] for code, value in codes.items()}
