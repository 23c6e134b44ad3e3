"""`workshop kpis --by`: one KPI by groups, in both languages and for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.source.command import run

from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

DEALS = "deal_id,account_id,status,created_at,closed_at,value\n" + "".join(
    f"D{n},A{n % 2},{'won' if n % 4 else 'lost'},2026-01-02,2026-02-03,{n}\n" for n in range(160)
)
ACCOUNTS = "account_id,segment,country\nA0,dealer,DE\nA1,end_customer,AT\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return deals of which every second is a dealer's, and of a dealer's every second is lost."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    code, out, err = run(capsys, "kpis", *arguments)

    assert (0, "") == (code, err)
    return out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    return json.loads(printed(capsys, *arguments, "--json"))


def test_groups_as_json(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """Half of the dealers' deals were lost, none of the others; the groups make up the whole."""
    found = as_json(capsys, "--data", data, "--kpi", "win_rate", "--by", "segment", "--lang", "en")
    groups = {one["key"]: (one["numerator"], one["denominator"]) for one in found["groups"]}

    assert ("win_rate", "segment") == (found["name"], found["by"])
    assert {"dealer": (40, 80), "end_customer": (80, 80)} == groups
    assert (120, 160) == (found["total"]["numerator"], found["total"]["denominator"])
    assert {"Reseller or partner", "End customer"} == {one["label"] for one in found["groups"]}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_groups_in_words(capsys: pytest.CaptureFixture[str], data: Path, lang: str) -> None:
    """Label, share and counts as the language writes them."""
    out = printed(capsys, "--data", data, "--kpi", "win_rate", "--by", "segment", "--lang", lang)
    words = Words(lang)

    for part in (words("Reseller or partner"), words("End customer"), words.percent(0.5)):
        assert part in out
    assert "{" not in out


@pytest.mark.parametrize(
    ("by", "lang"),
    [
        *(("source", "de"), ("quarter", "en"), ("answered_within", "de")),
        *(("segment", "en"), ("reason", "de")),
    ],
)
def test_the_sample_company_by_every_kind_of_group(
    capsys: pytest.CaptureFixture[str], lang: str, by: str
) -> None:
    """Fields, times, answers and reasons: each has several groups and says its caveats."""
    out = printed(capsys, "--by", by, "--lang", lang)

    assert 3 < len(out.splitlines())
    assert "{" not in out


def test_german_and_english_differ(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    """No line but numbers is the same."""
    german, english = (
        printed(capsys, "--data", data, "--kpi", "win_rate", "--by", "segment", "--lang", lang)
        for lang in ("de", "en")
    )

    assert len(german.splitlines()) == len(english.splitlines())
    assert not {*german.splitlines()} & {*english.splitlines()} - {""}


def test_without_a_kpi_the_conversion_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the sample company: leads to won deals."""
    assert "lead_to_won" == as_json(capsys, "--by", "source")["name"]


def test_reasons_are_a_list_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Why hand-offs were rejected, with those that say nothing among them."""
    found = as_json(capsys, "--by", "reason")

    assert isinstance(found, dict)
    assert json.dumps(found) == json.dumps(as_json(capsys, "--by", "reason"))


def test_the_same_mix(capsys: pytest.CaptureFixture[str]) -> None:
    """As counted beside as if every group had the same mix; also as JSON."""
    out = printed(capsys, "--by", "source", "--mix", "segment", "--lang", "en")
    found = as_json(capsys, "--by", "source", "--mix", "segment", "--lang", "en")

    assert "with the same mix" in out
    assert "source" in json.dumps(found)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--by", "shoe"], "shoe"),
        (["--by", "owner_id"], "owner_id"),
        (["--by", "source", "--kpi", "shoe"], "shoe"),
        (["--by", "source", "--mix", "shoe"], "shoe"),
    ],
)
def test_what_cannot_be_grouped_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    """With what is possible instead; nobody is ever a group."""
    code, out, err = run(capsys, "kpis", *arguments, "--lang", "en")

    assert (2, "") == (code, out)
    assert word in err
    assert 3 == len(err.splitlines())


def test_options_that_need_by_are_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    """It says “with --by”; alone it changes nothing, and somebody would rely on it."""
    code, _, err = run(capsys, "kpis", "--mix", "segment", "--lang", "en")

    assert 2 == code
    assert "--by" in err
