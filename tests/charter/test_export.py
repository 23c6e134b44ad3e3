"""The charter on disk: every kind of file, whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.acts.charters import charter, everywhere, small

from workshop.charter.export import DATA_FILE, NAMES, export
from workshop.charter.pdf import pdf
from workshop.charter.word import word
from workshop.errors import WorkshopError

DATA = '{"format": 1}\n'


def test_every_language_and_kind_is_written(tmp_path: Path) -> None:
    """Page, Word, PDF, poster and check list in each language, and the data, which is in none."""
    exported = export([charter("de"), charter("en")], DATA, tmp_path / "charter")

    assert {*NAMES, DATA_FILE} == {path.name for path in exported.files}
    assert 2 * 7 == len(NAMES)
    assert () == exported.failures
    assert all(path.read_bytes() for path in exported.files)


def test_the_same_charter_makes_the_same_bytes(tmp_path: Path) -> None:
    """No day, no folder and nobody's name gets into a file that is not of the charter itself."""
    first = export([charter()], DATA, tmp_path / "a").files
    pdf.cache_clear()
    word.cache_clear()
    again = export([charter()], DATA, tmp_path / "b").files

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_without_a_package_the_other_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer that blocks the typesetter has a page all the same, and no stale PDF beside it."""
    export([everywhere("alt")], DATA, tmp_path)
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf.cache_clear()
    exported = export([everywhere("neu")], DATA, tmp_path)

    assert ["typst" in str(failure) for failure in exported.failures] == [True]
    assert {path.name for path in exported.files} == {path.name for path in tmp_path.iterdir()}
    assert {".pdf"} == {Path(name).suffix for name in NAMES if "_de" in name} - {
        path.suffix for path in exported.files
    }


def test_an_older_charter_survives_a_failed_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the new version, not the old one."""
    export([everywhere("alt")], DATA, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(WorkshopError, match="can’t be saved"):
        export([everywhere("neu")], DATA, tmp_path)

    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_disk_that_fills_up_half_way_leaves_the_older_charter_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a new Markdown beside an old HTML, and no drafts are left lying about."""
    export([everywhere("alt"), small("en")], DATA, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write, written = Path.write_bytes, []

    def filling(path: Path, content: bytes) -> int:
        if len(written) == 4:
            raise OSError(28, "No space left on device")
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", filling)
    with pytest.raises(WorkshopError, match="the disk is full"):
        export([everywhere("neu"), charter("en")], "{}", tmp_path)

    assert 4 == len(written)
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    """Where no folder can be, the charter says so and the decisions stay safe."""
    (tmp_path / "file").touch()

    with pytest.raises(WorkshopError, match=r"charter can’t be saved.*safe in the session"):
        export([charter()], DATA, tmp_path / "file" / "charter")


def test_half_an_emoji_does_not_keep_the_charter_from_its_paper(tmp_path: Path) -> None:
    """A text field that cuts off after so many characters can leave half of one."""
    paths = export([everywhere("yes \ud83d")], '{"said": "yes \ud83d"}', tmp_path).files
    texts = [path for path in paths if path.suffix in {".md", ".html", ".json", ".csv"}]

    assert all("yes ?" in path.read_text("utf-8") for path in texts)
