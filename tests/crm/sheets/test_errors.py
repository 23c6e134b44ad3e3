"""Errors for people: what is wrong with which file, and the likely way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets import errors as problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.errors import WorkshopError


@pytest.mark.parametrize(
    "make", [problems.empty, problems.damaged, problems.locked, problems.too_large]
)
def test_an_error_names_the_file_by_the_name_people_know(
    make: Callable[[ExportFile], WorkshopError],
) -> None:
    """Not by a path, and never by what is in it."""

    def raising() -> None:
        raise make(ExportFile("deals.csv", content=b"Anna"))

    error = refusal(raising)

    assert "deals.csv" in str(error)
    assert "Anna" not in str(error)
