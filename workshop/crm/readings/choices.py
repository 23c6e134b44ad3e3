"""Words in cells: yes and no, values of a list, and the many ways to say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.readings.sql import matches, one_of, replaced, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING = (
    *("select", "please select", "- select -", "--none--", "-none-", "none", "null", "nil"),
    *("bitte wählen", "bitte auswählen", "bitte waehlen", "auswählen", "nicht ausgewählt"),
    *("k. a.", "k.a.", "k.a", "keine angabe", "keine angaben", "keine", "nicht angegeben"),
    *("n/a", "n.a.", "nan", "not set", "not specified", "unknown", "unbekannt", "unspecified"),
    *("-", "--", "---", "–", "—", ".", "?", "(leer)", "(empty)", "(blank)", "[leer]"),
    *("sonstige", "sonstiges", "other", "(no value)", "kein wert", "#n/a", "#nv"),
    *(
        "\\n",
        "(null)",
        "<null>",
        "[null]",
        "#null!",
        "n.v.",
        "n/v",
        "(keine angabe)",
        "ohne angabe",
    ),
    *("0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "- €", "-€", "– €", "(not set)"),
)
"""What forms write where nobody has answered; such a cell holds no value."""
YES = ("true", "t", "yes", "y", "ja", "j", "wahr", "1", "x", "1e0", "on", "checked")
NO = ("false", "f", "no", "n", "nein", "falsch", "0", "0e0", "off", "unchecked")
LONGEST = 80
"""Longer cells are sentences, and sentences name people."""
PERSONAL = r"(?i).*[^\s@]+@[^\s@]+\.[a-z]{2,}.*|[+0(][\d\s()/.-]{7,}\d"
"""A mail address or a telephone number."""


def nothing(text: str) -> str:
    """Return SQL for whether a filled cell is a form's default."""
    return one_of(f"lower({text})", NOTHING)


def flag(text: str) -> str:
    """Return SQL for yes or no, null where the cell says neither."""
    lower = f"lower({text})"
    return f"(case when {one_of(lower, YES)} then true when {one_of(lower, NO)} then false end)"


def private(text: str) -> str:
    """Return SQL for whether a cell of a list of values holds what may name a person."""
    return f"({matches(text, PERSONAL)} or length({text}) > {LONGEST})"


WHOLE, ONE = r"^(\d+)\.0+$", r"\1"
SEVERAL = r"\d+(\s*[;,|]\s*\d+)+;?|[\w-]+(\s*;\s*[\w-]+)+;?"
"""Ids of several rows in one cell, as HubSpot writes them."""
PARTING = r"\s*[;,|]\s*"
"""What stands between them."""
UNSEEN = r"[\x{00AD}\x{200B}-\x{200F}\x{2060}\x{FEFF}]"
"""Letters that nobody sees and no id has: soft hyphens, blanks without width, byte order marks."""


def several(text: str) -> str:
    """Return SQL for whether a cell names several ids."""
    signs = " or ".join(f"contains({text}, '{sign}')" for sign in ";,|")
    return f"coalesce(({signs}) and {matches(text, SEVERAL)}, false)"


def identity(text: str) -> str:
    """Return SQL for an id: what nobody sees taken away, a whole number without decimals.

    Several ids in one cell stay side by side: which of them counts depends on what they name.
    """
    # A letter of more than one byte is rare, and looking for it is cheap.
    plain = f"trim({replaced(text, UNSEEN, '')})"
    seen = f"case when strlen({text}) = length({text}) then {text} else nullif({plain}, '') end"
    whole = f"case when contains({text}, '.0') then {replaced(text, WHOLE, ONE)} else {seen} end"
    return f"(case when not {nothing(text)} then {whole} end)"


def choice(text: str, meanings: Mapping[str, str], allowed: Iterable[str] | None) -> str:
    """Return SQL for a value of a list.

    Args:
        text: an SQL text, trimmed.
        meanings: what the export's values mean.
        allowed: the only values there may be; None where any may stand. Anything else is null.
    """
    said = f"nullif({translated(text, meanings, text)}, '')"
    if allowed is None:
        return said
    return f"(case when {one_of(said, allowed)} then {said} end)"
