"""A target that is met too well: from its first day on, sales accepts with a click.

The acceptance rate jumps, and what is accepted is no longer what is worked on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from workshop.crm.sample.answers import ACCEPTED, REJECTED, SILENCE
from workshop.crm.sample.calendar import DAY, END, NEVER, advance, day_of

if TYPE_CHECKING:
    from workshop.crm.sample.answers import Answers
    from workshop.crm.sample.rng import Dice, Flags, Ints

TARGET_DAY = "2026-04-01"
"""From then on sales is measured by its acceptance rate; the target is 90 %."""
CLICKED, SILENT_OTHERWISE, CLICK_MINUTES = 0.955, 0.4, 25.0
LEFT_LYING = 0.9
"""Share that nobody calls any more, of those whom an honest answer would not have accepted."""
SLOWER = 2.2
"""How much longer the others wait: an accepted hand-off reminds nobody."""


def under_target(handed: Ints) -> Flags:
    """Return which moments of a hand-over lie under the target."""
    return (handed >= day_of(TARGET_DAY) * DAY) & (handed < END)


def clicked_away(dice: Dice, honest: Answers) -> Answers:
    """Return the answers as the target has made them; those before it stay as they were."""
    n, now = len(honest.handed), under_target(honest.handed)
    clicks, silent = dice.chance(np.full(n, CLICKED)), dice.chance(np.full(n, SILENT_OTHERWISE))
    at = advance(honest.handed, 1 + CLICK_MINUTES * dice.uniform(n))
    left = dice.chance(np.full(n, LEFT_LYING)) & (honest.outcome != ACCEPTED)
    outcome = np.where(clicks, ACCEPTED, np.where(silent, SILENCE, REJECTED))
    outcome = np.where(at >= END, SILENCE, outcome)
    return replace(
        honest,
        worked=np.where(now & left, NEVER, honest.worked),
        decided=np.where(now, np.where(outcome == SILENCE, NEVER, at), honest.decided),
        outcome=np.where(now, outcome, honest.outcome),
    )
