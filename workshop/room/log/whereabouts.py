"""Whether the file of a log still lies where it was opened.

A program that holds a file goes on writing into it after it was deleted, replaced or moved, and
everything looks well. What is written then is gone with the program, so nothing of it may be
called stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.log.database import StoreError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path


class Whereabouts:
    """Where an SQLite file and its write-ahead log lay when they were first seen.

    Args:
        path: of the file, which is there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ahead = path.with_name(f"{path.name}-wal")
        self._known = {path: _identity(path)}

    def check(self, *, written: bool = False) -> None:
        """Look whether all is where it was.

        Args:
            written: whether the caller has written; the write-ahead log is looked at as well,
                which is there as long as anybody has the file open.

        Raises:
            StoreError: if it was deleted, replaced or moved.
        """
        for file in (self._path, self._ahead) if written else (self._path,):
            here = _identity(file)
            if here is None or here != self._known.setdefault(file, here):
                raise StoreError(
                    N_("The workshop file is no longer where it was."),
                    found="{file}",
                    hint=N_(
                        "Was it deleted, moved or replaced? Put it back or restart the "
                        "kit. Until then, nothing counts as stored; the phones keep what "
                        "they have."
                    ),
                    file=file,
                )


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
