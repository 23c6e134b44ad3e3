"""Trap: 100 % of 1."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes, handoffs
from support.data.tables import deals

from workshop.policy import MIN_N


@pytest.mark.parametrize("name", ["acceptance_rate", "rejection_rate"])
def test_no_rate_of_a_few_hand_offs(name: str) -> None:
    """The counts stay to be seen."""
    found = answer(name, handoffs=handoffs(MIN_N - 1, "accepted"))

    assert (None, MIN_N - 1, MIN_N - 1) == (found.value, found.n, codes(found)["small_n"])


def test_no_velocity_from_a_win_rate_of_a_few() -> None:
    """A product is as weak as its weakest factor."""
    sold = deals(1, "won", value=9.0) + deals(5, "open", closed_at=None)
    found = answer("pipeline_velocity", deals=sold)

    assert (None, 1) == (found.value, codes(found)["small_n"])
