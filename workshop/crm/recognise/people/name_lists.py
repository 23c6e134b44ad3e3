"""Which names there are: given names and surnames by country, and surnames that are words as well.

Names are those of the package Faker (MIT), by countries whose people work in the DACH region; what
is said of them beside that stands in ``catalogue/people.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import NamedTuple

from workshop.crm.recognise.names import folded
from workshop.crm.recognise.synonyms import read

HOME = ("de_DE", "de_AT", "de_CH")
ABROAD = (
    *("en_GB", "en_US", "fr_FR", "it_IT", "es_ES", "nl_NL", "en_IE", "en_IN", "da_DK", "sv_SE"),
    *("no_NO", "pt_PT", "el_GR", "bg_BG", "uk_UA", "ru_RU", "pl_PL", "cs_CZ", "sk_SK", "hu_HU"),
    *("hr_HR", "sl_SI", "ro_RO", "tr_TR"),
)
ADDRESSES = frozenset(
    {
        *("herr", "herrn", "frau", "hr", "fr", "fraeulein", "familie", "kollege", "kollegin"),
        *("mr", "mrs", "ms", "miss", "mister", "madam", "sir", "dr", "prof", "mag", "dipl", "ing"),
        *("mme", "monsieur", "madame", "signor", "signora"),
    }
)
"""Words before a name, folded and without a point."""
PARTICLES = frozenset(
    {"von", "vom", "zu", "zum", "van", "der", "den", "de", "del", "della", "di", "da", "la", "le"}
)
"""Words within a name that stay small."""
SHORTEST = 3
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
BESIDE = re.compile(r"[\s.]*")


class Word(NamedTuple):
    """A word of an entry and where it stands."""

    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        """The word in small letters, umlauts as pairs."""
        return folded(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


class Names(NamedTuple):
    """All names that are known, folded.

    Attributes:
        given: given names.
        family: surnames of all countries.
        home: surnames of Germany, Austria and Switzerland.
    """

    given: frozenset[str]
    family: frozenset[str]
    home: frozenset[str]


def words_of(entry: str) -> list[Word]:
    """Return the words of a text, from left to right."""
    return [Word(*match.span(), match[0]) for match in WORD.finditer(entry)]


def is_joined(entry: str, words: list[Word], place: int) -> bool:
    """Return whether nothing but blanks and points stands between a word and the next."""
    if place < 0 or place + 1 >= len(words):
        return False
    return bool(BESIDE.fullmatch(entry, words[place].end, words[place + 1].start))


@cache
def names() -> Names:
    """Return all names that are known; read once, as it takes half a second."""
    given: set[str] = set()
    family: set[str] = set()
    home: set[str] = set()
    for country in (*HOME, *ABROAD):
        people = import_module(f"faker.providers.person.{country}").Provider
        for kind in dir(people):
            if kind.startswith("first_names"):
                given.update(folded(name) for name in getattr(people, kind))
            elif "last_names" in kind:  # Polish ones are “male” and “unisex”
                known = {folded(name) for name in getattr(people, kind)}
                family |= known
                home |= known if country in HOME else set()
    return Names(frozenset(given), frozenset(family), frozenset(home))


@cache
def listed(part: str) -> frozenset[str]:
    """Return one of the lists of words about people, folded."""
    return frozenset(folded(word) for word in read("people")[part])
