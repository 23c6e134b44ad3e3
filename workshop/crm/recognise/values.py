"""What the values of a list mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workshop.crm.recognise.names import compact, words
from workshop.crm.recognise.profile import EMPTY
from workshop.crm.recognise.synonyms import ASK, listed, read
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.schema import Field

WITHIN = "*"
"""Begins a synonym that is proposed wherever its words stand in the value."""
OTHERWISE = {("deals", "status"): "open"}
"""What an unknown value is proposed to be: a stage nobody knows is one before the end."""
FLAG = frozenset({"0", "1"})
"""Numbers that may as well say yes and no."""
TYPING_ERROR = 88
SHORTEST = 5
STAGE_NUMBER = re.compile(r"^\W*\d{1,3}\s*(%|[.):–-])*\s*(?=\D)")
SHARE = re.compile(r"[\s,;:–-]*\d{1,3}([.,]\d+)?\s*%?\s*$")
"""A number or a percentage behind a stage."""
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
ASKING = "?"
"""Whoever wrote it was not sure either."""
APOSTROPHES = re.compile("['’`´]")


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
        within: words from which a meaning is proposed, the most first.
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
                within.append((words(text), Sense(value, sure=False)))
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
        the list is closed, a value without a meaning is among the latter, and so is one whose
        meaning is a proposal; elsewhere only what is sure is translated, the rest stands for
        itself and is in neither.

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
        if sense and (closed or (sense.sure and sense.value != value)):
            mapping[value] = sense.value
        if closed and not (sense and sense.sure):
            unsure.append(value)
    return mapping, tuple(unsure)


def sense_of(table: str, field: str, value: str) -> Sense | None:
    """Return what one value means by the catalogue, None where it does not know.

    Only a value that is known as a whole is sure; case, signs, the number of a stage, a percentage
    and harmless brackets make no difference. A known word inside a longer text is a proposal, and
    none beside a word that may turn it round: “won by competitor” is not won.
    """
    found = senses(table, field)
    wholes = (found.whole.get(compact(form)) for form in _forms(value))
    sense = next((one for one in wholes if one), None)
    if sense and ASKING in value:
        return Sense(sense.value, sure=False)
    return sense or _within(value, found)


def _forms(value: str) -> list[str]:
    """Return a value as it stands, and without what says nothing about its meaning."""
    forms, bare = [value], value
    while True:
        shorter = SHARE.sub("", STAGE_NUMBER.sub("", bare)) or bare
        brackets = BRACKETS.search(shorter)
        if brackets and _is_harmless(brackets[1]):
            shorter = shorter[: brackets.start()]
        if shorter == bare:
            return forms
        forms.append(bare := shorter)


def _is_harmless(remark: str) -> bool:
    """Return whether a remark in brackets is a number, or the name of a pipeline or a list."""
    said = words(remark)
    named = listed("remarks", "harmless")
    return all(word.isdigit() or word.endswith("pipeline") or word in named for word in said)


def is_turned(value: str) -> bool:
    """Return whether a value holds a word that may turn the rest round: not, cancelled."""
    text = _spaced(value)
    return any(f" {part} " in text for part in _turning())


@cache
def _turning() -> tuple[str, ...]:
    return tuple(" ".join(words(line)) for line in read("remarks")["turning"])


def _spaced(value: str) -> str:
    return f" {' '.join(words(APOSTROPHES.sub('', value)))} "


def _within(value: str, found: Senses) -> Sense | None:
    hits = [] if is_turned(value) else _inside(value, found)
    best = [sense for length, sense in hits if length == hits[0][0]]
    return best[0] if best and len({sense.value for sense in best}) == 1 else None


def _inside(value: str, found: Senses) -> list[tuple[int, Sense]]:
    """Return the known words inside a value: how many stand together, and what they mean."""
    text = _spaced(value)
    return [(len(part), sense) for part, sense in found.within if f" {' '.join(part)} " in text]


def _guess(table: str, field: str, value: str) -> Sense | None:
    """Return what a value may mean that a list must not leave open; never for sure."""
    if is_turned(value) or _inside(value, senses(table, field)):
        return None
    key, known = compact(value), senses(table, field).whole
    if len(key) >= SHORTEST:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for names nobody knows

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
