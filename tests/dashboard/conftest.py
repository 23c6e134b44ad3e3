"""The dashboard of the sample company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.data.dashboards import line

from workshop.acts import shipped
from workshop.crm.open import open_data
from workshop.dashboard.compose import compose
from workshop.kpis.core.scope import Scope
from workshop.words import LANGS

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.dashboard.document import Dashboard


@pytest.fixture(scope="session")
def sample() -> Crm:
    """The sample company."""
    return open_data(str(shipped("datasets")), None)


@pytest.fixture(scope="session")
def real(sample: Crm) -> dict[str, Dashboard]:
    """The dashboard of the sample company in each language."""
    lines = [line("acceptance_rate", 0.7), line("response_time", 8.0), line("win_rate", 0.4)]
    return {one.lang: one for one in compose(Scope.of(sample), lines, LANGS)}
