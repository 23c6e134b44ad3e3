"""From files to a folder that the next start, and the next quarter, can use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.exports.brought import export, own_headers
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.importing import check_currency, import_export
from workshop.crm.intake.report import Oddity
from workshop.crm.mapping import CrmMapping, TableMapping, read_mapping
from workshop.crm.open import open_data
from workshop.crm.store import open_crm

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.intake.importing import Imported

SPRING = (
    "Opportunity ID,Stage,Created Date,Close Date,Amount\n"
    "O1,Closed Won,2026-01-02,2026-02-03,EUR 10\nO2,Closed Lost,2026-01-05,2026-02-05,EUR 7\n"
)
SUMMER = SPRING.replace("O1", "O8").replace("2026-0", "2026-1").replace("EUR 10", "EUR 90")
SUMMER = SUMMER.replace("2026-11-0", "2026-10-0").replace("2026-12-0", "2026-11-0")
BAD = SPRING + "O3,Closed Won,2026-01-02,2026-02-03,ten\n"


def imported(place: Path, mapping: CrmMapping | None = None, **files: str) -> Imported:
    """Return what an import of these files into a folder leaves behind."""
    brought = export(**files)
    done = import_export(brought, mapping or propose(brought).mapping, place, "Team Nord")
    done.crm.engine.close()
    return done


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.rglob("*"))


def test_a_folder_gets_tables_and_mapping(tmp_path: Path) -> None:
    """Two files: the tables, and how they were read; no draft and no log stays behind."""
    done = imported(tmp_path / "deep" / "x", report=SPRING)

    assert tmp_path / "deep" / "x" == done.folder
    assert ["crm.duckdb", "mapping.yaml"] == names(done.folder)


def test_the_tables_know_what_they_are(tmp_path: Path) -> None:
    """Name, currency, last day and the report lie beside the rows."""
    done = imported(tmp_path / "x", report=SPRING)
    found = open_crm(tmp_path / "x" / "crm.duckdb")

    assert ("Team Nord", "EUR", date(2026, 2, 5)) == (found.name, found.currency, found.as_of)
    assert done.report == found.report
    assert [10.0, 7.0] == found.table("deals").value.to_pyarrow().to_pylist()


def test_a_folder_is_data(tmp_path: Path) -> None:
    """`--data FOLDER` opens what was written, and not its mapping."""
    imported(tmp_path / "x", report=SPRING)

    assert "Team Nord" == open_data(tmp_path / "x").name


def test_the_mapping_says_what_was_read(tmp_path: Path) -> None:
    """What people read and keep is what the kit used, letter by letter."""
    brought = export(report=SPRING)
    mapping = propose(brought).mapping
    import_export(brought, mapping, tmp_path / "x", "x").crm.engine.close()

    assert mapping == read_mapping(tmp_path / "x" / "mapping.yaml")


def test_next_quarter_s_file_has_another_name(tmp_path: Path) -> None:
    """The saved mapping reads it without a question, by its columns."""
    imported(tmp_path / "spring", report=SPRING)
    mapping = read_mapping(tmp_path / "spring" / "mapping.yaml")
    done = imported(tmp_path / "summer", mapping, report_q4=SUMMER)
    found = open_crm(tmp_path / "summer" / "crm.duckdb")

    assert "report_q4.csv" == done.report.tables[0].source
    assert [90.0, 7.0] == found.table("deals").value.to_pyarrow().to_pylist()
    assert date(2026, 11, 5) == found.as_of


def test_odd_values_of_lists_are_found_in_the_other_files(tmp_path: Path) -> None:
    """An import is thorough: files that are no table are looked at, too."""
    deals = "deal_id,product,created_at\nD1,GTXPro,2026-01-02\n"
    done = imported(
        tmp_path / "x", own_headers(deals=deals), deals=deals, products="product\nGTX Pro\n"
    )

    assert [Oddity.UNLISTED] == [one.code for one in done.report.findings]
    assert {"deals.csv": (), "products.csv": ("product",)} == done.report.left_out


def test_ids_are_hidden(tmp_path: Path) -> None:
    """What is written is never what somebody could be found by."""
    content = "contact_id,created_at\nanna@firma.example,2026-01-02\n"
    imported(tmp_path / "x", own_headers(contacts=content), contacts=content)

    assert b"anna@firma" not in (tmp_path / "x" / "crm.duckdb").read_bytes()


def test_a_folder_with_data_is_left_alone(tmp_path: Path) -> None:
    """Decisions may rest on it; not a byte changes, and another folder is asked for."""
    imported(tmp_path, report=SPRING)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    error = refusal(lambda: imported(tmp_path, report=SUMMER))

    assert "This folder already has its data; decisions may depend on it." == error.fact
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_mapping_that_lies_there_is_not_written_over(tmp_path: Path) -> None:
    """Somebody wrote it by hand, with remarks; it is used, or the import is refused."""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("# ours\ntables: {deals: {file: a.csv, columns: {deal_id: Id}}}\n", "utf-8")
    refusal(lambda: imported(tmp_path, report=SPRING))

    assert mapping.read_text("utf-8").startswith("# ours")
    assert ["mapping.yaml"] == names(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"report": BAD},
        {"report": SPRING.replace("2026-01-02", "03/04/2026").replace("2026-01-05", "05/06/2026")},
        {"report": SPRING.replace("EUR", "$")},
        {"other": "a,b\n1,2\n"},
    ],
    ids=["a bad cell", "open dates", "another currency", "another file"],
)
def test_a_failing_import_leaves_nothing(tmp_path: Path, files: dict[str, str]) -> None:
    """Neither a half database nor an empty folder."""
    mapping = propose(export(report=SPRING)).mapping
    refusal(lambda: imported(tmp_path / "new" / "x", mapping, **files))

    assert [] == names(tmp_path)


def test_an_import_that_fails_at_the_last_step_leaves_nothing(tmp_path: Path) -> None:
    """Tables without their mapping would refuse the second try as “already has its data”."""
    (tmp_path / "mapping.yaml").mkdir()
    refusal(lambda: imported(tmp_path, report=SPRING))

    assert ["mapping.yaml"] == names(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file stands in the way: a sentence, and the file is whole."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    refusal(lambda: imported(tmp_path / "file" / "x", report=SPRING))

    assert "mine" == (tmp_path / "file").read_text(encoding="utf-8")


@pytest.mark.parametrize(("said", "fits"), [("EUR", True), ("CHF", False), ("XXX", False)])
def test_a_mapping_s_currency_must_be_the_files(said: str, fits: bool) -> None:  # noqa: FBT001
    """Last quarter in euros, this one in francs: the sum would carry the wrong sign."""
    brought = export(report=SPRING)
    mapping = propose(brought).mapping.model_copy(update={"currency": said})

    if fits:
        check_currency(brought, mapping)
    else:
        assert "Correct “currency” in the mapping" in str(refusal(check_currency, brought, mapping))


def test_files_that_name_no_currency_take_the_mapping_s() -> None:
    """A person may know what the file does not say."""
    content = SPRING.replace("EUR ", "")
    one = TableMapping(file="report.csv", columns={"deal_id": "Opportunity ID", "value": "Amount"})

    check_currency(export(report=content), CrmMapping(currency="CHF", tables={"deals": one}))
