"""An encoding is known before the first row is read, and nothing is read as a whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.csv import encoding
from workshop.crm.sheets.csv.encoding import Encoding, blocks, encoding_of

TEXTS = st.text(st.sampled_from(["a", "ü", "€", "\r", "\n", "\U0001f600"]), max_size=30)


def file(content: bytes) -> ExportFile:
    return ExportFile("x.csv", content=content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "UTF-8"),
        (b"id\n", "UTF-8"),
        ("Größe\n".encode(), "UTF-8"),
        ("Größe\n".encode("utf-8-sig"), "UTF-8"),
        ("Größe\n".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + "Größe\n".encode("utf-16-be"), "UTF-16"),
        ("Größe €\n".encode("cp1252"), "Windows-1252"),
        (b"id\nM\xfc", "Windows-1252"),
        (b"id\nM\xc3", "Windows-1252"),
    ],
)
def test_the_encoding_is_recognised(content: bytes, expected: str) -> None:
    """What programs write today, what Excel calls Unicode, what it writes in German offices."""
    assert Encoding(expected) == encoding_of(file(content))


def test_a_late_letter_decides_for_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million plain rows say nothing about the umlaut in the last one."""
    monkeypatch.setattr(encoding, "BLOCK", 16)

    assert Encoding("Windows-1252") == encoding_of(file(b"id\n" * 100 + b"M\xfcller\n"))


@pytest.mark.parametrize(
    "content",
    [
        b"id\n\x00\n",
        "id\nx\n".encode("utf-16-le"),
        b"id\n\x81\x8d\n",
        b"\xef\xbb\xbfid\nM\xfcller\n",
        b"\xff\xfei\x00d\x00\n\x00\x00\xd8x\x00",
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    """NUL bytes, UTF-16 that does not say so, bytes no encoding has, a mark that lies."""
    assert "contains bytes that aren’t text" in str(refusal(encoding_of, file(content)))


@pytest.mark.parametrize("content", ["Größe\nMü".encode()[:-1], "Größe\nMü".encode("utf-16")[:-1]])
def test_half_a_letter_at_the_end_means_that_the_file_breaks_off(content: bytes) -> None:
    """To take it for Windows-1252 would garble every other umlaut."""
    assert "breaks off halfway through" in str(refusal(encoding_of, file(content)))


def test_a_line_without_end_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fill the memory before it is understood."""
    monkeypatch.setattr(encoding, "BLOCK", 16)
    monkeypatch.setattr(encoding, "LONGEST_LINE", 64)

    assert Encoding("UTF-8") == encoding_of(file((b"x" * 60 + b"\n") * 3))
    assert "aren’t text" in str(refusal(encoding_of, file(b"x" * 90)))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@given(text=TEXTS, size=st.integers(1, 12))
def test_blocks_are_the_text_and_end_where_lines_end(codec: str, text: str, size: int) -> None:
    """Nothing is lost or doubled between two blocks, and no line end is cut in two."""
    content = text.encode(codec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "HEAD_BLOCK", size)
        patch.setattr(encoding, "BLOCK", size)
        found = list(blocks(file(content), encoding_of(file(content))))

    assert text.encode() == b"".join(found)
    for block, following in pairwise(found):
        assert block.endswith((b"\n", b"\r"))
        assert not (block.endswith(b"\r") and following.startswith(b"\n"))


def test_a_first_line_can_be_left_out() -> None:
    """Excel's directive is no row."""
    assert [b"id;x\n"] == list(blocks(file(b"sep=;\nid;x\n"), Encoding("UTF-8"), 6))


def test_a_file_that_changes_meanwhile_is_refused() -> None:
    """Somebody saved it in another encoding between two readings."""
    assert "aren’t text" in str(refusal(list, blocks(file(b"id\nM\xfcller\n"), Encoding("UTF-8"))))


@pytest.mark.parametrize("name", ["deals.xlsx", "DEALS.XLSM", "old.xls", "deals.ods"])
def test_a_workbook_that_broke_is_called_one(name: str) -> None:
    """Who has a damaged workbook is not told to save it as CSV."""
    error = refusal(encoding_of, ExportFile(name, content=b"id\n\x00\xff\n"))

    assert f"{name} is a workbook that’s damaged" in str(error)
    assert "Save it as CSV" not in str(error)


def test_text_that_calls_itself_a_workbook_is_read() -> None:
    """Several CRMs do."""
    assert Encoding("UTF-8") == encoding_of(ExportFile("deals.xls", content=b"id\tname\n1\tx\n"))
