"""An export is read back exactly as it was written, or not at all; never as a wrong number."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.exports.books import xlsx
from support.exports.brought import TODAY, rows
from support.run.profiles import examples

from workshop.crm.intake.load import take_in
from workshop.crm.intake.rows.reader import EARLIEST
from workshop.crm.mapping import CrmMapping, TableMapping
from workshop.crm.sheets import ExportFile
from workshop.crm.source_files import Export
from workshop.errors import WorkshopError

COLUMNS = {"deal_id": "Nr.", "product": "Produkt", "created_at": "Angelegt", "value": "Wert (€)"}
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
SIGNS = [
    (decimal, group)
    for decimal in (".", ",")
    for group in ("", ".", ",", "'", " ", "\u00a0", "\u202f")
    if group != decimal
]
DAYS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y%m%d",
    "%d %B %Y",
    "%b %d, %Y",
)
MONTH_FIRST = "%m/%d/%Y"
PRODUCTS = ("Größe L", 'Typ "B"', "a;b", "x,y|z", "O'Neil & Söhne", "=1+1", "007", "true", "50 %")

Row = tuple[str, str, date, int]
"""Id, product, day, and the value in cents."""
ROWS = st.lists(
    st.tuples(
        st.sampled_from(PRODUCTS),
        st.dates(date.fromisoformat(EARLIEST), TODAY),
        st.one_of(
            st.integers(-(10**9), 10**9),
            st.integers(-(10**4), 10**7).map(lambda n: n * 100),
            st.integers(1000, 9999).map(lambda n: n * 100),
        ),
    ),
    min_size=1,
    max_size=6,
).map(lambda found: [(f"D{n}", *row) for n, row in enumerate(found)])


@dataclass(frozen=True)
class Way:
    """How a program writes CSV."""

    delimiter: str
    encoding: str
    decimal: str
    group: str
    day: str
    cents: bool

    def number(self, cents: int) -> str:
        whole, part = divmod(abs(cents), 100)
        digits = f"{whole:,}".replace(",", self.group)
        written = digits + (f"{self.decimal}{part:02}" if self.cents or part else "")
        return ("-" if cents < 0 else "") + written

    def file(self, content: list[Row]) -> bytes:
        text = StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter)
        writer.writerow(COLUMNS.values())
        for key, product, day, cents in content:
            writer.writerow([key, product, day.strftime(self.day), self.number(cents)])
        return text.getvalue().encode(self.encoding)

    def mapping(self) -> dict[str, Any]:
        """Return what a person would say about it."""
        order = "month_first" if self.day == MONTH_FIRST else "day_first"
        return {"decimal": self.decimal, "date_order": order}


WAYS = st.builds(
    lambda delimiter, encoding, signs, day, cents: Way(delimiter, encoding, *signs, day, cents),
    st.sampled_from(DELIMITERS),
    st.sampled_from(ENCODINGS),
    st.sampled_from(SIGNS),
    st.sampled_from(DAYS),
    st.booleans(),
)
THOUSANDS: list[Row] = [("D0", "a;b", date(2026, 3, 4), 123_400)]


def written(way: Way, content: list[Row]) -> bytes:
    """Return the file, if this encoding has all its letters."""
    try:
        return way.file(content)
    except UnicodeEncodeError:
        assume(False)
        raise


def true(content: list[Row]) -> list[tuple[str, str, date, float]]:
    """Return what every reading must give: the same, with the value in euros."""
    return [(key, product, day, cents / 100) for key, product, day, cents in content]


def read_or_ask(file: ExportFile) -> list[tuple[str, str, date, float]] | None:
    """Return the rows of a file; None where the kit asks how they are meant."""
    try:
        return read(file)
    except WorkshopError as error:
        if "can be read in two ways" in error.fact:
            return None
        raise


def read(file: ExportFile, **hints: Any) -> list[tuple[str, str, date, float]]:
    """Return the rows of a file."""
    mapping = CrmMapping(tables={"deals": TableMapping(file=file.name, columns=COLUMNS, **hints)})
    intake = take_in(Export((file,)), mapping, TODAY, private=False, thorough=False)
    return [
        (one["deal_id"], one["product"], one["created_at"].date(), one["value"])
        for one in rows(intake, "deals")
    ]


@given(WAYS, ROWS)
@settings(max_examples=examples(24))
@example(Way(",", "utf-8", ",", ".", "%d.%m.%Y", cents=False), THOUSANDS)
@example(Way(",", "utf-8", ".", ",", "%m/%d/%Y", cents=False), THOUSANDS)
@example(Way("\t", "utf-16", ".", ",", "%m/%d/%Y", cents=False), THOUSANDS)
@example(Way("|", "cp1252", ",", ".", "%d/%m/%Y", cents=True), THOUSANDS)
@example(Way(";", "cp1252", ",", ".", "%d.%m.%Y", cents=False), THOUSANDS)
def test_without_a_hint_exactly_or_not_at_all(way: Way, content: list[Row]) -> None:
    """What nothing proves is asked back; what is read is what was written, to the cent."""
    # Grouped by commas between semicolons: the test below is about nothing else.
    assume((way.delimiter, way.group) != (";", ","))
    found = read_or_ask(ExportFile("x.csv", content=written(way, content)))

    assert found in (None, true(content))


def test_grouped_thousands_between_semicolons_are_never_decimals() -> None:
    """1,234 beside semicolons is a thousand of an English program; 1.234 would be wrong by far."""
    way = Way(";", "utf-8", ".", ",", "%Y-%m-%d", cents=False)

    assert read_or_ask(ExportFile("x.csv", content=way.file(THOUSANDS))) in (None, true(THOUSANDS))


@given(WAYS, ROWS)
@settings(max_examples=examples(24))
def test_with_hints_exactly(way: Way, content: list[Row]) -> None:
    """Once a person has said how numbers and days are written, every file is read to the cent."""
    file = ExportFile("x.csv", content=written(way, content))

    assert true(content) == read(file, **way.mapping())


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("decimal", "group"), [(",", "."), (".", ","), (",", ""), (".", "'")])
def test_every_combination_with_proof_in_its_cells(
    delimiter: str, encoding: str, decimal: str, group: str
) -> None:
    """A few cents and one day beyond the twelfth prove everything; nobody is asked."""
    content: list[Row] = [
        ("D0", "Größe L", date(2026, 3, 4), 123_456_789),
        ("D1", 'Typ "B"', date(2026, 3, 14), -50),
        ("D2", "a;b,c|d", date(2024, 2, 29), 123_400),
    ]
    day = "%d/%m/%Y" if decimal == "," else "%m/%d/%Y"
    way = Way(delimiter, encoding, decimal, group, day, cents=True)

    assert true(content) == read(ExportFile("x.csv", content=way.file(content)))


def without_formulas(content: list[Row]) -> list[Row]:
    """Return rows whose texts a workbook takes for texts."""
    return [(key, product.replace("=", "~"), day, cents) for key, product, day, cents in content]


@given(ROWS)
@settings(max_examples=examples(12))
def test_a_workbook_exactly(content: list[Row]) -> None:
    """A workbook says itself what is a number and what a day; nothing is left to ask."""
    content = without_formulas(content)
    lines = [
        [key, product, datetime.combine(day, datetime.min.time()), cents / 100]
        for key, product, day, cents in content
    ]
    file = ExportFile("x.xlsx", content=xlsx(Deals=[list(COLUMNS.values()), *lines]))

    assert true(content) == read(file)


@given(WAYS, ROWS)
@settings(max_examples=examples(12))
def test_a_workbook_of_texts_exactly_or_not_at_all(way: Way, content: list[Row]) -> None:
    """Many exports write numbers and days into workbooks as text; then the same holds as in CSV."""
    content = without_formulas(content)
    lines = [
        [key, product, day.strftime(way.day), way.number(cents)]
        for key, product, day, cents in content
    ]
    file = ExportFile("x.xlsx", content=xlsx(Deals=[list(COLUMNS.values()), *lines]))

    assert read_or_ask(file) in (None, true(content))


@given(st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 23)), min_size=1, max_size=5))  # noqa: DTZ001 - a clock on the wall
@settings(max_examples=examples(12))
def test_moments_in_a_workbook_to_the_second(moments: list[datetime]) -> None:
    """The hour decides about business hours; a workbook keeps it as a fraction of a day."""
    exact = [one.replace(microsecond=0) for one in moments]
    lines = [[f"D{n}", "a", moment, 1] for n, moment in enumerate(exact)]
    file = ExportFile("x.xlsx", content=xlsx(Deals=[list(COLUMNS.values()), *lines]))
    mapping = CrmMapping(tables={"deals": TableMapping(file="x.xlsx", columns=COLUMNS)})
    intake = take_in(Export((file,)), mapping, TODAY, private=False, thorough=False)
    found = [one["created_at"] for one in rows(intake, "deals")]

    assert all(abs(a - b) < timedelta(seconds=1) for a, b in zip(exact, found, strict=True))
