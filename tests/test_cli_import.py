"""`workshop import`: from foreign files to numbers, asking only what nobody can know."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from support.checkout import ROOT
from support.exports.foreign import export, previews
from support.source.command import run

from workshop.cli import main
from workshop.crm.open import open_data
from workshop.crm.store import open_crm
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAVEN = ROOT.parent / "shared" / "data" / "maven_crm"
needs_maven = pytest.mark.skipif(not MAVEN.is_dir(), reason="the foreign export is not here")
SPRING = (
    "Deal ID,Phase,Created Date,Close Date,Amount,Sales Rep\n"
    "D1,Won,03/04/2026,05/06/2026,1.234,Ann Example\n"
    "D2,Phase 7,03/04/2026,05/06/2026,5.678,Tim Sample\n"
)
SUMMER = SPRING.replace("D1", "D8").replace("1.234", "9.876").replace("Ann Example", "Eva New")
WHOLE = "deal_id,status,created_at,closed_at,value\n" + "".join(
    f"D{n},{'won' if n % 3 else 'lost'},2026-01-02,2026-02-03,{n}.5\n" for n in range(30)
)


def files(place: Path, **contents: str) -> list[Path]:
    """Write CSV files into a folder and return them."""
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / f"{name}.csv" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


def answer(monkeypatch: pytest.MonkeyPatch, lines: Iterable[str]) -> list[str]:
    """Type these lines at the prompt, then nothing more; return the prompts that were shown."""
    left, shown = iter(lines), []

    def typed(prompt: str) -> str:
        shown.append(prompt)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", typed)
    return shown


def figures(capsys: pytest.CaptureFixture[str], place: Path) -> dict[str, dict[str, Any]]:
    """Return the KPIs of imported data."""
    code, out, err = run(capsys, "kpis", "--data", place, "--json")

    assert (0, "") == (code, err)
    return {one["name"]: one for one in json.loads(out)}


def cells(path: Path) -> str:
    """Return every cell of every table of a database."""
    with duckdb.connect(str(path), read_only=True) as place:
        names = [name for (name,) in place.execute("show tables").fetchall()]
        return str([place.execute(f"from {name}").fetchall() for name in names])


@pytest.fixture(scope="module")
def maven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that Maven's export was imported into, with nobody asked."""
    place = tmp_path_factory.mktemp("maven") / "x"
    given = [str(path) for path in sorted(MAVEN.glob("*.csv"))]

    assert 0 == main(["import", *given, "--to", str(place), "--yes", "--lang", "en"])
    return place


@needs_maven
def test_a_foreign_export_without_a_mapping(
    capsys: pytest.CaptureFixture[str], maven: Path
) -> None:
    """Known true figures: 63.15 % won, medians 57, 14 and 45 days, value 10,005,534."""
    found = figures(capsys, maven)
    cycles = [found[f"sales_cycle_{kind}"]["value"] for kind in ("won", "lost", "closed")]

    assert (4238, 6711) == (found["win_rate"]["numerator"], found["win_rate"]["denominator"])
    assert pytest.approx(0.6315, abs=5e-5) == found["win_rate"]["value"]
    assert [57, 14, 45] == cycles
    assert 10_005_534 == found["won_value"]["value"]
    assert {"2017-12-31"} == {one["as_of"] for one in found.values()}


@needs_maven
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_report_names_what_is_odd(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """A product in two spellings, deals without account, lost deals without value: by number."""
    given = sorted(MAVEN.glob("*.csv"))
    code, out, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--yes", "--lang", lang)
    written = (tmp_path / "x" / "report.txt").read_text(encoding="utf-8")

    assert (0, "") == (code, err)
    for said in (out, written):
        for part in ("GTXPro", "GTX Pro", Words(lang).number(1425), Words(lang).number(2473)):
            assert part in said
    assert "sales_pipeline.csv" in out.split("products.csv")[-1]
    assert all(column in out for column in ("sales_agent", "year_established", "regional_office"))


@needs_maven
def test_no_agent_is_written_down(maven: Path) -> None:
    """People in sales are in no file of the folder: not in its bytes, nor in a packed cell."""
    with (MAVEN / "sales_teams.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    people = {row["sales_agent"] for row in rows} | {row["manager"] for row in rows}
    written = [path.read_bytes() for path in maven.rglob("*") if path.is_file()]
    packed = cells(maven / "crm.duckdb")

    assert 40 <= len(people)
    assert {"crm.duckdb", "mapping.yaml", "report.txt"} == {path.name for path in maven.iterdir()}
    assert [] == [one for one in people if any(one.encode() in content for content in written)]
    assert [] == [one for one in people if one in packed]


def test_answers_are_typed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each doubt is one question; what is typed decides, and nonsense is asked again."""
    shown = answer(monkeypatch, ["9", "first", "", "1", "1", "3"])
    (path,) = files(tmp_path, spring=SPRING)
    code, out, err = run(capsys, "import", path, "--to", tmp_path / "x", "--lang", "en")
    mapping = (tmp_path / "x" / "mapping.yaml").read_text(encoding="utf-8")

    assert (0, "") == (code, err)
    assert ["Your answer: "] * 6 == shown
    assert 3 == out.count("A number from 1 to 2.")
    for part in ("decimal: ','", "date_order: day_first", "Phase 7: lost"):
        assert part in mapping
    assert 1234 == figures(capsys, tmp_path / "x")["won_value"]["value"]


def test_the_other_answers_give_other_numbers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The point stands before decimals, the month first, and an empty line takes the proposal."""
    answer(monkeypatch, ["2", "2", ""])
    (path,) = files(tmp_path, spring=SPRING)
    code, _, _ = run(capsys, "import", path, "--to", tmp_path / "x", "--lang", "en")
    mapping = (tmp_path / "x" / "mapping.yaml").read_text(encoding="utf-8")

    assert 0 == code
    for part in ("decimal: .", "date_order: month_first", "Phase 7: open"):
        assert part in mapping
    assert 1.234 == figures(capsys, tmp_path / "x")["won_value"]["value"]


def test_nobody_is_there_to_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end of input one message with the way out, and nothing is written."""
    answer(monkeypatch, [])
    (path,) = files(tmp_path, spring=SPRING)
    code, _, err = run(capsys, "import", path, "--to", tmp_path / "x", "--lang", "en")

    assert 2 == code
    assert "nobody’s here to answer" in err
    assert "--yes" in err
    assert not (tmp_path / "x").exists()


def test_yes_does_not_invent_an_answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where the kit itself has none to propose, it says so instead of a wrong number."""
    (path,) = files(tmp_path, spring=SPRING.replace("Phase 7", "Lost"))
    code, _, err = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", "--lang", "en")

    assert 2 == code
    assert "this is a question for a person" in err
    assert "“1.234” in the column “Amount”" in err
    assert not (tmp_path / "x").exists()


GUESSES = {
    "won": "1,Closed - Won by competitor,2026-01-05,2026-02-01,1",
    "wont": "1,Won't buy,2026-01-05,2026-02-01,1",
    "storniert": "1,Gewonnen (storniert),2026-01-05,2026-02-01,1",
    "unknown": "1,Ablage P,2026-01-05,2026-02-01,1",
    "ahead": "1,Phase 7,2026-01-05,,1",
    "typo": "1,Gewonen,2026-01-05,2026-02-01,1",
}


@pytest.mark.parametrize("row", GUESSES.values(), ids=GUESSES)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_yes_refuses_a_guess_and_names_the_question(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, row: str, lang: str
) -> None:
    """A stage that nobody knows is asked about with its rows; without an answer nothing is kept."""
    (path,) = files(tmp_path, deals=f"Deal ID,Phase,Created Date,Close Date,Amount\n{row}\n")
    code, _, err = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", "--lang", lang)

    assert 2 == code
    assert row.split(",")[1] in err
    assert Words(lang)("Rows: {n}.", n="1") in err
    assert not (tmp_path / "x").exists()


def test_last_quarter_s_mapping_asks_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The saved answers read the next file, whatever it is called."""
    answer(monkeypatch, ["1", "1", "1"])
    spring, summer = files(tmp_path, spring=SPRING, summer=SUMMER)
    run(capsys, "import", spring, "--to", tmp_path / "q1")
    asked = answer(monkeypatch, [])
    code, _, err = run(
        capsys,
        "import",
        summer,
        "--to",
        tmp_path / "q2",
        "--mapping",
        tmp_path / "q1" / "mapping.yaml",
    )

    assert (0, "", []) == (code, err, asked)
    assert 9876 == figures(capsys, tmp_path / "q2")["won_value"]["value"]


def test_columns_that_are_not_read_are_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Who brought the file sees what stayed outside."""
    content = WHOLE.replace("value\n", "value,Hobby\n").replace(".5\n", ".5,chess\n")
    (path,) = files(tmp_path, deals=content)
    _, out, _ = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", "--lang", "en")

    assert "deals.csv: not read: Hobby" in out
    assert "chess" not in cells(tmp_path / "x" / "crm.duckdb")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ("x", "XXX", "2026-02-03")),
        (["--name", "Team Nord", "--currency", "CHF"], ("Team Nord", "CHF", "2026-02-03")),
        (["--as-of", "2026-03-31"], ("x", "XXX", "2026-03-31")),
    ],
)
def test_facts_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    given: list[str],
    expected: tuple[str, str, str],
) -> None:
    """What the files do not say, the person may; without a name the folder's is taken."""
    (path,) = files(tmp_path, deals=WHOLE)
    code, _, _ = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", *given)
    value = figures(capsys, tmp_path / "x")["won_value"]
    with duckdb.connect(str(tmp_path / "x" / "crm.duckdb"), read_only=True) as place:
        ((name,),) = place.execute("select name from workshop_info").fetchall()

    assert 0 == code
    assert expected == (name, value["unit"], value["as_of"])


@pytest.mark.parametrize(("given", "kept"), [([], False), (["--owners"], True)])
def test_owners_only_on_request(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    given: list[str],
    kept: bool,  # noqa: FBT001
) -> None:
    """And then as a hash; the name is in no file either way."""
    content = WHOLE.replace("value\n", "value,Deal Owner\n").replace(".5\n", ".5,Ann Example\n")
    (path,) = files(tmp_path, deals=content)
    code, _, _ = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", *given)
    with duckdb.connect(str(tmp_path / "x" / "crm.duckdb"), read_only=True) as place:
        columns = [row[0] for row in place.execute("describe deals").fetchall()]
    written = b"".join(path.read_bytes() for path in (tmp_path / "x").iterdir())

    assert (0, kept) == (code, "owner_id" in columns)
    assert b"Ann Example" not in written


@pytest.mark.parametrize(("given", "kept"), [([], 7), (["--fewest-colleagues", "12"], 12)])
def test_how_many_colleagues_make_a_group_goes_with_the_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, given: list[str], kept: int
) -> None:
    """Who reads the tables later is held to what was settled when they were brought in."""
    (path,) = files(tmp_path, deals=WHOLE)
    run(capsys, "import", path, "--to", tmp_path / "x", "--yes", "--owners", *given)

    assert kept == open_crm(tmp_path / "x" / "crm.duckdb").fewest_colleagues
    assert kept == open_data(f"duckdb://{tmp_path / 'x' / 'crm.duckdb'}").fewest_colleagues


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["no/such/file.csv"], "file.csv"),
        (["deals.csv", "--mapping", "no/such.yaml"], "such.yaml"),
        (["deals.csv", "--currency", "euro"], "currency"),
        (["deals.csv", "--as-of", "yesterday"], "--as-of"),
        (["."], ""),
        ([], "workshop import"),
    ],
)
def test_bad_input_is_one_message(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    word: str,
) -> None:
    """Fact, finding, hint; no traceback, and no folder is begun."""
    files(tmp_path, deals=WHOLE)
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "import", *arguments, "--to", "x", "--yes", "--lang", "en")

    assert 2 == code
    assert word in err
    assert 1 <= len(err.splitlines()) <= 3
    assert not (tmp_path / "x").exists()


def test_a_second_import_needs_another_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What is there stays, byte for byte, the report too."""
    (path,) = files(tmp_path, deals=WHOLE)
    run(capsys, "import", path, "--to", tmp_path / "x", "--yes")
    before = {one.name: one.read_bytes() for one in (tmp_path / "x").iterdir()}
    code, _, err = run(capsys, "import", path, "--to", tmp_path / "x", "--yes")

    assert 2 == code
    assert "--to" in err
    assert before == {one.name: one.read_bytes() for one in (tmp_path / "x").iterdir()}


def vendor(place: Path, name: str) -> list[Path]:
    """Write an export of a vendor, as small as tests have it, as CSV files."""
    contents = {}
    for sheet in previews(export(name)):
        text = StringIO(newline="")
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(sheet.header)
        writer.writerows(
            [cell or "" for cell in row]
            for row in zip(*(sheet.columns[one] for one in sheet.header), strict=True)
        )
        contents[sheet.name.removesuffix(".csv")] = text.getvalue()
    return files(place, **contents)


PEOPLE = ("Nora Berg", "Tim Wolf", "Bernd", "Beispiel", "@example", "221 123456", "Acme")


def test_hubspot_in_german(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three files, decimal commas, German stages: two won for 20,000, nobody's name.

    Of two that are lost one has no date and does not count, which is said. One question is
    left: 1.200 employees stand in a file that proves no sign.
    """
    asked = answer(monkeypatch, ["1"])
    given = vendor(tmp_path, "hubspot_de")
    code, out, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--lang", "de")
    found = figures(capsys, tmp_path / "x")
    with duckdb.connect(str(tmp_path / "x" / "crm.duckdb"), read_only=True) as place:
        people = place.execute("select employees from accounts order by 1").fetchall()
        links = place.execute("from deals join contacts using (contact_id)").fetchall()

    assert (0, "", 1) == (code, err, len(asked))
    assert "„1.200“ in der Spalte „Anzahl der Mitarbeiter“" in out
    assert (2, 3) == (found["win_rate"]["numerator"], found["win_rate"]["denominator"])
    assert 20_000 == found["won_value"]["value"]
    assert [(40.0,), (250.0,), (1200.0,)] == people
    assert 4 == len(links)
    assert [] == [one for one in PEOPLE if one in cells(tmp_path / "x" / "crm.duckdb")]


def test_salesforce_in_english(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Months first, dollars in the cells: one won for 12,000 USD, one lost, nobody's name."""
    given = vendor(tmp_path, "salesforce_en")
    code, _, err = run(capsys, "import", *given, "--to", tmp_path / "x", "--yes", "--lang", "de")
    found = figures(capsys, tmp_path / "x")

    assert (0, "") == (code, err)
    assert (1, 2) == (found["win_rate"]["numerator"], found["win_rate"]["denominator"])
    assert (12_000, "USD") == (found["won_value"]["value"], found["won_value"]["unit"])
    assert 56 == found["sales_cycle_won"]["value"]
    assert [] == [one for one in PEOPLE if one in cells(tmp_path / "x" / "crm.duckdb")]


LONE = "Deal ID,Deal Stage,Amount,Create Date,Close Date\n" + "".join(
    f"{n},Closed Won,1000,2018-03-{n:02},2018-04-{n:02}\n" for n in range(1, 21)
)
LONE += "21,Closed Won,1000,2018-03-21,2023-04-21\n22,Proposal,1000,2018-04-22,\n"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_yes_does_not_decide_which_day_is_the_last(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """One deal closes five years after everything else: its row, and both ways out."""
    (path,) = files(tmp_path, deals=LONE)
    code, _, err = run(capsys, "import", path, "--to", tmp_path / "x", "--yes", "--lang", lang)

    assert 2 == code
    assert {"de": "Zeile 22", "en": "row 22"}[lang] in err
    assert "--as-of 2018-04-22" in err
    assert not (tmp_path / "x" / "crm.duckdb").exists()


@pytest.mark.parametrize(
    ("typed", "expected"), [("1", ("2018-04-22", 20_000)), ("2", ("2023-04-21", 21_000))]
)
def test_which_day_is_the_last_is_asked_once(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    expected: tuple[str, int],
) -> None:
    """The answer stands in the mapping, with which the next import asks nothing."""
    answer(monkeypatch, [typed])
    (path,) = files(tmp_path, deals=LONE)
    code, out, err = run(capsys, "import", path, "--to", tmp_path / "x", "--lang", "en")
    saved = tmp_path / "x" / "mapping.yaml"
    found = figures(capsys, tmp_path / "x")

    assert (0, "") == (code, err)
    assert "Row 22 says 21 April 2023 in “Close Date”" in out
    assert f"as_of: {expected[0]}" in saved.read_text(encoding="utf-8").replace("'", "")
    assert expected == (found["won_value"]["as_of"], found["won_value"]["value"])
    answer(monkeypatch, [])
    again = run(capsys, "import", path, "--to", tmp_path / "y", "--mapping", saved, "--lang", "en")
    assert (0, "") == (again[0], again[2])


def test_a_day_that_is_said_is_not_asked_about(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """--as-of answers before anybody asks, and what was dropped is said with its row."""
    (path,) = files(tmp_path, deals=LONE)
    given = ("--to", tmp_path / "x", "--yes", "--as-of", "2018-04-21", "--lang", "en")
    code, out, _ = run(capsys, "import", path, *given)

    assert 0 == code
    assert "the row didn’t exist yet. Rows: 1 (23)." in out
    assert "is undone. Rows: 1. In row: 22." in out


def test_the_calendar_is_said_at_the_import_and_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """In the mapping and in the data; a later question may say another."""
    people = "Contact ID,Create Date\n" + "".join(f"{n},2026-01-05 16:00\n" for n in range(1, 4))
    touched = "Activity ID,Contact ID,Activity Date,Side,Type,Human\n" + "".join(
        f"{n},{n},2026-01-07 10:00,sales,call,true\n" for n in range(1, 4)
    )
    paths = files(tmp_path, contacts=people, touchpoints=touched)
    said = ("--hours", "8-18", "--holidays", "AT", "--days-off", "12-24")
    code, _, err = run(capsys, "import", *paths, "--to", tmp_path / "x", "--yes", *said)
    saved = (tmp_path / "x" / "mapping.yaml").read_text(encoding="utf-8")

    def wait(*more: str) -> tuple[float, str]:
        place = ("kpis", "--data", tmp_path / "x", "--kpi", "response_time", "--json")
        _, out, _ = run(capsys, *place, "--lang", "en", *more)
        (one,) = json.loads(out)
        return one["value"], one["caveats"][-1]["text"]

    assert (0, "") == (code, err)
    assert "hours: 8-18" in saved.replace("'", "")
    assert (
        4.0,
        "Business hours: Mon–Fri, 8–18; public holidays: Austria; own days off: 1.",
    ) == wait()
    assert 14.0 == wait("--holidays", "DE-NW")[0]
    assert (
        "“9 to 5” isn’t a range of hours"
        in run(capsys, "kpis", "--data", tmp_path / "x", "--hours", "9 to 5", "--lang", "en")[2]
    )


PARTS = "Deal ID,Deal Stage,Amount,Create Date,Close Date\n"


def test_two_files_of_one_table_are_read_together(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Won and lost deals lie apart: all five are read, and the mapping lists both files."""
    won = PARTS + "1,Closed Won,1,2026-01-05,2026-02-01\n2,Closed Won,2,2026-01-06,2026-02-11\n"
    lost = PARTS + "".join(f"{n},Closed Lost,3,2026-01-07,2026-02-12\n" for n in (3, 4, 5))
    paths = files(tmp_path, deals_won=won, deals_lost=lost)
    code, _, _ = run(capsys, "import", *paths, "--to", tmp_path / "x", "--yes", "--lang", "en")
    held = open_data(tmp_path / "x").table("deals").status.to_pyarrow().to_pylist()

    assert 0 == code
    assert (2, 3) == (held.count("won"), held.count("lost"))
    assert 2 == (tmp_path / "x" / "mapping.yaml").read_text("utf-8").count("- file: deals_")


def test_a_key_with_two_contents_is_no_business_of_yes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses and names both files; the answer of a person is taken and kept."""
    one = PARTS + "1,Closed Won,1,2026-01-05,2026-02-01\n2,Closed Won,2,2026-01-06,2026-02-11\n"
    paths = files(tmp_path, a=one, b=one.replace("Won,1", "Won,7"))
    code, _, err = run(capsys, "import", *paths, "--to", tmp_path / "x", "--yes", "--lang", "en")
    answer(monkeypatch, ["2"])
    done, out, _ = run(capsys, "import", *paths, "--to", tmp_path / "x", "--lang", "en")

    assert (2, 0) == (code, done)
    assert "are “a.csv” and “b.csv” one table" in err
    assert "the key in “Deal ID” already belongs to another row. Rows: 1 (2)" in out
    assert [2.0, 7.0] == sorted(
        open_data(tmp_path / "x").table("deals").value.to_pyarrow().to_pylist()
    )
