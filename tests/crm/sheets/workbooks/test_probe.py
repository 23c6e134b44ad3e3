"""What would end the process ends only a child of it."""

from __future__ import annotations

import subprocess
from struct import pack
from unittest.mock import patch

from support.exports.books import record, xls, xls_text

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.probe import survives

FAR = record(0x0203, pack("<3Hd", 65535, 65535, 0, 1.0))
"""A cell in a place that old workbooks do not have; with A1 it spans 128 GiB of empty cells."""


def file(content: bytes) -> ExportFile:
    return ExportFile("x.xls", content=content)


def test_a_workbook_that_can_be_read() -> None:
    """The child comes to the end of it."""
    assert survives(file(xls([xls_text(0, 0, "id")])))


def test_a_workbook_that_asks_for_all_the_memory() -> None:
    """The child ends, and nobody else."""
    assert not survives(file(xls([xls_text(0, 0, "id"), FAR])))


def test_a_workbook_that_never_ends() -> None:
    """Patience has a limit."""
    with patch.object(subprocess, "run", side_effect=subprocess.TimeoutExpired("x", 1)):
        assert not survives(file(xls([xls_text(0, 0, "id")])))
