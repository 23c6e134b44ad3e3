"""What engineers need goes to a file without addresses and answers; the terminal stays quiet."""

from __future__ import annotations

import logging
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workshop import logbook
from workshop.logbook import QUIET_SECONDS, Once
from workshop.room.server.journal import NAME, journal, note_accident
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

ANSWER, ADDRESS = "they never call back", "192.0.2.77"
ours = logging.getLogger("workshop.room.server.writer")
theirs = logging.getLogger("sqlalchemy.pool")


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    with journal(folder, Words("en")):
        yield


def fail(logger: logging.Logger, line: str = "It failed.") -> None:
    """Log an error whose messages hold what must not be kept."""
    try:
        try:
            raise KeyError(ANSWER)  # noqa: TRY301 - the chain is the point
        except KeyError as error:
            raise ValueError(ADDRESS) from error
    except ValueError:
        logger.exception(line)


def test_the_file_holds_where_it_happened_and_no_value(tmp_path: Path) -> None:
    """Kind of error and place in the code, of the whole chain; no address, no answer."""
    with writing(tmp_path):
        fail(ours)
        theirs.error("row %s of %s", ANSWER, ADDRESS)
    kept = (tmp_path / NAME).read_text("utf-8")

    assert "It failed." in kept
    assert "builtins.ValueError" in kept
    assert "builtins.KeyError" in kept
    assert "test_journal.py" in kept
    assert "ERROR sqlalchemy.pool" in kept
    assert ANSWER not in kept
    assert ADDRESS not in kept


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    """As everything in a session; and a room in which all went well leaves none."""
    with writing(tmp_path):
        pass
    before = list(tmp_path.iterdir())
    with writing(tmp_path):
        fail(ours)

    assert [] == before
    assert 0o600 == stat.S_IMODE((tmp_path / NAME).stat().st_mode)


def test_the_terminal_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However much goes wrong: no stack trace, and where to read on."""
    with writing(tmp_path):
        for number in range(50):
            fail(ours, f"It failed {number} times.")
    shown = capsys.readouterr()

    assert "" == shown.out
    assert 1 == len(shown.err.splitlines())
    assert str(tmp_path / NAME) in shown.err
    assert "Traceback" not in shown.err


def test_what_a_client_does_wrong_is_not_worth_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad requests and broken connections are for the file."""
    with writing(tmp_path):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
        note_accident(None, {"message": "x", "exception": OSError(24, "Too many open files")})  # type: ignore[arg-type]

    assert ("", "") == capsys.readouterr()
    kept = (tmp_path / NAME).read_text("utf-8")
    assert "Invalid HTTP request received." in kept
    assert "A connection failed: OSError" in kept


def test_a_flood_of_the_same_is_counted() -> None:
    """Ten thousand bad requests do not push out what matters."""
    now = 0.0
    once = Once(lambda: now)

    def say() -> logging.LogRecord | None:
        record = logging.LogRecord("x", logging.WARNING, "", 1, "Bad request.", None, None)
        return record if once.filter(record) else None

    first = [say() for _ in range(10_000)]
    now = QUIET_SECONDS + 1
    again = say()

    assert [True] + [False] * 9_999 == [one is not None for one in first]
    assert again is not None
    assert "Bad request. (9999 more since)" == again.getMessage()


def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that runs full would cost answers."""
    monkeypatch.setattr(logbook, "MOST_BYTES", 2000)
    with writing(tmp_path):
        for number in range(500):
            ours.warning("Line %s", number)
            ours.warning(f"Another {number}")  # the same line would be said once
    sizes = [one.stat().st_size for one in tmp_path.iterdir()]

    assert len(sizes) <= 3
    assert sum(sizes) <= 3 * 2000


def test_afterwards_everything_logs_as_before(tmp_path: Path) -> None:
    """The block leaves nothing behind in the process."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    with writing(tmp_path):
        pass

    assert before == (root.handlers, root.level)
