"""A CSV file is read as its writer meant it, whatever program wrote it, or refused."""

from __future__ import annotations

import codecs
import tracemalloc
from itertools import product, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.crm.sheets import ExportFile, Reason, first_rows, row_filter, sheets
from workshop.crm.sheets.csv import encoding
from workshop.crm.sheets.csv.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.crm.sheets import Sheet

MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252")
DIALECT_PARTS = (",;\t|", ENCODINGS, ["\n", "\r\n", "\r"], [True, False])
HEADER = ["größe", "preis €", "c"]
LETTERS = st.sampled_from(list('ab01 üÄß€,;|\t"\n'))
CELLS = st.text(LETTERS, max_size=5).map(str.strip)
FULL = st.tuples(CELLS.filter(bool), CELLS.filter(bool), CELLS).map(list)
TABLES = st.lists(st.one_of(FULL, FULL, st.just(["", "", ""])), max_size=8)


def sheet(content: str | bytes) -> Sheet:
    raw = content if isinstance(content, bytes) else content.encode()
    return sheets(ExportFile("x.csv", content=raw))[0]


def rows(
    content: str | bytes, *columns: str
) -> tuple[list[tuple[Any, ...]], list[tuple[int, Reason]]]:
    """Return rows of a CSV file, number first, and those set aside."""
    aside: list[tuple[int, Reason]] = []
    found = sheet(content)
    batches = list(found.batches(columns or found.header, aside))
    return [tuple(row.values()) for batch in batches for row in batch.to_pylist()], aside


class Dialect(NamedTuple):
    """How some program writes CSV."""

    delimiter: str
    encoding: str
    end: str
    quote_all: bool

    def written(self, table: list[list[str]]) -> bytes:
        """Return a table as the program would write it."""
        lines = [self.delimiter.join(map(self._cell, row)) + self.end for row in [HEADER, *table]]
        return MARKS.get(self.encoding, b"") + "".join(lines).encode(self.encoding)

    def _cell(self, text: str) -> str:
        bare = not self.quote_all and not {self.delimiter, '"', "\n"} & {*text}
        return text if bare else '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("dialect", list(starmap(Dialect, product(*DIALECT_PARTS))), ids=repr)
@settings(max_examples=examples(8))
@given(table=TABLES, size=st.integers(8, 90))
def test_every_dialect_is_read_back_exactly(
    dialect: Dialect, table: list[list[str]], size: int
) -> None:
    """Delimiter, encoding, line end, quotes: cells and row numbers come back as they were."""
    table = [["ü", "1", "2"], *table]
    table = [[f"{n}{row[0]}", *row[1:]] if any(row) else row for n, row in enumerate(table)]
    expected = [
        (number, *(cell or None for cell in row)) for number, row in enumerate(table, 2) if any(row)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "HEAD_BLOCK", size)
        patch.setattr(encoding, "BLOCK", size)
        found = rows(dialect.written(table))

    assert (expected, []) == found


def test_facts() -> None:
    """What was recognised can be said to people."""
    facts = sheet("Bericht\n\nid;name\n1;Größe\n".encode("cp1252")).facts

    assert ("CSV", 3, ";", "Windows-1252") == (*facts.__dict__.values(),)
    assert not facts.typed


def test_numbers_are_those_of_a_spreadsheet() -> None:
    """Blank rows and titles count, a line break in a cell and Excel's directive do not."""
    found = rows('sep=,\nReport\n\na,b\n1,2\n\n"x\ny",3\n,,\n4,5\n', "a")[0]

    assert [(4, "1"), (6, "x\ny"), (8, "4")] == found


def test_rows_of_another_width_are_set_aside() -> None:
    """The others are read, and a file that was cut off loses its last row only."""
    found = rows("a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n7,8", "a")

    assert [(2, "1"), (5, "4")] == found[0]
    assert [(3, Reason.WIDTH), (4, Reason.WIDTH), (6, Reason.WIDTH)] == found[1]


def test_the_footer_of_a_report_is_set_aside() -> None:
    """Salesforce writes five lines of text below the table."""
    footer = '"Confidential Information"\n"Copyright (c) 2026, all rights reserved"\n'
    found = rows(f'"a","b"\n"1","2"\n\n\n{footer}')

    assert ([(2, "1", "2")], [(5, Reason.WIDTH), (6, Reason.WIDTH)]) == found


def test_excels_way_to_keep_zeros() -> None:
    """``="00123"`` is the text 00123, quoted or not."""
    assert [(2, "00123", "007")] == rows('id,b\n="00123","=""007"""\n')[0]


def test_a_header_only_is_a_table_without_rows() -> None:
    """An export that found nothing is no error."""
    assert (("a", "b"), []) == (sheet("a,b\n").header, rows("a,b\n")[0])


@pytest.mark.parametrize(
    "content", [" \n\n", "\ufeff", ",,\n,,\n", ";;\n;;\n", "sep=;\n", "\n" * 200_000]
)
def test_empty_files(content: str) -> None:
    """Blanks, a lone byte order mark, bare delimiters, a directive and nothing else."""
    assert "The file is empty." == refusal(sheet, content).fact


def test_a_lost_quote_in_the_first_row() -> None:
    """Even where there is no header, what is wrong is said."""
    assert "in row 1 opens a cell" in str(refusal(sheet, '"a,b\n1,2\n'))


def test_a_lost_quote_shows_when_it_is_reached() -> None:
    """The header can be read before, and the rows above the quote as well."""
    content = 'a,b\n1,2\n"3,4\n5,6\n'

    assert ("a", "b") == sheet(content).header
    assert {"a": ["1"], "b": ["2"]} == first_rows(sheet(content), 1)
    assert "in row 3 opens a cell" in str(refusal(rows, content))


def big_file(place: Path, count: int) -> Path:
    """Write a CSV file with umlauts and quotes, too large to be held by accident."""
    path = place / "big.csv"
    with path.open("w", encoding="cp1252") as target:
        target.write("id;name;note\n")
        for number in range(count):
            target.write(f'D{number};Müller;"some text, again and again {number}"\n')
    return path


def test_a_large_file_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read in pieces, however many there are."""
    monkeypatch.setattr(encoding, "BLOCK", 1 << 16)
    path = big_file(tmp_path, 300_000)
    arrow = pa.total_allocated_bytes()
    tracemalloc.start()
    try:
        found = sheets(ExportFile("big.csv", path))[0]
        count = most = 0
        for batch in found.batches(["id"], []):
            count += batch.num_rows
            most = max(most, pa.total_allocated_bytes() - arrow)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert 300_000 == count
    assert peak + most < path.stat().st_size / 4


def test_large_batches_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a whole block is taken apart at once."""
    monkeypatch.setattr(encoding, "HEAD_BLOCK", 16)
    monkeypatch.setattr("workshop.crm.sheets.csv.delimited.BATCH_ROWS", 30)
    monkeypatch.setattr(row_filter, "BATCH_ROWS", 30)
    content = "a,b\n" + "".join(f"{n},x\n" for n in range(100))
    batches = list(sheet(content).batches(["a"], []))

    assert all(batch.num_rows <= 30 for batch in batches)
    assert list(range(2, 102)) == [n for batch in batches for n in batch.column(0).to_pylist()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_million_columns_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, delimiter: str
) -> None:
    """They are counted in one row; two hundred such rows, cut in four ways, took minutes."""
    content = (delimiter.join(["c"] * 1_000_000) + "\n") * 4
    cut: list[int] = []
    plain = Records._plain

    def counting(self: Records, block: bytes) -> Iterator[Any]:
        for row in plain(self, block):
            cut.append(len(row[1]))
            yield row

    monkeypatch.setattr(Records, "_plain", counting)
    error = refusal(sheet, content)

    assert "x.csv has 1,000,000 columns; the limit is 16384." in str(error)
    assert 2 == sum(cells == 1_000_000 for cells in cut)


def test_as_many_columns_as_a_spreadsheet_has_are_read() -> None:
    """The limit itself is allowed, and one more is not."""
    header = [f"c{n}" for n in range(16_385)]

    assert 16_384 == len(sheet(",".join(header[:-1]) + "\n").header)
    assert "16385 columns" in str(refusal(sheet, ",".join(header) + "\n"))
