"""Names brought to one form, so that case, blanks, signs and umlauts make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from workshop.crm.readings.currencies import SIGN

# Only what is asked of headers is remembered: cells may name people and must leave no trace.
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""After casefolding; people without these keys write the pairs themselves."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
UNIT = re.compile(
    rf"\s+(?i:in\s+)?(?i:(?:tsd|tausend|mio|mrd|mn|bn|k|t|m)\.?\s*)?{SIGN}\s*$"
    r"|\s+(?i:in\s+)(?i:tsd\.?|tausend|thousands?|mio\.?|millionen|millions?)\s*$"
)
CUSTOM = re.compile(r"__[cs]$", re.IGNORECASE)
"""What Salesforce and Zoho put behind the names of custom fields."""
SEPARATOR = re.compile(r"\s+[-–—>›]\s+|\s*[:.]\s*")


def folded(text: str) -> str:
    """Return a text in lower case, umlauts written as pairs, accents off."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", text).casefold().translate(UMLAUTS)
    bare = unicodedata.normalize("NFKD", lower)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def compact(text: str) -> str:
    """Return only the letters and digits of a text, folded."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    signs = (sign if sign.isalnum() else " " for sign in folded(text))
    return tuple("".join(signs).split())


@cache
def key_of(header: str) -> str:
    """Return the compact form of a header, remembered."""
    return compact(header)


@cache
def forms(header: str) -> tuple[str, ...]:
    """Return the compact forms of a header, the complete one first.

    Further forms lack what says something about the cells and not about the field: brackets, a
    currency, a system's mark of custom fields.
    """
    plain = [header, CUSTOM.sub("", header), BRACKETS.sub(" ", header), UNIT.sub("", header)]
    return tuple(dict.fromkeys(form for form in map(compact, plain) if form))


@cache
def parted(header: str) -> tuple[str, str]:
    """Return the part before the first separator, compact, and the rest as it stands.

    Both are empty where there is none: ``"Deal - Value"`` gives ``("deal", "Value")``.
    """
    found = SEPARATOR.search(header)
    if not found:
        return "", ""
    return compact(header[: found.start()]), header[found.end() :].strip()
