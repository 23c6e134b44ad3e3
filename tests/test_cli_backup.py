"""`workshop backup` and `workshop restore`: a session as one file, and back."""

from __future__ import annotations

import zipfile
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from support.room.live import ask_everything, postgres
from support.source.command import run

from workshop.room.log.event import Event
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import DATABASE_VARIABLE, open_session, session_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is kept outside the test."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(DATABASE_VARIABLE, "")
    return tmp_path / "home"


def session(name: str) -> Path:
    """Begin a session in which something was said and signed."""
    begun = open_session(session_folder(name))
    begun.crm.write_bytes(b"tables")
    begun.charter.mkdir()
    (begun.charter / "charter_de.html").write_text("ours", encoding="utf-8")
    (begun.folder / "facilitator.key").write_text("secret", encoding="utf-8")
    return begun.folder


def test_a_session_comes_back_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Also while it is open and answers lie in the write-ahead log; the key stays behind."""
    folder, file = session("team"), tmp_path / "team.zip"
    with closing(EventLog(folder / "room.sqlite")) as log:
        room = ask_everything(log)
        room.decide("terms.lead", {"sentence": "Bedarf da"})
        first = run(capsys, "backup", "team", "--to", str(file), "--lang", "en")
        before = room.state
    second = run(capsys, "restore", str(file), "--session", "again", "--lang", "en")
    restored = session_folder("again")
    with closing(EventLog(restored / "room.sqlite")) as log:
        after = Room(log).state

    assert (0, 0) == (first[0], second[0])
    assert before == after
    assert b"tables" == (restored / "crm.duckdb").read_bytes()
    assert "ours" == (restored / "charter" / "charter_de.html").read_text("utf-8")
    assert not (restored / "facilitator.key").exists()
    assert 0o700 == restored.stat().st_mode & 0o777


def test_a_room_in_a_database_is_in_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Wherever the answers lie, the file holds them."""
    name = f"team-{uuid4().hex}"
    session(name)
    with closing(EventLog(postgres(), name)) as log:
        log.append(Event(kind="decided", subject="terms.lead", body={"n": 1}))
    file = tmp_path / "team.zip"
    run(capsys, "backup", name, "--to", str(file), "--database", postgres())
    run(capsys, "restore", str(file), "--session", "again")
    with closing(EventLog(session_folder("again") / "room.sqlite")) as log:
        assert {"n": 1} == Room(log).state.decision("terms.lead")


@pytest.mark.parametrize("what", ["text", "empty", "other", "without the log"])
def test_what_is_no_backup_makes_no_session(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path, what: str
) -> None:
    """It says so, and leaves nothing behind."""
    file = tmp_path / "file.zip"
    if what in ("text", "empty"):
        file.write_text("no archive" if what == "text" else "", encoding="utf-8")
    else:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("session.json" if what == "without the log" else "a", "{}")
    code, _, err = run(capsys, "restore", str(file), "--session", "new", "--lang", "en")

    assert 2 == code
    assert "isn’t the backup of a session" in err
    assert [] == list(home.iterdir())


def test_a_hostile_archive_writes_nowhere_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    """Names that lead elsewhere, and files a backup does not have, stay in the archive."""
    session("team")
    file, bad = (
        tmp_path / "team.zip",
        ("../evil", "/evil", "charter/../../evil", "notebooks/x.ipynb"),
    )
    run(capsys, "backup", "team", "--to", str(file))
    with zipfile.ZipFile(file, "a") as packed:
        for name in bad:
            packed.writestr(name, "x")
    code, _, _ = run(capsys, "restore", str(file), "--session", "again")
    names = {path.name for path in tmp_path.rglob("*")}

    assert 0 == code
    assert "evil" not in names
    assert "x.ipynb" not in names
    assert {"team", "again"} == {path.name for path in home.iterdir()}


def test_nothing_is_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Neither a file by a backup nor a session by a restore; and no session is no backup."""
    session("team")
    file = tmp_path / "team.zip"
    run(capsys, "backup", "team", "--to", str(file))
    before = file.read_bytes()
    codes = [
        run(capsys, "backup", "team", "--to", str(file))[0],
        run(capsys, "restore", str(file), "--session", "team")[0],
        run(capsys, "backup", "nobody", "--to", str(tmp_path / "other.zip"))[0],
    ]

    assert [2, 2, 2] == codes
    assert before == file.read_bytes()
    assert not (tmp_path / "other.zip").exists()
