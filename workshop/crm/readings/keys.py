"""An id in its forms: how one and the same key is written in two files.

A form is tried only on ids that name no row as they stand, and only where it does not make two
keys one; so nothing is brought together that the tables themselves keep apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.readings.sql import matches, replaced
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

EIGHTEEN, FIFTEEN = "[A-Za-z0-9]{18}", 15
"""Salesforce writes an id with 15 letters that heed case, or with three more that save it."""


def first_fifteen(text: str) -> str:
    """Return SQL for an id of 18 letters and digits without its last three."""
    return f"case when {matches(text, EIGHTEEN)} then left({text}, {FIFTEEN}) else {text} end"


def without_zeros(text: str) -> str:
    """Return SQL for a whole number without leading zeros."""
    bare = f"regexp_replace({text}, '^0+', '')"
    return f"case when {matches(text, '0+[1-9][0-9]*')} then {bare} else {text} end"


def without_blanks(text: str) -> str:
    """Return SQL for an id without blanks in it."""
    return replaced(text, r"\s", "")


def in_lower_case(text: str) -> str:
    """Return SQL for an id whose case does not matter."""
    return f"lower({text})"


def one_key(text: str) -> str:
    """Return SQL for a key by which two files may name one row: case tells keys apart."""
    bare = f"({first_fifteen(without_blanks(text))})"
    return f"({without_zeros(bare)})"


def in_any_form(text: str) -> str:
    """Return SQL for an id without all by which two forms differ."""
    return in_lower_case(one_key(text))


FORMS: dict[str, tuple[str, Callable[[str], str]]] = {
    "first_15": (N_("15 and 18 characters, the first 15 count"), first_fifteen),
    "zeros": (N_("leading zeros"), without_zeros),
    "blanks": (N_("spaces"), without_blanks),
    "case": (N_("upper and lower case"), in_lower_case),
    "several": (N_("several of these at once"), in_any_form),
}
"""In the order in which they are tried: what people call the difference, and SQL for the form."""
