"""A stage for the acts: a fresh room on the sample company's tables."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from workshop.activities.stage import Stage
from workshop.crm.bring import bring_data
from workshop.crm.store import open_crm
from workshop.room.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.crm.store import Crm


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company as a session's DuckDB file."""
    target = tmp_path_factory.mktemp("crm") / "crm.duckdb"
    bring_data(target, None, None)
    return target


@pytest.fixture(scope="session")
def sample_crm(sample_file: Path) -> Crm:
    """The sample company, opened once: what it has computed is there for every test."""
    return open_crm(sample_file)


@pytest.fixture(scope="session")
def sample_answers() -> dict[Any, Any]:
    """What was computed from the sample company, for every test to come."""
    return {}


@pytest.fixture
def make_stage(
    tmp_path: Path, sample_file: Path, sample_crm: Crm, sample_answers: dict[Any, Any]
) -> Callable[..., Stage]:
    """Opens the same session again and again, as a kernel that starts anew does."""
    session = open_session(tmp_path / "team")
    os.link(sample_file, session.crm)  # an import replaces the file and never writes into it
    written = session.crm.stat().st_mtime

    def make(lang: str = "de") -> Stage:
        stage = Stage(session, Room(EventLog(session.log)), Words(lang))
        # The same tables as in the session's own file, until an import puts others in its place.
        stage._opened = (written, sample_crm)
        stage._kept = sample_answers
        return stage

    return make


@pytest.fixture(params=LANGS)
def stage(request: pytest.FixtureRequest, make_stage: Callable[..., Stage]) -> Stage:
    """A stage in each language."""
    return make_stage(request.param)


@pytest.fixture
def german(make_stage: Callable[..., Stage]) -> Stage:
    """A stage in one language, for whatever has nothing to do with words."""
    return make_stage()
