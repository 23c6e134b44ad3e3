"""What a file is, its first bytes say, and nobody's ending."""

from __future__ import annotations

import pytest
from support.exports.books import compound, ods, xlsx
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.filetype import Kind, kind


def file(content: bytes, name: str = "deals.csv") -> ExportFile:
    return ExportFile(name, content=content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id,name\n", Kind.TEXT),
        (b"\xef\xbb\xbfid,name\n", Kind.TEXT),
        ("id,name\n".encode("utf-16"), Kind.TEXT),
        (b"M\xfcller", Kind.TEXT),
        (xlsx(T=[["id"]]), Kind.ZIP),
        (ods(""), Kind.ZIP),
        (compound(Workbook=b""), Kind.COMPOUND),
    ],
)
@pytest.mark.parametrize("name", ["deals.csv", "deals.xlsx", "deals"])
def test_a_file_is_known_by_its_content(content: bytes, name: str, expected: Kind) -> None:
    """People rename files, and programs name them wrongly."""
    assert expected is kind(file(content, name))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture"),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"\x1f\x8b\x08\x00", "is a compressed archive"),
        (b"{\\rtf1\\ansi", "is a text document"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "is a web page or XML"),
        (b'\xef\xbb\xbf\r\n <?xml version="1.0"?><Workbook/>', "is a web page or XML"),
        (b"<!DOCTYPE html>", "is a web page or XML"),
        (b'{"deals": []}', "is JSON"),
        (b'[{"id": 1}]', "is JSON"),
    ],
)
def test_what_is_plainly_something_else_is_named(content: bytes, found: str) -> None:
    """With it people know what to do; several CRMs call a web page XLS."""
    assert found in str(refusal(kind, file(content)))


@pytest.mark.parametrize("content", [b"<5000,5000+\n1,2\n", b"{a},b\n", b"[1],x\n", b"%,x\n"])
def test_a_header_may_begin_with_a_sign(content: bytes) -> None:
    """Not every sign is markup."""
    assert Kind.TEXT is kind(file(content))


def test_an_empty_file() -> None:
    """Nothing in it is nothing of any kind."""
    assert "The file is empty." == refusal(kind, file(b"")).fact
