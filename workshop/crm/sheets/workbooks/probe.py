"""A child process that opens a workbook first: what is damaged enough to end it, ends only it.

Old workbooks have no checksum, and the library that reads them asks for as much memory as a
damaged number in them says. Run as a script, it reads all cells of the workbook on its input.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.crm.sheets.file import ExportFile

MEMORY = 4 << 30
PATIENCE = 120


def survives(file: ExportFile) -> bool:
    """Say whether another process can read a workbook to its end.

    Raises:
        WorkshopError: if the file is missing.
    """
    with file.opened() as stream:
        content = stream.read()
    command = [sys.executable, "-P", str(Path(__file__))]
    try:
        subprocess.run(command, input=content, capture_output=True, check=True, timeout=PATIENCE)  # noqa: S603 - this very interpreter
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return True


def _read(content: bytes) -> None:
    from python_calamine import load_workbook  # noqa: PLC0415 - only the child needs it

    book = load_workbook(BytesIO(content))
    for name in book.sheet_names:
        for _ in book.get_sheet_by_name(name).iter_rows():
            pass


def _limit_memory() -> None:
    # Windows has no such limit, and some systems do not let it be set.
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - see above

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    _read(sys.stdin.buffer.read())
