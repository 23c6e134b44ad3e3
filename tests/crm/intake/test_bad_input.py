"""Files as nobody should write them, from recognition to tables: read rightly, or one sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.exports.brought import export
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import YES
from workshop.crm.intake.importing import import_export
from workshop.crm.intake.report import Reason
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.intake.importing import Imported

HEADER = "deal_id,status,created_at,closed_at,value\n"
GOOD = "".join(f"G{n},won,2026-01-02,2026-02-03,{n}\n" for n in range(30))
EXCEL = date(1899, 12, 30)
"""Day 0 of Excel, for every day after February 1900."""


def brought_in(place: Path, content: str | bytes) -> Imported:
    """Return what becomes of one file that nobody is asked about."""
    files = export(deals=content)
    done = import_export(files, propose(files).mapping, place / "x", "x")
    assert done.report.tables[0].read == done.report.tables[0].kept + sum(
        group.n for group in done.report.tables[0].set_aside
    )
    return done


def column(done: Imported, name: str) -> list[Any]:
    """Return a column of what was written."""
    found: list[Any] = done.crm.table("deals")[name].to_pyarrow().to_pylist()
    return found


def days(done: Imported, name: str) -> list[date | None]:
    return [moment.date() if moment else None for moment in column(done, name)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n\n",
        "   \n  \n",
        ",,,,\n,,,,\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        HEADER,
        HEADER.rstrip(),
        "deal_id\n",
        b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"PK\x03\x04" + b"\x00" * 100,
        b"%PDF-1.7\n",
        b"<html><table><tr><td>deal_id</td></tr></table></html>",
        '{"deals": [{"id": 1}]}',
        HEADER + GOOD + 'D1,won,2026-01-02,2026-02-03,"12\n' + GOOD,
        HEADER + '"D1,won,2026-01-02',
        HEADER.encode("utf-16") + b"\x0a",
        "Grand Totals (60 records)\nConfidential Information\nCopyright (c) 2026\n",
        "\n\nGrand Totals (60 records)\n\nErstellt von Anna Muster am 03.04.2026\n",
    ],
)
def test_what_is_no_export_is_one_sentence(tmp_path: Path, content: str | bytes) -> None:
    """Fact, finding and hint in both languages; never another error, and no folder is begun."""
    refusal(lambda: brought_in(tmp_path, content))

    assert [] == list(tmp_path.iterdir())


def test_columns_of_formulas_stay_out_and_are_named() -> None:
    """A formula is no date and no amount; what is left is a deal that is won, undated."""
    files = export(deals=HEADER + "D1,won,=A1,=TODAY(),=1+1\n")
    found = propose(files)
    said = " ".join(one.said(Words("en")) for one in found.notes)

    assert {"deal_id", "status"} == {*found.mapping.parts("deals")[0].columns}
    assert all(cell in said for cell in ("=A1", "=TODAY()", "=1+1")), said


def test_a_quote_that_nobody_closes_names_its_row(tmp_path: Path) -> None:
    """Everything below it would be one cell; the person is told where to look."""
    content = HEADER + GOOD + 'D1,won,2026-01-02,2026-02-03,"12\n' + GOOD
    error = refusal(lambda: brought_in(tmp_path, content))

    assert "32" in str(error)


def test_a_column_twice_that_is_not_needed_does_no_harm(tmp_path: Path) -> None:
    """Joined reports repeat “Notes”; the deals beside are read."""
    content = "Notes," + HEADER.replace("\n", ",Notes\n") + "a,D1,won,2026-01-02,2026-02-03,7,b\n"

    assert [7.0] == column(brought_in(tmp_path, content), "value")


def test_a_needed_column_twice_is_not_guessed(tmp_path: Path) -> None:
    """Neither of two values is taken; the field is missing."""
    content = HEADER.replace("\n", ",value\n") + "D1,won,2026-01-02,2026-02-03,7,8\n"

    assert "value" not in brought_in(tmp_path, content).crm.table("deals").columns


def test_dates_of_several_shapes_that_are_each_plain(tmp_path: Path) -> None:
    """Two exports under each other: every shape says itself what it is."""
    cells = ["2026-03-04", "14.03.2026", "4 March 2026", "2026/03/04", "03.04.2026 10:15"]
    content = HEADER + "".join(f"D{n},open,{cell},,1\n" for n, cell in enumerate(cells))
    march, april = date(2026, 3, 4), date(2026, 4, 3)

    assert [march, date(2026, 3, 14), march, march, april] == days(
        brought_in(tmp_path, content), "created_at"
    )


def test_dates_whose_orders_contradict_each_other_are_asked_about(tmp_path: Path) -> None:
    """13/04 and 04/13 in one column: half of the others would be wrong either way."""
    cells = ["13/04/2026", "04/13/2026", "03/04/2026"]
    content = HEADER + "".join(f"D{n},open,{cell},,1\n" for n, cell in enumerate(cells))
    error = refusal(lambda: brought_in(tmp_path, content))

    assert "can be read in two ways" in error.fact


def test_the_29th_of_february(tmp_path: Path) -> None:
    """In 2024 it was a day; in 2026 it is none, and does not become the first of March."""
    content = (
        HEADER + GOOD + "D1,open,2024-02-29,,1\nD2,open,2026-02-29,,1\nD3,open,29.02.2026,,1\n"
    )
    done = brought_in(tmp_path, content)

    assert date(2024, 2, 29) == days(done, "created_at")[-1]
    assert [(Reason.VALUE, 2, (33, 34))] == [
        (one.reason, one.n, one.rows) for one in done.report.tables[0].set_aside
    ]


def test_days_as_excel_counts_them(tmp_path: Path) -> None:
    """A column that was formatted as a number: 46024 is a day, 46024.5 its noon, if they say so."""
    wanted = date(2026, 1, 2)
    serial = (wanted - EXCEL).days
    files = export(deals=HEADER + f"D1,open,{serial},,1\nD2,open,{serial}.5,,1\n")
    found = propose(files)
    (doubt,) = found.doubts
    refusal(import_export, files, found.mapping, tmp_path / "y", "y")
    done = import_export(files, answered(found, doubt, YES).mapping, tmp_path / "x", "x")

    assert [wanted, wanted] == days(done, "created_at")
    assert [0, 12] == [moment.hour for moment in column(done, "created_at")]


def test_a_count_that_is_no_day_of_a_crm(tmp_path: Path) -> None:
    """45 is 13 February 1900 for Excel and nothing for anybody else."""
    content = HEADER + GOOD + "D1,open,45,,1\n"
    (aside,) = brought_in(tmp_path, content).report.tables[0].set_aside

    assert (Reason.VALUE, (32,), "created_at") == (aside.reason, aside.rows, aside.column)


@pytest.mark.parametrize("cell", ["=1+1", "=HYPERLINK(A1)", "#REF!", "#VALUE!", "+1+1", "@SUM(1)"])
def test_a_formula_is_no_number(tmp_path: Path, cell: str) -> None:
    """It is not computed and not stripped to its digits; its row is set aside and named."""
    content = HEADER + GOOD + f"D1,won,2026-01-02,2026-02-03,{cell}\n"
    done = brought_in(tmp_path, content)
    (aside,) = done.report.tables[0].set_aside

    assert sum(range(30)) == sum(column(done, "value"))
    assert (Reason.VALUE, (32,), "value") == (aside.reason, aside.rows, aside.column)


def test_a_text_that_excel_was_told_to_keep(tmp_path: Path) -> None:
    """="00123" is the id 00123, and links to it."""
    deals = HEADER.replace("value", "account_id") + (
        'D1,won,2026-01-02,2026-02-03,"=""00123"""\nD2,won,2026-01-02,2026-02-03,123\n'
    )
    files = export(deals=deals, accounts="account_id,country\n00123,DE\n")
    mapping = propose(files).mapping
    done = import_export(files, mapping, tmp_path / "x", "x")
    linked = done.crm.table("deals").account_id.to_pyarrow().to_pylist()

    assert done.crm.table("accounts").account_id.to_pyarrow().to_pylist() == linked[:1]
    assert linked[0] != linked[1]


def test_text_that_looks_like_sql_is_text(tmp_path: Path) -> None:
    """A product's name is data, whatever is in it."""
    nasty = "'); drop table deals; --"
    content = HEADER.replace("\n", ",product\n") + f"D1,won,2026-01-02,2026-02-03,7,{nasty}\n"

    assert [nasty] == column(brought_in(tmp_path, content), "product")


@pytest.mark.parametrize("name", ['a"b', "a'b", "row", "select", "Wert {n}", "%s", "c0", "bad"])
def test_any_header_is_a_header(tmp_path: Path, name: str) -> None:
    """Quotes, braces and words of the engine: a person may say that this is the value."""
    written = name.replace('"', '""')
    content = HEADER.replace("value", f'"{written}"') + "D1,won,2026-01-02,2026-02-03,7\n"
    files = export(deals=content)
    mapping = propose(files).mapping
    one = mapping.tables["deals"]
    one = one.model_copy(update={"columns": {**one.columns, "value": (name,)}})
    mapping = mapping.model_copy(update={"tables": {"deals": one}})
    done = import_export(files, mapping, tmp_path / "x", "x")

    assert [7.0] == column(done, "value")
