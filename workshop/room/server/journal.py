"""What engineers need goes to a file; the terminal gets one line, and only if it must."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workshop.logbook import QUIET_SECONDS, Logbook

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.words import Words

NAME = "room.log"

logger = logging.getLogger(__name__)


class _Terminal(logging.Handler):
    """One line for the person at the terminal, whatever went wrong."""

    def __init__(self, words: Words, file: Path) -> None:
        super().__init__(logging.ERROR)
        self._line = words(
            "Something went wrong in the room’s server. It’s still running; what "
            "happened is in {file}.",
            file=file,
        )
        self._said: float | None = None

    def emit(self, _: logging.LogRecord) -> None:
        now = time.monotonic()
        if self._said is None or now - self._said > QUIET_SECONDS:
            self._said = now
            sys.stderr.write(f"{self._line}\n")
            sys.stderr.flush()


@contextmanager
def journal(folder: Path, words: Words) -> Iterator[None]:
    """Write what is logged while the block runs into a file of a folder.

    Args:
        folder: of the session.
        words: the language of the terminal.
    """
    file = folder / NAME
    written = Logbook(file)
    terminal = _Terminal(words, file)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = [written, terminal]
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        written.close()


def note_accident(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong in the event loop; a connection that broke is nobody's accident."""
    error = context.get("exception")
    if isinstance(error, OSError):
        logger.warning("A connection failed: %s", type(error).__name__)
    else:
        logger.error("The event loop met an error.", exc_info=error)
