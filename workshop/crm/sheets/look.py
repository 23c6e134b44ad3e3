"""What a single cell looks like: a number, a date or a text, and texts that no record holds."""

from __future__ import annotations

import re
from enum import Enum, auto

LONGEST = 40
"""No number and no date is longer; longer cells are texts."""


class Look(Enum):
    """What a filled cell is written like."""

    NUMBER = auto()
    DATE = auto()
    TEXT = auto()


_TIME = r"(?:[T ,]+\d{1,2}:\d{2}[\d:.,]*\s*(?:[AaPp][Mm]|Z|UTC|[-+]\d{2}:?\d{2})?)?"
_WORD = r"[^\W\d_]"
DATE = re.compile(
    rf"(?:{_WORD}{{2,3}}\.?,? )?(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./](?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}\.?[ -]?{_WORD}{{3,9}}\.?,?[ -]\d{{4}}|{_WORD}{{3,9}}\.? \d{{1,2}},? \d{{4}})"
    rf"{_TIME}"
)
NUMBER = re.compile(
    rf"\W*+(?:[A-Z]{{3}}|{_WORD}{{1,3}}\.?(?=\s))?\W*+\d[\d\s.,'’]*+(?:e[-+]?\d+)?\W*+"
    rf"(?:(?:(?<=\s)|(?=[A-Z]{{3}}\b)){_WORD}{{1,4}}\.?)?\W*+"
)
YEAR = re.compile(
    r"(?:19|20)\d{2}(?:[-/.]?(?:0?[1-9]|1[0-2]))?|(?:0?[1-9]|1[0-2])[./](?:19|20)\d{2}"
)
"""A year or a month: the columns of wide tables are called so."""
NOTHING = frozenset(
    {
        *("-", "--", "–", "—", "?", ".", "/", "n/a", "na", "n.a.", "k.a.", "null", "none", "nan"),
        *("nil", "unknown", "unbekannt", "leer", "(leer)", "(blank)", "empty", "tbd", "tba"),
        *("offen", "open", "#n/a", "#nv", "#ref!", "#value!", "#wert!", "\\n", "keine"),
    }
)
"""Texts that stand for an empty cell, also among numbers and dates."""
TOTAL = re.compile(
    r"(?:(?:grand|sub|report)[ -]?)?totals?|(?:gesamt|zwischen|end|teil)?summen?|gesamt"
    r"|ge?samtergebnis|gesamtzahl|insgesamt|sum|overall|teilergebnis|subtotale?|count|anzahl"
    r"|mittelwert|durchschnitt|average",
    re.IGNORECASE,
)
AFTER_TOTAL = re.compile(r"\s*(?:[:(].*|[-–]+\s*.{0,40}|\d.*)?", re.DOTALL)
FOOTER = re.compile(
    r".*(?:©|copyright|\(c\)|all rights reserved|alle rechte vorbehalten|confidential|vertraulich"
    r"|generated (?:by|on|at)|created (?:by|on) .*\d|exported? (?:by|on|at|am|von)|as of\b"
    r"|erstellt (?:von|am|durch)|exportiert|stand[: ]|filter|quelle:|source:|hinweis|notes?:"
    r"|printed|gedruckt|seite \d|page \d|\d+ (?:records|rows|datensätze|zeilen|einträge)).*",
    re.IGNORECASE | re.DOTALL,
)
"""Lines that reports write above or below their table, in whole words of theirs."""
UNIT = re.compile(
    r"[\[(]?(?:in )?(?:[A-Z]{3}|€|\$|£|%|t?€|k€|eur|usd|chf|tage?|days?|h|hrs?|hours?|stunden?"
    r"|min|sec|stk\.?|stück|pcs|pieces|kg|km|m2|m²|tt\.mm\.jjjj.*|dd[./]mm[./]yyyy.*"
    r"|mm/dd/yyyy.*|yyyy-mm-dd.*|jjjj-mm-tt.*|text|string|number|zahl|date|datum|datetime"
    r"|timestamp|int(?:eger)?|float|decimal|boolean|bool|currency|varchar.*|picklist)[\])]?",
    re.IGNORECASE,
)
"""What stands below a header in a row that says units, formats or types."""


def look(cell: str) -> Look:
    """Return what a filled cell looks like."""
    text = cell.strip()
    if len(text) > LONGEST:
        return Look.TEXT
    if DATE.fullmatch(text):
        return Look.DATE
    return Look.NUMBER if NUMBER.fullmatch(text) else Look.TEXT


def is_nothing(cell: str) -> bool:
    """Say whether a cell is empty or says so."""
    text = cell.strip()
    return not text or text.casefold() in NOTHING


def is_total(cell: str) -> bool:
    """Say whether a cell is the word before a sum: “Total”, “Gesamt: Konto”, “Sum (12)”."""
    text = cell.strip().strip("*='\"")
    found = TOTAL.match(text)
    return found is not None and AFTER_TOTAL.fullmatch(text, found.end()) is not None


def is_footer(cell: str) -> bool:
    """Say whether a cell is a line that reports write below their table."""
    return FOOTER.fullmatch(cell) is not None


def is_size(cell: str, quote: str = '"') -> bool:
    """Say whether each quote in a cell follows a digit: 19" is a size."""
    return all(part[-1:].isdecimal() for part in cell.split(quote)[:-1])


def is_unit(cell: str) -> bool:
    """Say whether a cell is a unit, a format or a type."""
    return UNIT.fullmatch(cell.strip()) is not None
