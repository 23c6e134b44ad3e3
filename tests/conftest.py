"""No test writes into a real session or asks the wall clock, and no kernel it starts does."""

from __future__ import annotations

from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("night", max_examples=1000, deadline=None)
"""For `.ci/night`; tests that say how many examples they need draw others each night."""


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before anything runs: notebooks are no tests and know no fixture."""
    home, patch = TemporaryDirectory(prefix="workshop-"), pytest.MonkeyPatch()
    config.add_cleanup(home.cleanup)
    config.add_cleanup(patch.undo)
    patch.setenv("WORKSHOP_HOME", home.name)
    patch.setenv("WORKSHOP_NOW", "2026-11-23T09:00")
    for real in ("WORKSHOP_SESSION", "WORKSHOP_LANG"):
        patch.delenv(real, raising=False)
