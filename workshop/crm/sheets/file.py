"""A file that somebody brought: on disk, or only in memory."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = 4096
"""Bytes that tell what a file is."""


@dataclass(frozen=True)
class ExportFile:
    """One file of an export; what came as bytes stays in memory and is never written to disk.

    Attributes:
        name: what people call it, for example ``"deals.csv"``.
        path: where it lies, for a file on disk.
        content: its bytes, for a file that was handed over in memory.

    Raises:
        ValueError: unless exactly one of path and content is given.
    """

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.path is None) == (self.content is None):
            message = "a file has a path or a content"
            raise ValueError(message)

    @property
    def size(self) -> int:
        """How many bytes it has.

        Raises:
            WorkshopError: as `opened`.
        """
        with self.opened() as stream:
            return stream.seek(0, 2)

    def head(self, count: int = HEAD) -> bytes:
        """Return its first bytes, fewer where it is shorter.

        Raises:
            WorkshopError: as `opened`.
        """
        with self.opened() as stream:
            return stream.read(count)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open it for reading bytes from the start; seekable.

        Raises:
            WorkshopError: if it is missing, a folder or unreadable, also when that shows late.
        """
        try:
            with self._stream() as stream:
                yield stream
        except OSError as error:
            raise self._unreadable(error) from error

    def _stream(self) -> BinaryIO:
        if self.path is None:
            return BytesIO(self.content or b"")
        if not self.path.exists():
            raise _missing(self.path)
        if not self.path.is_file():
            raise _folder(self.path) if self.path.is_dir() else _no_file(self.path)
        return self.path.open("rb")

    def _unreadable(self, error: OSError) -> WorkshopError:
        return WorkshopError(
            N_("The file {file} can’t be opened."),
            found="{reason}",
            hint=N_("Close it in other programs and check that you’re allowed to read it."),
            file=self.name,
            reason=error,
        )


def _missing(path: Path) -> WorkshopError:
    return WorkshopError(
        N_("The file {file} is missing."),
        found=N_("There’s nothing at {path}."),
        hint=N_("Check its name and folder or export it again."),
        file=path.name,
        path=path,
    )


def _no_file(path: Path) -> WorkshopError:
    """Return the error for a pipe, a device and the like."""
    return WorkshopError(
        N_("{file} isn’t an ordinary file."),
        found="{path}",
        hint=N_("Save what comes out of it as a file and choose that."),
        file=path.name or path,
        path=path,
    )


def _folder(path: Path) -> WorkshopError:
    return WorkshopError(
        N_("{file} is a folder, not a file."),
        found="{path}",
        hint=N_("Choose the file inside it."),
        file=path.name or path,
        path=path,
    )
