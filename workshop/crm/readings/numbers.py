"""Numbers as people and programs write them: 1.234,56 € and $1,234.56 and 342.09K."""

from __future__ import annotations

from typing import Literal, NamedTuple

from workshop.crm.readings.proof import more_by_far
from workshop.crm.readings.sql import literal, matches, replaced

Decimal = Literal[".", ","]

SIGNS = r"€|\$|£|EUR|USD|GBP|CHF|Fr\.|US\$"
SPACE = r"[\s\x{00A0}\x{202F}\x{2009}]"
GROUPS = r"['’\s\x{00A0}\x{202F}\x{2009}]"
"""What the Swiss, the French and the typographers put between thousands."""
SCALES = {"k": "1e3", "tsd": "1e3", "m": "1e6", "mio": "1e6", "mrd": "1e9", "bn": "1e9"}
PROGRAM = r"[+-]?\d+(\.\d+)?e[+-]?\d{1,3}"
"""What programs write. Excel's 1,23E+08 is not among them: its last digits are lost."""
AMBIGUOUS = {".": r"[+-]?[1-9]\d{0,2}\.\d{3}", ",": r"[+-]?[1-9]\d{0,2},\d{3}"}
"""A sign that may stand before thousands or before decimals."""


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


PLAIN = rf"[+-]?\d+|{PROGRAM}"
"""What means the same whatever the decimal sign is."""


def bare(text: str) -> str:
    """Return SQL for a number's text without currency, spaces between thousands and scale."""
    trimmed = replaced(text, rf"(?i)^({SIGNS}){SPACE}*|{SPACE}*({SIGNS})$", "")
    signed = replaced(trimmed, "^[−–]", "-")
    unwrapped = replaced(signed, r"^\(([^()]+)\)$", r"-\1")
    after_sign = replaced(unwrapped, rf"(?i)^([+-]?)({SIGNS}){SPACE}*", r"\1")
    scales = "|".join(SCALES)
    unscaled = replaced(after_sign, rf"(?i)(\d){SPACE}*({scales})\.?$", r"\1")
    grouped = rf"[+-]?\d{{1,3}}({GROUPS}\d{{3}})+([.,]\d*)?"
    closed = replaced(unscaled, GROUPS, "")
    return f"(case when {matches(unscaled, grouped)} then {closed} else {unscaled} end)"


def _scale(text: str) -> str:
    """Return SQL for what a number's unit multiplies it by: 1 where it has none."""
    cases = []
    for scale, factor in SCALES.items():
        scaled = rf".*\d{SPACE}*{scale}\.?({SPACE}*({SIGNS.lower()}))?"
        cases.append(f"when {matches(f'lower({text})', scaled)} then {factor}")
    return f"(case {' '.join(cases)} else 1 end)"


def shape(text: str) -> str:
    """Return SQL for the field of `NumberShapes` that a filled cell counts for."""
    digits = bare(text)
    point, comma = matches(digits, _sure(".")), matches(digits, _sure(","))
    three = " or ".join(matches(digits, pattern) for pattern in AMBIGUOUS.values())
    return (
        f"case when {matches(text, PLAIN)} then 'clean' when {matches(digits, PLAIN)} then 'plain'"
        f" when {three} then 'three' when {point} then 'point' when {comma} then 'comma'"
        f" else 'other' end"
    )


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
    digits = bare(text)
    exact = f"when {matches(digits, PLAIN)} then {digits}"
    written = ""
    if decimal is not None:
        group, point = literal(_other(decimal)), literal(decimal)
        plain = f"replace(replace({digits}, {group}, ''), {point}, '.')"
        written = f"when {matches(digits, _allowed(decimal))} then {plain}"
    value = f"try_cast(case {exact} {written} end as double) * {_scale(text)}"
    return f"(case when isfinite({value}) then {value} end)"


def decide(shapes: NumberShapes) -> Decimal | None:
    """Return the decimal sign that a column's cells prove, or None where they prove none."""
    won = more_by_far(shapes.point, shapes.comma)
    return None if won is None else (".", ",")[won]
