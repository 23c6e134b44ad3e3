"""The zip that a workbook is, opened with care: what it says about itself is not believed."""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from copy import copy
from io import SEEK_END
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from workshop.crm.sheets.errors import damaged, locked, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO
    from zipfile import ZipInfo

    from workshop.crm.sheets.file import ExportFile

LARGEST = 2 << 30
"""Bytes that a workbook may unpack to."""
HARMLESS = 100 << 20
"""Bytes below which nobody asks how tightly they were packed."""
TIGHTEST = 200
"""Times that a workbook may grow; sheets full of text grow ten to fifty times."""
CHUNK = 1 << 20
LAST_RECORD = 22 + (1 << 16)
"""Bytes of the last record of a zip, with the longest remark it may end in."""
ENCRYPTED = 1
DAMAGES = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises for a zip that is none, breaks off, or was packed in some rare way."""


class Archive:
    """The parts of a zip."""

    def __init__(self, file: ExportFile, opened: ZipFile, promised: int) -> None:
        self._file = file
        self._zip = opened
        self._parts = {_plain(info.filename): info for info in opened.infolist()}
        # Of two parts with one name, or one that only the other reader sees, the library might
        # read what was not checked.
        if not len(self._parts) == len(opened.infolist()) == promised:
            raise damaged(file)

    @property
    def names(self) -> list[str]:
        """The parts' names, as they are written."""
        return [info.filename for info in self._parts.values()]

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes, some at a time.

        Raises:
            WorkshopError: if there is no such part, or it is damaged.
        """
        if name not in self:
            raise damaged(self._file)
        return self._inflated(self._parts[_plain(name)])

    def check(self) -> None:
        """Unpack everything once and keep nothing.

        Raises:
            WorkshopError: if a part is damaged, needs a password, or all is too large.
        """
        size, packed = 0, max(self._file.size, 1)
        for info in self._parts.values():
            for chunk in self._inflated(info):
                size += len(chunk)
                if size > LARGEST or size > max(HARMLESS, TIGHTEST * packed):
                    raise too_large(self._file)

    def _inflated(self, info: ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & ENCRYPTED:
            raise locked(self._file)
        # The size a part claims is where `zipfile` stops to read; the library does not.
        honest = copy(info)
        honest.file_size = LARGEST + 2 * CHUNK
        try:
            with self._zip.open(honest) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except DAMAGES as error:
            raise damaged(self._file) from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


@contextmanager
def archive(file: ExportFile) -> Iterator[Archive]:
    """Open a zip; its parts can be read until the block ends.

    Raises:
        WorkshopError: if it is damaged.
    """
    with file.opened() as stream:
        try:
            opened, promised = ZipFile(stream), _promised(stream)
        except DAMAGES as error:
            raise damaged(file) from error
        with opened:
            yield Archive(file, opened, promised)


def _promised(stream: BinaryIO) -> int:
    """Return how many parts a zip's last record promises."""
    stream.seek(max(stream.seek(0, SEEK_END) - LAST_RECORD, 0))
    tail = stream.read()
    return int(struct.unpack_from("<H", tail, tail.rindex(b"PK\x05\x06") + 10)[0])
