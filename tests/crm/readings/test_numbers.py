"""A number is read as it was meant, or not at all."""

from __future__ import annotations

from math import isclose
from typing import Literal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.readings.numbers import Decimal, NumberShapes, decide, number, shape

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


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
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
