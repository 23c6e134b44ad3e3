"""Whatever somebody brings: its tables, or an error that says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.books import compound, ods, ods_row, repacked, xls, xls_text, xlsx, zipped
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile, first_rows, sheets
from workshop.crm.sheets.workbooks import archive
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from pathlib import Path

XLSX = xlsx(T=[["id", "name"], ["D1", "Anna"]])
XLS = xls([xls_text(0, 0, "id"), xls_text(1, 0, "D1")])
ODS = ods(ods_row("id", "name") + ods_row("D1", "Anna"))
CSV = 'id;name\nD1;"Müller, Anna"\n'.encode()
FORMATS = {"CSV": CSV, "XLSX": XLSX, "XLS": XLS, "ODS": ODS}
STARTS = st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", XLS[:8], b"\xff\xfe", b"\xef\xbb\xbf"])


def read(content: bytes) -> None:
    """Read all there is in a file."""
    for sheet in sheets(ExportFile("x", content=content)):
        first_rows(sheet, 3)
        columns = [name for name in sheet.header if sheet.header.count(name) == 1]
        for batch in sheet.batches(columns, []):
            batch.validate(full=True)


def outcome(content: bytes) -> str:
    """Return what comes of a file: a table, or the fact that people are told."""
    try:
        read(content)
    except WorkshopError as error:
        return error.fact
    return "a table"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("in_memory", [True, False])
def test_every_format_from_disk_and_from_memory(
    tmp_path: Path, form: str, *, in_memory: bool
) -> None:
    """Under a name that says nothing."""
    path = tmp_path / "export.bin"
    path.write_bytes(FORMATS[form])
    file = ExportFile("export.bin", content=FORMATS[form])
    (sheet,) = sheets(file if in_memory else ExportFile("export.bin", path))
    (batch,) = sheet.batches(["id"], [])

    assert {"row": [2], "id": ["D1"]} == batch.to_pydict()
    assert (form, form != "CSV") == (sheet.facts.format, sheet.facts.typed)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (zipped(**{"deals.csv": "id\n"}), "is a ZIP file without a workbook: deals.csv"),
        (zipped(**{"word/document.xml": "<a/>"}), "is a ZIP file without a workbook"),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "a ZIP file without a workbook",
        ),
        (zipped(**{"xl/workbook.bin": b""}), "is a binary workbook (XLSB)"),
        (zipped(), "is a ZIP file without a workbook: –"),
        (XLSX[:-30], "damaged or incomplete"),
        (XLSX[:2000], "damaged or incomplete"),
        (compound(EncryptedPackage=bytes(5000)), "is password-protected"),
        (bytes(range(256)), "contains bytes that aren’t text"),
        (b"id\n\x00\n", "contains bytes that aren’t text"),
    ],
)
def test_what_is_no_table_is_named(content: bytes, found: str) -> None:
    """A person knows then what to do about it."""
    assert found in str(refusal(read, content))


def test_a_workbook_is_unpacked_with_care(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the parts that nobody reads: the library might."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = bytes(1 << 20)

    monkeypatch.setattr(archive, "LARGEST", 1 << 19)

    assert "more than a computer can hold" in str(refusal(read, repacked(XLSX, change)))


def test_a_damaged_old_workbook_is_opened_by_a_child_first() -> None:
    """The library could end the whole session over it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workshop.crm.sheets.reader.survives", lambda _: False)

        assert "damaged" in str(refusal(read, XLS))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Or is a folder."""
    assert "is missing" in str(refusal(sheets, ExportFile("gone.csv", tmp_path / "gone.csv")))
    assert "is a folder" in str(refusal(sheets, ExportFile("exports", tmp_path)))


@given(STARTS, st.binary(max_size=200))
def test_any_bytes_give_a_table_or_an_error_for_people(start: bytes, rest: bytes) -> None:
    """Nothing else ever comes out."""
    assert outcome(start + rest)


TEXTS = st.text(st.sampled_from(list('ab;,\t"\n\r=ü\x00 |')), max_size=60)


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_any_text_gives_a_table_or_an_error_for_people(text: str, encoding: str) -> None:
    """Nothing else ever comes out."""
    assert outcome(text.encode(encoding))


@given(
    st.sampled_from([XLSX, ODS]),
    st.lists(st.tuples(st.integers(0, 1 << 13), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_any_damage_gives_a_table_or_an_error_for_people(
    content: bytes, changes: list[tuple[int, int]]
) -> None:
    """Nothing else ever comes out."""
    raw = bytearray(content)
    for place, value in changes:
        raw[place % len(raw)] = value

    assert outcome(bytes(raw))
