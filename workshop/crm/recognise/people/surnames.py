"""A surname that stands alone in a value of a list, without form of address or given name.

Many surnames are words, so a word alone proves nothing. It counts as a name where one of these
speaks for it: the same word stands in a column of names of the same export; a small word or a
dealing stands before it (“Gespräch mit Koch”, “Rückruf Weber”); what only people do stands behind
it (“Lang wollte nicht”); or nothing else stands in the entry and the word is no other word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workshop.crm.recognise.names import folded
from workshop.crm.recognise.people.name_lists import SHORTEST, is_joined, listed, names
from workshop.crm.recognise.synonyms import ASK, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.recognise.people.name_lists import Word

NOBODY: frozenset[str] = frozenset()
"""The people an export names where it names none."""
PARTS = re.compile("[-'’]")
WORDLIKE = ("words", "things", "foreign", "given_words")
"""Lists of names that mean something else as well."""
ENDS = re.compile(r"[^:;,/|()\[\]–—]*")
"""What stands between two signs that part an entry."""


def surname_end(
    entry: str, words: list[Word], place: int, people: frozenset[str], *, small: bool
) -> int:
    """Return the word after a surname that begins here, 0 where none does.

    Args:
        entry: of a list of values.
        words: all of them.
        place: of the word that is looked at.
        people: words of the export's columns of names, see `named_in`.
        small: whether the whole entry is in small letters.
    """
    word = words[place]
    if len(word.text) < SHORTEST or not (word.capital or small) or _is_company(words, place):
        return 0
    named = _is_of_the_export(entry, words, place, people, small=small)
    if not (named or _shows(entry, words, place, small=small)):
        return 0
    end = place + 1
    while end < len(words) and is_joined(entry, words, end - 1) and _is_further(words[end], people):
        end += 1
    return end


def is_vocabulary(word: str) -> bool:
    """Return whether a folded word is one of those that the kit's own lists of values hold."""
    return word in _vocabulary()


def _is_further(word: Word, people: frozenset[str]) -> bool:
    return word.capital and (_is_surname(word.folded) or word.folded in people)


def _is_company(words: list[Word], place: int) -> bool:
    beside = {words[at].folded for at in (place - 1, place + 1) if 0 <= at < len(words)}
    return bool(beside & listed("companies"))


def _is_of_the_export(
    entry: str, words: list[Word], place: int, people: frozenset[str], *, small: bool
) -> bool:
    """Return whether the export itself names somebody so, and the entry may mean them.

    A word that is none but a name always counts. Another one does where it stands last or alone;
    one that lists speak of only where the words around it show a person, too: “Kurz vor Abschluss”
    does not mean Ms Kurz, nor “Aktion Winter” Mr Winter.
    """
    word = words[place].folded
    if word not in people:
        return False
    plain = not (_is_word(word) or is_vocabulary(word))
    if plain or small:
        return plain
    if _is_shown(entry, words, place):
        return True
    last = place == len(words) - 1 and word not in listed("things")
    return not is_vocabulary(word) and (last or _is_alone(entry, words, place))


def _shows(entry: str, words: list[Word], place: int, *, small: bool) -> bool:
    """Return whether the words around a surname show that it names somebody."""
    word = words[place].folded
    home = word in names().home
    if not _is_surname(word) or (word in listed("foreign") and not home):
        return False
    plain = not (_is_word(word) or is_vocabulary(word))
    if small and not plain:
        return False
    if _is_introduced(entry, words, place, "before") or _is_followed(entry, words, place, "acts"):
        return True
    if word in listed("things") or is_vocabulary(word):
        return False
    return _is_shown(entry, words, place) or (plain and home and _is_alone(entry, words, place))


def _is_shown(entry: str, words: list[Word], place: int) -> bool:
    """Return whether something that people do, or that is done with them, stands beside a word."""
    before = _is_introduced(entry, words, place, "before", "dealings")
    return before or _is_followed(entry, words, place, "acts", "states")


def _is_introduced(entry: str, words: list[Word], place: int, *lists: str) -> bool:
    """Return whether one of these words stands right before another."""
    before = words[place - 1].folded if is_joined(entry, words, place - 1) else ""
    return any(before in listed(part) for part in lists)


def _is_followed(entry: str, words: list[Word], place: int, *lists: str) -> bool:
    """Return whether one of these words stands right behind another."""
    after = words[place + 1].folded if is_joined(entry, words, place) else ""
    return any(after in listed(part) for part in lists)


def _is_alone(entry: str, words: list[Word], place: int) -> bool:
    """Return whether a word stands alone in its entry, or in a part of it."""
    word = words[place]
    for part in ENDS.finditer(entry):
        if part.start() <= word.start and word.end <= part.end():
            inside = [one for one in words if part.start() <= one.start < part.end()]
            return len(inside) == 1
    return False


def _is_surname(word: str) -> bool:
    """Return whether each part of a folded word is a surname."""
    family = names().family
    return all(len(part) >= SHORTEST and part in family for part in PARTS.split(word))


def _is_word(word: str) -> bool:
    """Return whether a surname means something else as well."""
    return any(word in listed(part) for part in WORDLIKE)


@cache
def _vocabulary() -> frozenset[str]:
    """Return every word of a value that the kit knows: none of them is a name by itself."""

    def texts(part: object) -> Iterator[str]:
        if isinstance(part, str):
            yield part.removesuffix(ASK)
        elif isinstance(part, dict):
            for inner in part.values():
                yield from texts(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from texts(inner)

    known = [*texts(read("values")), *texts(read("sides"))]
    return frozenset(word for text in known for word in re.findall(r"[^\W\d_]+", folded(text)))
