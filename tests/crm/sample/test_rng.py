"""Draws mean what their names say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.sample.rng import Dice

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@given(st.integers(0, 1000), CHANCES, st.data())
def test_an_even_draw_is_even_in_every_run(
    seed: int, chances: list[float], data: st.DataObject
) -> None:
    """In any run of neighbours the number of yes is less than one away from what is expected."""
    first = data.draw(st.integers(0, len(chances) - 1))
    last = data.draw(st.integers(first, len(chances) - 1))
    drawn = Dice(seed, "even").even(np.array(chances))[first : last + 1]

    assert abs(drawn.sum() - sum(chances[first : last + 1])) < 1 + 1e-9


def test_an_even_draw_gives_everybody_their_chance() -> None:
    """Over many seeds each yes comes as often as its probability says."""
    chances = np.array([0.1, 0.5, 0.9, 0.3, 0.0, 1.0])
    share = np.mean([Dice(seed, "even").even(chances) for seed in range(4000)], axis=0)

    assert np.allclose(chances, share, atol=0.03)
