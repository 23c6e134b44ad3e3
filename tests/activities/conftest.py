"""A stage for the acts: a fresh room on the sample company's tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from workshop.activities.stage import Stage
from workshop.crm.bring import bring_data
from workshop.room.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_crm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company as a session's DuckDB file."""
    target = tmp_path_factory.mktemp("crm") / "crm.duckdb"
    bring_data(target, None, None)
    return target


@pytest.fixture
def make_stage(tmp_path: Path, sample_crm: Path) -> Callable[..., Stage]:
    """Opens the same session again and again, as a kernel that starts anew does."""
    session = open_session(tmp_path / "team")
    shutil.copy(sample_crm, session.crm)

    def make(lang: str = "de") -> Stage:
        return Stage(session, Room(EventLog(session.log)), Words(lang))

    return make


@pytest.fixture(params=LANGS)
def stage(request: pytest.FixtureRequest, make_stage: Callable[..., Stage]) -> Stage:
    """A stage in each language."""
    return make_stage(request.param)
