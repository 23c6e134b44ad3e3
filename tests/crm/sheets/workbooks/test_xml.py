"""XML is read in pieces, with local names, and may define nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.xml import read_xml

FILE = ExportFile("x.xlsx", content=b"PK")
TEXT = '<x:a xmlns:x="urn:x" x:k="1" l="ü"><x:b>t&amp;ü</x:b></x:a>'


class Heard:
    def __init__(self) -> None:
        self.all: list[object] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.all.append((name, attributes))

    def end(self, name: str) -> None:
        self.all.append(name)

    def text(self, text: str) -> None:
        self.all.append(text)


def heard(*chunks: bytes) -> list[object]:
    reader = Heard()
    read_xml(FILE, chunks, reader)
    return reader.all


def test_names_come_without_their_namespace() -> None:
    """Writers choose their own prefixes."""
    expected = [("a", {"k": "1", "l": "ü"}), ("b", {}), "t&ü", "b", "a"]

    assert expected == heard(TEXT.encode())


@given(st.integers(0, len(TEXT.encode())))
def test_pieces_may_end_anywhere(end: int) -> None:
    """Also within a letter."""
    raw = TEXT.encode()
    found = heard(raw[:end], raw[end:])

    assert "t&ü" == "".join(one for one in found[2:-2] if isinstance(one, str))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>',
    ],
)
def test_bad_xml_is_a_damaged_workbook(text: bytes) -> None:
    """Entities, too: they turn few bytes into many."""
    assert "damaged" in str(refusal(heard, text))
