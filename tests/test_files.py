"""Files that belong together appear together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.files import lay_down

if TYPE_CHECKING:
    from pathlib import Path


def test_all_files_are_written_and_named(tmp_path: Path) -> None:
    """The folder is made; what comes back is what lies there, and nothing else does."""
    found = lay_down(tmp_path / "new", {"a.html": b"1", "b.png": b"2"})

    assert [b"1", b"2"] == [path.read_bytes() for path in found]
    assert {"a.html", "b.png"} == {path.name for path in (tmp_path / "new").iterdir()}


def test_older_files_survive_what_cannot_be_written(tmp_path: Path) -> None:
    """One file that cannot be written keeps all of them from being replaced."""
    lay_down(tmp_path, {"a": b"old", "b": b"old"})
    (tmp_path / "b.draft").mkdir()

    with pytest.raises(OSError, match="directory"):
        lay_down(tmp_path, {"a": b"new", "b": b"new"})

    assert b"old" == (tmp_path / "a").read_bytes()
    assert not (tmp_path / "a.draft").exists()
