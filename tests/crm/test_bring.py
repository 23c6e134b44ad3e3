"""Data comes into a session once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import DEAL, DEALS, folder, refusal

from workshop.crm.bring import bring_data
from workshop.crm.store import open_crm

if TYPE_CHECKING:
    from pathlib import Path


def test_own_data(tmp_path: Path) -> None:
    """A folder that is named is the data."""
    bring_data(tmp_path / "crm.duckdb", folder(tmp_path / "mine", deals=DEALS + DEAL), None)

    assert "mine" == open_crm(tmp_path / "crm.duckdb").name


def test_the_sample_company_by_default(tmp_path: Path) -> None:
    """Who brings nothing works with the sample."""
    bring_data(tmp_path / "crm.duckdb", None, None)

    assert "contacts" in open_crm(tmp_path / "crm.duckdb").tables


def test_going_on_changes_nothing(tmp_path: Path) -> None:
    """A second start without data keeps the file, byte for byte."""
    target = tmp_path / "crm.duckdb"
    bring_data(target, folder(tmp_path / "mine", deals=DEALS + DEAL), None)
    before = target.read_bytes()
    bring_data(target, None, None)

    assert before == target.read_bytes()


def test_other_data_is_refused(tmp_path: Path) -> None:
    """Decisions rest on the first data; others need another session."""
    target = tmp_path / "crm.duckdb"
    data = folder(tmp_path / "mine", deals=DEALS + DEAL)
    bring_data(target, data, None)
    before = target.read_bytes()
    error = refusal(bring_data, target, data, None)

    assert "This session already has its data; decisions rest on it." == error.fact
    assert before == target.read_bytes()
