"""The title says what is reached, and only what chance lets one see."""

from __future__ import annotations

import pytest
from dashboards import SHARES, composed, line
from quarterly import closed, handed
from tables import crm

from workshop.dashboard.document import State


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("win_rate", 0.1, State.REACHED),
        ("win_rate", 0.3, State.CLOSE),
        ("win_rate", 0.35, State.CLOSE),
        ("win_rate", 0.6, State.AHEAD),
        ("rejection_rate", 0.9, State.REACHED),
        ("rejection_rate", 0.7, State.CLOSE),
        ("rejection_rate", 0.1, State.AHEAD),
    ],
)
def test_a_target_inside_the_interval_is_too_close_to_call(
    name: str, target: float, expected: State
) -> None:
    """32 of 100 won, 68 of 100 rejected, and where less is better the sides turn round."""
    (one,) = composed(line(name, target)).lines

    assert expected is one.target.state


def test_a_sum_over_all_the_data_is_held_against_nothing() -> None:
    """Two years of won value have not reached the target of a quarter."""
    held = crm(deals=closed(SHARES, value=1000.0))
    (one,) = composed(line("won_value", 5000.0), held=held).lines

    assert State.UNKNOWN is one.target.state


def test_the_title_counts_and_the_line_below_names() -> None:
    """What is reached first, then what is not."""
    held = crm(deals=closed(SHARES), handoffs=handed(SHARES))
    found = composed(line("win_rate", 0.1), line("acceptance_rate", 0.9), held=held)

    assert "1 of 2 targets reached" == found.title
    assert "Reached: Win rate · Not there yet: Acceptance rate" == found.summary


def test_nothing_reached_is_said_without_shame() -> None:
    """Not yet."""
    assert "Target reached" == composed(line("win_rate", 0.1)).title
    assert "Target not reached yet" == composed(line("win_rate", 0.9)).title
    two = composed(line("win_rate", 0.9), line("acceptance_rate", 0.9))
    assert "None of 2 targets reached yet" == two.title
