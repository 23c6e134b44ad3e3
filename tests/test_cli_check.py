"""`workshop check`: a charter held against data, at a terminal or by a scheduler."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.data.months import charter_of_june
from support.source.command import run

from workshop.acts import shipped
from workshop.story.charter import DataSource

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@pytest.fixture
def charter(tmp_path: Path) -> Path:
    """A charter as it lies on a disk."""
    file = tmp_path / "charter.json"
    file.write_text(charter_of_june().to_json(), "utf-8")
    return file


def test_it_prints_the_check_and_writes_the_page(
    capsys: pytest.CaptureFixture[str], charter: Path, tmp_path: Path
) -> None:
    """The sample company is checked; the page lies where it was asked for."""
    page = tmp_path / "check.html"
    code, out, err = run(capsys, "check", "--charter", charter, "--html", page, "--lang", "en")

    assert err == ""
    assert code == 1
    assert "Team Süd: what became of the charter, as of 30 September 2026" in out
    assert "<h1>" in page.read_text("utf-8")


def test_json_and_chat_are_for_programs(capsys: pytest.CaptureFixture[str], charter: Path) -> None:
    """JSON says its own exit code, and the chat gets one line of it."""
    code, out, _ = run(capsys, "check", "--charter", charter, "--json")
    content = json.loads(out)
    _, line, _ = run(capsys, "check", "--charter", charter, "--chat")

    assert code == content["status"]
    assert content["sentence"]["de"] == line.strip()


def test_a_day_is_asked_as_it_was(capsys: pytest.CaptureFixture[str], charter: Path) -> None:
    """As of a day, nothing later counts; a field without dates is refused, and the code says so."""
    code, out, _ = run(
        capsys, "check", "--charter", charter, "--as-of", "2026-08-31", "--json", "--lang", "en"
    )
    content = json.loads(out)

    assert content["check"]["as_of"] == "2026-08-31"
    assert content["check"]["since"] == {"first": "2026-06-03", "last": "2026-08-31"}
    assert code == 2


def test_what_is_no_charter_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that is none, a session that is none, a newer version: fact, found, exit code 2."""
    file = tmp_path / "charter.json"
    file.write_text('{"format": 99}', "utf-8")
    newer = run(capsys, "check", "--charter", file, "--lang", "en")
    unknown = run(capsys, "check", "--charter", "nobody", "--lang", "en")

    assert (2, 2) == (newer[0], unknown[0])
    assert "newer version" in newer[2]
    assert "nobody" in unknown[2]


def test_data_older_than_the_charter_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The sample company ends before this charter's data: both days are named."""
    file = tmp_path / "charter.json"
    day: date = charter_of_june().source.as_of.replace(year=2027)
    file.write_text(charter_of_june(source=DataSource(name="later", as_of=day)).to_json(), "utf-8")
    code, _, err = run(
        capsys, "check", "--charter", file, "--data", shipped("datasets"), "--lang", "en"
    )

    assert code == 2
    assert "30 September 2026" in err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reads the JSON can check it."""
    code, out, _ = run(capsys, "check", "--schema")

    assert code == 0
    assert json.loads(out)["title"] == "CheckReport"
