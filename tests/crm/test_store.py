"""Tables lie in a session whole or not at all, and know as of when they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest
from support.checkout import DATASETS
from support.data.tables import crm
from support.exports.exports import DEAL, DEALS, folder, refusal

from workshop.clock import now
from workshop.crm.store import import_crm, load_crm, open_crm
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from pathlib import Path


def day(place: Path, **files: str) -> date:
    return load_crm(folder(place, **files)).as_of


def test_the_sample_goes_in_and_comes_out(tmp_path: Path) -> None:
    """Every row of the shipped files is in the session, with the package's facts."""
    import_crm(DATASETS, tmp_path / "crm.duckdb", private=False)
    found = open_crm(tmp_path / "crm.duckdb")
    rows = {name: found.table(name).count().to_pyarrow().as_py() for name in found.tables}
    lines = {path.stem: len(path.read_text().splitlines()) - 1 for path in DATASETS.glob("*.csv")}

    assert lines == rows
    assert ("EUR", date(2026, 9, 30)) == (found.currency, found.as_of)


def test_an_import_leaves_one_file(tmp_path: Path) -> None:
    """No draft and no write-ahead log stays behind."""
    import_crm(
        folder(tmp_path / "data", deals=DEALS + DEAL), tmp_path / "crm.duckdb", private=False
    )

    assert ["crm.duckdb", "data"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "deals",
    [DEALS + DEAL + "D2,won,2026-01-02,2026-02-03,ten\n", DEALS + "D1\n", "", b"\x00\x01"],
)
def test_a_failed_import_leaves_nothing(tmp_path: Path, deals: str | bytes) -> None:
    """Neither a half file nor a draft, also when the second table is the bad one."""
    data = folder(tmp_path / "data", contacts="contact_id\nC1\n", deals=deals)
    refusal(lambda: import_crm(data, tmp_path / "crm.duckdb", private=False))

    assert ["data"] == [path.name for path in tmp_path.iterdir()]


def test_a_failed_import_leaves_the_old_file_alone(tmp_path: Path) -> None:
    """Decisions rest on the tables that are there."""
    target = tmp_path / "crm.duckdb"
    import_crm(folder(tmp_path / "good", deals=DEALS + DEAL), target, private=False)
    before = target.read_bytes()
    refusal(
        lambda: import_crm(folder(tmp_path / "bad", deals=DEALS + "D1\n"), target, private=False)
    )

    assert before == target.read_bytes()
    assert 3 == len(list(tmp_path.iterdir()))


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is not there is said, and not shown as a database's complaint."""
    data = folder(tmp_path / "data", deals=DEALS + DEAL)
    error = refusal(lambda: import_crm(data, tmp_path / "gone" / "crm.duckdb", private=False))

    assert "The session’s CRM tables can’t be written." == error.fact


@pytest.mark.parametrize("content", [None, b"", b"garbage" * 1000, "tables"])
def test_a_file_that_is_no_session(tmp_path: Path, content: bytes | str | None) -> None:
    """Missing, empty, garbage, or a database of somebody else: one clear error."""
    path = tmp_path / "crm.duckdb"
    if content == "tables":
        with duckdb.connect(str(path)) as other:
            other.execute("CREATE TABLE t (a INTEGER)")
    elif isinstance(content, bytes):
        path.write_bytes(content)

    assert "The session’s CRM tables can’t be opened." == refusal(open_crm, path).fact


def test_two_can_read_at_once(tmp_path: Path) -> None:
    """Each notebook has a process of its own."""
    import_crm(
        folder(tmp_path / "data", deals=DEALS + DEAL), tmp_path / "crm.duckdb", private=False
    )
    both = [open_crm(tmp_path / "crm.duckdb") for _ in range(2)]

    assert [{"deals"}] * 2 == [one.tables for one in both]


def test_the_last_day_is_the_last_event(tmp_path: Path) -> None:
    """Without a date of its own, data is as of the last thing that happened."""
    contacts = "contact_id,created_at\nC1,2026-05-01\n"

    assert date(2026, 5, 1) == day(tmp_path, deals=DEALS + DEAL, contacts=contacts)


def test_a_planned_close_is_no_event(tmp_path: Path) -> None:
    """Open deals carry a plan; taking it for today would call young leads mature."""
    planned = "D2,open,2026-01-02,2027-12-31,10\n"

    assert date(2026, 2, 3) == day(tmp_path, deals=DEALS + DEAL + planned)


def test_a_close_date_without_status_is_no_event(tmp_path: Path) -> None:
    """Nobody can say whether it is a plan."""
    deals = "deal_id,created_at,closed_at\nD1,2026-01-02,2027-12-31\n"

    assert date(2026, 1, 2) == day(tmp_path, deals=deals)


def test_data_without_any_date_is_as_of_the_day_it_is_read(tmp_path: Path) -> None:
    """What stands in the export stands there today; the numbers say that they are undated."""
    assert now().date() == day(tmp_path, deals="deal_id,status\nD1,won\n")


@pytest.mark.parametrize("content", [DEALS, DEALS + "D1,open,,,\n"])
def test_tables_without_dates_are_refused(tmp_path: Path, content: str) -> None:
    """A header alone, and rows without dates, have no last day."""
    assert "isn’t a single date" in refusal(load_crm, folder(tmp_path, deals=content)).fact


def test_missing_says_which_columns() -> None:
    """KPIs ask before they compute."""
    found = crm(deals=[]).missing(["deals.status", "deals.owner", "contacts.source"])

    assert ["deals.owner", "contacts.source"] == found


def test_a_table_that_is_not_there() -> None:
    """Asking for it is an error people can read."""
    with pytest.raises(WorkshopError, match="no table “contacts”"):
        crm(deals=[]).table("contacts")
