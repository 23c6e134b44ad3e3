"""The container of old Office files, and of workbooks with a password (MS-CFB)."""

from __future__ import annotations

from struct import error as StructError  # noqa: N812 - the module names it in lower case
from struct import unpack, unpack_from
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.file import ExportFile

ENTRY = 128
MINI = 64
SHIFTS = (9, 12)
"""Sectors have 512 or 4096 bytes."""
LAST = 0xFFFFFFFA
"""From here on the number of a sector means that there is none."""
STREAM, ROOT = 2, 5


class Compound:
    """The streams in a container, read strictly: a chain of sectors never meets itself.

    Args:
        file: which one; it is read into memory.

    Raises:
        WorkshopError: if it is missing or damaged.
    """

    def __init__(self, file: ExportFile) -> None:
        self._file = file
        with file.opened() as stream:
            self._bytes = stream.read()
        try:
            self._open()
        except (StructError, UnicodeDecodeError) as error:
            raise damaged(file) from error

    @property
    def names(self) -> set[str]:
        """The streams' names, as they are written."""
        return set(self._streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream.

        Raises:
            WorkshopError: if there is none, or it is damaged.
        """
        if name not in self._streams:
            raise damaged(self._file)
        start, size = self._streams[name]
        small = size < self._cutoff
        content = b"".join(self._small(start) if small else self._chained(start))
        if len(content) < size:
            raise damaged(self._file)
        return content[:size]

    def _open(self) -> None:
        (shift,) = unpack_from("<H", self._bytes, 30)
        if shift not in SHIFTS:
            raise damaged(self._file)
        self._size = 1 << shift
        directory, _, self._cutoff, small = unpack_from("<4I", self._bytes, 48)
        self._next = _numbers(b"".join(map(self._sector, self._table())))
        self._streams: dict[str, tuple[int, int]] = {}
        self._container = b""
        for entry in self._entries(directory):
            self._note(entry)
        self._small_next = _numbers(b"".join(self._chained(small)))

    def _table(self) -> Iterator[int]:
        """Yield the sectors that hold the table of which sector follows which."""
        sector, count = unpack_from("<2I", self._bytes, 68)
        yield from filter(LAST.__gt__, unpack_from("<109I", self._bytes, 76))
        for _ in range(min(count, len(self._bytes) // self._size)):
            *numbers, sector = _numbers(self._sector(sector))
            yield from filter(LAST.__gt__, numbers)

    def _entries(self, start: int) -> Iterator[bytes]:
        for sector in self._chained(start):
            yield from (sector[place : place + ENTRY] for place in range(0, self._size, ENTRY))

    def _note(self, entry: bytes) -> None:
        length, kind = unpack_from("<HB", entry, 64)
        start, size = unpack_from("<2I", entry, 116)
        if kind == ROOT:
            self._container = b"".join(self._chained(start))
        elif kind == STREAM:
            name = entry[: max(min(length, MINI) - 2, 0)].decode("utf-16-le")
            self._streams[name] = (start, size)

    def _chained(self, start: int) -> Iterator[bytes]:
        return map(self._sector, self._chain(start, self._next))

    def _small(self, start: int) -> Iterator[bytes]:
        for number in self._chain(start, self._small_next):
            yield self._container[number * MINI : (number + 1) * MINI]

    def _chain(self, start: int, following: tuple[int, ...]) -> Iterator[int]:
        number = start
        for _ in range(len(following) + 1):
            if number >= LAST:
                return
            if number >= len(following):
                break
            yield number
            number = following[number]
        raise damaged(self._file)

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._size
        # A file that was cut carelessly may lack the end of its last sector.
        if place >= len(self._bytes):
            raise damaged(self._file)
        return self._bytes[place : place + self._size].ljust(self._size, b"\0")


def _numbers(content: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
