"""Which of the files somebody brought a mapping means: by name, else by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.exports.books import xlsx
from support.exports.brought import export
from support.exports.exports import folder, refusal

from workshop.crm.folder import ENDINGS, folder_export
from workshop.crm.mapping import TableMapping
from workshop.crm.sheets import ExportFile
from workshop.crm.source_files import TELLING, Export

if TYPE_CHECKING:
    from pathlib import Path

DEALS = "Id,Phase,Wert\nD1,won,1\n"
PEOPLE = "Nr,Quelle,Seit\nC1,fair,2026-01-02\n"
HEADER = ["Id", "Phase", "Wert"]


def mapping(file: str = "deals.csv", sheet: str = "", columns: int = TELLING) -> TableMapping:
    """Return a mapping that names the first columns of `DEALS`."""
    fields = {"deal_id": "Id", "status": "Phase", "value": "Wert"}
    return TableMapping(file=file, sheet=sheet, columns=dict(list(fields.items())[:columns]))


def book(**tabs: list[list[str]]) -> Export:
    return Export((ExportFile("b.xlsx", content=xlsx(**tabs)),))


def test_a_file_of_that_name_is_meant() -> None:
    """Two files with the same columns are told apart by the name in the mapping."""
    brought = export(old=DEALS, deals=DEALS)

    assert "deals.csv" == brought.sheet(mapping()).name


def test_the_named_file_is_meant_also_without_the_columns() -> None:
    """Then the missing column is named, and no other file slips in."""
    brought = export(deals="Id,Stand\nD1,won\n", other=DEALS)
    sheet = brought.sheet(mapping())

    assert "deals.csv" == sheet.name
    assert "“Phase” isn’t in deals.csv" in str(refusal(lambda: list(sheet.batches(["Phase"], []))))


def test_next_quarter_s_file_is_found_by_its_columns() -> None:
    """It has another name, and further columns do no harm."""
    brought = export(people=PEOPLE, q4="Neu,Wert,Phase,Id\nx,1,won,D1\n")

    assert "q4.csv" == brought.sheet(mapping()).name


def test_two_files_with_the_columns_are_not_guessed_between() -> None:
    """Both are named; the person chooses."""
    error = refusal(export(a=DEALS, b=DEALS).sheet, mapping())

    assert "Found: a.csv, b.csv" in str(error)


def test_no_file_with_the_columns() -> None:
    """The files that are there are named, and the one that was looked for."""
    error = refusal(export(people=PEOPLE).sheet, mapping())

    assert "deals.csv" in str(error).split("Found")[0]
    assert "Found: people.csv" in str(error)


def test_no_files_at_all() -> None:
    """Nothing was brought: a sentence, too."""
    refusal(Export(()).sheet, mapping())


@pytest.mark.parametrize("columns", range(1, TELLING))
def test_few_columns_tell_no_file(columns: int) -> None:
    """“Id” stands in every export; a file of another name must not be taken for it."""
    refusal(export(other=DEALS).sheet, mapping(columns=columns))


def test_what_is_no_table_cannot_be_the_one() -> None:
    """A picture beside the export does not stop it, unless it is the file that is named."""
    files = export(q4=DEALS).files
    picture = ExportFile("logo.csv", content=b"\x89PNG\r\n\x1a\n")
    brought = Export((picture, *files))

    assert "q4.csv" == brought.sheet(mapping()).name
    assert "picture" in str(refusal(brought.sheet, mapping("logo.csv")))


def test_a_tab_is_meant_by_its_name() -> None:
    """Of two tabs with the columns, the one the mapping names."""
    brought = book(Alt=[HEADER, ["D1", "won", "1"]], Neu=[HEADER, ["D2", "lost", "2"]])

    assert "b.xlsx › Neu" == brought.sheet(mapping("b.xlsx", "Neu")).name


def test_a_tab_is_found_by_its_columns() -> None:
    """A workbook has notes as well; the tab that has the columns is meant."""
    brought = book(
        Notizen=[["Wer", "Was", "Wann"], ["a", "b", "c"]], Liste=[HEADER, ["D", "won", "1"]]
    )

    for file in ("b.xlsx", "last_quarter.xlsx"):
        assert "b.xlsx › Liste" == brought.sheet(mapping(file)).name


def test_two_tabs_with_the_columns_are_not_guessed_between() -> None:
    """Both are named with their workbook."""
    brought = book(Alt=[HEADER, ["D1", "won", "1"]], Neu=[HEADER, ["D2", "lost", "2"]])
    error = refusal(brought.sheet, mapping("b.xlsx"))

    assert "Found: b.xlsx › Alt, b.xlsx › Neu" in str(error)


def test_a_tab_of_another_name_is_found_by_its_columns() -> None:
    """Excel calls it “report 4711” each time."""
    brought = book(report4712=[HEADER, ["D1", "won", "1"]])

    assert "b.xlsx › report4712" == brought.sheet(mapping("b.xlsx", "report4711")).name


def test_a_tab_of_the_only_workbook_must_have_the_columns() -> None:
    """Of several tabs none has them: the person is told, no tab is taken."""
    brought = book(A=[["x", "y", "z"], ["1", "2", "3"]], B=[["u", "v", "w"], ["1", "2", "3"]])

    refusal(brought.sheet, mapping("b.xlsx"))


def test_every_sheet_of_every_file() -> None:
    """One for a CSV, one for each filled tab; a file that is no table is said."""
    files = (*export(deals=DEALS).files, *book(A=[HEADER, ["1", "2", "3"]], Leer=[]).files)

    assert ["deals.csv", "b.xlsx › A"] == [sheet.name for sheet in Export(files).sheets()]
    refusal(lambda: list(Export((ExportFile("x.csv", content=b""),)).sheets()))


def test_a_folder_s_tables_are_its_files(tmp_path: Path) -> None:
    """In the order of their names, whatever the case of the ending; other files are none."""
    folder(tmp_path, b=DEALS, a=PEOPLE)
    for name in ("C.CSV", "notes.txt", "mapping.yaml", "x.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "below").mkdir()

    assert ["C.CSV", "a.csv", "b.csv", "x.xlsx"] == [
        file.name for file in folder_export(tmp_path).files
    ]


def test_endings_are_lower_case_with_a_dot() -> None:
    """They are compared so."""
    assert all(one.startswith(".") and one == one.lower() for one in ENDINGS)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """Missing, or a file: each is said."""
    (tmp_path / "a.csv").write_text(DEALS, encoding="utf-8")

    assert "The data folder doesn’t exist." == refusal(folder_export, tmp_path / "gone").fact
    assert "The data folder is a file." == refusal(folder_export, tmp_path / "a.csv").fact


def test_a_folder_named_like_a_table_is_no_file(tmp_path: Path) -> None:
    """A folder “old.csv” is a folder; the tables beside it are read."""
    folder(tmp_path, deals=DEALS)
    (tmp_path / "old.csv").mkdir()

    assert ["deals.csv"] == [sheet.name for sheet in folder_export(tmp_path).sheets()]


def test_lock_files_of_office_programs_are_no_tables(tmp_path: Path) -> None:
    """Excel leaves “~$deals.xlsx” beside a workbook that is open; nobody brought that."""
    folder(tmp_path, deals=DEALS)
    (tmp_path / "~$deals.xlsx").write_bytes(b"\x05Anna" + b"\x00" * 50)
    (tmp_path / ".~lock.deals.csv").write_bytes(b"Anna")

    assert ["deals.csv"] == [sheet.name for sheet in folder_export(tmp_path).sheets()]
