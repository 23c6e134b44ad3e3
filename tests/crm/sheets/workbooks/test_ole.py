"""The container of old Office files is read strictly."""

from __future__ import annotations

from struct import pack_into

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.books import compound
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.ole import Compound
from workshop.errors import WorkshopError

STREAMS = {"Workbook": bytes(range(256)) * 40, "Small": b"abc" * 50, "Empty": b"x"}
CONTENT = compound(**STREAMS)


def streams(content: bytes) -> dict[str, bytes]:
    found = Compound(ExportFile("x.xls", content=content))
    return {name: found.read(name) for name in sorted(found.names)}


def test_streams_are_read_whole() -> None:
    """Large ones from sectors, small ones from the sectors within a sector."""
    assert dict(sorted(STREAMS.items())) == streams(CONTENT)


def test_a_stream_that_is_not_there() -> None:
    """A file without it is damaged."""
    found = Compound(ExportFile("x.xls", content=CONTENT))

    assert "damaged" in str(refusal(found.read, "Book"))


@pytest.mark.parametrize("end", [8, 100, 511, 513, 2000, len(CONTENT) - 600])
def test_a_container_that_breaks_off_is_damaged(end: int) -> None:
    """Wherever the download ended."""
    assert "damaged or incomplete" in str(refusal(streams, CONTENT[:end]))


def test_a_stream_that_claims_to_be_longer_than_its_sectors_is_damaged() -> None:
    """Half a workbook is none."""
    raw = bytearray(CONTENT)
    entry = raw.index("Workbook".encode("utf-16-le"))
    pack_into("<I", raw, entry + 120, len(STREAMS["Workbook"]) + 5000)

    assert "damaged" in str(refusal(streams, bytes(raw)))


def test_a_chain_that_meets_itself_ends() -> None:
    """Else it would be followed for ever."""
    raw = bytearray(CONTENT)
    table = len(raw) - 512
    pack_into("<I", raw, table + 4, 0)

    assert "damaged" in str(refusal(streams, bytes(raw)))


@given(
    st.lists(st.tuples(st.integers(8, len(CONTENT) - 1), st.integers(0, 255)), min_size=1),
    st.integers(0, len(CONTENT)),
)
def test_damage_is_an_error_for_people(changes: list[tuple[int, int]], end: int) -> None:
    """Or does no harm; nothing else comes out."""
    raw = bytearray(CONTENT)
    for place, value in changes:
        raw[place] = value
    for content in (bytes(raw), bytes(raw[:end])):
        try:
            found = streams(content)
        except WorkshopError:
            continue

        assert sum(map(len, found.values())) <= len(found) * len(CONTENT)
