"""Trap: lost deals carry 0, so the win rate by value is always 100 %."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes
from support.data.tables import deals


@pytest.mark.parametrize("worth", [0.0, None])
def test_refused_with_the_reason(worth: float | None) -> None:
    """The win rate by number stands."""
    sold = deals(40, "won", value=100.0) + deals(60, "lost", value=worth)
    by_value, by_number = (answer(name, deals=sold) for name in ("win_rate_by_value", "win_rate"))

    assert (None, "value_missing_for_lost") == (by_value.value, next(iter(codes(by_value))))
    assert 0.4 == by_number.value
