"""`workshop import --explain`: from a number to the rows of the file that lies on the desk."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from support.exports.exports import folder
from support.source.command import run

from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.words import Lang

SECRET = "Ann Example"  # noqa: S105 - a name
HOSTILE = "=HYPERLINK(1)"
LEADS = (
    "Id,Created Date,Lead Source,Email,Converted Contact ID,Converted Opportunity ID\n"
    "00Q000000000001,2025-01-05,Web,ann@firma.example,003000000000001,006000000000001\n"
    "00Q000000000002,2025-01-06,Web,,,\n"
)
CONTACTS = (
    "Contact ID,Created Date,Lead Source,Contact Owner\n"
    f"003000000000001,2025-02-05,Web,{SECRET}\n"
    f"003000000000009,2025-01-09,{HOSTILE},{SECRET}\n"
)
HEAD = "Opportunity ID,Contact ID,Stage,Amount,Created Date,Close Date\n"
WON = (
    HEAD + "006000000000001,,Closed Won,1000,2025-02-05,2025-03-05\n"
    "006000000000002,003000000000009,Closed Won,2000,2025-02-06,2025-04-05\n"
    "006000000000002,003000000000009,Closed Won,2000,2025-02-06,2025-04-05\n"
)
LOST = HEAD + "006000000000003,003000000000009,Closed Lost,10,2025-02-05,2025-11-05\n"


@pytest.fixture
def brought(tmp_path: Path) -> list[object]:
    """The arguments of an import: leads that became contacts, deals in two files."""
    place = tmp_path / "export"
    folder(place, leads=LEADS, contacts=CONTACTS, deals_won=WON, deals_lost=LOST)
    return ["import", *sorted(place.iterdir()), "--to", tmp_path / "x", "--yes"]


@pytest.mark.parametrize("lang", LANGS)
def test_one_number_is_followed_to_its_rows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, brought: list[object], lang: Lang
) -> None:
    """File and row as the spreadsheet counts, the deal that decided, the contact beside it."""
    words = Words(lang)
    code, out, err = run(capsys, *brought, "--explain", "lead_to_won", "--lang", lang)
    behind = out[out.rindex(words("The tables are in {folder}.", folder=tmp_path / "x")) :]
    row = next(line for line in behind.splitlines() if "deals_won.csv" in line)

    assert (0, "") == (code, err)
    assert words("row {n}", n=2) in row
    assert words("by {spot}", spot=words("{file}, row {n}", file="deals_won.csv", n=2)) in row
    with_ = words("{file}, row {n}", file="contacts.csv", n=2)
    assert words("together with {spot}", spot=with_) in row
    assert words("In n and in the numerator") in behind
    assert SECRET not in out
    assert "firma.example" not in behind


@pytest.mark.parametrize("lang", LANGS)
def test_all_numbers_stand_on_one_page_and_nothing_is_written_twice(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, brought: list[object], lang: Lang
) -> None:
    """Value, n, numerator, what is left out and why; asked again, the folder stays as it is."""
    words = Words(lang)
    assert 0 == run(capsys, *brought, "--lang", lang)[0]
    before = {path: path.read_bytes() for path in (tmp_path / "x").iterdir()}
    code, out, err = run(capsys, *brought, "--explain", "--lang", lang)
    line = next(one for one in out.splitlines() if one.endswith("  win_rate"))

    assert (0, "") == (code, err)
    assert ["–", "3", "2", "win_rate"] == line.split()[-4:]
    assert words("set aside when read ({n})", n=1) in out
    assert words("Revenue goal for the year") in out
    assert words("Not in any KPI:") in out
    assert before == {path: path.read_bytes() for path in (tmp_path / "x").iterdir()}


def test_every_row_goes_to_a_file_that_computes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, brought: list[object]
) -> None:
    """All rows of the KPI with their parts; formulas in cells are text, and nobody is named."""
    out = tmp_path / "rows.csv"
    asked = (*brought, "--explain", "sourced_by_field", "--out", out, "--lang", "en")
    code, said, _ = run(capsys, *asked)
    text = out.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert 0 == code
    assert str(out) in said
    spots = [(row["File"], row["Row"]) for row in rows]
    won = [("deals_won.csv", str(row)) for row in (2, 3, 4)]
    assert [("contacts.csv", "2"), ("deals_lost.csv", "2"), *won] == sorted(spots)
    assert f"'{HOSTILE}" in {row["Source"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@"))]
    assert not any(secret in text for secret in (SECRET, "00Q0", "0030", "0060", "firma.example"))


@pytest.mark.parametrize(
    ("options", "fact"),
    [
        (("--explain", "nothing"), "There’s no KPI by that name."),
        (("--out", "rows.csv"), "--out only works with --explain."),
        (("--explain", "win_rate", "--out", __file__), "This file already exists."),
    ],
)
def test_what_cannot_be_explained_is_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    brought: list[object],
    options: tuple[str, ...],
    fact: str,
) -> None:
    """One message, nothing written."""
    code, out, err = run(capsys, *brought, *options, "--lang", "en")

    assert (2, "") == (code, out)
    assert fact in err
    assert not (tmp_path / "x").exists()


def test_other_files_are_not_taken_for_those_of_the_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, brought: list[object]
) -> None:
    """A row more, and rows would be shown that the folder's numbers do not stand on."""
    assert 0 == run(capsys, *brought)[0]
    more = LOST + "006000000000004,003000000000009,Closed Lost,10,2025-02-05,2025-11-05\n"
    (tmp_path / "export" / "deals_lost.csv").write_text(more, encoding="utf-8")
    code, out, err = run(capsys, *brought, "--explain", "win_rate", "--lang", "en")

    assert (2, "") == (code, out)
    assert "wasn’t read from these files" in err
