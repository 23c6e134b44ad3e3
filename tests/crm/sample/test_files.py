"""The company as files: the same bytes everywhere, whole, in two formats."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet as pq
import pytest
from support.checkout import DATASETS

from workshop.crm.sample import company as module
from workshop.crm.sample import make_sample, write_sample
from workshop.crm.sample.formats import WHOLE_DAYS
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Two people with the same seed hold the same files."""
    write_sample(tmp_path / "one", seed=3, contacts=300)
    write_sample(tmp_path / "two", seed=3, contacts=300)

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_shipped_files_are_a_fresh_generation(tmp_path: Path) -> None:
    """Nobody edits the shipped tables by hand, and every machine makes the same ones."""
    write_sample(tmp_path)

    assert files(tmp_path) == files(DATASETS)


def test_shipped_files_are_plain() -> None:
    """Shipped files have one line end, no byte order mark and stay below 3 MB."""
    written = b"".join(files(DATASETS).values())

    assert b"\r" not in written
    assert b"\xef\xbb\xbf" not in written
    assert len(written) < 3_000_000


def test_csv_slices_are_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header stands once, and the rows are those of the whole company."""
    monkeypatch.setattr(module, "SLICE", 400)
    write_sample(tmp_path, contacts=1000)
    read = pd.read_csv(tmp_path / "deals.csv", dtype=str)

    assert make_sample(contacts=1000)["deals"]["deal_id"].tolist() == read["deal_id"].tolist()


def test_writing_twice_leaves_one_company(tmp_path: Path) -> None:
    """Files of the same names are replaced, not continued."""
    write_sample(tmp_path, seed=3, contacts=300)
    write_sample(tmp_path, seed=4, contacts=300)
    write_sample(tmp_path / "fresh", seed=4, contacts=300)

    assert files(tmp_path) == files(tmp_path / "fresh")


@pytest.mark.parametrize("slice_size", [400, 50_000])
@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_same(
    name: str, slice_size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet files hold every value of the frames, in types that do not depend on a slice."""
    monkeypatch.setattr(module, "SLICE", slice_size)
    write_sample(tmp_path, contacts=1000, parquet=True)
    read = pq.read_table(tmp_path / f"{name}.parquet").to_pandas()
    frame = make_sample(contacts=1000)[name]
    for column in WHOLE_DAYS & {*read.columns}:
        read[column] = pd.to_datetime(read[column])

    pd.testing.assert_frame_equal(frame, read, check_dtype=False)


def test_parquet_has_a_row_group_for_each_slice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to hold the whole table in memory, neither to write nor to read it."""
    monkeypatch.setattr(module, "SLICE", 400)
    write_sample(tmp_path, contacts=1000, parquet=True)

    assert 3 == pq.read_metadata(tmp_path / "contacts.parquet").num_row_groups


def test_too_few_contacts_leave_no_folder(tmp_path: Path) -> None:
    """What is refused has not begun."""
    with pytest.raises(WorkshopError):
        write_sample(tmp_path / "firm", contacts=99)

    assert not (tmp_path / "firm").exists()


@pytest.mark.parametrize("parquet", [True, False])
def test_tables_of_two_kinds_do_not_mix(tmp_path: Path, *, parquet: bool) -> None:
    """Nobody could tell which of them are meant; nothing is touched."""
    write_sample(tmp_path, contacts=300, parquet=not parquet)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(WorkshopError, match="tables of another kind"):
        write_sample(tmp_path, contacts=300, parquet=parquet)

    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_terminal_sees_the_progress_in_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar counts contacts, in the words of the kit."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    write_sample(tmp_path, contacts=300, progress=Words("de"))

    assert "Kontakte" in terminal.getvalue()
    assert "300/300" in terminal.getvalue()


def test_nobody_else_sees_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe or a log gets no bar, nor does whoever did not ask for one."""
    write_sample(tmp_path, contacts=300, progress=Words("de"))
    write_sample(tmp_path, contacts=300)

    assert ("", "") == tuple(capsys.readouterr())
