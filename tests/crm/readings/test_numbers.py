"""A number is read as it was meant, or not at all."""

from __future__ import annotations

from decimal import Decimal as Exact
from math import isclose
from typing import Literal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.readings.numbers import (
    Decimal,
    NumberShapes,
    decide,
    factor_of,
    looks_like,
    number,
    shape,
)

CONNECTION = duckdb.connect()
GROUPS: dict[Decimal, tuple[str, ...]] = {
    ".": ("", ",", "'", "’", " "),
    ",": ("", ".", " ", "\u202f"),
}


def read(text: str, decimal: Decimal | None) -> float | None:
    """Return what the SQL reads in a text."""
    found = CONNECTION.execute(f"select {number('x', decimal)} from (select ? as x)", [text])  # noqa: S608
    row = found.fetchone()
    assert row
    value: float | None = row[0]
    return value


def shape_of(text: str) -> str:
    found = CONNECTION.execute(f"select {shape('x')} from (select ? as x)", [text]).fetchone()  # noqa: S608
    assert found
    return str(found[0])


def written(cents: int, decimal: Decimal, group: str) -> str:
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", group) + f"{decimal}{rest:02}"


@given(
    cents=st.integers(-(10**11), 10**11),
    style=st.sampled_from([(d, g) for d, groups in GROUPS.items() for g in groups]),
    money=st.sampled_from(["{}", "{} €", "€ {}", "{} EUR", "CHF {}", "{}€"]),
)
def test_every_way_to_write_an_amount_reads_back(
    cents: int, style: tuple[Decimal, str], money: str
) -> None:
    """Whatever the separators and the currency, the amount is the same."""
    text = money.format(written(cents, *style))
    value = read(text, style[0])

    assert value is not None
    assert isclose(cents / 100, value, rel_tol=1e-12)
    assert shape_of(text) in ("point" if style[0] == "." else "comma", "plain")


@given(
    cents=st.integers(100_000, 10**11),
    style=st.sampled_from([(".", ","), (",", ".")]),
)
def test_the_wrong_sign_reads_nothing_rather_than_another_number(
    cents: int, style: tuple[Decimal, str]
) -> None:
    """Grouped amounts with decimals are refused under the other convention."""
    decimal: Decimal = "," if style[0] == "." else "."

    assert read(written(cents, *style), decimal) is None


BLANKS = ("", " ", "\u00a0", "\u202f", "\u2009")
MONEY = (
    *(
        "€",
        "EUR",
        "CHF",
        "Fr.",
        "SFr.",
        "$",
        "US$",
        "£",
        "zł",
        "Kč",
        "Ft",
        "kr",
        "kr.",
        "SEK",
        "PLN",
    ),
    *("AED", "JPY", "TRY", "KES", "MXN", "THB", "Euro", "Franken", "eur"),
)
MINUS = ("-{}", "−{}", "–{}", "- {}", "({})", "{}-", "{}−", "{} -")


@st.composite
def notations(draw: st.DrawFn) -> tuple[str, Decimal, Exact]:
    """Draw an amount in one of the notations of the region, with its decimal sign."""
    decimal = draw(st.sampled_from([".", ","]))
    group = draw(
        st.sampled_from(["", "'", "’", " ", "\u00a0", "\u202f", "," if decimal == "." else "."])
    )
    cents = draw(st.integers(0, 10**11))
    whole = f"{cents // 100:,}".replace(",", group)
    style = draw(st.sampled_from(["cents", "dash", "dashes", "long dash"]))
    ending = {"cents": f"{cents % 100:02}", "dash": "-", "dashes": "--", "long dash": "–"}[style]
    value = Exact(cents) / 100 if style == "cents" else Exact(cents // 100)
    text = whole + decimal + ending
    if draw(st.booleans()) and value:
        kinds = MINUS if style == "cents" else MINUS[:5]
        text, value = draw(st.sampled_from(kinds)).format(text), -value
    blank, money = draw(st.sampled_from(BLANKS)), draw(st.sampled_from(MONEY))
    place = draw(st.sampled_from(["none", "before", "behind"]))
    if place == "before":
        text = money + blank + text
    elif place == "behind":
        text = text + blank + money
    return text, decimal, value


@given(notations())
def test_every_notation_of_the_region_reads_back(drawn: tuple[str, Decimal, Exact]) -> None:
    """Dashes for no cents, minus in front or behind, brackets, blanks, currencies: one amount."""
    text, decimal, value = drawn

    assert float(value) == read(text, decimal)
    assert looks_like(text)
    assert shape_of(text) in ("comma" if decimal == "," else "point", "three", "plain")


@given(notations())
def test_under_the_other_sign_it_is_the_same_amount_or_none(
    drawn: tuple[str, Decimal, Exact],
) -> None:
    """A misread convention gives no other amount where two digits or a dash end the number."""
    text, decimal, value = drawn

    assert read(text, "." if decimal == "," else ",") in (None, float(value))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        *(("Betrag (TEUR)", 1000), ("Umsatz in Tsd. €", 1000), ("Value (k€)", 1000)),
        *(("Volumen Mio. €", 10**6), ("Amount in millions", 10**6), ("Umsatz Mrd", 10**9)),
        *(("Betrag", 1), ("Betrag (EUR)", 1), ("Marketingkosten", 1), ("Amount in K", 1)),
    ],
)
def test_a_header_that_speaks_of_multiples(header: str, expected: int) -> None:
    """Thousands and millions are seen; a letter alone says nothing."""
    assert expected == factor_of(header)


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("12 TEUR", None, 12_000.0),
        ("TEUR 12", None, 12_000.0),
        ("12,5 k€", ",", 12_500.0),
        ("12 T€-", None, -12_000.0),
        ("2,5 Mio. CHF", ",", 2_500_000.0),
        ("$342.09K", ".", 342_090.0),
        ("1,5 Mio. €", ",", 1_500_000.0),
        ("2 Tsd.", None, 2_000.0),
        ("(123.45)", ".", -123.45),
        ("−12,5", ",", -12.5),
        ("1.234e0", ",", 1.234),
        ("1e5", None, 100_000.0),
        ("+7", None, 7.0),
        (".5", ".", 0.5),
    ],
)
def test_notations(text: str, decimal: Decimal | None, expected: float) -> None:
    """Scales, brackets for debts, typographers' minus and programs' exponents."""
    assert expected == pytest.approx(read(text, decimal))


@pytest.mark.parametrize("decimal", [".", ",", None])
@pytest.mark.parametrize(
    "text",
    [
        *("1,23E+08", "1.23E+08", "12 %", "1.2.3", "1,23,456", "0.123.456", "#N/A", "#DIV/0!"),
        *(
            "29.02.2026",
            "1..2",
            "1 2",
            "12 34",
            "abc",
            "NaN",
            "inf",
            "1_000",
            "0x10",
            "=1+1",
            "--5",
        ),
        *(
            "12 t",
            "12 ABC",
            "12 kg",
            "(−5)",
            "1-10",
            "500 %",
            "H 500",
            "12 Personen",
            "5 EUR 3",
            "-",
        ),
        *("1'23", "€", "-", "1e999", "٣", "1,2,3"),
    ],
)
def test_what_is_no_number_is_none(text: str, decimal: Decimal | None) -> None:
    """Excel's shortened numbers, dates, errors, formulas and other scripts are not guessed at."""
    assert read(text, decimal) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234", "three"),
        ("1,234", "three"),
        ("0.123", "point"),
        ("1234.567", "point"),
        ("1.234.567", "comma"),
        ("1,234,567", "point"),
        ("12,5", "comma"),
        ("1234", "clean"),
        ("1.234 €", "three"),
        ("1234 €", "plain"),
        ("1.234e0", "clean"),
        ("x", "other"),
    ],
)
def test_what_a_cell_proves(text: str, expected: str) -> None:
    """One sign before three digits proves nothing; two signs, or other lengths, do."""
    assert expected == shape_of(text)


@pytest.mark.parametrize(
    ("point", "comma", "expected"),
    [(10, 0, "."), (0, 3, ","), (0, 0, None), (50, 50, None), (100, 2, "."), (100, 10, None)],
)
def test_slips_do_not_decide_and_a_mixture_decides_nothing(
    point: int, comma: int, expected: Literal[".", ","] | None
) -> None:
    """Nearly all cells must speak for a reading."""
    assert expected == decide(NumberShapes(point, comma, 5, 5, 5, 5))
