"""Sample companies for the tests beside this file, each drawn once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from workshop.crm.sample import make_sample

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@cache
def _drawn(seed: int, contacts: int) -> dict[str, pd.DataFrame]:
    return make_sample(seed, contacts)


@pytest.fixture(scope="session")
def company() -> Callable[..., dict[str, pd.DataFrame]]:
    """Return the tables of a seed; the shipped company without one."""

    def drawn(seed: int = 7, contacts: int = 4000) -> dict[str, pd.DataFrame]:
        return _drawn(seed, contacts)

    return drawn
