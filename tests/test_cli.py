"""The command line: clear answers, one message for bad input, exit code 2."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT
from support.source.command import run

from workshop import __version__
from workshop.cli import main
from workshop.crm.sample.later_stories import LATER_STORIES
from workshop.crm.sample.stories import STORIES
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from pathlib import Path

MAVEN = ROOT.parent / "shared" / "data" / "maven_crm"
MAPPING = ROOT / "datasets" / "mappings" / "maven_crm.yaml"
KEYS = [
    "name", "value", "unit", "n", "numerator", "denominator", "low", "high", "window_days",
    "as_of", "caveats", "missing", "beside",
]  # fmt: skip
needs_maven = pytest.mark.skipif(not MAVEN.is_dir(), reason="the foreign export is not here")


@cache
def maven(*more: str) -> str:
    """Return what the KPIs of the foreign export print."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["kpis", "--data", str(MAVEN), "--mapping", str(MAPPING), *more])

    assert (code, err.getvalue()) == (0, "")
    return out.getvalue()


@needs_maven
def test_the_figures_of_a_foreign_export() -> None:
    """Known true figures: 4238 of 6711 won, medians 57, 14 and 45 days, value 10,005,534."""
    answers = {one["name"]: one for one in json.loads(maven("--json"))}
    rate = answers["win_rate"]

    assert (4238, 6711, 6711) == (rate["numerator"], rate["denominator"], rate["n"])
    assert rate["value"] == pytest.approx(4238 / 6711)
    assert rate["low"] < rate["value"] < rate["high"]
    cycles = [answers[f"sales_cycle_{kind}"]["value"] for kind in ("won", "lost", "closed")]
    assert [57, 14, 45] == cycles
    assert answers["won_value"]["value"] == 10_005_534
    assert {"2017-12-31"} == {one["as_of"] for one in answers.values()}


@needs_maven
def test_the_shape_of_the_json_is_a_contract() -> None:
    """Other programs rely on these keys."""
    for one in json.loads(maven("--json")):
        assert KEYS == list(one)
        assert all(["code", "text"] == list(caveat) for caveat in one["caveats"])
        assert all(isinstance(column, str) for column in one["missing"])


@needs_maven
def test_a_value_win_rate_without_lost_values_is_refused() -> None:
    """100 % would be no rate; the reason is said instead."""
    answers = {one["name"]: one for one in json.loads(maven("--json"))}
    refused = answers["win_rate_by_value"]

    assert refused["value"] is None
    assert "value_missing_for_lost" in [caveat["code"] for caveat in refused["caveats"]]


@needs_maven
def test_what_cannot_be_computed_names_its_columns() -> None:
    """Better no number than a wrong one."""
    answers = {one["name"]: one for one in json.loads(maven("--json"))}

    assert answers["lead_to_won"]["value"] is None
    assert "contacts.created_at" in answers["lead_to_won"]["missing"]


@needs_maven
@pytest.mark.parametrize("more", [("--json",), ("--lang", "de"), ("--lang", "en")])
def test_no_agent_is_named(more: tuple[str, ...]) -> None:
    """People in sales do not appear in any output."""
    printed = maven(*more)
    with (MAVEN / "sales_teams.csv").open(encoding="utf-8") as file:
        agents = {row["sales_agent"] for row in csv.DictReader(file)}

    assert agents
    assert not any(agent in printed for agent in agents)


@needs_maven
def test_text_in_both_languages() -> None:
    """Numbers are written as the language writes them."""
    german, english = maven("--lang", "de"), maven("--lang", "en")

    assert "63,15\u202f%" in german
    assert "10.005.534" in german
    assert "63.15%" in english
    assert "10,005,534" in english
    assert "57 days" in english


def test_the_sample_company_answers_every_kpi(capsys: pytest.CaptureFixture[str]) -> None:
    """Out of the box no column is missing; what has no number is waiting for people, or stale."""
    code, out, _ = run(capsys, "kpis", "--json")
    answers = json.loads(out)
    silent = [one["caveats"][0]["code"] for one in answers if one["value"] is None]

    assert code == 0
    assert [] == [one["name"] for one in answers if one["missing"]]
    assert {"assumption_missing", "stale_pipeline"} <= {*silent}
    assert len(answers) - len(silent) >= 24


def test_the_sample_company_can_be_made_anew(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What is made can be read at once."""
    made, _, _ = run(capsys, "sample", "--contacts", 600, "--out", tmp_path / "firm")
    code, _, _ = run(capsys, "kpis", "--kpi", "win_rate", "--data", tmp_path / "firm")

    assert (0, 0) == (made, code)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """One place knows it."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])

    assert stopped.value.code == 0
    assert __version__ == capsys.readouterr().out.strip()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_speaks_the_language(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """No half-translated help."""
    with pytest.raises(SystemExit):
        main(["--lang", lang, "--help"])
    shown = capsys.readouterr().out

    assert Words(lang)("Options") in shown
    assert Words(lang)("which column of the export means what")[:20] in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["dance"],
        ["--lang", "fr"],
        ["--lang"],
        ["--port", "many"],
        ["--session", "../../etc"],
        ["--session", ""],
        ["kpis", "--data", "no/such/folder"],
        ["kpis", "--mapping", "no/such/file.yaml"],
        ["sample"],
        ["sample", "--contacts", "-3", "--out", "x"],
        ["sample", "--contacts", "99", "--out", "x"],
        ["sample", "--contacts", "99999999999999", "--out", "x"],
        ["sample", "--seed", "-1", "--out", "x"],
        ["sample", "--contacts", "100", "--out", "file/below"],
        ["--data", "no/such/folder", "kpis"],
        ["--session", "below a file"],
        ["--cap", "many"],
        ["--cap", "-1"],
        ["--cap", "5001"],
        ["--room-port", "many"],
        ["--no-room", "please"],
        ["room", "--cap", "5001"],
        ["room", "--port", "many"],
        ["room", "--no-room"],
        ["room", "stage"],
        ["room", "--session", "../../etc"],
    ],
)
def test_bad_input_gives_one_message_and_two(
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fact, finding, hint; never a traceback, and nothing is begun."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "file"))
    code, out, err = run(capsys, *arguments)

    assert (code, out) == (2, "")
    assert 1 <= len(err.splitlines()) <= 3
    assert "Traceback" not in err
    assert ["file"] == [path.name for path in tmp_path.rglob("*") if path.is_file()]


@needs_maven
def test_data_may_be_named_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``workshop --data X kpis`` never answers with the sample company's numbers."""
    _, before, _ = run(capsys, "--data", MAVEN, "--mapping", MAPPING, "kpis")

    assert maven() == before


def test_a_narrow_pipe_gets_utf8(tmp_path: Path) -> None:
    """A pipe set to another encoding ends neither in a traceback nor in question marks."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    head, row = "deal_id,status,created_at,closed_at\n", "D{},won,2026-01-02,2026-02-03\n"
    deals = head + "".join(row.format(n) for n in range(40))
    (tmp_path / "deals.csv").write_text(deals, encoding="utf-8")
    command = [sys.executable, "-m", "workshop", "kpis", "--data", str(tmp_path)]
    shown = subprocess.run(command, capture_output=True, check=True, env=environment)

    assert b"" == shown.stderr
    assert "„" in shown.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("tables: [", "mapping.yaml"),
        ("tables:\n  planets: {file: x.csv, columns: {}}", "planets"),
        ("tables:\n  deals: {file: deals.csv, columns: {shoe: x}}", "shoe"),
        ("tables:\n  deals: {file: gone.csv, columns: {deal_id: id}}", "gone.csv"),
        ("tables:\n  deals: {file: deals.csv, columns: {deal_id: nope}}", "nope"),
        ("tables:\n  deals: {file: deals.csv, columns: {value: stage}}", "abc"),
        ("tables:\n  deals: {file: empty.csv, columns: {deal_id: id}}", "empty.csv"),
    ],
)
def test_a_bad_mapping_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, word: str
) -> None:
    """Unknown tables, fields, files and columns, wrong types, empty files: each says which."""
    (tmp_path / "mapping.yaml").write_text(content, encoding="utf-8")
    (tmp_path / "deals.csv").write_text("id,stage\n1,abc\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    code, _, err = run(capsys, "kpis", "--data", tmp_path)

    assert code == 2
    assert word in err
    assert "Traceback" not in err


def test_a_session_keeps_its_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decisions rest on the data; other data needs another session, and nothing is touched."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    (tmp_path / "team").mkdir()
    kept = tmp_path / "team" / "crm.duckdb"
    kept.write_bytes(b"precious")
    code, _, err = run(capsys, "--session", "team", "--data", ROOT / "datasets", "--lang", "en")

    assert code == 2
    assert "another name with --session" in err
    assert kept.read_bytes() == b"precious"


@pytest.mark.parametrize("lang", LANGS)
def test_the_stories_are_told(capsys: pytest.CaptureFixture[str], lang: Lang) -> None:
    """Whoever leads the workshop reads what there is to find, in their language."""
    code, out, _ = run(capsys, "stories", "--lang", lang)

    assert 0 == code
    every = (*STORIES, *LATER_STORIES)
    assert all(Words(lang)(story.title) in out for story in every)
    assert all(Words(lang)(story.question) in out for story in every)
