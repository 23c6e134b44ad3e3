"""The dashboard on disk: whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.data.dashboards import composed, line
from support.source.command import run

from workshop.dashboard.export import export
from workshop.errors import WorkshopError
from workshop.words import LANGS

if TYPE_CHECKING:
    from workshop.dashboard.document import Dashboard

FILES = {f"dashboard_{lang}.{kind}" for lang in LANGS for kind in ("html", "png")}


def both(target: float = 0.4) -> list[Dashboard]:
    return [composed(line("win_rate", target), lang=lang) for lang in LANGS]


def test_every_language_and_kind_is_written(tmp_path: Path) -> None:
    """A page to click and a picture to show."""
    assert FILES == {path.name for path in export(both(), tmp_path / "new" / "folder")}


def test_an_older_dashboard_survives_a_failed_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the new one, not the old one, and leaves no drafts."""
    export(both(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write, written = Path.write_bytes, []

    def filling(path: Path, content: bytes) -> int:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", filling)
    with pytest.raises(WorkshopError, match=r"dashboard can’t be saved.*the disk is full"):
        export(both(0.5), tmp_path)

    assert 3 == len(written)
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    """Where no folder can be, it says so."""
    (tmp_path / "file").touch()

    with pytest.raises(WorkshopError, match="dashboard can’t be saved"):
        export(both(), tmp_path / "file" / "dashboard")


def test_half_an_emoji_does_not_keep_it_from_the_wall(tmp_path: Path) -> None:
    """A text field that cuts off after so many characters can leave half of one."""
    paths = export([composed(line("win_rate", sales="yes \ud83d"))], tmp_path)

    assert "yes ?" in paths[0].read_text("utf-8")


def test_the_command_writes_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the sample company, for the KPIs that were asked for."""
    code, out, _ = run(
        capsys, "dashboard", "--kpi", "win_rate", "--kpi", "acceptance_rate", "--out", tmp_path
    )

    assert (0, FILES) == (code, {path.name for path in tmp_path.iterdir()})
    assert all(str(tmp_path / name) in out for name in FILES)


def test_the_command_refuses_what_is_no_kpi(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One message, exit code 2, no file."""
    code, _, err = run(capsys, "dashboard", "--kpi", "happiness", "--out", tmp_path / "x")

    assert (2, False) == (code, (tmp_path / "x").exists())
    assert "happiness" in err
