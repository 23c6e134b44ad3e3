"""A zip is unpacked with care: it may be damaged, locked, or a bomb."""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import pack_into, unpack_from
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.books import zipped
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks import archive as archives
from workshop.crm.sheets.workbooks.archive import archive
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = zipped(**{"a.xml": "<a/>", "Folder\\B.xml": "<b/>" * 1000})
DIRECTORY, LOCAL = b"PK\x01\x02", b"PK\x03\x04"


def unpacked(content: bytes) -> dict[str, bytes]:
    with archive(ExportFile("x.xlsx", content=content)) as parts:
        parts.check()
        return {name: b"".join(parts.chunks(name)) for name in parts.names}


def changed(content: bytes, sign: bytes, offset: int, form: str, value: int) -> bytes:
    """Return a zip with a number changed, counted from the first place that has this sign."""
    raw = bytearray(content)
    pack_into(form, raw, raw.index(sign) + offset, value)
    return bytes(raw)


def test_parts_are_read() -> None:
    """Names are compared as the formats do: without case, with either slash."""
    with archive(ExportFile("x.xlsx", content=CONTENT)) as parts:
        parts.check()
        text = b"".join(parts.chunks("folder/b.XML"))

    assert b"<b/>" * 1000 == text


def test_a_part_that_is_not_there() -> None:
    """A workbook without it is damaged."""

    def read() -> None:
        with archive(ExportFile("x.xlsx", content=CONTENT)) as parts:
            list(parts.chunks("c.xml"))

    assert "damaged or incomplete" in str(refusal(read))


@given(st.integers(0, len(CONTENT) - 1))
def test_a_zip_that_breaks_off_is_damaged(end: int) -> None:
    """Wherever the download ended."""
    assert "damaged or incomplete" in str(refusal(unpacked, CONTENT[:end]))


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_damaged_zip_gives_the_same_or_an_error(place: int, change: int) -> None:
    """Checksums are believed, and nothing else about a zip."""
    raw = bytearray(CONTENT)
    raw[place] ^= change
    try:
        found = unpacked(bytes(raw))
    except WorkshopError:
        return

    assert list(unpacked(CONTENT).values()) == list(found.values())


def test_a_locked_zip_is_said_so() -> None:
    """The flag of a password stands in the directory."""
    assert "password" in str(refusal(unpacked, changed(CONTENT, DIRECTORY, 8, "<H", 1)))


def test_two_parts_of_one_name_are_refused() -> None:
    """Another reader could take the one that was not checked."""
    content = zipped(**{"a.xml": "<a/>", "A.xml": "<b/>"})

    assert "damaged or incomplete" in str(refusal(unpacked, content))


def test_a_part_that_only_others_see_is_refused() -> None:
    """A remark in the directory can hide the part after it from one reader of two."""
    hidden = changed(CONTENT, DIRECTORY, 32, "<H", 46 + len("Folder/B.xml"))

    assert "damaged or incomplete" in str(refusal(unpacked, hidden))


@pytest.fixture
def low_limits() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "LARGEST", 1 << 22)
        patch.setattr(archives, "HARMLESS", 1 << 16)
        patch.setattr(archives, "TIGHTEST", 50)
        patch.setattr(archives, "CHUNK", 1 << 12)
        yield


@pytest.mark.usefixtures("low_limits")
def test_a_bomb_is_refused() -> None:
    """A small file that unpacks to far more than itself."""
    assert "more than a computer can hold" in str(refusal(unpacked, zipped(a=bytes(1 << 20))))


@pytest.mark.usefixtures("low_limits")
def test_many_small_parts_are_a_bomb_as_well() -> None:
    """The sum counts."""
    content = zipped(**{str(n): bytes(1 << 14) for n in range(64)})

    assert "more than a computer can hold" in str(refusal(unpacked, content))


@pytest.mark.usefixtures("low_limits")
def test_too_much_is_refused_however_loosely_it_is_packed() -> None:
    """A limit for all, whatever the ratio."""
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        target.writestr("a", bytes(1 << 23))

    assert "more than a computer can hold" in str(refusal(unpacked, stream.getvalue()))


@pytest.mark.usefixtures("low_limits")
def test_what_a_bomb_says_of_its_size_is_not_believed() -> None:
    """The directory and the part itself can both claim that there are ten bytes."""
    content = zipped(a=bytes(1 << 20))
    lying = changed(changed(content, DIRECTORY, 24, "<I", 10), LOCAL, 22, "<I", 10)

    assert (10,) == unpack_from("<I", lying, lying.index(DIRECTORY) + 24)
    assert "more than a computer can hold" in str(refusal(unpacked, lying))


@pytest.mark.usefixtures("low_limits")
def test_dense_text_is_no_bomb() -> None:
    """Small things may be packed tightly, large ones less so."""
    text = bytes(1 << 15) + zlib.compress(bytes(range(256)) * 400)

    assert {"a": text} == unpacked(zipped(a=text))


def test_a_part_packed_in_a_rare_way_is_damaged() -> None:
    """No spreadsheet program does so."""
    assert "damaged" in str(refusal(unpacked, changed(CONTENT, DIRECTORY, 10, "<H", 99)))
    assert ZIP_DEFLATED == unpack_from("<H", CONTENT, CONTENT.index(DIRECTORY) + 10)[0]
