"""`workshop charter`: what was agreed, at a terminal, without any notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.source.command import run

from workshop.charter.export import DATA_FILE, NAMES
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import DATABASE_VARIABLE, Session, open_session, session_folder
from workshop.story.decisions.types import HouseRule, HouseRules
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

RULE = "Wer redet, steht <b>{n}</b>"


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session in which the rules of the room are decided; one of them is the room's own."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(DATABASE_VARIABLE, "")
    begun = open_session(session_folder("team"))
    with closing(EventLog(begun.log)) as log:
        rules = HouseRules(rules=(HouseRule(key="stays"), HouseRule(text=RULE)))
        Room(log).decide("arriving", rules.model_dump(mode="json"))
    return begun


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_printed_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """The kit's rule in that language, the room's own as it was typed."""
    code, out, err = run(capsys, "charter", "--session", "team", "--lang", lang)

    assert (0, "") == (code, err)
    assert Words("de" if lang == "de" else "en")("What’s said here stays here.") in out
    assert r"\<b\>{n}\</b\>" in out


def test_its_file_becomes_the_same_charter_elsewhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, session: Session
) -> None:
    """Both languages and the data are written; the data alone makes the pages again."""
    out = tmp_path / "out"
    first = run(capsys, "charter", "--session", "team", "--out", out)
    session.log.unlink()
    second = run(capsys, "charter", "--from", out / "charter.json", "--out", tmp_path / "again")

    assert (0, 0) == (first[0], second[0])
    assert {*NAMES, DATA_FILE} == {path.name for path in out.iterdir()}
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_what_differs_from_an_earlier_file_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, session: Session
) -> None:
    """Another rule than in the charter.json of then is new, and the old one is gone."""
    run(capsys, "charter", "--session", "team", "--out", tmp_path)
    with closing(EventLog(session.log)) as log:
        rules = HouseRules(rules=(HouseRule(key="stays"), HouseRule(text="Neu")))
        Room(log).decide("arriving", rules.model_dump(mode="json"))
    since = ("--since", tmp_path / "charter.json", "--lang", "en")
    code, out, err = run(capsys, "charter", "--session", "team", *since)

    assert (0, "") == (code, err)
    assert "1 new, 0 changed, 1 gone" in out
    assert "**Gone: How we treat each other** Wer redet" in out


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """For whoever reads the file with a program of their own."""
    code, out, _ = run(capsys, "charter", "--schema")

    assert 0 == code
    assert "CharterData" == json.loads(out)["title"]


@pytest.mark.parametrize(
    ("arguments", "fact"),
    [
        (("--session", "nobody"), "There’s no session in this folder."),
        (("--session", "team", "--from", "x.json"), "from a session or from a file, not from both"),
        (("--from", "nowhere.json"), "A file or folder can’t be used."),
    ],
)
def test_what_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], fact: str
) -> None:
    """Fact, what was found, hint; nothing is made."""
    code, out, err = run(capsys, "charter", *arguments, "--lang", "en")

    assert (2, "") == (code, out)
    assert fact in err
    assert not session_folder("nobody").exists()


def test_it_needs_no_jupyter() -> None:
    """Nothing of Jupyter is loaded on the way to a charter."""
    script = (
        "import sys; from workshop.cli import main; code = main(['charter', '--session', 'team']);"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'ipywidgets', 'IPython', 'ipykernel', 'jupyterlab'}), code,"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "[] 0\n" == done.stderr
