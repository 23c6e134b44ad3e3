"""What all journeys need: a browser, and a room to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser import kit as kits
from support.room.live import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys of a module."""
    with kits.browser() as started:
        yield started


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    """A room's server, on a free port."""
    with served(tmp_path) as running:
        yield running
