"""Keep Jupyter and its kernels from writing into the terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STDOUT, STDERR = 1, 2


@contextmanager
def quiet(log: Path) -> Iterator[IO[str]]:
    """Send everything this process and its children print to `log`.

    The file descriptors themselves are moved, because kernels inherit them.

    Args:
        log: the file to append to; its folder exists.

    Yields:
        The terminal, for the few lines a person should see.
    """
    _flush()
    kept = [os.dup(STDOUT), os.dup(STDERR)]
    encoding = sys.stdout.encoding if sys.stdout else "utf-8"
    with os.fdopen(os.dup(STDOUT), "w", encoding=encoding, errors="replace") as terminal:
        with log.open("a", encoding="utf-8") as sink:
            _point_at([sink.fileno(), sink.fileno()])
        try:
            yield terminal
        finally:
            _flush()
            _point_at(kept)
            for descriptor in kept:
                os.close(descriptor)


def _point_at(targets: list[int]) -> None:
    for target, standard in zip(targets, (STDOUT, STDERR), strict=True):
        os.dup2(target, standard)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
