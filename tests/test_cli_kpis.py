"""`workshop kpis`: which day, which window, which KPI, what people assume, and the SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.source.command import run

from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.text.lacks import NOT_YET
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "deal_id,contact_id,status,created_at,closed_at,value\n"
DEALS = HEADER + "".join(
    f"D{n},C{n},{'won' if n % 4 else 'lost'},2026-01-02,2026-0{2 + n % 2}-03,{n}\n"
    for n in range(80)
)
CONTACTS = "contact_id,created_at,source\n" + "".join(
    f"C{n},2026-01-02,{'fair' if n % 2 else 'ads'}\n" for n in range(80)
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return eighty deals, of which three in four are won, half of them in February."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    return tmp_path


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    code, out, err = run(capsys, "kpis", *arguments, "--json", "--lang", "en")

    assert (0, "") == (code, err)
    return json.loads(out)


def one(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    (found,) = as_json(capsys, *arguments)
    return found


def test_one_kpi_on_an_earlier_day(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """On the last of February the deals of March were open."""
    late = one(capsys, "--data", data, "--kpi", "win_rate")
    early = one(capsys, "--data", data, "--kpi", "win_rate", "--as-of", "2026-02-28")

    assert ("win_rate", 80, 60) == (late["name"], late["n"], late["numerator"])
    assert (40, 20, "2026-02-28") == (early["n"], early["numerator"], early["as_of"])


def test_the_window_is_the_one_asked_for(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """With 40 days only February's wins are in time."""
    found = one(capsys, "--data", data, "--kpi", "lead_to_won", "--window", 40)

    assert (40, 20) == (found["window_days"], found["numerator"])


def test_groups_and_mixes_take_day_and_window_too(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    """One question, whatever the page."""
    asked = ("--data", data, "--kpi", "lead_to_won", "--window", 40, "--as-of", "2026-02-28")
    groups = as_json(capsys, *asked, "--by", "source")
    mix = as_json(capsys, *asked, "--by", "source", "--mix", "source")

    assert {40} == {page["total"]["window_days"] for page in (groups, mix)}
    assert {"2026-02-28"} == {page["total"]["as_of"] for page in (groups, mix)}


def test_assumptions_are_typed(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """A goal gives a coverage; without one the refusal names it."""
    (data / "deals.csv").write_text(DEALS + "O,C1,open,2026-03-01,,500\n", encoding="utf-8")
    asked = ("--data", data, "--kpi", "pipeline_coverage")
    said, unsaid = one(capsys, *asked, "--assume", "goal=5000"), one(capsys, *asked)
    won = sum(n for n in range(80) if n % 4)

    assert pytest.approx(500 / (5000 - won)) == said["value"]
    assert ("factor", "needed") == (said["unit"], said["beside"][0]["name"])
    assert "assumption_missing" == unsaid["caveats"][0]["code"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["funnel", "workload", "consistency"])
def test_tables_have_names_like_kpis(
    capsys: pytest.CaptureFixture[str], data: Path, name: str, lang: str
) -> None:
    """As text in both languages, and as JSON."""
    code, out, _ = run(capsys, "kpis", "--data", data, "--kpi", name, "--lang", lang)

    assert 0 == code
    assert 3 <= len(out.splitlines())
    assert "{" not in out
    assert isinstance(as_json(capsys, "--data", data, "--kpi", name), dict)


def test_the_check_stands_before_all_kpis(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """Who reads numbers has read first whether they hold together."""
    _, out, _ = run(capsys, "kpis", "--data", data, "--lang", "en")

    assert out.startswith(Words("en")("Does it all add up? As of {day}", day="3 March 2026"))


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_said_stands_at_the_end(
    capsys: pytest.CaptureFixture[str], data: Path, lang: str
) -> None:
    """All KPIs: those with what they need as they are, the others by what would bring them."""
    _, out, _ = run(capsys, "kpis", "--data", data, "--lang", lang)
    said, _, rest = out.partition(Words(lang)(NOT_YET))
    labels = {one.name: Words(lang)(one.label) for one in KPIS.values()}

    assert f"{labels['win_rate']}: " in said
    assert f"\n{labels['response_time']}: " not in said
    assert labels["response_time"] in rest
    assert labels["win_rate"] not in rest


def test_sql_of_one_and_of_all(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """A comment with the name, then the query; as JSON by name."""
    code, out, err = run(
        capsys, "kpis", "--data", data, "--kpi", "win_rate", "--sql", "--lang", "en"
    )
    everything = as_json(capsys, "--data", data, "--sql")

    assert (0, "") == (code, err)
    assert out.startswith("-- Win rate\nSELECT")
    assert {"name", "sql"} == {*everything[0]}
    assert any(entry["sql"] is None for entry in everything)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--as-of", "2030-01-01"], "2030"),
        (["--as-of", "2020-01-01"], "2020"),
        (["--as-of", "yesterday"], "yesterday"),
        (["--as-of", "2026-02-30"], "2026-02-30"),
        (["--as-of", ""], ""),
        (["--window", "0"], "Found: 0"),
        (["--window", "-5"], "-5"),
        (["--window", "many"], "many"),
        (["--window", "3651"], "3651"),
        (["--window", "9" * 40], "999"),
        (["--window", "١٢"], "١٢"),
        (["--kpi", "happiness"], "happiness"),
        (["--kpi", "funnel", "--sql"], "funnel"),
        (["--by", "source", "--sql"], "--sql"),
        (["--assume", "goal=much"], "goal=much"),
        (["--assume", "joy=1"], "joy=1"),
    ],
)
def test_bad_input_is_one_message(
    capsys: pytest.CaptureFixture[str], data: Path, arguments: list[str], word: str
) -> None:
    """Fact, finding, hint; exit code 2, and nothing printed that looks like a number."""
    code, out, err = run(capsys, "kpis", "--data", data, *arguments, "--lang", "en")

    assert (2, "") == (code, out)
    assert word in err
    assert 2 <= len(err.splitlines()) <= 3
