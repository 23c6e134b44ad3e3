"""People named in a list of values: noticed, and taken out of the words around them.

A reason for a loss or the source of a lead is chosen from a list, until somebody types “Klaus was
against it”. What gives a name away: a form of address before it, or a given name. Given names and
surnames are those of the package Faker (MIT), by countries whose people work in the DACH region.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.recognise.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COUNTRIES = (
    *("de_DE", "de_AT", "de_CH", "en_GB", "en_US", "fr_FR", "it_IT", "es_ES", "nl_NL"),
    *("en_IE", "en_IN", "da_DK", "sv_SE", "no_NO", "pt_PT", "el_GR", "bg_BG", "uk_UA", "ru_RU"),
    *("pl_PL", "cs_CZ", "sk_SK", "hu_HU", "hr_HR", "sl_SI", "ro_RO", "tr_TR"),
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
WORDLIKE = frozenset(
    {
        *(
            "abend",
            "adel",
            "alexa",
            "alfa",
            "allen",
            "alma",
            "america",
            "amerika",
            "amber",
            "angel",
            "april",
        ),
        *("art", "asia", "august", "austin", "basil", "bay", "berlin", "blue", "brand"),
        *(
            "buddy",
            "can",
            "carmen",
            "case",
            "cash",
            "chance",
            "charity",
            "charlotte",
            "chase",
            "che",
            "china",
        ),
        *("claude", "crystal", "dallas", "dean", "dell", "destiny", "diamond", "dolores"),
        *(
            "dominique",
            "duke",
            "earl",
            "eden",
            "einer",
            "else",
            "ernst",
            "europa",
            "faith",
            "florence",
        ),
        *("ford", "forest", "frieden", "future", "gale", "gene", "genesis", "german"),
        *("ginger", "glen", "global", "gold", "grace", "grant", "gruen", "guy", "happy", "harmony"),
        *(
            "heide",
            "heaven",
            "herb",
            "hope",
            "houston",
            "hunter",
            "ideal",
            "india",
            "iris",
            "israel",
        ),
        *("ivy", "jasmin", "jewel", "jordan", "joy", "june", "juni", "juli", "kansas"),
        *("kenya", "kind", "kraft", "lance", "lane", "laurel", "lexus", "lily", "london"),
        *("lotus", "love", "lux", "mai", "major", "marin", "mars", "may", "mel"),
        *("melody", "mercedes", "mercy", "meta", "miles", "milan", "morgan", "nova"),
        *("olive", "opal", "page", "paris", "partner", "patience", "pearl", "penny", "phoenix"),
        *("pia", "pilot", "porter", "prince", "ray", "reed", "regina", "reich", "rich", "rob"),
        *("rock", "roman", "rose", "royal", "ruby", "rusty", "salem", "samsung", "sandy", "sage"),
        *(
            "savanna",
            "sem",
            "server",
            "sierra",
            "sky",
            "sommer",
            "star",
            "stark",
            "stern",
            "sterling",
            "storm",
        ),
        *("success", "summer", "sunny", "sydney", "tage", "tanne", "teo", "tiger", "tracker"),
        *("trinity", "unique", "ursel", "vera", "victor", "victoria", "viktoria", "viola", "wade"),
        *("ward", "will", "winter", "wolf", "wonder", "wunder", "xenia", "zara"),
    }
)
"""Given names that are also words, months, places or brands: a surname must follow."""
SHORTEST = 3
LONGEST_NAME = 4
"""So many words may follow a form of address or a given name and still be the name."""
STAND_IN = "…"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
BESIDE = re.compile(r"[\s.]*")
COMMA = re.compile(r"\s*,\s*")


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        return folded(self.text)


class _Names(NamedTuple):
    given: frozenset[str]
    family: frozenset[str]


def masked(entry: str) -> str:
    """Return an entry with every name replaced by ``…``; as it was where it names nobody.

    Args:
        entry: of a list of values, trimmed.
    """
    parts, last = [], 0
    for start, end in _spans(entry):
        parts += [entry[last:start], STAND_IN]
        last = end
    return re.sub(rf"{STAND_IN}(\s*{STAND_IN})+", STAND_IN, "".join([*parts, entry[last:]]))


def _spans(entry: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand, from left to right, none over another."""
    words = [_Word(*found.span(), found[0]) for found in WORD.finditer(entry)]
    small = entry == entry.lower()
    place = 0
    while place < len(words):
        after = _addressed(entry, words, place) or _given(entry, words, place, small=small)
        if after:
            yield words[place].start, words[after - 1].end
        place = after or place + 1


def _addressed(entry: str, words: Sequence[_Word], place: int) -> int:
    """Return the word after a name that begins with a form of address, 0 where none does."""
    first = place
    while place < len(words) and words[place].folded in ADDRESSES and _joined(entry, words, place):
        place += 1
    after = _name_end(entry, words, place) if place > first else place
    return after if after > place else 0


def _given(entry: str, words: Sequence[_Word], place: int, *, small: bool) -> int:
    """Return the word after a name that begins with a given name or “surname, given name”."""
    word, names = words[place], _names()
    if _is_given(word, small=small):
        after = _name_end(entry, words, place + 1, small=small)
        if word.folded in WORDLIKE:
            follows = words[place + 1].folded if after > place + 1 else ""
            return after if follows in names.family else 0
        return after
    turned = place + 1 < len(words) and COMMA.fullmatch(entry, word.end, words[place + 1].start)
    if turned and word.text[0].isupper() and _is_given(words[place + 1], small=False):
        return place + 2
    return 0


def _is_given(word: _Word, *, small: bool) -> bool:
    """Return whether a word is a given name; small letters count where all are small."""
    parts = re.split("[-'’]", word.folded)
    known = all(len(part) >= SHORTEST and part in _names().given for part in parts)
    return known and (small or word.text[0].isupper())


def _name_end(entry: str, words: Sequence[_Word], place: int, *, small: bool = False) -> int:
    """Return the place after further words of a name that stands before `place`."""
    end = after = place
    while after < len(words) and after < place + LONGEST_NAME and _joined(entry, words, after - 1):
        word = words[after]
        capital = word.text[0].isupper() or (small and word.folded in _names().family)
        if not capital and word.folded not in PARTICLES:
            break
        after += 1
        end = after if capital else end
    return end


def _joined(entry: str, words: Sequence[_Word], place: int) -> bool:
    """Return whether nothing but blanks and points stands before the next word."""
    if place < 0 or place + 1 >= len(words):
        return False
    return bool(BESIDE.fullmatch(entry, words[place].end, words[place + 1].start))


@cache
def _names() -> _Names:
    """Return all names that are known, folded; read once, as it takes half a second."""
    given: set[str] = set()
    family: set[str] = set()
    for country in COUNTRIES:
        people = import_module(f"faker.providers.person.{country}").Provider
        for kind in dir(people):
            if kind.startswith(("first_names", "last_names")):
                known = given if kind.startswith("first") else family
                known.update(folded(name) for name in getattr(people, kind))
    return _Names(frozenset(given), frozenset(family))
