"""A stage for the acts: a fresh room on the sample company's tables; fixtures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from support.run.haste import sample_file
from support.run.profiles import NIGHT
from workshop.crm.store import open_crm
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.story.context import Stage
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.crm.crm import Crm
    from workshop.words import Lang


@pytest.fixture(scope="session")
def sample_crm() -> Crm:
    """The sample company, opened once: what it has computed is there for every test."""
    return open_crm(sample_file())


@pytest.fixture(scope="session")
def sample_answers() -> dict[Any, Any]:
    """What was computed from the sample company, for every test to come."""
    return {}


@pytest.fixture
def make_stage(
    tmp_path: Path, sample_crm: Crm, sample_answers: dict[Any, Any]
) -> Callable[..., Stage]:
    """Opens the same session again and again, as a kernel that starts anew does."""
    session = open_session(tmp_path / "team")
    os.link(sample_file(), session.crm)  # an import replaces the file and never writes into it
    written = session.crm.stat().st_mtime

    def make(lang: Lang = "de") -> Stage:
        stage = Stage(session, Room(EventLog(session.log)), Words(lang))
        # The same tables as in the session's own file, until an import puts others in its place.
        stage._opened = (written, sample_crm)
        stage._kept = sample_answers
        return stage

    return make


@pytest.fixture(params=LANGS if NIGHT else ("day",))
def stage(request: pytest.FixtureRequest, make_stage: Callable[..., Stage]) -> Stage:
    """A stage in each language at night; by day half of the tests speak German, half English."""
    name: str = request.node.nodeid
    return make_stage(request.param if NIGHT else LANGS[crc32(name.encode()) % len(LANGS)])


@pytest.fixture
def german(make_stage: Callable[..., Stage]) -> Stage:
    """A stage in one language, for whatever has nothing to do with words."""
    return make_stage()
