"""Of an old XLS workbook is known which cells hold errors."""

from __future__ import annotations

from struct import pack

import pytest
from support.exports.books import compound, record, xls, xls_text
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.xls import xls_marks

ERROR = record(0x0205, pack("<3H2B", 2, 1, 0, 0x2A, 1))
TRUE = record(0x0205, pack("<3H2B", 2, 2, 0, 1, 0))
FAILED = record(0x0006, pack("<3H8B", 3, 1, 0, 2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF), bytes(8))
COMPUTED = record(0x0006, pack("<3Hd", 4, 1, 0, 2.0), bytes(8))
CHART = record(0x0809, bytes(16)) + ERROR.replace(b"\x02\x00", b"\x09\x00", 1) + record(0x000A)


def file(content: bytes) -> ExportFile:
    return ExportFile("x.xls", content=content)


def test_errors_are_found_by_cell() -> None:
    """As values and as results of formulas; not those within a chart."""
    (found,) = xls_marks(file(xls([xls_text(0, 0, "id"), CHART, ERROR, TRUE, FAILED, COMPUTED])))

    assert {3: {1: "#N/A"}, 4: {1: "#DIV/0!"}} == found.texts


def test_an_error_nobody_knows_is_one() -> None:
    """It does not read as empty."""
    unknown = record(0x0205, pack("<3H2B", 0, 0, 0, 0x99, 1))

    assert {1: {0: "#ERROR!"}} == xls_marks(file(xls([unknown])))[0].texts


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (compound(EncryptionInfo=bytes(8), EncryptedPackage=bytes(5000)), "password"),
        (xls([], extra=record(0x002F, bytes(6))), "password"),
        (compound(WordDocument=bytes(5000)), "an Office file, but not a workbook"),
        (compound(Workbook=b"\x09\x08\x04\x00"), "damaged"),
        (
            compound(Workbook=record(0x0809, bytes(16)) + record(0x0085, b"\xff\xff\xff\x7f")),
            "damaged",
        ),
        (compound(Workbook=bytes(0)), "damaged"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, found: str) -> None:
    """A password, a letter instead of a table, damage."""
    assert found in str(refusal(xls_marks, file(content)))
