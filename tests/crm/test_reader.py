"""A table of an export gets the canonical types, or one error that names the row."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from exports import DEAL, DEALS, folder, refusal
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.crm.mapping import TableMapping
from workshop.crm.reader import BROKEN, TYPES, _flag, _number, _read, read_table
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

BERLIN = ZoneInfo("Europe/Berlin")


def read(place: Path, content: str, table: str = "deals", **mapping: Any) -> dict[str, list[Any]]:
    """Read one CSV, its own headers being the canonical ones unless `mapping` says."""
    folder(place, x=content)
    columns = {name: name for name in content.split("\n", maxsplit=1)[0].split(",")}
    one = TableMapping(file="x.csv", **{"columns": columns, **mapping})
    found: dict[str, list[Any]] = read_table(place, table, one, BERLIN).to_pydict()
    return found


def test_types_are_canonical(tmp_path: Path) -> None:
    """Numbers, dates and texts come out as what they are; what is empty is missing."""
    found = read(tmp_path, DEALS + DEAL + "D2,open,2026-01-02T09:30,,\n")
    opened = [datetime.fromisoformat(day) for day in ("2026-01-02", "2026-01-02T09:30")]

    assert {
        "deal_id": ["D1", "D2"],
        "created_at": opened,
        "closed_at": [datetime.fromisoformat("2026-02-03"), None],
        "status": ["won", "open"],
        "value": [10.0, None],
    } == found


@pytest.mark.parametrize("name", TABLES)
def test_a_header_alone_has_all_types(tmp_path: Path, name: str) -> None:
    """A table without rows still knows its types, or formulas would fail on it."""
    names = [field.name for field in TABLES[name].fields]
    folder(tmp_path, x=",".join(names) + "\n")
    one = TableMapping(file="x.csv", columns={name: name for name in names})
    found = read_table(tmp_path, name, one, BERLIN)

    assert [TYPES[field.kind] for field in TABLES[name].fields] == found.schema.types


def test_only_mapped_columns_are_kept(tmp_path: Path) -> None:
    """An owner's name beside the deal never gets in."""
    found = read(tmp_path, "Nr,Owner\nD1,Ann Example\n", columns={"deal_id": "Nr"})

    assert {"deal_id": ["D1"]} == found


def test_values_are_translated(tmp_path: Path) -> None:
    """The export's words become the kit's; a word that means nothing becomes missing."""
    said = {"status": {"Gewonnen": "won", "?": ""}}
    found = read(tmp_path, "deal_id,status\nD1,Gewonnen\nD2,lost\nD3,?\n", values=said)

    assert ["won", "lost", None] == found["status"]


@pytest.mark.parametrize(
    ("column", "bad", "hint"),
    [
        ("value", "ten", "a number"),
        ("value", "1.234,56", "a number"),
        ("value", "1_000", "a number"),
        ("value", "nan", "a number"),
        ("value", "1e999", "a number"),
        ("status", "Won", "one of: open, won, lost"),
        ("closed_at", "31.12.2026", "a date"),
        ("closed_at", "2026-02-30", "a date"),
        ("closed_at", "45000", "a date"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(
    tmp_path: Path, column: str, bad: str, hint: str
) -> None:
    """File, column, row and value are said, and how many rows have the problem."""
    cells = f'"{bad}"'
    good = "D1,won,2026-02-03,1\n"
    rows = {
        "status": f"D2,{cells},2026-02-03,1\n",
        "closed_at": f"D2,won,{cells},1\n",
        "value": f"D2,won,2026-02-03,{cells}\n",
    }
    content = "deal_id,status,closed_at,value\n" + good + "\n" + 2 * rows[column]
    error = refusal(read, tmp_path, content)

    assert f"x.csv, column “{column}”, row 4," in str(error)
    assert f"Found: “{bad}”; rows with this problem: 2." in str(error)
    assert f"Hint: {hint}" in str(error)


def test_flags_in_both_languages(tmp_path: Path) -> None:
    """Yes and no come in many spellings; anything else is asked back."""
    found = read(tmp_path, "newsletter\nJa\nTRUE\n0\nnein\nx\n", "contacts")

    assert [True, True, False, False, True] == found["newsletter"]
    assert "yes or no" in str(refusal(read, tmp_path, "newsletter\nmaybe\n", "contacts"))


def test_moments_with_an_offset_become_the_team_s_clock(tmp_path: Path) -> None:
    """Business hours are local: 08:30 in UTC is 09:30 in Berlin's winter, 10:30 in summer."""
    rows = "2026-01-05T08:30Z\n2026-07-06T08:30:00+00:00\n2026-01-05T09:30\n"
    found = read(tmp_path, "created_at\n" + rows)
    expected = ["2026-01-05T09:30", "2026-07-06T10:30", "2026-01-05T09:30"]

    assert [datetime.fromisoformat(moment) for moment in expected] == found["created_at"]


def test_the_mapping_s_date_format_counts(tmp_path: Path) -> None:
    """German dates are read as the mapping says; others are asked back in that form."""
    german = {"date_format": "%d.%m.%Y"}
    found = read(tmp_path, "created_at\n02.03.2026\n", **german)

    assert [datetime.fromisoformat("2026-03-02")] == found["created_at"]

    error = refusal(lambda: read(tmp_path, "created_at\n2026-03-02\n", **german))

    assert "%d.%m.%Y" in str(error)


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    """A mapped column that the export lacks is named with those it has."""
    error = refusal(lambda: read(tmp_path, "Id,Phase\nD1,won\n", columns={"deal_id": "Nr"}))

    assert "The column “Nr” is not in x.csv. Found: Id, Phase" in str(error)


def test_a_column_that_stands_there_twice(tmp_path: Path) -> None:
    """Nobody guesses which of two is meant."""
    error = refusal(lambda: read(tmp_path, "Id,Id\nD1,D2\n", columns={"deal_id": "Id"}))

    assert "more than once" in str(error)


def test_equal_rows_count_once(tmp_path: Path) -> None:
    """A join in the CRM repeats rows; the money is there only once."""
    assert ["D1"] == read(tmp_path, DEALS + 3 * DEAL)["deal_id"]


def test_one_key_with_two_contents_is_refused(tmp_path: Path) -> None:
    """Counting both would be wrong, and so would choosing one."""
    error = refusal(read, tmp_path, DEALS + DEAL + DEAL.replace(",10", ",99"))

    assert "Found: “D1” in rows 2 and 3." in str(error)


def test_rows_without_a_key_all_count(tmp_path: Path) -> None:
    """A missing key names nobody twice."""
    assert 2 == len(read(tmp_path, DEALS + 2 * DEAL.replace("D1", ""))["value"])


def test_of_repeated_accounts_the_first_lends_its_fields(tmp_path: Path) -> None:
    """Nobody counts accounts; the first row of each is beside its contacts."""
    found = read(tmp_path, "account_id,employees\nA,5\nB,7\nA,9\n", "accounts")

    assert {"account_id": ["A", "B"], "employees": [5.0, 7.0]} == found


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60, deadline=None)
def test_every_written_number_is_read_back(number: float) -> None:
    """No digit is lost, whatever the size."""
    assert number == _number(repr(number))


@given(st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_value_or_refused(text: str) -> None:
    """A cell may hold anything; it never becomes another error."""
    for parse in (_number, _flag, datetime.fromisoformat):
        found = _read(text, parse)

        assert found is BROKEN or found is None or isinstance(found, (float, bool, datetime))
