"""No test writes into a real session or asks the wall clock, and no kernel it starts does."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from support.run.haste import (
    compute_alone,
    look_for_less_garbage,
    look_for_no_garbage,
    lose_power_never,
    read_sample_once,
    show_nobody,
    translate_once,
)
from support.run.profiles import NIGHT, register

if TYPE_CHECKING:
    from collections.abc import Iterator

register()
pytest_plugins = ["support.acts.stages"]


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before anything runs: notebooks are no tests and know no fixture."""
    look_for_no_garbage()
    home, patch = TemporaryDirectory(prefix="workshop-"), pytest.MonkeyPatch()
    config.add_cleanup(home.cleanup)
    config.add_cleanup(patch.undo)
    patch.setenv("WORKSHOP_HOME", home.name)
    patch.setenv("WORKSHOP_NOW", "2026-11-23T09:00")
    # Without compiled modules every worker and kernel compiles the whole kit again.
    for real in ("WORKSHOP_SESSION", "WORKSHOP_LANG", "PYTHONDONTWRITEBYTECODE"):
        patch.delenv(real, raising=False)
    config.add_cleanup(translate_once(patch))
    read_sample_once(patch)
    show_nobody(patch)
    if not NIGHT:  # at night with as many threads as people have
        compute_alone(patch)
    lose_power_never(patch)


LONG = (
    "test_stage",
    "test_facilitated",
    "test_journey",
    "test_hostile",
    "test_room",
    "test_later_acts",
    "test_solo",
    "test_windows",
)
"""The walks in a browser that take a minute or more, the longest first, as the CI measured them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no walk in a browser is still going at the end."""

    def turn(item: pytest.Item) -> int:
        if "browser" not in item.path.parts:
            return len(LONG) + 1
        return LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG)

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """Begin with little to look through."""
    look_for_less_garbage()


@pytest.fixture(scope="module")
def any_link() -> Iterator[None]:
    """Let numbers cross links that lead nowhere: laws of formulas hold on rows of chance, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workshop.crm.crm.Crm.unjoined", lambda _crm, _needs: [])
        yield
