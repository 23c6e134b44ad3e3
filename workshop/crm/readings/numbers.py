"""Numbers as people and programs write them: 1.234,56 € and $1,234.56, 1.234,- and 500,00-."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from workshop.crm.readings.currencies import SIGN
from workshop.crm.readings.proof import more_by_far
from workshop.crm.readings.sql import literal, matches, once, replaced

Decimal = Literal[".", ","]

BLANKS = "\u00a0\u2009\u2007\u202f"
"""Blanks that typographers put between thousands, beside the usual one."""
DASHES = "−–—‒"
QUOTES = "’‘´`"
SCALES = {
    "k": "1e3",
    "t": "1e3",
    "tsd": "1e3",
    "m": "1e6",
    "mio": "1e6",
    "mn": "1e6",
    "mrd": "1e9",
    "bn": "1e9",
}
SCALE = "|".join(sorted(SCALES, key=lambda scale: -len(scale)))
BARE_SCALE = "|".join(sorted(SCALES.keys() - {"t"}, key=lambda scale: -len(scale)))
"""What may stand without a currency: 12 t are tons."""
PROGRAM = r"[+-]?\d+(\.\d+)?e[+-]?\d{1,3}"
"""What programs write. Excel's 1,23E+08 is not among them: its last digits are lost."""
AMBIGUOUS = {".": r"[+-]?[1-9]\d{0,2}\.\d{3}", ",": r"[+-]?[1-9]\d{0,2},\d{3}"}
"""A sign that may stand before thousands or before decimals."""
TIDY: tuple[tuple[str, str], ...] = (
    (rf"[{BLANKS}\s]+", " "),
    (rf"[{DASHES}]", "-"),
    (rf"[{QUOTES}]", "'"),
    (r"^([^\d()+-]*?) ?\(([^()+-]+(?:[.,] ?-{1,2}[^()+-]*)?)\) ?([^\d()+-]*)$", r"-\2 \1\3"),
    (r"^([+-]?) +", r"\1"),
    (r" +$", ""),
)
"""One form for blanks, dashes and quotes; a minus for the brackets around debts."""
FRONT = rf"^([+-]?)(?:(?i:({SCALE})) ?)?{SIGN} ?([+-]?) ?(\d)"
BEHIND = rf"([\d.,-]) ?(?:(?i:({SCALE}))\.? ?)?{SIGN}(-?)$"
UNITED: tuple[tuple[str, str], ...] = (
    (FRONT, r"\1\3\4"),
    (BEHIND, r"\1\3"),
    (rf"(\d) ?(?i:({BARE_SCALE}))\.?$", r"\1"),
    (r"^([+-]) +", r"\1"),
    (r"(\d[.,]) ?-{1,2}$", r"\1"),
    (r"^(\d|\d.*\d) ?-$", r"-\1"),
)
"""From tidy text to digits with their two signs: the currency before or behind with its scale, a
dash for no cents, the minus that SAP writes behind."""
STEPS = (*TIDY, *UNITED)
SCALED = (rf"\d ?({SCALE})\.? ?({SIGN})?-?$", rf"^[+-]?({SCALE}) ?{SIGN} ?[+-]?\d")
"""Where the scale of a tidy text stands."""
SCALED_HEADER = re.compile(
    r"(?i)(?<![^\W_])(?:(?P<thousand>t ?€|t ?eur|t ?chf|t ?usd|k ?€|k ?eur|k ?chf|k ?\$|k ?usd|k ?£"
    r"|k ?gbp|tsd|tausend|thousands?)|(?P<million>m ?€|m ?eur|m ?chf|m ?usd|mio|mn|millionen"
    r"|millions?)|(?P<billion>mrd|milliarden?|bn|billions?))(?![^\W_])"
)
FACTORS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


class NumberShapes(NamedTuple):
    """How many cells of a column are written in which way.

    Attributes:
        point: with a decimal point, for sure.
        comma: with a decimal comma, for sure.
        three: with one sign and three digits after it, which can be either.
        plain: the same whatever the sign, beside a currency or with grouped thousands.
        clean: nothing but digits, as programs write them.
        other: no number at all.
    """

    point: int
    comma: int
    three: int
    plain: int
    clean: int
    other: int

    @property
    def all_clean(self) -> bool:
        """Whether no cell needs more than a cast."""
        return sum(self) == self.clean


def _other(sign: str) -> str:
    return "," if sign == "." else "."


def _escaped(sign: str) -> str:
    return r"\." if sign == "." else ","


def _allowed(decimal: Decimal) -> str:
    """Return the pattern of every number that this decimal sign allows, bare of its currency."""
    point, group = _escaped(decimal), _escaped(_other(decimal))
    whole = rf"(\d+|[1-9]\d{{0,2}}({group}\d{{3}})+)"
    return rf"[+-]?({whole}({point}\d*)?|{point}\d+)"


def _sure(decimal: Decimal) -> str:
    """Return the pattern of numbers that can only be read with this decimal sign."""
    point, group = _escaped(decimal), _escaped(_other(decimal))
    fraction = rf"(\d*{point}(\d{{1,2}}|\d{{4,}})?|0*{point}\d+|\d{{4,}}{point}\d*)"
    both = rf"[1-9]\d{{0,2}}({group}\d{{3}})+{point}\d*"
    many = rf"[1-9]\d{{0,2}}({group}\d{{3}}){{2,}}"
    return rf"[+-]?({fraction}|{both}|{many})"


QUICK = r"[+-]?[\d.,]*\d ?(€|EUR)?"
"""How most amounts are written; looked for first, because it is read ten times faster."""
PLAIN = rf"[+-]?\d+|{PROGRAM}"
"""What means the same whatever the decimal sign is."""
GROUPED = r"[+-]?\d{1,3}([' ]\d{3})+([.,]\d*)?"
"""With the thousands apart as the Swiss, the French and the typographers write them."""


def _tidy(text: str) -> str:
    """Return SQL for a text with one form for each sign."""
    for pattern, by in TIDY:
        text = replaced(text, pattern, by)
    return text


def _bare(text: str) -> str:
    """Return SQL for a tidy text without currency, blanks between thousands and scale."""
    for pattern, by in UNITED:
        text = replaced(text, pattern, by)
    closed = replaced("written", "[' ]", "")
    whole = f"case when {matches('written', GROUPED)} then {closed} else written end"
    return once(text, "written", whole)


def _quick(text: str) -> str:
    return f"rtrim({text}, ' €EUR')"


def _digits(text: str) -> str:
    """Return SQL for the digits and signs of a number, without what stands around them."""
    return f"(case when {matches(text, QUICK)} then {_quick(text)} else {_bare(_tidy(text))} end)"


def _scale(text: str) -> str:
    """Return SQL for what a tidy number's unit multiplies it by: 1 where it has none."""
    found = "||".join(f"regexp_extract({text}, {literal(one)}, 1, 'i')" for one in SCALED)
    cases = " ".join(f"when {literal(scale)} then {by}" for scale, by in SCALES.items())
    return f"(case lower({found}) {cases} else 1 end)"


def is_scaled(text: str) -> str:
    """Return SQL for whether a number says itself what it is multiplied by."""
    return once(_tidy(text), "cell", f"{_scale('cell')} > 1")


def shape(text: str) -> str:
    """Return SQL for the field of `NumberShapes` that a filled cell counts for."""
    point, comma = matches("digits", _sure(".")), matches("digits", _sure(","))
    three = " or ".join(matches("digits", pattern) for pattern in AMBIGUOUS.values())
    found = (
        f"case when {matches('digits', PLAIN)} then 'plain' when {three} then 'three'"
        f" when {point} then 'point' when {comma} then 'comma' else 'other' end"
    )
    clean_or = f"case when {matches(text, PLAIN)} then 'clean' else"
    return f"{clean_or} {once(_digits(text), 'digits', found)} end"


def clean(text: str) -> str:
    """Return SQL for the number in a text whose shape is ``clean``."""
    value = f"try_cast({text} as double)"
    return f"(case when isfinite({value}) then {value} end)"


def number(text: str, decimal: Decimal | None) -> str:
    """Return SQL for the number in a text; null where it is none.

    Args:
        text: an SQL text, trimmed.
        decimal: the sign before decimals; None where only digits may stand.
    """
    exact = f"when {matches('digits', PLAIN)} then digits"
    written = ""
    if decimal is not None:
        group, point = literal(_other(decimal)), literal(decimal)
        plain = f"replace(replace(digits, {group}, ''), {point}, '.')"
        written = f"when {matches('digits', _allowed(decimal))} then {plain}"
    read = f"try_cast(case {exact} {written} end as double)"
    slow = once(_tidy(text), "cell", f"{once(_bare('cell'), 'digits', read)} * {_scale('cell')}")
    quick = once(_quick(text), "digits", read)
    value = f"(case when {matches(text, QUICK)} then {quick} else {slow} end)"
    return once(value, "found", "case when isfinite(found) then found end")


LOOK = re.compile("|".join((_allowed("."), _allowed(","), PLAIN)))


def looks_like(text: str) -> bool:
    """Return whether a text is a number under one of the two conventions."""
    for pattern, by in STEPS:
        text = re.sub(pattern, by, text)
    if re.fullmatch(GROUPED, text):
        text = re.sub("[' ]", "", text)
    return LOOK.fullmatch(text) is not None


def factor_of(header: str) -> int:
    """Return what a header says its numbers are multiples of: 1000 for “Betrag (TEUR)”, else 1."""
    found = SCALED_HEADER.search(header)
    return FACTORS[str(found.lastgroup)] if found else 1


def decide(shapes: NumberShapes) -> Decimal | None:
    """Return the decimal sign that a column's cells prove, or None where they prove none."""
    won = more_by_far(shapes.point, shapes.comma)
    return None if won is None else (".", ",")[won]
