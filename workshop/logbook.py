"""What engineers need, as a file: where in the code something went wrong, nothing anybody said."""

from __future__ import annotations

import logging
import time
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES, FILES = 512 * 1024, 2
PRIVATE = 0o600
OUR_OWN = ("workshop", "uvicorn")
"""Their lines are written by programmers; others interpolate what they were given."""
QUIET_SECONDS = 600.0
"""In which the same is not said again."""


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


class Logbook(RotatingFileHandler):
    """A log file of its owner's only; it begins with its first line.

    Args:
        file: where it lies; its folder exists.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=MOST_BYTES, backupCount=FILES, encoding="utf-8", delay=True)
        self.setFormatter(_Plain())
        self.addFilter(Once())

    def _open(self) -> Any:
        stream = super()._open()
        with suppress(OSError):  # a folder on a disk that knows no rights
            Path(self.baseFilename).chmod(PRIVATE)
        return stream

    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        # A full disk must not fill terminal or page as well; people are told where they act.
        return
