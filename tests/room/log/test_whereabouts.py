"""Nothing is called stored that lies in a file nobody will find again."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from workshop.room.log.database import StoreError
from workshop.room.log.event import Event
from workshop.room.log.log import EventLog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")


def said(key: str) -> Event:
    return Event(id=key, kind="contributed", subject="q", item=key)


def deleted(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def replaced(path: Path) -> None:
    deleted(path)
    EventLog(path).close()


def moved(path: Path) -> None:
    shutil.move(path, path.with_name("elsewhere"))


def without_the_log_ahead(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


def copied_over(path: Path) -> None:
    """As a sync program or a restored backup does: the same name, another file."""
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


@pytest.mark.parametrize("harm", [deleted, replaced, moved, without_the_log_ahead, copied_over])
def test_what_is_gone_is_not_stored(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """The file, or the one beside it that holds what is newest, was taken away while it is open."""
    path = tmp_path / "log"
    with closing(EventLog(path)) as log:
        log.append(said("before"))
        harm(path)

        with pytest.raises(StoreError, match="no longer where it was"):
            log.append(said("after"))


def test_a_folder_that_comes_back_goes_on(tmp_path: Path) -> None:
    """Moved by mistake and put back: nothing acknowledged is lost, and new answers are stored."""
    folder, elsewhere = tmp_path / "session", tmp_path / "elsewhere"
    folder.mkdir()
    with closing(EventLog(folder / "log")) as log:
        log.append(said("before"))
        folder.rename(elsewhere)
        with pytest.raises(StoreError):
            log.append(said("meanwhile"))
        elsewhere.rename(folder)
        log.append(said("after"))
    with closing(EventLog(folder / "log")) as again:
        kept = {event.id for _, event in again.read()}

    assert {"before", "after"} <= kept


def test_many_open_the_same_file_undisturbed(tmp_path: Path) -> None:
    """Acts and rooms that come and go change nothing about where the file lies."""
    path = tmp_path / "log"
    with closing(EventLog(path)) as log:
        for number in range(5):
            with closing(EventLog(path)) as other:
                other.append(said(f"other {number}"))
            log.append(said(f"own {number}"))
            log.compact()

        assert 10 == len(log.read())
