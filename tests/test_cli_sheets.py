"""`workshop import` of files whose headers nobody listed: asked, read, and never asked again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from support.exports.salesperson import AS_PROPOSED, at_the_terminal
from support.source.command import run

from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

INQUIRIES = (
    "interessent_nr;angefragt;aktionsseite;kam_ueber\n"
    "a1;05.01.2025;p1;Social\na2;06.01.2025;p1;Suche\n"
    "a3;07.01.2025;p2;Mail\na4;08.01.2025;p2;Social\n"
)
CONTRACTS = "interessent_nr;vertrag_vom;sparte\na1;26.02.2025;Tiere\na3;26.03.2025;Spiele\n"
STAGES = (
    "CreateDate,Erstgespräch,Abschlussgespräch,Angebot unterschrieben,Handover,Absage,utm_campaign"
    ",Absage - Grund\n"
    "2026-04-03,2026-04-09,2026-04-15,2026-04-18,,,Suche A,\n"
    "2026-04-05,,,,,,Suche B,\n"
    "2026-04-07,2026-04-11,,,,2026-04-28,Suche A,Preis\n"
    "2026-04-09,,,,,2026-04-11,Suche B,Falsche Kontaktinfos\n"
    "2026-04-10,2026-04-15,,,,,Suche A,\n"
)
FLAGGED = (
    "Interessentennummer;Quelle;Status;Kunde geworden;Besuche\n"
    "1;Google;Kontaktiert;1;5\n2;Direkt;Unpassend;0;2\n3;Empfehlung;Kontaktiert;0;1\n"
)
BY_TABLE = {
    "anfragen.csv”: what’s in it": "Contacts",
    "vertraege.csv”: what’s in it": "Deals",
    "anfragen.csv”: which column has each row’s number": AS_PROPOSED,
    "“First seen”": "angefragt",
    "“Source”": "kam_ueber",
    "ID of “Contact”": "interessent_nr",
    "vertraege.csv”: which column has each row’s number": "None of these",
    "whose source": "Marketing",
}
ONE_FOR_ALL = {
    **BY_TABLE,
    "how a deal ended": "None of these",
    "“Deal closed”": "vertrag_vom",
    "“Product”": "sparte",
    "is it the same for all": "They’re all won",
}
BY_DATE = {**BY_TABLE, "how a deal ended": "A date in “vertrag_vom”", "“Product”": "None"}


def files(place: Path, **contents: str) -> list[Path]:
    """Write CSV files into a folder and return them."""
    place.mkdir(exist_ok=True)
    paths = [place / f"{name}.csv" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


def figures(capsys: pytest.CaptureFixture[str], place: Path) -> dict[str, dict[str, Any]]:
    """Return the KPIs of imported data."""
    code, out, err = run(capsys, "kpis", "--data", place, "--json")

    assert (0, "") == (code, err)
    return {one["name"]: one for one in json.loads(out)}


def share(one: dict[str, Any]) -> tuple[int, int]:
    return one["numerator"], one["denominator"]


@pytest.mark.parametrize("replies", [ONE_FOR_ALL, BY_DATE], ids=["all rows", "a date"])
def test_two_files_nobody_knows_become_leads_and_their_contracts(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    replies: dict[str, str],
) -> None:
    """Two of four asked and signed. The contracts are all won, or won by their date; the next
    quarter's import asks nothing.
    """
    asked = at_the_terminal(capsys, monkeypatch, replies)
    given = files(tmp_path / "q1", anfragen=INQUIRIES, vertraege=CONTRACTS)
    day = ("--as-of", "2025-12-31", "--lang", "en")
    code, _, err = run(capsys, "import", *given, "--to", tmp_path / "x", *day)
    found = figures(capsys, tmp_path / "x")

    assert (0, "") == (code, err)
    assert (2, 4) == share(found["lead_to_won"])
    assert len(asked) == len({*asked})

    asked.clear()
    again = files(
        tmp_path / "q2",
        anfragen=INQUIRIES + "a5;09.01.2025;p2;Mail\n",
        vertraege=CONTRACTS + "a5;27.03.2025;Spiele\n",
    )
    mapping = ("--mapping", tmp_path / "x" / "mapping.yaml")
    code, _, err = run(capsys, "import", *again, "--to", tmp_path / "y", *mapping, *day)

    assert (0, "", []) == (code, err, asked)
    assert (3, 5) == share(figures(capsys, tmp_path / "y")["lead_to_won"])


def test_stages_as_columns_of_dates(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One signed is won, two refused are lost, two are open."""
    replies = {"“Angebot unterschrieben” is filled": "Won", "“Absage” is filled": "Lost"}
    at_the_terminal(capsys, monkeypatch, replies)
    given = files(tmp_path, deals=STAGES)
    code, _, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--lang", "en")
    with duckdb.connect(str(tmp_path / "x" / "crm.duckdb"), read_only=True) as place:
        ended = place.execute("select status, count(*) from deals group by 1").fetchall()

    assert (0, "") == (code, err)
    assert {"won": 1, "lost": 2, "open": 2} == dict(ended)
    assert (1, 3) == share(figures(capsys, tmp_path / "x")["win_rate"])


def test_leads_with_a_flag_are_converted_without_a_date(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of three became a customer, said to be undated; so is next quarter's file."""
    replies = {"who became a customer": "Kunde geworden", "whose source": "Nobody"}
    asked = at_the_terminal(capsys, monkeypatch, replies)
    given = files(tmp_path, Interessenten=FLAGGED)
    code, _, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--lang", "en")
    found = figures(capsys, tmp_path / "x")

    assert (0, "") == (code, err)
    assert (1, 3) == share(found["lead_to_won"])
    assert "undated" in {one["code"] for one in found["lead_to_won"]["caveats"]}
    assert "some_rows: true" in (tmp_path / "x" / "mapping.yaml").read_text(encoding="utf-8")
    asked.clear()
    again = files(tmp_path, Sommer=FLAGGED + "4;Google;Kontaktiert;1;2\n")
    mapping = ("--mapping", tmp_path / "x" / "mapping.yaml")
    code, _, err = run(capsys, "import", *again, "--to", tmp_path / "y", *mapping)

    assert (0, "", []) == (code, err, asked)
    assert (2, 4) == share(figures(capsys, tmp_path / "y")["lead_to_won"])


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    ("contents", "question"),
    [
        ({"anfragen": INQUIRIES, "vertraege": CONTRACTS}, "“{column}”: what’s in it?"),
        ({"Interessenten": FLAGGED}, "“{column}”: how can you tell who became a customer?"),
    ],
)
def test_yes_names_the_question(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    lang: str,
    contents: dict[str, str],
    question: str,
) -> None:
    """Nobody but a person knows what is in such a file; nothing is written."""
    given = files(tmp_path, **contents)
    code, _, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--yes", "--lang", lang)

    assert 2 == code
    assert Words(lang)(question, column=given[0].name) in err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_holds_nothing_names_the_way_by_a_mapping(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """A file of one column is no table; the refusal says what a mapping needs."""
    (note,) = files(tmp_path, notiz="Notiz\nbitte anrufen\n")
    code, _, err = run(capsys, "import", note, "--to", tmp_path / "x", "--lang", lang)

    assert 2 == code
    assert "--mapping" in err
    assert "datasets/mappings/maven_crm.yaml" in err
