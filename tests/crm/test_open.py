"""Tables may stay where they lie: they are read in canonical types, and nothing is written."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet
from support.data.tables import arrow, at, contacts, deals
from support.exports.brought import export, own_headers
from support.exports.exports import DEAL, DEALS, folder, refusal

from workshop.crm.intake.importing import import_export
from workshop.crm.open import is_address, open_data, parquet_files
from workshop.crm.schema import TABLES, TYPES
from workshop.kpis.catalogue.answers import ask_all
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    import ibis

PASSWORD = "very-secret"  # noqa: S105 - of nobody
ROWS = {"contacts": contacts(3), "deals": deals(2, "won", value=5.0) + deals(1, "lost", value=3.0)}
WAREHOUSE = """
    create table deals as select * from (values
        (1, 'won', date '2026-01-02', timestamptz '2026-02-03 23:30:00+00', 10.50, 'Ann', 'x'),
        (2, 'lost', date '2026-01-05', timestamptz '2026-07-03 23:30:00+00', 7.25, 'Tim', 'y')
    ) as t(deal_id, status, created_at, closed_at, value, owner_id, note)
"""
"""Types as warehouses have them: whole numbers for ids, decimals, dates, moments with a zone."""


def schema_of(table: ibis.Table) -> dict[str, str]:
    return {name: str(kind) for name, kind in table.schema().items()}


def lake(place: Path, **tables: pa.Table) -> Path:
    """Write Parquet files into a new folder."""
    place.mkdir()
    for name, content in tables.items():
        parquet.write_table(content, place / f"{name}.parquet")
    return place


@pytest.fixture
def own_lake(tmp_path: Path) -> Path:
    return lake(tmp_path / "lake", **{name: arrow(name, rows) for name, rows in ROWS.items()})


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """Return a DuckDB file of somebody else, with types of a warehouse."""
    with duckdb.connect(str(tmp_path / "w.duckdb")) as place:
        place.execute(WAREHOUSE)
        place.execute("create table salaries as select 1 as a")
    return tmp_path / "w.duckdb"


def test_a_folder_of_parquet_files(own_lake: Path) -> None:
    """Each file that is named like a table is one; the folder's name is the data's."""
    found = open_data(own_lake)

    assert {"contacts", "deals"} == found.tables
    assert ("lake", "XXX", date(2026, 2, 4)) == (found.name, found.currency, found.as_of)
    assert [5.0, 5.0, 3.0] == found.table("deals").value.to_pyarrow().to_pylist()


def test_files_of_another_name_are_no_tables(tmp_path: Path) -> None:
    """A folder may hold more than the CRM."""
    place = lake(
        tmp_path / "lake", deals=arrow("deals", ROWS["deals"]), people=pa.table({"a": [1]})
    )

    assert {"deals"} == {*parquet_files(place)}
    assert {"deals"} == open_data(place).tables


def test_numbers_come_out_of_a_lake(own_lake: Path) -> None:
    """The KPIs ask it as they ask any data: two of three deals were won."""
    answers = {
        one.name: one for one in ask_all(Scope.of(open_data(own_lake)), ["win_rate", "won_value"])
    }

    assert (2, 3) == (answers["win_rate"].numerator, answers["win_rate"].denominator)
    assert 10.0 == answers["won_value"].value


def test_a_lake_is_left_as_it_is(own_lake: Path) -> None:
    """Looking at numbers writes nothing beside the files and nothing into them."""
    before = {path: path.read_bytes() for path in own_lake.rglob("*")}
    ask_all(Scope.of(open_data(own_lake)))

    assert before == {path: path.read_bytes() for path in own_lake.rglob("*")}


@pytest.mark.parametrize("content", [b"", b"PAR1", b"garbage" * 100])
def test_a_broken_lake_is_said(own_lake: Path, content: bytes) -> None:
    """A half file ends in a sentence that names the folder."""
    (own_lake / "deals.parquet").write_bytes(content)

    assert str(own_lake) in str(refusal(open_data, own_lake))


def test_a_database_file_by_its_address(own_file: Path) -> None:
    """Whoever has a DuckDB file names it like any database."""
    found = open_data(f"duckdb:///{own_file}")

    assert {"deals"} == found.tables
    assert 2 == found.table("deals").count().to_pyarrow().as_py()


def test_every_column_gets_its_canonical_type(own_file: Path) -> None:
    """Formulas compare texts with texts and divide floats; a decimal or a date would differ."""
    table = open_data(f"duckdb:///{own_file}").table("deals")
    kinds = {field.name: TYPES[field.kind] for field in TABLES["deals"].fields}

    assert {name: kinds[name] for name in table.columns} == schema_of(table)
    assert ["1", "2"] == table.deal_id.to_pyarrow().to_pylist()
    assert [10.5, 7.25] == table.value.to_pyarrow().to_pylist()
    assert [at("2026-01-02T00:00"), at("2026-01-05T00:00")] == (
        table.created_at.to_pyarrow().to_pylist()
    )


def test_moments_with_a_zone_are_on_the_team_s_clock(own_file: Path) -> None:
    """As in CSV files: 23:30 in UTC is half past midnight in Berlin's winter, later in summer."""
    table = open_data(f"duckdb:///{own_file}").table("deals")

    assert [at("2026-02-04T00:30"), at("2026-07-04T01:30")] == (
        table.closed_at.to_pyarrow().to_pylist()
    )


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        ([at("2026-01-02T09:30")], pa.timestamp("ns"), at("2026-01-02T09:30")),
        ([at("2026-01-02T09:30")], pa.timestamp("s"), at("2026-01-02T09:30")),
        ([date(2026, 1, 2)], pa.date32(), at("2026-01-02T00:00")),
        (["2026-01-02 09:30:00"], pa.string(), at("2026-01-02T09:30")),
    ],
)
def test_moments_of_every_kind(
    tmp_path: Path, cells: list[Any], kind: pa.DataType, expected: datetime
) -> None:
    """Days, texts and moments of any exactness come out as moments."""
    table = pa.table({"contact_id": ["C1"], "created_at": pa.array(cells, kind)})
    found = open_data(lake(tmp_path / "lake", contacts=table)).table("contacts")

    assert [expected] == found.created_at.to_pyarrow().to_pylist()
    assert found.created_at.type().is_timestamp()


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([Decimal("7.25")], pa.decimal128(12, 2)),
        ([7.25], pa.float32()),
        (["7.25"], pa.string()),
    ],
)
def test_numbers_of_every_kind(tmp_path: Path, cells: list[Any], kind: pa.DataType) -> None:
    """Decimals, small floats and texts come out as the numbers they are."""
    table = pa.table(
        {"deal_id": [1], "created_at": [date(2026, 1, 2)], "value": pa.array(cells, kind)}
    )
    found = open_data(lake(tmp_path / "lake", deals=table)).table("deals")

    assert [7.25] == found.value.to_pyarrow().to_pylist()
    assert found.value.type().is_float64()


def test_other_columns_are_not_read(own_file: Path) -> None:
    """A note beside a deal names people; it stays where it is."""
    assert "note" not in open_data(f"duckdb:///{own_file}").table("deals").columns


def test_colleagues_are_not_read(own_file: Path) -> None:
    """Who is in charge is left out unless somebody switches it on, wherever the data lies."""
    found = open_data(f"duckdb:///{own_file}")

    assert "owner_id" not in found.table("deals").columns
    assert ["deals.owner_id"] == found.missing(["deals.owner_id"])


def test_a_word_formulas_do_not_know_is_refused(tmp_path: Path) -> None:
    """Deals “Lost” beside “lost” would vanish from a win rate; no number is better than that."""
    table = pa.table(
        {
            "deal_id": ["1", "2", "3"],
            "created_at": [date(2026, 1, 2)] * 3,
            "closed_at": [date(2026, 2, 2)] * 3,
            "status": ["won", "lost", "Lost"],
        }
    )
    error = refusal(open_data, lake(tmp_path / "lake", deals=table))

    assert "Lost" in str(error)


def test_a_database_file_is_left_as_it_is(own_file: Path) -> None:
    """Not a byte changes, and nothing stands beside it afterwards."""
    before = own_file.read_bytes()
    found = open_data(f"duckdb:///{own_file}")
    ask_all(Scope.of(found))
    found.engine.close()

    assert before == own_file.read_bytes()
    assert [own_file] == list(own_file.parent.iterdir())


def test_a_database_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A slip in the address ends in a sentence, not in an empty file."""
    refusal(open_data, f"duckdb:///{tmp_path / 'slip.duckdb'}")

    assert [] == list(tmp_path.iterdir())


def test_several_programs_read_one_file(own_file: Path) -> None:
    """Every act's notebook is a process of its own; none may lock the others out."""
    found = open_data(f"duckdb:///{own_file}")
    code = (
        "import sys; from workshop.crm.open import open_data; print(open_data(sys.argv[1]).as_of)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, f"duckdb:///{own_file}"], capture_output=True, check=False
    )

    assert (0, str(found.as_of)) == (other.returncode, other.stdout.decode().strip())


def test_a_folder_that_an_import_wrote(tmp_path: Path) -> None:
    """It is opened as it is: with its name, its currency, its last day and its report."""
    content = DEALS + DEAL + "D2,won,2026-01-02,2026-02-03,1,one too many\n" + "D3,open,,,\n"
    content += "".join(f"E{n},won,2026-01-02,2026-02-03,1\n" for n in range(20))
    mapping = own_headers(deals=content).model_copy(update={"currency": "CHF"})
    done = import_export(export(deals=content), mapping, tmp_path / "x", "Team")
    done.crm.engine.close()
    found = open_data(tmp_path / "x")

    assert ("Team", "CHF", date(2026, 2, 3)) == (found.name, found.currency, found.as_of)
    assert {"deals": 1} == found.set_aside


def test_the_same_file_by_its_address_says_the_same(tmp_path: Path) -> None:
    """Rows that were set aside stay a caveat, whichever way somebody came to the tables."""
    content = DEALS + "".join(f"E{n},won,2026-01-02,2026-02-03,1\n" for n in range(20)) + "D\n"
    mapping = own_headers(deals=content).model_copy(update={"currency": "CHF"})
    import_export(export(deals=content), mapping, tmp_path / "x", "Team").crm.engine.close()
    by_folder = open_data(tmp_path / "x")
    by_folder.engine.close()
    by_address = open_data(f"duckdb:///{tmp_path / 'x' / 'crm.duckdb'}")

    for fact in ("name", "currency", "as_of", "report"):
        assert getattr(by_folder, fact) == getattr(by_address, fact)


def test_a_folder_of_csv_files(tmp_path: Path) -> None:
    """What is none of the others is read as an export, with a mapping if one is named."""
    place = folder(tmp_path / "csv", deals="Nr,Am\nD1,2026-01-02\n")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "tables: {deals: {file: deals.csv, columns: {deal_id: Nr, created_at: Am}}}", "utf-8"
    )

    assert date(2026, 1, 2) == open_data(place, mapping).as_of


def test_a_last_day_is_never_after_today(tmp_path: Path) -> None:
    """A slip in somebody's warehouse does not make young leads old."""
    late = {**contacts(1)[0], "created_at": at("2031-01-01T00:00")}
    found = open_data(lake(tmp_path / "lake", contacts=arrow("contacts", [late])))

    assert date(2026, 11, 23) == found.as_of


@pytest.mark.parametrize("slip", [at("2023-04-21T00:00"), at("2062-04-14T00:00")])
@pytest.mark.parametrize("kind", ["lake", "file"])
def test_a_lone_last_day_nobody_stated_is_asked_about(
    tmp_path: Path, slip: datetime, kind: str
) -> None:
    """A slip years later, or years ahead, would make every lead old: a warehouse asks, too."""
    rows = deals(21, "won")
    for n, row in enumerate(rows):
        row |= {"created_at": at(f"2018-03-{n + 1:02}T00:00"), "closed_at": None}
    rows[-1] |= {"closed_at": slip}
    place: Any = lake(tmp_path / "lake", deals=arrow("deals", rows))
    if kind == "file":
        with duckdb.connect(str(tmp_path / "w.duckdb")) as database:
            database.execute(f"create table deals as from '{place / 'deals.parquet'}'")
        place = f"duckdb:///{tmp_path / 'w.duckdb'}"
    robust = date(2018, 3, 21)
    text = str(refusal(open_data, place))
    asked = ask_all(Scope.of(open_data(place, None, robust), as_of=robust))

    assert "“closed_at”" in text
    assert slip.strftime("%Y") in text
    assert "--as-of 2018-03-21" in text
    assert {robust} == {one.as_of for one in asked}
    if kind == "lake":
        package = f'{{"name": "x", "title": "x", "asOf": "{robust}"}}'
        (place / "datapackage.json").write_text(package, "utf-8")
        assert robust == open_data(place).as_of


def test_a_database_without_our_tables(tmp_path: Path) -> None:
    """It says what is there and which names are looked for."""
    with duckdb.connect(str(tmp_path / "w.duckdb")) as place:
        place.execute("create table salaries as select 1 as a")
    error = refusal(open_data, f"duckdb:///{tmp_path / 'w.duckdb'}")

    assert "Found: salaries" in str(error)
    assert ", ".join(TABLES) in str(error)


def test_a_view_is_a_table(tmp_path: Path) -> None:
    """A company makes views of our names over tables of its own."""
    with duckdb.connect(str(tmp_path / "w.duckdb")) as place:
        place.execute("create table d as select 'D1' as id, date '2026-01-02' as am")
        place.execute("create view deals as select id as deal_id, am as created_at from d")

    assert date(2026, 1, 2) == open_data(f"duckdb:///{tmp_path / 'w.duckdb'}").as_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgres://a@h/d", True),
        ("duckdb:///x", True),
        ("POSTGRESQL://h/d", True),
        ("C:\\daten\\crm", False),
        ("C:/daten/crm", False),
        ("/srv/crm", False),
        ("data:x", False),
        ("", False),
    ],
)
def test_what_is_an_address(text: str, expected: bool) -> None:  # noqa: FBT001
    """A drive letter is none."""
    assert expected is is_address(text)
