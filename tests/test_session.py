"""A session's folder: begun once, opened again, never damaged."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from workshop.acts import notebooks
from workshop.errors import WorkshopError
from workshop.session import FORMAT, home, open_session, session_folder, session_here


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_session_begins_with_its_description(tmp_path: Path) -> None:
    """A new folder says which format it has and when it was begun, and holds nothing else."""
    session = open_session(tmp_path / "north" / "team")

    assert {"session.json"} == set(files(session.folder))
    assert {"format": FORMAT, "begun": "2026-11-23"} == json.loads(
        (session.folder / "session.json").read_text()
    )


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the home folder's own rights hold")
def test_nobody_else_looks_into_a_session(tmp_path: Path) -> None:
    """What people said stays theirs, also where the folder was open to everybody before."""
    tmp_path.chmod(0o755)
    open_session(tmp_path)

    assert 0o700 == stat.S_IMODE(tmp_path.stat().st_mode)


def test_opening_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on tomorrow leaves every byte as it was."""
    open_session(tmp_path)
    (tmp_path / "room.sqlite").write_bytes(b"what they said")
    before = files(tmp_path)
    monkeypatch.setenv("WORKSHOP_NOW", "2026-11-24")
    open_session(tmp_path)

    assert before == files(tmp_path)


def test_everything_lies_in_the_folder(tmp_path: Path) -> None:
    """Nothing of a session is anywhere else, so that deleting the folder deletes it."""
    session = open_session(tmp_path)
    places = [session.log, session.crm, session.notebooks, session.charter]

    assert [tmp_path] * 4 == [place.parent for place in places]


def test_a_newer_session_is_left_alone(tmp_path: Path) -> None:
    """An older kit does not touch what it does not understand."""
    manifest = tmp_path / "session.json"
    manifest.write_text(json.dumps({"format": FORMAT + 1}))
    before = files(tmp_path)

    with pytest.raises(WorkshopError, match=rf"newer.*Format {FORMAT + 1}.*knows {FORMAT}"):
        open_session(tmp_path)
    assert before == files(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "two"}',
        b'{"format": null}',
        b'{"format": 1e999}',
        b'{"format": 0}',
        b'{"format": true}',
        b"\xff\xfe\x00",
    ],
)
def test_an_unreadable_description_is_reported_and_kept(tmp_path: Path, content: bytes) -> None:
    """A damaged manifest is never replaced: somebody may still mend it."""
    (tmp_path / "session.json").write_bytes(content)

    with pytest.raises(WorkshopError, match=r"description can’t be read.*session\.json"):
        open_session(tmp_path)
    assert {"session.json": content} == files(tmp_path)


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    """Where no folder can be, the reason and a way out are named."""
    (tmp_path / "file").touch()

    with pytest.raises(WorkshopError, match=r"can’t be written.*WORKSHOP_HOME"):
        open_session(tmp_path / "file" / "session")


def test_a_folder_for_reading_only_is_refused_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better no start than answers that cannot be stored."""
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(WorkshopError, match=r"can’t be written.*permission is missing"):
        open_session(tmp_path)
    assert {} == files(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_locked_folder_is_refused(tmp_path: Path) -> None:
    """The same with the file system's own permissions."""
    tmp_path.chmod(0o500)

    with pytest.raises(WorkshopError, match="can’t be written"):
        open_session(tmp_path)


def test_a_disk_that_fills_up_leaves_no_half_description(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest appears whole or not at all, else its session could never be opened again."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WorkshopError, match="the disk is full"):
        open_session(tmp_path)

    assert not (tmp_path / "session.json").exists()


def test_notebooks_are_copies(tmp_path: Path) -> None:
    """Running an act never touches the shipped file, and a copy is made afresh at each start."""
    session = open_session(tmp_path)
    session.lay_out_notebooks()
    copies = sorted(session.notebooks.rglob("*.ipynb"))
    copies[0].write_text("changed")
    session.lay_out_notebooks()

    assert sorted(p.name for p in notebooks()) == sorted(p.name for p in copies)
    assert copies[0].read_text() != "changed"


def test_notebooks_that_cannot_be_copied_are_reported(tmp_path: Path) -> None:
    """A full or locked folder ends in a sentence, not in a traceback."""
    session = open_session(tmp_path)
    session.notebooks.touch()

    with pytest.raises(WorkshopError, match="folder can’t be written"):
        session.lay_out_notebooks()


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "Lpt9.txt", "aux.team", "COM¹", "prn .x"])
def test_a_name_that_is_a_device_on_windows_is_refused(name: str) -> None:
    """A session made on one computer is opened on another."""
    with pytest.raises(WorkshopError, match="Windows reserves this name"):
        session_folder(name)


@pytest.mark.parametrize("name", ["console", "Nullrunde", "com10", "team con", "con-team"])
def test_a_name_like_a_device_is_a_name(name: str) -> None:
    """Only the names themselves are reserved."""
    assert home() / name == session_folder(name)


@pytest.mark.parametrize("name", ["team-north-2026", "Team Nord", "größe.1", "x" * 64])
def test_a_plain_name_is_a_folder_of_home(name: str) -> None:
    """Letters of any language, digits, spaces, dots and dashes make a name."""
    assert home() / name == session_folder(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", "/x", "-x", " x", "x ", "x.", "a\nb", "x" * 65]
)
def test_a_name_cannot_leave_home(name: str) -> None:
    """No name reaches another folder or one that some file system refuses."""
    with pytest.raises(WorkshopError, match="can’t have this name"):
        session_folder(name)


def test_home_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Kernels run in other folders; a relative home would give each its own session."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_HOME", "sessions")

    assert Path.cwd() / "sessions" == home()


def test_home_is_the_users_own_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice, sessions lie where people find them."""
    monkeypatch.delenv("WORKSHOP_HOME")

    assert Path.home() / "workshop-sessions" == home()


def test_a_notebook_finds_its_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The started kit names the session; a notebook run alone takes the default one."""
    default = session_here().folder
    monkeypatch.setenv("WORKSHOP_SESSION", str(tmp_path / "named"))

    assert (home() / "workshop", tmp_path / "named") == (default, session_here().folder)
