"""People named in a list of values: noticed, and taken out of the words around them.

A reason for a loss or the source of a lead is chosen from a list, until somebody types “Klaus was
against it”. What gives a name away: a form of address before it, a given name, or, for a surname
alone, what stands around it and in the export's own columns of names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.crm.recognise.people.name_lists import (
    ADDRESSES,
    PARTICLES,
    SHORTEST,
    Word,
    is_joined,
    listed,
    names,
    words_of,
)
from workshop.crm.recognise.people.surnames import NOBODY, surname_end

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 4
"""So many words may follow a form of address or a given name and still be the name."""
STAND_IN = "…"
COMMA = re.compile(r"\s*,\s*")


def masked(entry: str, people: frozenset[str] = NOBODY) -> str:
    """Return an entry with every name replaced by ``…``; as it was where it names nobody.

    Args:
        entry: of a list of values, trimmed.
        people: words of the export's columns of names, see `named_in`.
    """
    parts, last = [], 0
    for start, end in _spans(entry, people):
        parts += [entry[last:start], STAND_IN]
        last = end
    return re.sub(rf"{STAND_IN}(\s*{STAND_IN})+", STAND_IN, "".join([*parts, entry[last:]]))


def _spans(entry: str, people: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand, from left to right, none over another."""
    words = words_of(entry)
    small = entry == entry.lower()
    place = 0
    while place < len(words):
        after = (
            _addressed(entry, words, place)
            or _given(entry, words, place, small=small)
            or surname_end(entry, words, place, people, small=small)
        )
        if after:
            yield words[place].start, words[after - 1].end
        place = after or place + 1


def _addressed(entry: str, words: list[Word], place: int) -> int:
    """Return the word after a name that begins with a form of address, 0 where none does."""
    first = place
    while (
        place < len(words) and words[place].folded in ADDRESSES and is_joined(entry, words, place)
    ):
        place += 1
    after = _name_end(entry, words, place) if place > first else place
    return after if after > place else 0


def _given(entry: str, words: list[Word], place: int, *, small: bool) -> int:
    """Return the word after a name that begins with a given name or “surname, given name”."""
    word, family = words[place], names().family
    if _is_given(word, small=small):
        after = _name_end(entry, words, place + 1, small=small)
        if word.folded in listed("given_words"):
            follows = words[place + 1].folded if after > place + 1 else ""
            return after if follows in family else 0
        return after
    turned = place + 1 < len(words) and COMMA.fullmatch(entry, word.end, words[place + 1].start)
    if turned and word.capital and _is_given(words[place + 1], small=False):
        return place + 2
    return 0


def _is_given(word: Word, *, small: bool) -> bool:
    """Return whether a word is a given name; small letters count where all are small."""
    parts = re.split("[-'’]", word.folded)
    known = all(len(part) >= SHORTEST and part in names().given for part in parts)
    return known and (small or word.capital)


def _name_end(entry: str, words: list[Word], place: int, *, small: bool = False) -> int:
    """Return the place after further words of a name that stands before `place`."""
    end = after = place
    while (
        after < len(words) and after < place + LONGEST_NAME and is_joined(entry, words, after - 1)
    ):
        word = words[after]
        capital = word.capital or (small and word.folded in names().family)
        if not capital and word.folded not in PARTICLES:
            break
        after += 1
        end = after if capital else end
    return end
