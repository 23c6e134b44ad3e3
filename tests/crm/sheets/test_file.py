"""A file is read from where it is, and what was handed over in memory stays there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile

if TYPE_CHECKING:
    from collections.abc import Callable


def on_disk(place: Path, content: bytes) -> ExportFile:
    path = place / "deals.csv"
    path.write_bytes(content)
    return ExportFile("deals.csv", path)


def in_memory(_: Path, content: bytes) -> ExportFile:
    return ExportFile("deals.csv", content=content)


@pytest.mark.parametrize("make", [on_disk, in_memory])
def test_a_file_is_the_same_on_disk_and_in_memory(
    tmp_path: Path, make: Callable[[Path, bytes], ExportFile]
) -> None:
    """Bytes, first bytes and size; from the start each time."""
    file = make(tmp_path, b"id;name\n")

    assert (b"id;", b"id;", 8) == (file.head(3), file.head(3), file.size)
    with file.opened() as stream:
        assert b"id;name\n" == stream.read()


def test_memory_is_never_written_to_disk() -> None:
    """An upload must leave no trace: nothing is opened on disk for it."""
    file = ExportFile("deals.csv", content=b"id\n")
    with patch.object(Path, "open", side_effect=AssertionError), file.opened() as stream:
        assert b"id\n" == stream.read()


def test_the_content_is_not_shown() -> None:
    """A file that stands in a message or a notebook shows nobody's data."""
    assert "Anna" not in repr(ExportFile("deals.csv", content=b"Anna"))


@pytest.mark.parametrize("given", [{}, {"path": Path("x"), "content": b""}])
def test_a_file_is_in_one_place(given: dict[str, object]) -> None:
    """Neither nowhere nor in two places."""
    with pytest.raises(ValueError, match="path or a content"):
        ExportFile("x", **given)


@pytest.mark.parametrize("use", [ExportFile.head, lambda file: file.size])
def test_a_missing_file_is_said_so(tmp_path: Path, use: Callable[[ExportFile], object]) -> None:
    """With the place where it should have been."""
    error = refusal(use, ExportFile("gone.csv", tmp_path / "gone.csv"))

    assert "The file gone.csv is missing." in str(error)
    assert str(tmp_path) in str(error)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is easily named instead of the file in it."""
    error = refusal(ExportFile("exports", tmp_path).head)

    assert "is a folder, not a file." in str(error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only POSIX has named pipes")
def test_a_pipe_is_called_no_folder(tmp_path: Path) -> None:
    """Nor is it opened: nobody may ever write to the other end."""
    os.mkfifo(tmp_path / "deals.csv")
    error = refusal(ExportFile("deals.csv", tmp_path / "deals.csv").head)

    assert "deals.csv isn’t an ordinary file." in str(error)
    assert "folder" not in str(error)


@pytest.mark.parametrize("late", [False, True])
def test_what_the_system_refuses_is_an_error_for_people(tmp_path: Path, *, late: bool) -> None:
    """A file that Excel holds open, or a drive that is pulled out while somebody reads."""
    file = on_disk(tmp_path, b"id\n")

    def read() -> None:
        with file.opened():
            raise PermissionError(13, "Permission denied")

    def open_() -> None:
        with patch.object(Path, "open", side_effect=PermissionError(13, "Permission denied")):
            file.head()

    error = refusal(read if late else open_)

    assert "The file deals.csv can’t be opened." in str(error)
    assert "permission is missing" in str(error)
