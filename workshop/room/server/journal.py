"""What engineers need goes to a file; the terminal gets one line, and only if it must."""

from __future__ import annotations

import logging
import sys
import time
import traceback
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.words import Words

NAME = "room.log"
MOST_BYTES, FILES = 512 * 1024, 2
PRIVATE = 0o600
OUR_OWN = ("workshop", "uvicorn")
"""Their lines are written by programmers; others interpolate what they were given."""
QUIET_SECONDS = 600.0
"""In which the same is not said again."""

logger = logging.getLogger(__name__)


class _Plain(logging.Formatter):
    """Lines that hold no address and nothing anybody said: no values, only places in code."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] in OUR_OWN
        text = record.getMessage().strip() if ours else ""
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {text}".rstrip()
        error = record.exc_info[1] if record.exc_info else None
        return head + (_places(error) if error else "")


def _places(error: BaseException) -> str:
    """Return the kind of an error and where in the code it arose, without its message."""
    chain = []
    at: BaseException | None = error
    while at is not None:
        frames = traceback.extract_tb(at.__traceback__)
        lines = [f"    {one.filename}:{one.lineno} {one.name}" for one in frames]
        chain.append("\n".join([f"\n  {type(at).__module__}.{type(at).__qualname__}", *lines]))
        at = at.__cause__ or at.__context__
    return "".join(chain)


class Once(logging.Filter):
    """Lets a line through, and the same again only after a while, with how often it came.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to write a line."""
        key, now = (record.name, str(record.msg)), self._clock()
        since, count = self._seen.get(key, (None, 0))
        if since is not None and now - since < QUIET_SECONDS:
            self._seen[key] = (since, count + 1)
            return False
        self._seen[key] = (now, 0)
        if count:
            record.msg = f"{record.getMessage().strip()} ({count} more since)"
            record.args = ()
        return True


class _Terminal(logging.Handler):
    """One line for the person at the terminal, whatever went wrong."""

    def __init__(self, words: Words, file: Path) -> None:
        super().__init__(logging.ERROR)
        self._line = words(
            "Something went wrong in the room's server. It goes on; what happened stands in"
            " {file}.",
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
    written = _File(file, maxBytes=MOST_BYTES, backupCount=FILES, encoding="utf-8", delay=True)
    written.setFormatter(_Plain())
    terminal = _Terminal(words, file)
    root = logging.getLogger()
    written.addFilter(Once())
    before, level = root.handlers[:], root.level
    root.handlers[:] = [written, terminal]
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        written.close()


class _File(RotatingFileHandler):
    def _open(self) -> Any:
        stream = super()._open()
        with suppress(OSError):  # a folder on a disk that knows no rights
            self._path.chmod(PRIVATE)
        return stream

    @property
    def _path(self) -> Path:
        from pathlib import Path  # noqa: PLC0415

        return Path(self.baseFilename)

    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        # A full disk must not fill the terminal as well; phones are told by the answers they get.
        return


def note_accident(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong in the event loop; a connection that broke is nobody's accident."""
    error = context.get("exception")
    if isinstance(error, OSError):
        logger.warning("A connection failed: %s", type(error).__name__)
    else:
        logger.error("The event loop met an error.", exc_info=error)
